"""What the rest of the article says about a name that its own words leave open."""

import re
from dataclasses import replace

from tasks.names_lexicon import Lexicon
from tasks.names_split import Draft
from tasks.registry import Registry
from warehouse.tables import NameType

_BEFORE = re.compile(r"(\w+),? $")
_AFTER = re.compile(r",? (\w+)")
_PLACE_AFTER = re.compile(r", ([A-Z]\w+(?: [A-Z]\w+)?)")
_REACH = 20


def settle(drafts: list[Draft], flat: str, registry: Registry, lexicon: Lexicon) -> list[Draft]:
    """Drafts with a type each, by the article's own evidence; those without any are dropped."""
    types = _article_types(drafts)
    settled: list[Draft] = []
    for draft in drafts:
        kind, rule = _decide(draft, types, flat, registry, lexicon)
        if kind is not None:
            settled.append(replace(draft, type=kind, rule=rule))
    return settled


def _article_types(drafts: list[Draft]) -> dict[str, NameType]:
    """Types of the names that the article settles, by their text; people by their surname too."""
    types: dict[str, NameType] = {}
    for draft in sorted(drafts, key=lambda draft: -draft.confidence):
        if draft.type is None or (draft.opens and draft.confidence < 0.6):
            continue
        types.setdefault(draft.text, draft.type)
        if draft.type == "PERSON" and " " in draft.text:
            types.setdefault(draft.text.rsplit(" ", 1)[1], "PERSON")
            types.setdefault(draft.text.split(" ", 1)[0], "PERSON")
    return types


def _decide(
    draft: Draft, types: dict[str, NameType], flat: str, registry: Registry, lexicon: Lexicon
) -> tuple[NameType | None, str]:
    if draft.confidence >= 0.6:
        return draft.type, draft.rule
    if draft.text in types and (draft.type is None or draft.opens):
        return types[draft.text], "seen_in_article"
    kind = _by_context(draft, flat, registry, lexicon)
    if kind:
        return kind, "context"
    if draft.opens and (" " not in draft.text):
        return None, draft.rule
    return draft.type or "ORG", draft.rule


def _by_context(draft: Draft, flat: str, registry: Registry, lexicon: Lexicon) -> NameType | None:
    after = _AFTER.match(flat, draft.end)
    if draft.rule == "registry":
        return draft.type if after and after[1] in lexicon.reporting else None
    place = _PLACE_AFTER.match(flat, draft.end)
    known = registry.known(place[1]) if place else None
    if known and known.type == "GPE" and known.form != "nationality":
        return "GPE"
    if draft.rule != "capital":
        return None
    before = _BEFORE.search(flat[max(0, draft.start - _REACH) : draft.start])
    if before and before[1] in lexicon.place_cues:
        return "GPE"
    if after and after[1] in lexicon.reporting:
        return "PERSON"
    return "PERSON" if draft.text in lexicon.given_names else None
