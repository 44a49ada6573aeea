"""Which words of a sentence are verbs: finite, participle, infinitive; one letter a word.

Beside the letters of `rules/grammar.toml`: M name, T time, N other word, V finite verb in the past,
Z finite verb in the present, F plain form behind a modal or `to`, L participle, G form in -ing that
is a verb, J participle or form in -ing before a noun, and marks of punctuation.
"""

from tasks.claims_letters import letter_behind
from tasks.claims_lexicon import predicates
from tasks.claims_words import Sentence, Word

_SKIPPED = "An"
_AMOUNTS = frozenset({"least", "most"})
_FINITE = "XBHWVZ"
_NOTED = _FINITE + 'R;U",'
_CLAUSE = frozenset(",;CVZXBHW")
_BOUNDS = ';URC"'
_REPORTED = "DSMNOQYFJ"
_REACH = 25
"""Words within which a later finite verb shows that a form in -ed is a participle."""


def tag_sentence(text: str, words: list[Word]) -> Sentence:
    """The sentence with its letters, decided from left to right."""
    tags: list[str] = []
    tag = "."
    for word in words:
        before, tag = tag, word.letter or letter_behind(word.low, tag)
        if before == "P" and word.low in _AMOUNTS and word.mention is None:
            tags[-1] = "A"
        if tag == "W" and before in "IX":
            tag = "F"
        tags.append(tag)
    reader = _Reader(words, tags)
    for at, tag in enumerate(tags):
        if tag in "EVLYGFI" or (tag == "N" and at and tags[at - 1] in "XAn"):
            tags[at] = tag = reader.decide(at)
        if tag in _NOTED:
            reader.note(at)
    return Sentence(text, words, "".join(tags))


