"""Whether a text tells of another time than its own."""

from collections.abc import Sequence
from datetime import date

from tasks.timex_grammar import Phrase
from tasks.timex_meaning import Fields
from tasks.timex_policy import policy


def is_narrative(phrases: Sequence[Phrase], dct: date | None) -> bool:
    """Whether most of the years printed lie well before the document's own."""
    terms = policy()["narrative"]
    if dct is None:
        return False
    printed = [phrase.meaning.fields for phrase in phrases if "year" in phrase.meaning.fields]
    full = [fields for fields in printed if "month" in fields]
    before = dct.year - terms["years_away"]
    if len(full) >= terms["full_dates"] and _count_away(full, before) >= terms["share_away"] * len(
        full
    ):
        return True
    own_days = sum(_is_own_day(phrase.meaning.fields) for phrase in phrases)
    return (
        len(printed) >= terms["bare_years"]
        and own_days <= terms["own_days"]
        and _count_away(printed, before) >= terms["share_bare"] * len(printed)
    )


def _count_away(printed: Sequence[Fields], before: int) -> int:
    return sum(fields.get("year", before) < before or "era" in fields for fields in printed)


def _is_own_day(fields: Fields) -> bool:
    """Whether a day is told from the document's own: yesterday, or a bare weekday."""
    return fields.get("basis") == "dct" or ("weekday" in fields and "day" not in fields)
