"""From a phrase and the time it names to a row."""

from tasks.timex_grammar import Phrase
from tasks.timex_lexicon import Lexicon
from tasks.timex_named import Named
from tasks.timex_relation import related_days, relation_before
from tasks.timex_values import period_of
from warehouse.identity import row_id
from warehouse.tables import Timex, TimexType

_TYPES: dict[str, TimexType] = {
    "DATE": "DATE",
    "TIME": "TIME",
    "DUR": "DURATION",
    "SET": "SET",
    "REF": "DATE",
}
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
    relation = relation_before(text, start, lexicon)
    if relation == "from" and "back" in fields:
        relation = None
    is_fiscal = fields.get("calendar") == "fiscal"
    begins, ends = (None, None)
    if period and not is_fiscal:
        begins, ends = related_days(period.begins, period.ends, relation)
    elif named.begins or named.ends:
        begins, ends = named.begins, named.ends
    return Timex(
        doc_id=doc_id,
        start_char=start,
        end_char=end,
        text=text[start:end],
        rule=phrase.meaning.rule,
        timex_id=row_id("tx", doc_id, start, end, kind),
        type=kind,
        value=named.value,
        mod=fields.get("mod"),  # pyright: ignore
        quant=fields.get("quant"),
        freq=fields.get("freq"),
        relation=relation,
        anchor=named.anchor,
        begins=begins,
        ends=ends,
        grain=period.grain if period else None,
        is_vague=named.is_vague,
        calendar="fiscal" if is_fiscal else "gregorian" if period else None,
        alternatives=list(named.alternatives) or None,
        reason=named.reason or _basis(kind, named.anchor, bool(begins or ends)),
    )


def _basis(kind: TimexType, anchor: str | None, is_placed: bool) -> str:
    """Why value and interval are as they are, where no policy had to choose."""
    if not is_placed:
        return _NOT_PLACED[kind]
    if anchor is None:
        return "as printed"
    return "counted from the document's day" if anchor == "dct" else "counted from a time before it"
