"""Runs of capitalised words cut into names, with the type that their words show."""

from dataclasses import dataclass

from tasks.names_lexicon import Lexicon
from tasks.names_tokens import Token
from tasks.registry import Known, Registry
from warehouse.tables import NameType

_ROYAL = frozenset(
    [
        "King",
        "Queen",
        "Prince",
        "Princess",
        "Saint",
        "General",
        "National",
        "First",
        "Second",
        "Special",
        "Major",
        "Private",
    ]
)
"""Titles that also begin the names of places and bodies."""


@dataclass(slots=True)
class Draft:
    """A name before the rest of the article has been heard; ``type`` None is undecided."""

    start: int
    end: int
    type: NameType | None
    rule: str
    confidence: float
    opens: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Splitter:
    """Cuts runs of one text."""

    flat: str
    registry: Registry
    lexicon: Lexicon

    def split(self, run: list[Token]) -> list[Draft]:
        """Names of one run, in order."""
        drafts: list[Draft] = []
        place, titled = self._skip_starters(run), False
        while place < len(run):
            word = run[place].word
            after, draft = self._headed(run, place)
            if draft is None:
                after, draft = self._registered(run, place)
            if draft is None and (word in self.lexicon.titles or self._is_portfolio(run, place)):
                place, titled = place + 1, True
                continue
            if draft is None:
                after, draft = self._unknown(run, place, titled)
            drafts.append(draft)
            place, titled = after, False
        return drafts

    def draft(
        self,
        run: list[Token],
        place: int,
        after: int,
        kind: NameType | None,
        rule: str,
        sure: float,
    ) -> Draft:
        """A draft over ``run[place:after]``."""
        start, end = run[place].start, run[after - 1].end
        return Draft(start, end, kind, rule, sure, run[place].opens, self.flat[start:end])

    def _skip_starters(self, run: list[Token]) -> int:
        place = 0
        while (
            place < len(run)
            and (run[place].opens or place)
            and run[place].word in self.lexicon.starters
        ):
            if self._hit(run, place)[1] is not None and place + 1 < len(run):
                break
            if not run[place].opens:
                break
            place += 1
            if place < len(run):
                run[place].opens = run[place].opens or False
        return place

    def _headed(self, run: list[Token], place: int) -> tuple[int, Draft | None]:
        """The longest name from here whose last word says what it is."""
        found, kind = place, None
        for at in range(place, len(run)):
            word = run[at].word
            if at > place and word in self.lexicon.titles and word not in _ROYAL:
                break
            if at == place and word in self.lexicon.titles and word not in _ROYAL:
                return place, None
            if at > place:
                head = self._head_type(word)
                if head:
                    found, kind = at, head
            if (
                word in self.lexicon.organization_heads
                and at + 1 < len(run)
                and " o" in run[at + 1].gap
            ):
                found, kind = self._phrase_end(run, at), "ORG"
        if kind is None and len(run) > place + 1:
            kind, found = self._first_word_type(run, place)
        if kind is None:
            return place, None
        known = self._whole(run, place, found + 1)
        if known:
            return found + 1, self.draft(run, place, found + 1, known.type, "registry", 0.95)
        return self._trimmed(run, place, found, kind)

    def _trimmed(
        self, run: list[Token], place: int, found: int, kind: NameType
    ) -> tuple[int, Draft | None]:
        hit, known = self._hit(run, place)
        if known and hit > found + 1:
            return place, None
        if known and hit == found + 1:
            return place, None
        if known and kind in ("PRODUCT", "LAW") and known.type == "NORP":
            return place, None
        return found + 1, self.draft(run, place, found + 1, kind, "head_word", 0.8)

    def _head_type(self, word: str) -> NameType | None:
        lexicon = self.lexicon
        if word in lexicon.organizations:
            return "ORG"
        if word in lexicon.facilities:
            return "FAC"
        if word in lexicon.locations:
            return "LOC"
        if word in lexicon.events:
            return "EVENT"
        if word in lexicon.laws:
            return "LAW"
        return "PRODUCT" if word in lexicon.products else None

    def _first_word_type(self, run: list[Token], place: int) -> tuple[NameType | None, int]:
        word = run[place].word
        if word in self.lexicon.location_heads:
            return "LOC", len(run) - 1
        if word in self.lexicon.event_heads:
            return "EVENT", len(run) - 1
        return None, place

    def _phrase_end(self, run: list[Token], at: int) -> int:
        end = at + 1
        while end + 1 < len(run) and run[end + 1].gap != " ":
            end += 1
        while end + 1 < len(run) and run[end + 1].word in self.lexicon.portfolios:
            end += 1
        return end

    def _registered(self, run: list[Token], place: int) -> tuple[int, Draft | None]:
        after, known = self._hit(run, place)
        if known is None:
            return place, None
        word, follows = (
            run[place].word,
            run[after].word if after < len(run) and run[after].gap == " " else "",
        )
        plain = follows and self._hit(run, after)[1] is None and follows not in self.lexicon.titles
        if plain and known.type == "GPE" and follows.endswith("s") and follows[:1].isupper():
            return after + 1, self.draft(run, place, after + 1, "ORG", "team", 0.7)
        if plain and after == place + 1 and word in self.lexicon.given_names:
            return place, None
        sure = 0.5 if word in self.lexicon.ambiguous and after == place + 1 else 0.95
        return after, self.draft(run, place, after, known.type, "registry", sure)

    def _unknown(self, run: list[Token], place: int, titled: bool) -> tuple[int, Draft]:
        after = place + 1
        given = run[place].word in self.lexicon.given_names
        while after < len(run) and run[after].word not in self.lexicon.titles:
            known = self._hit(run, after)[1]
            if known and not ((given or titled) and known.form == "name"):
                break
            after += 1
        return after, self._typed(run, place, after, titled)

    def _typed(self, run: list[Token], place: int, after: int, titled: bool) -> Draft:
        words = [token.word for token in run[place:after]]
        if titled:
            return self.draft(run, place, after, "PERSON", "title", 0.9)
        if words[0] in self.lexicon.given_names and len(words) > 1:
            return self.draft(run, place, after, "PERSON", "given_name", 0.9)
        if all(word.isupper() and len(word) > 1 for word in words):
            return self.draft(run, place, after, "ORG", "capitals", 0.5)
        if len(words) > 1 and all(
            word.replace("-", "").replace("'", "").isalpha() for word in words
        ):
            return self.draft(run, place, after, "PERSON", "two_words", 0.5)
        return self.draft(run, place, after, None, "capital", 0.3)

    def _hit(self, run: list[Token], place: int) -> tuple[int, Known | None]:
        """Where the longest known name that begins here ends in the run."""
        token = run[place]
        for name in self.registry.beginning_with(token.word.split("-")[0].split("/")[0]):
            end = token.start + len(name)
            if self.flat.startswith(name, token.start) and self._ends_word(end):
                after = place
                while after < len(run) and run[after].start < end:
                    after += 1
                if run[after - 1].end == end or run[after - 1].end == end - 1:
                    return after, self.registry.known(name)
        return place, None

    def _whole(self, run: list[Token], place: int, after: int) -> Known | None:
        return self.registry.known(self.flat[run[place].start : run[after - 1].end])

    def _ends_word(self, end: int) -> bool:
        return end >= len(self.flat) or not self.flat[end].isalnum()

    def _is_portfolio(self, run: list[Token], place: int) -> bool:
        """Whether the word belongs to a post: `Foreign` in `Foreign Minister`."""
        at = place
        while at < len(run) and run[at].word in self.lexicon.portfolios:
            at += 1
        if at == place:
            return False
        before = place > 0 and run[place - 1].word in self.lexicon.titles | self.lexicon.portfolios
        return before or (at < len(run) and run[at].word in self.lexicon.titles)
