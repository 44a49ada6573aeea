"""Words and days as datelines print them, misprints included."""

import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

_DIGITS = str.maketrans("lIoO", "1100")


class PrintedDay(NamedTuple):
    """A day as printed: its year is None where none is."""

    year: int | None
    month: int
    day: int


@lru_cache(maxsize=1)
def dateline_words() -> dict[str, Any]:
    """Months, labels and joints."""
    source = files("tasks").joinpath("rules", "datelines.toml").read_text("utf-8")
    return tomllib.loads(source)


@lru_cache(maxsize=1)
def labels() -> frozenset[str]:
    """Words that open a line without naming a place."""
    return frozenset(dateline_words()["labels"].split())


@lru_cache(maxsize=1)
def joints() -> frozenset[str]:
    """Small words inside the names of places."""
    return frozenset(dateline_words()["joints"].split())


def is_month(word: str) -> bool:
    """Whether a word is a month's name as it should be."""
    return word.lower() in dateline_words()["months"]


def month_number(word: str) -> int | None:
    """The month that a word names, in any language listed, also misprinted.

    Its end may be lost, its letters in another order, or one of them wrong, doubled or missing.
    """
    months: dict[str, int] = dateline_words()["months"]
    name = word.lower().rstrip(".")
    if name in months:
        return months[name]
    if len(name) < 4:
        return None
    near = (n for full, n in months.items() if full.startswith(name) or _is_misprint(name, full))
    return next(near, None)


def _is_misprint(word: str, right: str) -> bool:
    """Whether a word has the letters of another in a wrong order, or one wrong, more or less."""
    if sorted(word) == sorted(right):
        return True
    if len(right) < 5 or abs(len(word) - len(right)) > 1:
        return False
    same = next(
        (at for at, pair in enumerate(zip(word, right, strict=False)) if len(set(pair)) > 1), None
    )
    at = min(len(word), len(right)) if same is None else same
    rest, right_rest = word[at:], right[at:]
    return rest[1:] == right_rest[1:] or rest[1:] == right_rest or rest == right_rest[1:]


def read_digits(printed: str) -> int | None:
    """A number in which letters may stand for the digits they look like."""
    digits = printed.translate(_DIGITS)
    return int(digits) if digits.isdecimal() else None


def day_near(printed: PrintedDay, published: date | None) -> date | None:
    """The printed day; without a year, the one nearest to the day of publication."""
    if printed.year is not None:
        return _make(printed.year, printed.month, printed.day)
    if published is None:
        return None
    days = [
        day
        for year in range(published.year - 1, published.year + 2)
        if (day := _make(year, printed.month, printed.day))
    ]
    return min(days, key=lambda day: abs((day - published).days), default=None)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
