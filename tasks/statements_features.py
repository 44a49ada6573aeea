"""What speaks for or against a reading of a statement, as names that weights are learned for."""

from bisect import bisect_left
from functools import lru_cache

from tasks.statements_drafts import Draft
from tasks.statements_grammar import cue_verbs, is_finite, is_pronoun
from tasks.statements_units import QUOTE, Unit, Word
from tasks.statements_variants import Shape, Variant
from tasks.statements_words import word_class

_SIZES = (1, 2, 3, 5, 8, 12, 20, 35)


def draft_features(unit: Unit, draft: Draft, shape: Shape) -> list[str]:
    """The names of what speaks for or against that anything is stated at all."""
    cue, source, (first, last) = shape.cue, shape.source, shape.pieces[-1]
    lemma = draft.cue.lemma if draft.cue else ""
    attitude = draft.cue.attitude if draft.cue else ""
    form = unit.low(cue[0])
    takes = _initials(draft.cue.takes) if draft.cue else ""
    speaker = _kind_of(unit, source)
    opening = kind_of_word(unit, first)
    body = "clause" if _has_verb(unit, first, last) else "phrase"
    rule = draft.rule
    earlier, later = _cues_around(unit, cue)
    before, after = unit.low(cue[0] - 1), unit.low(cue[1])
    kind_before = kind_of_word(unit, cue[0] - 1)
    is_upper = unit.text[unit.words[cue[0]].start].isupper()
    return [
        "a",
        f"r {rule}",
        f"rl {rule} {lemma}",
        f"ra {rule} {attitude} {body}",
        f"f {form} {body}",
        f"fn {form} {after}",
        f"fp {form} {before}",
        f"pn {rule} {kind_before} {kind_of_word(unit, cue[1])}",
        f"pp {unit.low(cue[0] - 2)} {before}",
        f"s {rule} {speaker}",
        f"sl {lemma} {speaker}",
        f"sh {unit.low(source[1] - 1) if source[0] >= 0 else ''}",
        f"o {lemma} {opening}",
        f"oa {rule} {attitude} {opening}",
        f"n {rule} {body} {_size(last - first)}",
        f"u {rule} {is_upper} {min(cue[0], 1)}",
        f"m {lemma} {is_upper}",
        f"t {rule} {takes} {body}",
        f"to {takes} {opening}",
        f"g {before} {attitude} {body}",
        f"gg {rule} {kind_of_word(unit, cue[0] - 2)} {kind_before}",
        f"en {rule} {kind_of_word(unit, last)}",
        f"l {lemma} {body} {unit.low(last - 1) if body == 'phrase' else ''}",
        f"e {rule} {unit.low(len(unit.words) - 1) == '.'} {min(cue[0], 3)}",
        f"bs {rule} {unit.low(source[0] - 1) if source[0] >= 0 else ''}",
        f"bk {kind_of_word(unit, source[0] - 2)} {kind_of_word(unit, source[0] - 1)}",
        f"nc {rule} {min(earlier, 2)}",
        f"na {attitude} {min(earlier, 2)} {min(later, 1)}",
    ]


def variant_features(unit: Unit, draft: Draft, shape: Shape, variant: Variant) -> list[str]:
    """The names of what speaks for or against one reading before the others."""
    kind, at = variant.kind, variant.at
    if kind == "own":
        return ["own", f"own {draft.rule}"]
    first, last = variant.pieces[-1]
    old = shape.pieces[-1]
    attitude = draft.cue.attitude if draft.cue else ""
    body = "clause" if _has_verb(unit, first, last) else "phrase"
    left = _has_verb(unit, last, old[1]) if kind == "cut" else kind
    word, after = unit.low(at), kind_of_word(unit, at + 1)
    before = kind_of_word(unit, at - 1)
    key = f"{kind} {draft.rule}"
    return [
        kind,
        key,
        f"{key} {word}",
        f"{kind} {word} {after}",
        f"{kind} {word} {unit.low(at + 1)}",
        f"{kind} {word} {body} {left}",
        f"{kind} {before} {word} {after}",
        f"{kind} {attitude} {word} {body}",
        f"{kind} {draft.cue.lemma if draft.cue else ''} {word}",
        f"{kind} {word} p {5 * (last - first) // max(old[1] - old[0], 1)}",
        f"{kind} {after} p {5 * (last - first) // max(old[1] - old[0], 1)}",
        f"{kind} {body} n {_size(last - first)}",
        f"{kind} {body} o {_size(abs(old[1] - last))} {last >= len(unit.words) - 1}",
    ]


def kind_of_word(unit: Unit, at: int) -> str:
    """A word of a closed class as itself, any other by what it is."""
    if not 0 <= at < len(unit.words):
        return "edge"
    word = unit.words[at]
    if word.mention is not None:
        return word.mention.type
    return "time" if word.timex is not None else _kind_of_form(word.low)


@lru_cache(maxsize=1 << 14)
def _kind_of_form(low: str) -> str:
    word = Word(0, 1, low)
    if low in word_class("closed") or word.is_mark or low == QUOTE:
        return low
    if is_finite(word):
        return "finite"
    if low.endswith(("ing", "ed", "ly", "s")):
        return "-" + low[-2:]
    return "number" if low[0].isdigit() else "word"


@lru_cache(maxsize=1 << 10)
def _initials(takes: frozenset[str]) -> str:
    return "".join(sorted(each[0] for each in takes))


def _kind_of(unit: Unit, source: tuple[int, int]) -> str:
    first, last = source
    if first < 0:
        return "none"
    if last - first == 1 and is_pronoun(unit.words[first]):
        return unit.low(first)
    for n in range(last - 1, first - 1, -1):
        mention = unit.words[n].mention
        if mention is not None:
            return mention.type
    for n in range(last - 1, first - 1, -1):
        for name in ("role", "body", "people", "writing"):
            low = unit.low(n)
            if low in word_class(name) or low.rstrip("s") in word_class(name):
                return name
    return "words"


def _cues_around(unit: Unit, cue: tuple[int, int]) -> tuple[int, int]:
    """How many reporting verbs stand before and behind a cue in its unit."""
    verbs = cue_verbs()
    at = [n for n, word in enumerate(unit.words) if word.low in verbs]
    earlier = sum(n < cue[0] for n in at)
    return earlier, len(at) - earlier - sum(cue[0] <= n < cue[1] for n in at)


def _has_verb(unit: Unit, first: int, last: int) -> bool:
    return any(map(is_finite, unit.words[first:last]))


def _size(n: int) -> int:
    return bisect_left(_SIZES, n)
