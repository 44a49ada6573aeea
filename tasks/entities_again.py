"""Names passed over at one place of an article and found at another, or plain from a table."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tasks.entities_cuts import cut_names
from tasks.entities_games import name_games
from tasks.entities_lexicon import load_link_lexicon
from tasks.entities_scene import find_sport
from tasks.entities_types import codes_behind, retype_names, venues_named
from tasks.gazetteer import find_city
from tasks.mentions import Name
from tasks.registry import Registry
from warehouse.tables import NameType

_CAPITAL = re.compile(r"(?<![\w'’.-])[^\W\d_a-z][\w.'’-]*")
_WORD_BEFORE = re.compile(r"([^\s]+)[ ]$")
_WORD_BEHIND = re.compile(r"[ ]([^\W\d_a-z]\w*)")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?)+$")
_FIRST = re.compile(r"[^\s-]+")
_MOST_FORMS = 12
_SHORTEST = 3
_SURE = 0.6
_TIMES_PASSED = 2
_LONGEST_KNOWN = 4
_SHOUTED = re.compile(r"^[^\na-z]++$", re.MULTILINE)
_SHOUTED_WORDS = re.compile(r"[A-Z][A-Z.'&-]+")
_FEWEST_SHOUTED = 3
_FILED = re.compile(r"^([A-Z][A-Z.' -]+[A-Z]) (?=\d{4}-\d\d-\d\d$)", re.MULTILINE)
_TEAM = r"([A-Z][\w.'&-]*(?: (?:[A-Z][\w.'&-]*|\( ?[A-Z]\w{0,3} ?\)))*)"
_RESULTS = re.compile(rf"^{_TEAM} \d+ {_TEAM} ?\d+(?: \(.*\))?$", re.MULTILINE)
_STANDINGS = re.compile(rf"^{_TEAM}(?: [\d.,/+-]+){{4,}}$", re.MULTILINE)
_SCORES = re.compile(rf"^{_TEAM} \d+, {_TEAM} \d+(?=[:,. (])", re.MULTILINE)
_FEWEST_ROWS = 3


@dataclass(slots=True)
class _Gaps:
    """The names of a text so far; a new one must not overlap them."""

    text: str
    names: list[Name]
    _taken: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._taken = bytearray(len(self.text) + 1)
        for name in self.names:
            self._take(name.start, name.end)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def add(self, start: int, end: int, kind: NameType, rule: str, confidence: float) -> None:
        if self.is_free(start, end):
            self.names.append(Name(start, end, kind, start, end, rule, confidence))
            self._take(start, end)

    def _take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\1" * (end - start)


def mend_names(names: list[Name], text: str, registry: Registry) -> list[Name]:
    """The names of an article, cut where two ran together, and with those passed over.

    In the order of the text, none inside another.
    """
    cut = name_games(cut_names(names, text, registry), text)
    gaps = _Gaps(text, retype_names(cut, text))
    _add_filed(gaps, registry)
    _add_places(gaps)
    _add_rows(gaps, _SCORES)
    _add_repeated(gaps)
    _add_shouted(gaps, registry)
    _add_rows(gaps, _RESULTS, _STANDINGS)
    return sorted(gaps.names, key=lambda name: (name.start, name.end))


def _add_filed(gaps: _Gaps, registry: Registry) -> None:
    """Places in capitals that have a line with the day to themselves."""
    for match in _FILED.finditer(gaps.text):
        place = match.group(1).title()
        known = registry.known(place) or find_city(place)
        if known and known.type == "GPE":
            gaps.add(*match.span(1), "GPE", "place of filing", 0.9)


def _add_places(gaps: _Gaps) -> None:
    """States by their codes, and venues whose last word says what they are."""
    for start, end in list(codes_behind(gaps.names, gaps.text)):
        gaps.add(start, end, "GPE", "postal code", 0.9)
    for start, end in venues_named(gaps.text):
        gaps.add(start, end, "FAC", "venue", 0.7)


def _add_repeated(gaps: _Gaps) -> None:
    """Names that the article has elsewhere, in the same words or in capitals.

    Not those passed over more often than found: there the one find is more likely to be wrong.
    """
    counts = Counter(gaps.text[name.start : name.end] for name in gaps.names)
    passed: dict[str, list[tuple[int, int]]] = {}
    named: dict[str, Name] = {}
    for start, end, name in _repeats(gaps):
        words = gaps.text[name.start : name.end]
        passed.setdefault(words, []).append((start, end))
        named[words] = name
    for words, spans in passed.items():
        if len(spans) <= _TIMES_PASSED * counts[words] and named[words].confidence >= _SURE:
            for start, end in spans:
                name = named[words]
                gaps.add(start, end, name.type, "named elsewhere", name.confidence)


def _repeats(gaps: _Gaps) -> Iterator[tuple[int, int, Name]]:
    """Where a name may stand again, and the name."""
    forms = _forms(gaps)
    for first in _CAPITAL.finditer(gaps.text):
        start = first.start()
        if not gaps.is_free(start, start + 1):
            continue
        for words, name in forms.get(_first_word(first.group()), ()):
            end = start + len(words)
            if gaps.text.startswith(words, start) and _stands_alone(gaps.text, start, end):
                led = _INITIALS.search(gaps.text[max(0, start - 12) : start])
                yield start - len(led.group() if led and name.type == "PERSON" else ""), end, name
                break


def _forms(gaps: _Gaps) -> dict[str, list[tuple[str, Name]]]:
    """What may be a name again, by first word, the longest first."""
    found: dict[str, Name] = {}
    for name in gaps.names:
        words = gaps.text[name.start : name.end]
        if name.type == "LAW" or len(words) < _SHORTEST:
            continue
        surname = words.split()[-1] if name.type == "PERSON" else words
        for shown in (words, words.upper(), surname, surname.upper()):
            if len(shown) >= _SHORTEST and shown[0].isupper():
                known = found.setdefault(shown, name)
                if known.type == name.type and known.confidence < name.confidence:
                    found[shown] = name
    forms: dict[str, list[tuple[str, Name]]] = {}
    for words in sorted(found, key=lambda words: (-len(words), words)):
        group = forms.setdefault(_first_word(words), [])
        if len(group) < _MOST_FORMS:
            group.append((words, found[words]))
    return forms


def _first_word(words: str) -> str:
    match = _FIRST.match(words)
    return match.group() if match else words


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no longer name goes through the span, as far as capitals tell."""
    if text[end : end + 1].isalnum() or text[end : end + 1] == "-":
        return False
    if text[start:end].isupper():
        return True
    before = _WORD_BEFORE.search(text[max(0, start - 30) : start])
    behind = _WORD_BEHIND.match(text, end)
    if behind:
        return False
    return before is None or not before.group(1)[0].isupper() or _opens(text, start, before)


