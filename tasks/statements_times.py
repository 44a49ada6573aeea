"""When something was said: by the time words of its cue, or else on the document's day."""

from dataclasses import dataclass
from datetime import date, timedelta

from tasks.statements_drafts import Draft
from warehouse.tables import Timex


@dataclass(frozen=True, slots=True)
class SaidWhen:
    """Half-open days on which it may have been said, and what says so."""

    begins: date | None
    ends: date | None
    timex_id: str | None
    reason: str


def find_said(draft: Draft, dct: date | None) -> SaidWhen:
    """The days on which a statement was made; never a guess."""
    dated = [timex for timex in draft.timexes if _dates(timex) and not _is_ahead(timex, dct)]
    if dated:
        timex = min(dated, key=lambda t: _length(t))
        return SaidWhen(timex.begins, timex.ends, timex.timex_id, "time words of the cue")
    if draft.rule == "nominal":
        return SaidWhen(None, None, None, "reported by a noun, no day given")
    if draft.is_unfinished:
        return SaidWhen(None, None, None, "said earlier, no day given")
    if dct is None:
        return SaidWhen(None, None, None, "document time unknown")
    return SaidWhen(dct, dct + timedelta(days=1), None, "document time")


def _is_ahead(timex: Timex, dct: date | None) -> bool:
    """Whether time words lie ahead of the document, so that nothing was said then yet."""
    return dct is not None and timex.begins is not None and timex.begins > dct


def _dates(timex: Timex) -> bool:
    """Whether time words bound a day of speaking on at least one side."""
    if timex.type not in ("DATE", "TIME") or timex.relation in ("until", "to", "from", "since"):
        return False
    return timex.begins is not None and timex.ends is not None


def _length(timex: Timex) -> int:
    return (timex.ends - timex.begins).days if timex.begins and timex.ends else 1 << 30
