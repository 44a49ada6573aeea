"""From a phrase and the time it names to a row."""

from typing import cast

from tasks.timex_grammar import Phrase
from tasks.timex_lexicon import Lexicon
from tasks.timex_meaning import Fields
from tasks.timex_named import Named
from tasks.timex_policy import policy
from tasks.timex_relation import Days, is_bound, related_days, relation_before
from tasks.timex_values import Period, period_of
from warehouse.identity import row_id
from warehouse.tables import Calendar, Relation, Timex, TimexMod, TimexType

_TYPES: dict[str, TimexType] = {
    "DATE": "DATE",
    "TIME": "TIME",
    "DUR": "DURATION",
    "SET": "SET",
    "REF": "DATE",
}
_WITHIN_DAY = ("part_of_day", "hour", "minute", "second")
"""Grains behind and before which some of the same day is left."""

_NOT_PLACED: dict[TimexType, str] = {
    "DATE": "names no definite time",
    "TIME": "names no definite day",
    "DURATION": "a length of time that nothing fixes to a day",
    "SET": "recurs: no single interval",
}


def emit(text: str, doc_id: str, phrase: Phrase, named: Named, lexicon: Lexicon) -> Timex:
    """The row of a phrase."""
    start, end, fields = phrase.start, phrase.end, phrase.meaning.fields
    kind = _TYPES[phrase.meaning.kind]
    period = period_of(named.value) if named.value and kind in ("DATE", "TIME") else None
    if kind == "DATE" and period and period.grain in _WITHIN_DAY:
        kind = "TIME"
    relation = _relation(text, phrase, lexicon)
    begins, ends = _days(named, period, fields, relation)
    return Timex(
        doc_id=doc_id,
        start_char=start,
        end_char=end,
        text=text[start:end],
        rule=phrase.meaning.rule,
        timex_id=row_id("tx", doc_id, start, end, kind),
        type=kind,
        value=named.value,
        mod=cast(TimexMod | None, fields.get("mod")),
        quant=fields.get("quant"),
        freq=f"{fields['times']}X" if "times" in fields else None,
        relation=relation,
        anchor=named.anchor,
        begins=begins,
        ends=ends,
        grain=period.grain if period else None,
        is_vague=named.is_vague,
        calendar=_calendar(fields, has_days=bool(period or begins or ends)),
        alternatives=list(named.alternatives) or None,
        reason=named.reason or _basis(kind, named.anchor, fields, bool(begins or ends)),
    )


def _relation(text: str, phrase: Phrase, lexicon: Lexicon) -> Relation | None:
    """How the words around bind it; up *from* a year ago compares and does not bind."""
    fields, kind = phrase.meaning.fields, phrase.meaning.kind
    relation = relation_before(text, phrase.start, kind, lexicon)
    if relation is None or (relation == "from" and "back" in fields):
        return None
    if relation in policy()["unbound"].get("REF" if "ref" in fields else kind, ()):
        return None
    return relation if is_bound(text, phrase.end, lexicon) else None


def _days(named: Named, period: Period | None, fields: Fields, relation: Relation | None) -> Days:
    """The days that it speaks of; of a fiscal year they depend on whose year it is."""
    if period is None:
        return named.begins, named.ends
    if fields.get("calendar") == "fiscal":
        return None, None
    if period.grain in _WITHIN_DAY and relation in ("after", "before"):
        relation = "from" if relation == "after" else "until"
    return related_days(period.begins, period.ends, relation)


def _calendar(fields: Fields, *, has_days: bool) -> Calendar | None:
    if fields.get("calendar") == "fiscal":
        return "fiscal"
    return "gregorian" if has_days else None


def _basis(kind: TimexType, anchor: str | None, fields: Fields, is_placed: bool) -> str:
    """Why value and interval are as they are, where no policy had to choose."""
    if fields.get("calendar") == "fiscal":
        return "a fiscal year: its months are its owner's"
    if not is_placed:
        return _NOT_PLACED[kind]
    if anchor is None:
        return "as printed"
    return "counted from the document's day" if anchor == "dct" else "counted from a time before it"
