"""What the words of a run are: known names, head words, parts of posts."""

from dataclasses import dataclass, replace

from tasks.names_lexicon import Lexicon
from tasks.names_tokens import Token
from tasks.registry import Known, Registry
from warehouse.tables import NameType


@dataclass(frozen=True, slots=True)
class RunReader:
    """Reads runs of one text with the registry and the word lists."""

    flat: str
    registry: Registry
    lexicon: Lexicon

    def find_head(self, run: list[Token], place: int) -> tuple[int, NameType | None]:
        """Where the longest name from here ends whose head word gives it a type, and the type."""
        lexicon = self.lexicon
        after, kind = place, None
        at = place
        while at < len(run):
            word = run[at].word
            if at > place and self._ends_name(run, at):
                break
            before_of = lexicon.before_of.get(word)
            if before_of and at + 1 < len(run) and run[at + 1].gap != " ":
                after, kind = self._phrase_end(run, at + 1), before_of
                at = after
                continue
            if at > place and word in lexicon.heads:
                after, kind = at + 1, lexicon.heads[word]
            at += 1
        if kind is None and place + 1 < len(run) and run[place].word in lexicon.openers:
            return self._plain_end(run, place + 1), lexicon.openers[run[place].word]
        return after, kind

    def _phrase_end(self, run: list[Token], at: int) -> int:
        """Where the words behind `of` end: at a known name, or with the plain words."""
        hit, known = self.hit(run, at)
        if known and hit > at:
            return hit
        return self._plain_end(run, at)

    def _plain_end(self, run: list[Token], at: int) -> int:
        end = at + 1
        while end < len(run) and run[end].word not in self.lexicon.titles:
            end += 1
        return end

    def _ends_name(self, run: list[Token], at: int) -> bool:
        """Whether a title stands here that no name goes on behind: not `Sheriff's Office`."""
        if not self.is_title(run[at].word):
            return False
        return not (at + 1 < len(run) and run[at + 1].gap == "'s ")

    def cut_compounds(self, tokens: list[Token]) -> list[Token]:
        """Tokens with compounds of states cut in two: `US-China`."""
        cut: list[Token] = []
        for token in tokens:
            first, hyphen, second = token.word.partition("-")
            known = self.registry.known(first) if hyphen and second[:1].isupper() else None
            if known and known.type in ("GPE", "NORP") and not self.registry.known(token.word):
                middle = token.start + len(first)
                cut.append(replace(token, end=middle, word=first))
                cut.append(replace(token, start=middle + 1, word=second, gap="-"))
            else:
                cut.append(token)
        return cut

    def known_end(self, token: Token) -> int:
        """Where the longest known name that begins with the word ends, or -1."""
        for name in self.registry.beginning_with(token.word, token.loud):
            end = token.start + len(name)
            if self.flat.startswith(name, token.start) and not self.flat[end : end + 1].isalnum():
                return end
        return -1

    def hit(self, run: list[Token], place: int) -> tuple[int, Known | None]:
        """Where the longest known name that begins here ends in the run."""
        start = run[place].start
        end = self.known_end(run[place])
        if end < 0:
            return place, None
        after = place
        while after < len(run) and run[after].start < end:
            after += 1
        if run[after - 1].end > end:
            return place, None
        return after, self.registry.known(self.flat[start:end])

    def is_title(self, word: str) -> bool:
        """Whether the word is a title, and none that names of places and bodies hold."""
        return word in self.lexicon.titles and word not in self.lexicon.inner_titles

    def whole(self, words: list[Token]) -> Known | None:
        """What all the words together are known as."""
        return self.registry.known(self.flat[words[0].start : words[-1].end])

    def is_portfolio(self, run: list[Token], place: int) -> bool:
        """Whether the word belongs to a post: `Foreign` in `Foreign Minister`."""
        at = place
        while at < len(run) and run[at].word in self.lexicon.portfolios:
            at += 1
        if at == place:
            return False
        before = run[place - 1].word if place else ""
        if before in self.lexicon.titles or before in self.lexicon.portfolios:
            return True
        return at < len(run) and run[at].word in self.lexicon.titles

    def is_particle(self, gap: str) -> bool:
        """Whether only small words of names stand in the gap."""
        return bool(gap.strip()) and all(part in self.lexicon.particles for part in gap.split())
