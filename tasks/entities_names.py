"""The names of one article heard together: full names, short names, acronyms, slips."""

import re
from collections import Counter

from tasks.entities_heard import ArticleNames, Longer
from tasks.entities_lexicon import load_link_lexicon
from tasks.entities_people import hear_people
from tasks.entities_words import (
    KINDS,
    bare_name,
    fold,
    initials,
    is_slip,
    name_key,
    spells,
)
from tasks.mentions import Name
from warehouse.tables import NameType

_DEFINED = re.compile(r"\s{0,2}\(\s?([A-Z][\w.&-]{1,9})\s?[);,]")
_SHORTEST_INITIALS = 2
_LEAST_MISSPELT = 6
_LONGEST_MISSPELT = 40
_TWO = 2
_ENDS = 3
_CROWD = 100
"""Where more names begin or end alike, slips are not looked for: work stays linear."""


def hear_names(names: list[Name], flat: str) -> ArticleNames:
    """The names of an article, with what each one's shorter forms stand for."""
    printed = [" ".join(flat[name.start : name.end].split()) for name in names]
    article = ArticleNames(printed)
    article.types = _vote_types(names, printed)
    _retype_slips(article)
    distinct = list(dict.fromkeys(printed))
    _hear_acronyms(names, flat, article)
    hear_people(article)
    _hear_storms(distinct, article)
    _hear_parts([p for p in distinct if article.types[p] not in ("PERSON", "NORP")], article)
    _hear_initials([p for p in distinct if article.types[p] not in ("PERSON", "NORP")], article)
    _hear_slips(article)
    return article


def _vote_types(names: list[Name], printed: list[str]) -> dict[str, NameType]:
    """One type per name through the article: the most confident one, the first of equals."""
    best: dict[str, tuple[float, NameType]] = {}
    for name, words in zip(names, printed, strict=True):
        held = best.get(words)
        if held is None or name.confidence > held[0]:
            best[words] = name.confidence, name.type
    return {words: kind for words, (_, kind) in best.items()}


def _retype_slips(article: ArticleNames) -> None:
    """A lone word taken for a person that is a body's or place's name but for one letter."""
    counts = Counter(article.printed)
    lone = [words for words in counts if words.isalpha() and len(words) > _LEAST_MISSPELT]
    others: dict[str, list[str]] = {}
    for words in lone:
        if article.types[words] in ("ORG", "GPE", "FAC"):
            others.setdefault(words[:_ENDS], []).append(words)
    for words in lone:
        near = others.get(words[:_ENDS], ()) if article.types[words] == "PERSON" else ()
        for other in near[:_CROWD]:
            if counts[other] >= counts[words] and is_slip(fold(words), fold(other)):
                article.types[words] = article.types[other]


def _hear_acronyms(names: list[Name], flat: str, article: ArticleNames) -> None:
    """``Full Name (FN)`` and ``FN (Full Name)``, whichever of the two were marked as names."""
    for place, name in enumerate(names):
        full = article.printed[place]
        defined = _DEFINED.match(flat, name.end)
        if defined and spells(defined.group(1), full):
            _define(defined.group(1), full, article)
            continue
        if place + 1 == len(names):
            continue
        after = names[place + 1]
        gap = flat[name.end : after.start].strip()
        if gap == "(" and flat[after.end : after.end + 2].lstrip().startswith(")"):
            one, other = sorted((full, article.printed[place + 1]), key=len)
            if spells(one, other):
                _define(one, other, article)


def _define(short: str, full: str, article: ArticleNames) -> None:
    kind = article.types[full]
    for heard in (kind, article.types.get(short, kind)):
        article.add(short, heard, Longer(full, "acronym", "acronym_definition", 0.95))


