"""Feasts and observances by year."""

import tomllib
from datetime import date
from functools import lru_cache

from tasks.timex_calendar import feast_day
from tasks.timex_lexicon import read_rules


@lru_cache(maxsize=1)
def feasts() -> dict[str, str]:
    """Rules of all feasts by name."""
    return tomllib.loads(read_rules("feasts.toml"))


def happened_once(name: str) -> bool:
    """Whether it is no yearly feast but an event with its one day."""
    return len(feasts()[name]) == 10


@lru_cache(maxsize=1024)
def feast_in(name: str, year: int) -> date | None:
    """The day of a feast in a year; the one day of an event that happened once."""
    return feast_day(feasts()[name], year) if 1 <= year <= 9998 else None
