"""The time expressions of a sentence, resolved; no other annotator is loaded for them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tasks.contract import timex_json
from tasks.dateline import find_dateline
from tasks.published import parse_published
from tasks.timex import find_timexes
from warehouse.errors import DatelineError

RESOLVED = (
    "text", "type", "value", "mod", "relation", "begins", "ends", "anchor", "rule", "reason",
)  # fmt: skip


def resolve_text(text: str, published: str | None) -> Iterator[list[Any]]:
    """The cells of `RESOLVED` for each time expression of a text."""
    day = published_day(published)
    dateline = find_dateline(text, day)
    anchor = (dateline.date if dateline else None) or day
    for timex in find_timexes(text, "", anchor, dateline.body if dateline else 0):
        cells = timex_json(timex) | {"anchor": timex.anchor, "reason": timex.reason}
        yield [cells[name] for name in RESOLVED]


def published_day(text: str | None) -> date | None:
    """The day of a ``--published`` flag; raises `DatelineError` where it is none."""
    if text is None:
        return None
    moment = parse_published(text)
    if moment is None:
        raise DatelineError(f"--published {text!r} is no date", "write it as 2022-07-27")
    return moment.date()
