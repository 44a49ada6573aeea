"""What the rest of the article says about a name that its own words leave open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tasks.names_lexicon import Lexicon
from tasks.names_split import Draft
from tasks.registry import Registry
from warehouse.tables import NameType

_BEFORE = re.compile(r"(\w+),? $")
_AFTER = re.compile(r",? (\w+)")
_PLACE_AFTER = re.compile(r", ([A-Z]\w+(?: [A-Z]\w+)?)")
_AREA_BEFORE = re.compile(
    r"\b(?:city|town|village|province|streets|mayor|residents|suburb|capital|district|governor"
    r"|island|municipality|state|county|region) of $"
)
_ACRONYM_AFTER = re.compile(r" \([A-Z]{2,}")
_REACH = 24
_SURE = 0.6
"""From here on a draft's own words decide."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Settles the drafts of one article."""

    flat: str
    registry: Registry
    lexicon: Lexicon
    types: dict[str, NameType]

    def settle(self, drafts: Iterable[Draft]) -> list[Draft]:
        """Drafts with a type each; those that nothing speaks for are dropped."""
        settled: list[Draft] = []
        heard: dict[str, NameType] = {}
        for draft in drafts:
            kind, rule = self._decide(draft)
            if kind is not None:
                settled.append(replace(draft, type=kind, rule=rule))
                if rule == "context":
                    heard.setdefault(draft.text, kind)
        return [_heard_elsewhere(draft, heard) for draft in settled]

    def _decide(self, draft: Draft) -> tuple[NameType | None, str]:
        if draft.loud and draft.rule != "registry":
            return None, "loud"
        if self._is_language(draft) or self._is_common(draft):
            return None, draft.rule
        if draft.styled and draft.rule in ("two_words", "capital", "head_word"):
            return self.types.get(draft.text), "seen_in_article"
        if draft.confidence >= _SURE:
            return draft.type, draft.rule
        if draft.text in self.types and (draft.type is None or draft.opens):
            return self.types[draft.text], "seen_in_article"
        before, after = self._words_around(draft)
        if kind := self._by_context(draft, before, after):
            return kind, "context"
        if draft.opens and " " not in draft.text and draft.rule != "capitals":
            return None, draft.rule
        defines = _ACRONYM_AFTER.match(self.flat, draft.end)
        if draft.rule == "two_words" and (before in ("the", "The", "a") or defines):
            return "ORG", "no_person"
        return draft.type or "ORG", draft.rule

    def _by_context(self, draft: Draft, before: str, after: str) -> NameType | None:
        if draft.rule == "registry":
            return draft.type if after in self.lexicon.reporting else None
        if self._before_place(draft):
            return "GPE"
        if draft.rule not in ("capital", "two_words"):
            return None
        if before in self.lexicon.place_cues or self._behind_area(draft):
            return "GPE"
        if after in self.lexicon.reporting and before != "the":
            return "PERSON"
        return "PERSON" if draft.text in self.lexicon.given_names else None

    def _behind_area(self, draft: Draft) -> bool:
        """Whether it is called a town or a district: `the village of Zorvin`."""
        return bool(_AREA_BEFORE.search(self.flat[max(0, draft.start - _REACH) : draft.start]))

    def _is_common(self, draft: Draft) -> bool:
        """Whether it is a letter or a common word alone: `Co`, `Government`."""
        word = draft.text
        if draft.rule not in ("capital", "two_words"):
            return False
        listed = word in self.lexicon.starters or word in self.lexicon.behind_comma
        return len(word) == 1 or listed

    def _is_language(self, draft: Draft) -> bool:
        """Whether a nationality means the tongue: `he said in Russian`."""
        if draft.type != "NORP":
            return False
        before, after = self._words_around(draft)
        if after in self.lexicon.tongues or before in self.lexicon.tongues:
            return True
        return before == "in" and (after in ("and", "") or self.flat[draft.end] != " ")

    def _before_place(self, draft: Draft) -> bool:
        place = _PLACE_AFTER.match(self.flat, draft.end)
        known = self.registry.known(place[1]) if place else None
        return known is not None and known.type == "GPE" and known.form != "nationality"

    def _words_around(self, draft: Draft) -> tuple[str, str]:
        before = _BEFORE.search(self.flat[max(0, draft.start - _REACH) : draft.start])
        after = _AFTER.match(self.flat, draft.end)
        return (before[1] if before else ""), (after[1] if after else "")


def _heard_elsewhere(draft: Draft, heard: dict[str, NameType]) -> Draft:
    """A name typed by nothing but its capital takes what its company says elsewhere."""
    kind = heard.get(draft.text)
    if kind is None or draft.rule != "capital":
        return draft
    return replace(draft, type=kind, rule="context_elsewhere")


def article_types(drafts: list[Draft], lexicon: Lexicon) -> dict[str, NameType]:
    """Types of the names that an article settles, by their words; people by surname too."""
    types: dict[str, NameType] = {}
    for draft in sorted(drafts, key=lambda draft: -draft.confidence):
        if (
            draft.type is None
            or draft.loud
            or draft.styled
            or (draft.opens and draft.confidence < _SURE)
        ):
            continue
        types.setdefault(draft.text, draft.type)
        first, _, rest = draft.text.partition(" ")
        if draft.type == "PERSON" and rest:
            types.setdefault(draft.text.rsplit(" ", 1)[1], "PERSON")
            types.setdefault(first, "PERSON")
        elif draft.rule == "head_word" and rest and draft.text.rsplit(" ", 1)[1] in lexicon.heads:
            types.setdefault(draft.text.rsplit(" ", 1)[0], draft.type)
        elif rest and first in lexicon.openers:
            types.setdefault(draft.text.rsplit(" ", 1)[1], draft.type)
    return types