class _Reader:
    """Decides the verbs of one sentence, remembering what its clause has had so far."""

    def __init__(self, words: list[Word], tags: list[str]) -> None:
        self.words, self.tags = words, tags
        self.has_finite = self.was_finite = self.is_inside = False
        self.commas = 0
        self.last_finite = -1

    def note(self, at: int) -> None:
        """Take note of where a word leaves its clause."""
        tag = self.tags[at]
        if tag in _FINITE:
            self.last_finite = at
            if self.is_inside:
                self.is_inside = False
            else:
                self.has_finite = True
            self.was_finite = True
        elif tag == "R" and self._is_that(at):
            self.has_finite = self.is_inside = False
            self.commas = 0
        elif tag == "R":
            self.is_inside = True
        elif tag in ';U"':
            self.has_finite = self.is_inside = False
            self.commas = 0
        elif tag == ",":
            self.commas += 1
            self.is_inside = False

    def decide(self, at: int) -> str:
        """The letter of a verb form, by what stands around it."""
        tag = self.tags[at]
        if tag == "I":
            return self._to(at)
        if tag == "G":
            return self._ing(at)
        if tag == "F":
            return self._plain(at)
        if tag == "Y":
            return self._present(at)
        if tag == "N":
            return "F" if self._before(at) == "X" and self._is_plain(at) else "N"
        return self._past(at, tag)

    def _lemma(self, at: int) -> str:
        return predicates().lemma(self.words[at].low)

    def _low(self, at: int) -> str:
        return self.words[at].low if at < len(self.words) else ""

    def _before(self, at: int) -> str:
        at -= 1
        while at >= 0 and self.tags[at] in _SKIPPED:
            at -= 1
        return self.tags[at] if at >= 0 else "."

    def _after(self, at: int) -> str:
        at += 1
        while at < len(self.tags) and self.tags[at] in _SKIPPED:
            at += 1
        return self.tags[at] if at < len(self.tags) else "."

    def _to(self, at: int) -> str:
        """`to` before a verb; before a name or an article it is a preposition."""
        after = self._after(at)
        if after in "FbH" or (after in "EY" and self._base_of(at + 1)):
            return "I"
        low = self._low(at + 1)
        intent = predicates().classes
        back = self.words[at - 1].low if at else ""
        is_intent = back in intent["intend"] or back in intent["due"] or back in intent["intent"]
        is_plain = after == "N" and low.isalpha() and not low.endswith("s")
        return "I" if is_plain and is_intent else "P"

    def _base_of(self, at: int) -> bool:
        return self._low(at) in predicates().base

    def _plain(self, at: int) -> str:
        before, after = self._before(at), self._after(at)
        low = self.words[at].low
        if before in "XIW":
            return "F"
        if before == "O" and low != "like":
            return "Z"
        if before == "R" and after in "DSMPQ":
            return "Z"
        if before in "NM," and after == "I" and low in predicates().classes["intend"]:
            return "Z"
        if self._is_told_by_many(at, after):
            return "Z"
        if before == "C" and self._infinitive_before(at):
            return "F"
        return "N"

    def _is_saying(self, at: int) -> bool:
        return self._lemma(at) in predicates().classes["reporting"]

    def _is_told_by_many(self, at: int, after: str) -> bool:
        """Whether several people say something: "Scientists report the star is cold"."""
        is_saying = self._is_saying(at)
        many = self._low(at - 1)
        is_many = many.endswith("s") and not many.endswith("ss") and self.tags[at - 1] in "NM"
        return is_saying and is_many and after in _REPORTED and not self.has_finite

    def _is_plain(self, at: int) -> bool:
        """Whether a word that no list knows can be a verb behind a modal: "will now realign"."""
        low = self.words[at].low
        return low.isalpha() and self._after(at) in "DSMIoQPUTCR.,-;" and len(low) > 2

    def _infinitive_before(self, at: int) -> bool:
        return "F" in self.tags[max(0, at - 15) : at] and self._after(at) in "DSMIoQPUT.J"

    def _present(self, at: int) -> str:
        before, after = self._before(at), self._after(at)
        if before in "OR":
            return "Z"
        if before == "M" and after in "DSIoMRPAQGTO":
            return "Z"
        if before in "MN" and after in _REPORTED and not self.has_finite and self._is_saying(at):
            return "Z"
        if before == "N" and after in "DSIoRO" and self.tags[at - 1] != "n" and not self.has_finite:
            return "Z"
        if before == "N" and after == "P" and not self.has_finite and not self.is_inside:
            is_subject = "D" in self.tags[max(0, at - 4) : at] and not self._has_finite_later(at)
            return "Z" if is_subject else "N"
        return "N"

    def _ing(self, at: int) -> str:
        before, after = self._before(at), self._after(at)
        if before in "DSJQ":
            return "J" if after in "NMJE" else "N"
        if (before == "P" and after in ".,;P") or self._low(at + 1) == "of":
            return "N"
        return "G"

    def _past(self, at: int, tag: str) -> str:
        """A past form: finite, or a participle behind a helper or a noun."""
        before, after = self._before(at), self._after(at)
        if before in "HBb":
            return "L"
        if before in "XIW":
            return "F" if self.words[at].low in predicates().base else "L"
        if before in "DSQJ":
            return "J"
        if tag != "E":
            return tag
        if before in "OR":
            return "V"
        if before == "P":
            return "J" if after in "NMJ" else "L"
        if before == ".":
            return "J" if after in "NM" else "L"
        if before == "C":
            return "V" if self.was_finite and after not in "N" else "J" if after in "N" else "L"
        if before == ",":
            return self._behind_comma(at, after)
        if before in "NMT)-;Go":
            return self._behind_noun(at, after)
        return "L"

    def _behind_comma(self, at: int, after: str) -> str:
        if self.has_finite:
            return "V" if after in "DSMoQ" else "L"
        if after in "PTI" and self._has_finite_later(at):
            return "L"
        return "V" if self.commas > 1 and self.words[at + 1 : at + 2] != [] else "L"

    def _behind_noun(self, at: int, after: str) -> str:
        """Reduced relative ("a study released by …") where the clause has its verb elsewhere."""
        if self._low(at + 1) == "by" and not self._is_left(at):
            return "L"
        is_alone = not self.has_finite and self._lemma(at) in predicates().classes["alone"]
        if self.is_inside or is_alone or self._is_reported(at):
            return "V"
        if self.has_finite and after in "DSMoQI" and self._is_joined(at):
            return "V"
        if self.has_finite or self._is_led(at):
            return "L"
        if after in "PTIA." and self._has_finite_later(at):
            return "L"
        return "V"

    def _is_that(self, at: int) -> bool:
        """Whether "that" opens what a verb reports: "said on Friday that"."""
        n = at - 1
        while n > 0 and self.tags[n] in "ATP":
            n -= 1
        return self.words[at].low == "that" and n >= max(0, at - 5) and self.tags[n] in "VZLF"

    def _is_reported(self, at: int) -> bool:
        """Whether a verb follows what a reporting verb has for content: "said the storm faded"."""
        last = self.last_finite
        if not self.has_finite or last < 0 or self.tags[last] not in "VZ":
            return False
        between = self.tags[last + 1 : at]
        lemma = predicates().lemma(self.words[last].low)
        is_content = bool(between) and between[0] in "DMSQ" and not set(between) & _CLAUSE
        if between and set(between) <= set("NJ") and self._low(at - 1).endswith("s"):
            is_content = not self._has_finite_later(at)
        return lemma in predicates().classes["reporting"] and is_content

    def _is_joined(self, at: int) -> bool:
        """Whether a noun phrase opens a clause: "He was ill, and the court asked him"."""
        n = at - 1
        while n >= 0 and self.tags[n] in "DSQNMJ-A":
            n -= 1
        while n > 0 and self.tags[n] in "TP" and "T" in self.tags[n : n + 2]:
            n -= 1
        return n > 0 and self.tags[n] == "C" and self.tags[n - 1] == ","

    def _is_led(self, at: int) -> bool:
        """Whether a preposition that opens the clause leads the noun: "In findings published"."""
        n = at - 1
        while n >= 0 and self.tags[n] in "DSQNMJ-A":
            n -= 1
        return n >= 0 and self.tags[n] == "P" and (n == 0 or self.tags[n - 1] in ",;")

    def _is_left(self, at: int) -> bool:
        """Verbs that take no object: "rose by", "fell by"."""
        return self.words[at].low in predicates().classes["objectless"]

    def _has_finite_later(self, at: int) -> bool:
        for n in range(at + 1, min(len(self.tags), at + _REACH)):
            tag = self.tags[n]
            if tag in _BOUNDS or (tag in "DO" and self.tags[n - 1] in "TNM"):
                return False
            if tag == "," and self._low(n + 1) == "with":
                return False
            if tag in "XBHWVZ":
                return True
            if tag == "E" and self.tags[n - 1] in "NM)" and not self._is_by(n):
                return True
        return False

    def _is_by(self, at: int) -> bool:
        return self._low(at + 1) == "by"
