"""Runs of capitalised words cut into names, with the type that their words show."""

import re
from dataclasses import dataclass, replace

from tasks.names_heads import RunReader
from tasks.names_tokens import Token
from tasks.registry import Known
from warehouse.tables import NameType

_CODE = re.compile(r"[A-Z]{1,4}-\d+[A-Z]?|[A-Z]\d{2,3}")
_NUMBER = re.compile(r" ?\d[\w-]*(?: MAX\b| Max\b)?")


@dataclass(slots=True)
class Draft:
    """A name before the rest of the article has been heard; ``type`` None is undecided."""

    start: int
    end: int
    type: NameType | None
    rule: str
    confidence: float
    opens: bool
    loud: bool
    styled: bool
    text: str


@dataclass(frozen=True, slots=True)
class Splitter(RunReader):
    """Cuts runs of one text into names."""

    def split(self, run: list[Token]) -> list[Draft]:
        """Names of one run, in order."""
        drafts: list[Draft] = []
        place, titled = self._skip_starters(run), False
        while place < len(run):
            word = run[place].word
            after, draft = self._headed(run, place, titled)
            if draft is None:
                after, draft = self._registered(run, place)
            if draft is None and (word in self.lexicon.titles or self.is_portfolio(run, place)):
                place, titled = place + 1, True
                continue
            if draft is None:
                after, draft = self._unknown(run, place, titled)
            drafts.append(draft)
            place, titled = after, False
        return drafts

    def _draft(
        self, words: list[Token], kind: NameType | None, rule: str, confidence: float
    ) -> Draft:
        first, start, end = words[0], words[0].start, words[-1].end
        if words[-1].word in ("Jr", "Sr") and self.flat.startswith(".", end):
            end += 1
        if self.flat.startswith("'s", end) and self.registry.known(self.flat[start : end + 2]):
            end += 2
        numbered = self.lexicon.numbered.get(words[-1].word)
        number = _NUMBER.match(self.flat, end) if numbered else None
        if numbered and number:
            end, kind, rule, confidence = number.end(), numbered, "numbered", 0.85
        text = self.flat[start:end]
        marks = first.opens, first.loud, first.styled
        return Draft(start, end, kind, rule, confidence, *marks, text)

    def _skip_starters(self, run: list[Token]) -> int:
        """Where the first word stands that did not get its capital from the sentence."""
        place = 0
        if run[0].word in self.lexicon.starters and (run[0].opens or len(run) == 1):
            after = self.hit(run, 0)[0]
            if after <= 1 and not self.whole(run):
                place = 1
                while place < len(run) and self._is_starter(run, place):
                    place += 1
        elif run[0].word in ("The", "A", "An") and self.hit(run, 0)[1] is None:
            place = 1
        return place

    def _is_starter(self, run: list[Token], place: int) -> bool:
        """Whether the word is a common one that begins no name: `Two`, not `World Bank`."""
        if run[place].word not in self.lexicon.starters or self.hit(run, place)[1]:
            return False
        return self.find_head(run, place)[1] is None

    def _headed(self, run: list[Token], place: int, titled: bool) -> tuple[int, Draft | None]:
        """The longest name from here whose head word says what it is."""
        if (
            run[place].word in self.lexicon.titles
            and run[place].word not in self.lexicon.inner_titles
        ):
            return place, None
        after, kind = self.find_head(run, place)
        if kind is None or (titled and run[place].word in self.lexicon.given_names):
            return place, None
        words = run[place:after]
        if self._is_person(words):
            return place, None
        if known := self.whole(words):
            return after, self._draft(words, known.type, "registry", 0.95)
        hit, known = self.hit(run, place)
        first_only = kind in ("PRODUCT", "LAW", "GPE", "LOC")
        if known and (hit >= after or (first_only and known.type == "NORP")):
            return place, None
        return after, self._draft(words, kind, "head_word", 0.8)

    def _is_person(self, words: list[Token]) -> bool:
        """Whether a head word is a surname here: `Ana Castle`."""
        words = words[1:] if self._opens_with_trade(words) else words
        first, last = words[0].word, words[-1].word
        given = first in self.lexicon.given_names and len(words) < 4
        return given and last in self.lexicon.surname_heads

    def _registered(self, run: list[Token], place: int) -> tuple[int, Draft | None]:
        after, known = self.hit(run, place)
        if known is None:
            return self._region(run, place)
        word = run[place].word
        follows = run[after].word if after < len(run) and run[after].gap == " " else ""
        if follows and follows not in self.lexicon.titles and self.hit(run, after)[1] is None:
            if after == place + 1 and word in self.lexicon.given_names:
                return place, None
            if joined := self._joined(run, place, after, known):
                return joined.end, self._draft(run[place : joined.end], joined.type, "joined", 0.7)
        if after < len(run) and known.type == "GPE" and self.is_particle(run[after].gap):
            return after + 1, self._draft(run[place : after + 1], "GPE", "joined", 0.7)
        common = word in self.lexicon.ambiguous and after == place + 1
        sure = 0.5 if common else 0.95
        return after, self._draft(run[place:after], known.type, "registry", sure)

    def _joined(self, run: list[Token], place: int, after: int, known: Known) -> "_Joined | None":
        """A known name with further words that make it another one: a team, a branch."""
        if known.form == "nationality" or self.is_portfolio(run, after):
            return None
        if known.type == "GPE" and run[after].word.endswith("s") and known.form == "name":
            return _Joined(after + 1, "ORG")
        if known.type == "ORG" and known.form != "acronym" and after + 1 == len(run):
            person = run[after].word in self.lexicon.given_names
            return None if person else _Joined(after + 1, "ORG")
        return None

    def _region(self, run: list[Token], place: int) -> tuple[int, Draft | None]:
        if run[place].word in self.lexicon.compass and place + 1 < len(run):
            after, known = self.hit(run, place + 1)
            if known and known.type in ("GPE", "LOC") and known.form == "name":
                return after, self._draft(run[place:after], "LOC", "region", 0.85)
        return place, None

    def _unknown(self, run: list[Token], place: int, titled: bool) -> tuple[int, Draft]:
        after = place + 1
        given = run[place].word in self.lexicon.given_names
        if given and after + 1 == len(run) and run[after].word in self.lexicon.surname_titles:
            return after + 1, self._typed(run[place:], titled)
        while after < len(run) and run[after].word not in self.lexicon.titles:
            known = self.hit(run, after)[1]
            if known and not ((titled or given) and known.form == "name"):
                break
            after += 1
        return after, self._typed(run[place:after], titled)

    def _typed(self, words: list[Token], titled: bool) -> Draft:
        first, more = words[0].word, len(words) > 1
        if titled:
            return self._with_particle(self._draft(words, "PERSON", "title", 0.9), words[0])
        if self._opens_with_trade(words):
            return self._draft(words[1:], "PERSON", "given_name", 0.9)
        if more and first in self.lexicon.given_names:
            return self._draft(words, "PERSON", "given_name", 0.9)
        if not more and first in self.lexicon.surnames:
            return self._draft(words, "PERSON", "surname", 0.8)
        if not more and _CODE.fullmatch(first):
            return self._draft(words, "PRODUCT", "code", 0.6)
        if all(token.word.isupper() and len(token.word) > 1 for token in words):
            return self._draft(words, "ORG", "capitals", 0.5)
        if more and all(token.word[-1].isalpha() for token in words):
            return self._draft(words, "PERSON", "two_words", 0.5)
        return self._draft(words, None, "capital", 0.3)

    def _opens_with_trade(self, words: list[Token]) -> bool:
        """Whether the first word is a trade with a sentence's capital: `Guitarist Ana Silva`."""
        given = self.lexicon.given_names
        opens = len(words) > 2 and words[0].opens
        return opens and words[0].word not in given and words[1].word in given

    def _with_particle(self, draft: Draft, first: Token) -> Draft:
        """A surname behind a title keeps its small word: `Mayor de Blasio`."""
        if not self.is_particle(first.gap):
            return draft
        start = first.start - len(first.gap) + 1
        return replace(draft, start=start, text=self.flat[start : draft.end])


@dataclass(frozen=True, slots=True)
class _Joined:
    end: int
    type: NameType
