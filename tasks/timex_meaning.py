"""What a phrase means before it is resolved: the fields that its words make known."""

from dataclasses import dataclass
from typing import TypedDict, cast


class Fields(TypedDict, total=False):
    """Known parts of a time; all else is implied by the anchor.

    ``step`` counts whole units from the anchor's own (last year = -1 Y), ``n`` with ``back``
    counts from the anchor's day (two weeks ago). ``nth`` picks the nth ``pick`` (unit or weekday)
    of what the other fields name, -1 the last. ``X`` is a number that the words leave open.
    ``basis`` names the anchor: dct, text (last mentioned), sentence (in the same one) near or none.
    ``loose`` needs a day told right before it, else it is some time past.
    ``point`` marks the end of a unit as a point: year-end, no longer part of it.
    ``ahead`` looks for the next such time; ``further`` behind ``back`` names the grain counted in.
    ``base`` is the day beside which it is: the day after Christmas.
    ``eve`` moves a time to the day before: the night to Sunday is Saturday's.
    ``is_lent`` marks a time of day whose day stands at its neighbour.
    """

    century: int
    decade: str | int
    year: int
    short_year: int
    era: str
    half: int
    quarter: int
    season: str
    month: int
    day: int
    weekday: int
    weekend: int
    holiday: str
    part: str
    clock: str | int
    meridiem: str
    zone: str
    sign: int
    shift: str | int
    iso: str
    slash: str
    n: float | str
    more: float
    unit: str
    step: int
    back: int
    ahead: int
    point: int
    loose: int
    eve: int
    nth: int
    pick: str | int
    basis: str
    ref: str
    mod: str
    quant: str
    times: int
    calendar: str
    span: str
    is_lent: int
    weekdays: int
    base: "Meaning"
    further: "Meaning"
    last: "Meaning"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A phrase: its kind, the fields known, the rule that read it."""

    kind: str
    fields: Fields
    rule: str


SHAPES = (
    ("DATE", "DAYDATE"),
    ("DATE", "WDAYDATE"),
    ("DATE", "MONTHDATE"),
    ("DATE", "PARTDATE"),
    ("DATE", "YEARDATE"),
    ("DATE", "UNITDATE"),
    ("DATE", "AGODATE"),
    ("TIME", "PARTTIME"),
    ("TIME", "CLOCKTIME"),
    ("TIME", "FULLTIME"),
    ("DUR",),
    ("SET",),
    ("REF",),
    ("PICK",),
)
"""Categories of a phrase, for later rules to build on."""


def shape_of(meaning: Meaning) -> tuple[str, ...]:
    """Categories of a phrase by what it makes known."""
    if meaning.kind == "DATE":
        return ("DATE", _date_shape(meaning.fields))
    if meaning.kind == "TIME":
        return ("TIME", _time_shape(meaning.fields))
    return (meaning.kind,)


def merge_fields(known: Fields, further: Fields) -> Fields | None:
    """Both sets of fields in one; None where they contradict each other."""
    merged = dict(known)
    for field, value in further.items():
        if merged.setdefault(field, value) != value:
            return None
    return cast(Fields, merged)


def _date_shape(fields: Fields) -> str:
    if "back" in fields:
        return "AGODATE"
    if "day" in fields or "holiday" in fields or "iso" in fields or _is_counted_day(fields):
        return "DAYDATE"
    if "weekday" in fields:
        return "WDAYDATE"
    if "month" in fields:
        return "MONTHDATE"
    if "quarter" in fields or "half" in fields or "season" in fields:
        return "PARTDATE"
    if "year" in fields or fields.get("unit") == "Y":
        return "YEARDATE"
    return "UNITDATE"


def _time_shape(fields: Fields) -> str:
    if "clock" in fields:
        return "CLOCKTIME"
    dated = {"day", "weekday", "month", "step", "iso"} & fields.keys()
    return "FULLTIME" if dated else "PARTTIME"


def _is_counted_day(fields: Fields) -> bool:
    """Whether it is a day such as yesterday, not only the day at hand."""
    return fields.get("unit") == "D" and fields.get("basis") != "near"
