"""Years, numbers and words in small letters that belong to a name beside them."""

import re
from dataclasses import replace

from tasks.names_lexicon import Lexicon
from tasks.names_split import Draft

_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d $")
_SMALL = re.compile(r" ([a-z][a-z-]*)")
_MOST_SMALL = 3
_TAILED = frozenset(("GPE", "NORP", "ORG", "PERSON", "LOC", "FAC"))


def extend(drafts: list[Draft], flat: str, lexicon: Lexicon) -> list[Draft]:
    """Drafts with the years before and the small words behind that complete their names."""
    extended: list[Draft] = []
    for draft in drafts:
        tailed = _with_tail(draft, flat, lexicon)
        if tailed.type == "EVENT":
            tailed = _with_year(tailed, flat)
        while extended and extended[-1].end > tailed.start:
            extended.pop()
        extended.append(tailed)
    return extended


def _with_tail(draft: Draft, flat: str, lexicon: Lexicon) -> Draft:
    end = draft.end
    for _ in range(_MOST_SMALL):
        word = _SMALL.match(flat, end)
        if word is None:
            return draft
        end = word.end()
        kind = lexicon.tails.get(word[1])
        if kind and _fits(draft, word[1], flat):
            text = flat[draft.start : end]
            return replace(draft, end=end, text=text, type=kind, rule="tail", confidence=0.7)
        if word[1] not in lexicon.tail_fillers:
            return draft
    return draft


def _fits(draft: Draft, tail: str, flat: str) -> bool:
    """An election needs its year; a party or movement its adjective; the rest any name."""
    if "election" in tail or tail in ("primary", "primaries", "referendum"):
        return bool(_YEAR_BEFORE.search(flat[max(0, draft.start - 5) : draft.start]))
    if tail in ("party", "movement"):
        return draft.type == "NORP" and draft.rule == "registry" and draft.text[-1] not in "sn"
    return draft.type in _TAILED


def _with_year(draft: Draft, flat: str) -> Draft:
    begin = max(0, draft.start - 5)
    year = _YEAR_BEFORE.search(flat[begin : draft.start])
    if year is None:
        return draft
    start = begin + year.start()
    return replace(draft, start=start, text=flat[start : draft.end])