def _opens(text: str, start: int, before: re.Match[str]) -> bool:
    """Whether the word before a span begins a sentence or is a title."""
    word = before.group(1)
    begin = start - 1 - len(word)
    led = text[max(0, begin - 2) : begin].rstrip(" ")
    return not led or led[-1] in '.\n!?"“:' or word in load_link_lexicon().leading


def _add_shouted(gaps: _Gaps, registry: Registry) -> None:
    """States, nations and bodies in headings in capitals."""
    for line in _SHOUTED.finditer(gaps.text):
        words = list(_SHOUTED_WORDS.finditer(line.group()))
        if len(words) < _FEWEST_SHOUTED:
            continue
        after = 0
        for place, first in enumerate(words):
            for count in range(min(_LONGEST_KNOWN, len(words) - place), 0, -1):
                start, end = first.start(), words[place + count - 1].end()
                shown = line.group()[start:end]
                known = registry.known(shown) if start >= after and len(shown) > 3 else None
                if known and known.type in ("GPE", "NORP", "EVENT", "LOC"):
                    begin = line.start()
                    gaps.add(begin + start, begin + end, known.type, "heading", 0.8)
                    after = end
                    break


def _add_rows(gaps: _Gaps, *forms: re.Pattern[str]) -> None:
    """Teams in the rows of a table, in a report on their sport, or at the head of paragraphs."""
    for form in forms:
        rows = list(form.finditer(gaps.text))
        if len(rows) >= _FEWEST_ROWS and (form is _SCORES or find_sport(gaps.text)):
            for row in rows:
                for number in range(1, len(row.groups()) + 1):
                    gaps.add(*row.span(number), "ORG", "row of a table", 0.7)
