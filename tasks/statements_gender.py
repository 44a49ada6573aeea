"""Whether a person is spoken of as he or she, by the words around the name in this article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.segments import sentences
from tasks.statements_words import word_class
from warehouse.tables import Mention

_GENDERED = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_BESIDE = 30
"""Characters before a name in which a title such as "spokeswoman" tells."""


@dataclass(slots=True)
class Genders:
    """Counts, for each person, the signs for he (positive) and for she (negative)."""

    text: str
    mentions: Sequence[Mention]
    _signs: dict[str, int] | None = field(default=None)

    def fits(self, mention: Mention, pronoun: str) -> bool:
        """Whether at most one sign in the article speaks against the pronoun for the person."""
        if self._signs is None:
            self._signs = self._count()
        sign = self._signs.get(mention.entity_id, 0)
        return sign > -2 if pronoun in ("he", "his", "him") else sign < 2

    def sign(self, mention: Mention, pronoun: str) -> int:
        """The signs in the article for the pronoun less those against it, from -2 to 2."""
        if self._signs is None:
            self._signs = self._count()
        sign = max(-2, min(2, self._signs.get(mention.entity_id, 0)))
        return sign if pronoun == "he" else -sign

    def _count(self) -> dict[str, int]:
        signs: dict[str, int] = {}
        people = [m for m in self.mentions if m.type == "PERSON"]
        for person in people:
            _add(signs, person, 3 * self._title(person))
        for person in {person.entity_id: person for person in people}.values():
            _add(signs, person, 2 * _given(person.name))
        at = 0
        for start, end in sentences(self.text):
            while at < len(people) and people[at].start_char < start:
                at += 1
            last = at
            while last < len(people) and people[last].start_char < end:
                last += 1
            inside = people[at:last]
            if len({m.entity_id for m in inside}) == 1:
                _add(signs, inside[0], self._pronouns(inside[0].end_char, end))
            at = last
        return signs

    def _title(self, person: Mention) -> int:
        before = self.text[max(0, person.start_char - _BESIDE) : person.start_char].lower()
        words = _WORD.findall(before)[-2:]
        he = any(word in word_class("male") for word in words)
        she = any(word in word_class("female") for word in words)
        return int(he) - int(she)

    def _pronouns(self, start: int, end: int) -> int:
        """The first pronoun behind the name in its sentence: 1 for he, -1 for she, 0 without."""
        match = _GENDERED.search(self.text, start, end)
        return 0 if match is None else 1 if match[1] else -1


def _given(name: str) -> int:
    """What the first of several names tells: 1 for he, -1 for she, 0 when nothing."""
    first, _, rest = name.lower().partition(" ")
    if not rest:
        return 0
    return int(first in word_class("male_name")) - int(first in word_class("female_name"))


def _add(signs: dict[str, int], person: Mention, sign: int) -> None:
    signs[person.entity_id] = signs.get(person.entity_id, 0) + sign
