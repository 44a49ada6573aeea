"""Names that run into each other where a page has no sentence: headings, scores, results."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.entities_lexicon import load_link_lexicon
from tasks.gazetteer import find_city
from tasks.mentions import Name
from tasks.registry import Registry
from warehouse.tables import NameType

_MAY_BE_TWO = re.compile(r"[\d<>]|\s[-–—:]\s|\s[bcv]\s|-\w+\s")
_TICKER = re.compile(r"\s*<.*$|^>\s*", re.DOTALL)
"""What a wire prints behind a company's name for its shares."""
_DASH = re.compile(r"\s+[-–—:]\s+")
_APART = re.compile(r"\s+(?:\d+-\d+|(?:c and b|lbw b|c|b|v|vs|st)(?=\s))(?:\s+|$)|^\d+-\d+\s+")
_NUMBERS = re.compile(r"(?:^|\s+)\d+(?:-\d+)?(?:\s+|$)")
_BEHIND = re.compile(r"\s+\d+$")
_OTHER_SCORE = re.compile(r", [A-Z][\w.'’ ]{2,30} \d+[:.(]")
_ORIGIN = re.compile(r"^\S+(?:\s?,\s\S+)?-(?:based|born|backed|led|owned|trained|listed|bound)\s+")
_NUMBER = re.compile(r"\d[\d.,/-]*")
_SMALL_WORD = re.compile(r"[a-z]{2,}")
_FEW_WORDS = 6
_WHOLE: frozenset[NameType] = frozenset(("PRODUCT", "EVENT", "WORK", "LAW", "LOC", "FAC"))
"""Names that numbers and dashes are often part of."""


def cut_names(names: list[Name], text: str, registry: Registry) -> list[Name]:
    """The names with those parted that are two, and without what is no name.

    `Orrell 13 Bath` in a table of results, `SOCCER - SHEARER` in a heading, `Wells c Rhodes b Fay`
    on a scorecard.
    """
    kinds: dict[str, NameType] = {text[name.start : name.end]: name.type for name in names}
    mended: list[Name] = []
    for name in names:
        words = text[name.start : name.end]
        if name.type == "PERSON":
            name, words = _without_address(name, words)
        if name.type in _WHOLE or not _MAY_BE_TWO.search(words):
            mended.append(name)
        else:
            mended += _parts(name, words, text, registry, kinds)
    return mended


def _without_address(name: Name, words: str) -> tuple[Name, str]:
    """A person's name without the `Mr` before it."""
    first, _, rest = words.partition(" ")
    if not rest or first not in load_link_lexicon().addressed:
        return name, words
    start = name.end - len(rest)
    return replace(name, start=start, head_start=max(name.head_start, start)), rest


def is_table_line(text: str, start: int, end: int) -> bool:
    """Whether the line around a span has as many numbers as words in small letters."""
    begin = text.rfind("\n", max(0, start - 400), start) + 1 or max(0, start - 400)
    stop = text.find("\n", end, end + 400)
    line = text[begin : end + 400 if stop < 0 else stop]
    numbers = len(_NUMBER.findall(line))
    small = len(_SMALL_WORD.findall(line))
    return numbers > 0 and (small == 0 or (numbers > 1 and small <= numbers))


def _parts(
    name: Name, words: str, text: str, registry: Registry, kinds: dict[str, NameType]
) -> Iterator[Name]:
    origin = _ORIGIN.match(words)
    first = origin.end() if origin and name.type in ("ORG", "PERSON") else 0
    cuts = [match.span() for match in _APART.finditer(words, first)]
    cuts += [match.span() for match in _TICKER.finditer(words, first)]
    dash = _DASH.search(words, first)
    if dash and _is_label(words[first : dash.start()], registry):
        cuts.append(dash.span())
    if is_table_line(text, name.start, name.end):
        cuts += [match.span() for match in _NUMBERS.finditer(words, first)]
    elif name.type in ("GPE", "PERSON") or _OTHER_SCORE.match(text, name.end):
        cuts += [match.span() for match in _BEHIND.finditer(words, first)]
    cuts.sort()
    begins = [first, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(words)]
    for begin, end in zip(begins, ends, strict=True):
        part = words[begin:end]
        if not any(map(str.isupper, part)) or (end < len(words) and _is_heading(part)):
            continue
        kind = kinds.get(part) or _kind(part, registry) or name.type
        start = name.start + begin
        if begin == 0 and end == len(words):
            yield name
        else:
            yield replace(
                name, start=start, end=start + len(part), type=kind,
                head_start=start, head_end=start + len(part),
            )  # fmt: skip


def _kind(words: str, registry: Registry) -> NameType | None:
    known = registry.known(words) or registry.known(words.title())
    if known:
        return known.type
    return "GPE" if find_city(words) else None


def _is_label(part: str, registry: Registry) -> bool:
    """Whether words before a dash are no part of the name behind it: a sport, a state, a number."""
    known = registry.known(part)
    return part.isdigit() or _is_heading(part) or bool(known and known.type == "GPE")


def _is_heading(part: str) -> bool:
    headings = load_link_lexicon().headings
    return all(word in headings for word in part.lower().split())
