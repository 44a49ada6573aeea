"""Plans as bars over years: the geometry of the report's picture."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH = 1000
LABEL_WIDTH = 330
ROW_HEIGHT = 26
MAX_BARS = 40
MAX_TICKS = 12
DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Bar:
    """One plan: its place in the picture, and which of its sides are open."""

    id: str
    label: str
    title: str
    x: float
    y: int
    width: float
    opens_left: bool
    opens_right: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of plans over time, in pixels."""

    width: int
    height: int
    ticks: list[tuple[float, str]]
    bars: list[Bar]


def draw_timeline(plans: list[dict[str, Any]]) -> Timeline:
    """Lay out dated plans (``begins``, ``ends``, one of them perhaps None) as bars, in order."""
    shown = plans[:MAX_BARS]
    first, last = _range(shown)
    scale = (WIDTH - LABEL_WIDTH - 20) / max((last - first).days, 1)
    bars = [_bar(plan, row, first, last, scale) for row, plan in enumerate(shown)]
    return Timeline(WIDTH, ROW_HEIGHT * len(shown) + 40, _ticks(first, last, scale), bars)


def _range(plans: list[dict[str, Any]]) -> tuple[date, date]:
    """From the year before the first edge to the year behind the last."""
    edges = [day for plan in plans for day in (plan["begins"], plan["ends"]) if day]
    first = date(max(min(edges).year - 1, 1), 1, 1)
    return first, date(min(max(edges).year + 2, 9999), 1, 1)


def _bar(plan: dict[str, Any], row: int, first: date, last: date, scale: float) -> Bar:
    begins, ends = plan["begins"] or first, plan["ends"] or last
    what = " ".join(filter(None, (plan["actor"], plan["predicate"], plan["object"])))
    return Bar(
        id=plan["id"],
        label=what if len(what) <= 48 else what[:47] + "…",
        title=f"{what}: [{plan['begins'] or '…'}, {plan['ends'] or '…'})",
        x=LABEL_WIDTH + (begins - first).days * scale,
        y=row * ROW_HEIGHT + 8,
        width=max((ends - begins).days * scale, 3),
        opens_left=plan["begins"] is None,
        opens_right=plan["ends"] is None,
    )


def _ticks(first: date, last: date, scale: float) -> list[tuple[float, str]]:
    step = max(1, round((last - first) / timedelta(days=DAYS_IN_YEAR) / MAX_TICKS))
    years = range(first.year, last.year + 1, step)
    return [(LABEL_WIDTH + (date(y, 1, 1) - first).days * scale, str(y)) for y in years]
