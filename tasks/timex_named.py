"""The time that a phrase names, before it becomes a row."""

from dataclasses import dataclass
from datetime import date

NOT_ANCHORED = "no document time and no earlier date to count from"
BEFORE_OUR_ERA = "before the common era: no interval"
NO_SUCH_DAY = "the calendar has no such day"


@dataclass(frozen=True, slots=True)
class Named:
    """A value with what it was resolved against, or the reason why there is none."""

    value: str | None
    anchor: str | None = None
    reason: str | None = None
    alternatives: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    is_vague: bool = False
