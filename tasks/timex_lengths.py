"""Durations and sets that phrases name."""

from datetime import date

from tasks.timex_calendar import add_days, add_units
from tasks.timex_discourse import Discourse
from tasks.timex_meaning import Fields
from tasks.timex_named import Named
from tasks.timex_values import duration_value


def resolve_duration(fields: Fields, discourse: Discourse) -> Named:
    """A length of time; of one that ends or begins at an anchor also its days."""
    unit = fields.get("unit", "D")
    if "span" in fields:
        return Named(_span_value(fields["span"]))
    count = fields.get("n", "X")
    if isinstance(count, int | float):
        count += fields.get("more", 0)
    value = _whole_value(duration_value(count, unit), fields)
    if "step" not in fields:
        return Named(value, is_vague=isinstance(count, str))
    anchor = discourse.anchor(fields.get("basis", "dct"))
    if anchor is None:
        return Named(value, is_vague=isinstance(count, str))
    begins, ends = _days(anchor.day, count, unit, fields["step"])
    return Named(value, anchor.source, None, (), begins, ends, isinstance(count, str))


def _whole_value(value: str, fields: Fields) -> str:
    """The value with those of further lengths behind it: two hours, one minute is PT2H1M."""
    for more in (fields.get("further"), fields.get("last")):
        if more is not None:
            rest = duration_value(more.fields.get("n", 1), more.fields.get("unit", "D"))
            value += rest[2:] if "T" in value and "T" in rest else rest[1:]
    return value


def resolve_set(fields: Fields) -> Named:
    """What recurs: a length between its times, or the calendar unit that each of them is."""
    if "weekend" in fields:
        return Named("XXXX-WXX-WE")
    if "weekdays" in fields or "weekday" in fields:
        part = f"T{fields['part']}" if "part" in fields else ""
        return Named(f"XXXX-WXX-{fields.get('weekdays', fields.get('weekday'))}{part}")
    if "month" in fields:
        return Named(f"XXXX-{fields['month']:02d}")
    if "part" in fields:
        return Named(f"XXXX-XX-XXT{fields['part']}")
    if "season" in fields:
        return Named(f"XXXX-{fields['season']}")
    return Named(duration_value(fields.get("n", 1), fields.get("unit", "D")))


def _days(
    anchor: date, count: float | str, unit: str, step: int
) -> tuple[date | None, date | None]:
    """Days of so many units up to the anchor or from it on; the far side is open where unknown."""
    if unit[0] == "T":
        return anchor, add_days(anchor, 1)
    if isinstance(count, str):
        return (None, add_days(anchor, 1)) if step < 0 else (anchor, None)
    other = add_units(anchor, int(count) * (-1 if step < 0 else 1), unit)
    return (other, anchor) if step < 0 else (anchor, other)


def _span_value(printed: str) -> str:
    """A length printed as a clock shows it: 2:14:04, or minutes and seconds."""
    parts = printed.split(":")
    units = "HMS" if len(parts) == 3 else "MS"
    pairs = zip(parts, units, strict=True)
    return "PT" + "".join(f"{part.lstrip('0') or '0'}{unit}" for part, unit in pairs)