def _hear_storms(distinct: list[str], article: ArticleNames) -> None:
    """A storm keeps its name while it is a depression, a storm, a hurricane, or just a name."""
    storms = load_link_lexicon().storms
    named: dict[str, list[str]] = {}
    for printed in distinct:
        words = fold(printed).split()
        if len(words) > 1 and all(word in storms for word in words[:-1]):
            named.setdefault(words[-1], []).append(printed)
    for word, forms in named.items():
        grown = ("hurricane", "typhoon", "cyclone")
        full = next((form for form in forms if fold(form).split()[0] in grown), forms[0])
        for form in forms:
            article.add(form, article.types[form], Longer(full, "name", "storm_name", 0.9))
        for kind in KINDS.values():
            article.longer.setdefault((kind, word), Longer(full, "short", "storm_name", 0.85))


def _hear_parts(distinct: list[str], article: ArticleNames) -> None:
    """Short names that are the first words, the last, or the first and the last of one name."""
    parts: dict[tuple[str, str], dict[str, str]] = {}
    whole: set[str] = set()
    for printed in distinct:
        kind = article.types[printed]
        if kind == "GPE":
            continue
        key = name_key(printed, kind)
        words = key.split()
        if kind == "ORG" and fold(printed).split()[-1:] != words[-1:]:
            whole.add(key)
        cuts = [part for cut in range(1, len(words)) for part in (words[:cut], words[cut:])]
        cuts += [[words[0], words[-1]]] if len(words) > _TWO else []
        for part in cuts:
            parts.setdefault((KINDS[kind], " ".join(part)), {}).setdefault(key, printed)
    for printed in distinct:
        kind = article.types[printed]
        found = parts.get((KINDS[kind], name_key(printed, kind)), {})
        if len(found) == 1 and name_key(printed, kind) not in whole:
            full = bare_name(next(iter(found.values())), kind)
            article.add(printed, kind, Longer(full, "short", "short_name", 0.8))


def _hear_initials(distinct: list[str], article: ArticleNames) -> None:
    """Acronyms that are the initials of just one name."""
    spelt: dict[str, dict[str, str]] = {}
    for printed in distinct:
        if " " in printed or "-" in printed:
            kind = article.types[printed]
            bare = bare_name(printed, kind)
            spelt.setdefault(initials(bare), {}).setdefault(name_key(bare, kind), bare)
    for short in distinct:
        letters = short.replace(".", "")
        if letters.isupper() and _SHORTEST_INITIALS <= len(letters) < _LEAST_MISSPELT:
            longer = spelt.get(letters, {})
            if len(longer) == 1:
                full = next(iter(longer.values()))
                score = 0.8 if len(letters) > _SHORTEST_INITIALS else 0.7
                heard = Longer(full, "acronym", "acronym_initials", score)
                article.add(short, article.types[short], heard)


def _hear_slips(article: ArticleNames) -> None:
    """Names that are one letter away from a name of the same kind that the article has oftener."""
    counts: dict[tuple[str, str], int] = {}
    shown: dict[tuple[str, str], str] = {}
    for printed in article.printed:
        kind = article.types[printed]
        key = KINDS[kind], name_key(printed, kind)
        counts[key] = counts.get(key, 0) + 1
        shown.setdefault(key, bare_name(printed, kind))
    near: dict[tuple[str, str, bool], list[tuple[str, str]]] = {}
    for key in counts:
        if _LEAST_MISSPELT <= len(key[1]) < _LONGEST_MISSPELT:
            # One slip leaves the begin of a name as it is, or the end.
            near.setdefault((key[0], key[1][:_ENDS], True), []).append(key)
            near.setdefault((key[0], key[1][-_ENDS:], False), []).append(key)
    order = {key: place for place, key in enumerate(counts)}
    for group in near.values():
        for key in group if 1 < len(group) < _CROWD else ():
            for other in group:
                better = (counts[other], -order[other]) > (counts[key], -order[key])
                if better and key not in article.longer and _is_misspelt(key, other):
                    article.longer[key] = Longer(shown[other], "name", "misspelling", 0.8)


def _is_misspelt(key: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether one letter tells two names apart; not the last of a person's (Maria, Mario)."""
    pairs = zip(key[1].split(), other[1].split(), strict=False)
    if key[0] == "person" and any(
        a != b and (a in b or b in a or a[:-1] == b[:-1]) for a, b in pairs
    ):
        return False
    return is_slip(key[1], other[1])
