"""Whom a pronoun or a description stands for: names near it, weighed by learned weights."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tasks.segments import Span
from tasks.statements_choice import read_weights, shares_of, sum_of
from tasks.statements_described import Description, bears, describe, find_bearer
from tasks.statements_gender import Genders
from warehouse.tables import Mention

LIKELY = 0.38
"""Share below which nobody is named."""
_LIKELY_IF_BORNE, _TITLED = 0.2, "bearer role the"
"""The same for "the mayor" where a mayor is named; readers often leave him unresolved."""
_LOOK_BACK, _LOOK_AHEAD, _MOST = 40, 3, 10
"""Mentions that are looked at before and behind a source, and how many names are weighed."""
_AHEAD = 160
"""Characters behind a source beyond which no name explains it."""
_DISTANCES = (60, 150, 300, 600, 1200)
_SENTENCE = 300
_WRITTEN = ("writing", "medium")
_WRITTEN_BEFORE, _BESIDE = 1500, 90
"""Characters before a source in which its writing is looked for, and beside that, its author."""
_UNHEARD = 3
"""What counts as the place among the last speakers of a name that was not heard lately."""
_OPENING = 26
"""Characters from the start of a sentence within which a name is its subject."""


class Found(NamedTuple):
    """Whom a source stands for and how likely; nobody where no name is likely."""

    mention: Mention | None
    share: float


class Candidate(NamedTuple):
    """A name that a source may stand for, and what speaks for or against it."""

    mention: Mention
    features: list[str]


@dataclass(slots=True)
class Antecedents:
    """The names of an article as candidates for what stands for one of them."""

    text: str
    mentions: Sequence[Mention]
    _genders: Genders = field(init=False)
    _counts: Counter[str] | None = field(default=None)
    _lows: str = field(default="")

    def __post_init__(self) -> None:
        """Prepare what is counted over the whole article, when it is first asked for."""
        self._genders = Genders(self.text, self.mentions)

    def find(self, source: Span, heard: Sequence[Mention | None]) -> Found:
        """The likeliest bearer of a source; `heard` are the speakers so far, None if unnamed."""
        shared, candidates = self.weigh(source, heard)
        held = weights()
        base = sum_of(held, shared)
        sums = [base + sum_of(held, each.features) for each in candidates]
        shares = shares_of(sums)
        share = max(shares, default=0.0)
        best = candidates[shares.index(share)] if shares else None
        if best is None or share < (_LIKELY_IF_BORNE if _TITLED in best.features else LIKELY):
            return Found(None, 1 - share)
        return Found(best.mention, share)

    def weigh(
        self, source: Span, heard: Sequence[Mention | None]
    ) -> tuple[list[str], list[Candidate]]:
        """What all candidates for a source share, and each with its own features."""
        said = describe(self.text, source)
        shared = said.features()
        shared.append(f"u {heard[-1] is None if heard else 'first'} {said.kind}")
        last = [mention.entity_id for mention in heard[-6:] if mention is not None][::-1]
        bearer = None
        if said.head:
            bearer = find_bearer(self.text, self.mentions, said.lows, source[0])
        authors = self._authors(source, said) if said.kind in _WRITTEN else []
        ranks: Counter[str] = Counter()
        salient, n_bearers = 0, 0
        candidates: list[Candidate] = []
        for mention in self._near(source, said, bearer):
            at = last.index(mention.entity_id) if mention.entity_id in last else _UNHEARD
            at = min(at, _UNHEARD)
            features = self._features(mention, source, said, at)
            features += _ranked(said, mention.type, min(ranks[mention.type], 3), at)
            ranks[mention.type] += 1
            if not salient and self._is_salient(mention, source, said, at):
                salient = 1
                features.append(f"{said.kind} {mention.type} salient")
            if said.head:
                is_bearer = bears(self.text, mention, said.head)
                features += _borne(said, mention.type, is_bearer, min(n_bearers, 1))
                n_bearers += is_bearer
            if bearer is not None and mention.entity_id == bearer.entity_id:
                features += [f"bearer {said.kind} {said.first}", f"bearer {said.head}"]
            if mention.entity_id in authors:
                features += [f"author {said.kind}", f"author {mention.type}"]
            candidates.append(Candidate(mention, features))
        return shared, candidates

    def _near(self, source: Span, said: Description, bearer: Mention | None) -> list[Mention]:
        """One mention for each name near a source: those in it, then before it, then behind."""
        mentions = self.mentions
        first = bisect_left(mentions, source[0], key=_start)
        behind = bisect_left(mentions, source[1], first, key=_start)
        pool = [*mentions[first:behind], *mentions[max(0, first - _LOOK_BACK) : first][::-1]]
        ahead = mentions[behind : behind + _LOOK_AHEAD]
        pool += [mention for mention in ahead if mention.start_char - source[1] < _AHEAD]
        found: dict[str, Mention] = {}
        for mention in pool:
            if mention.entity_id not in found and self._may_be(mention, said):
                found[mention.entity_id] = mention
                if len(found) == _MOST:
                    break
        if bearer is not None:
            found.setdefault(bearer.entity_id, bearer)
        return list(found.values())

    def _may_be(self, mention: Mention, said: Description) -> bool:
        if mention.type not in said.types:
            return False
        is_person = mention.type == "PERSON" and said.kind == said.first
        return not is_person or not said.gender or self._genders.fits(mention, said.gender)

    def _features(self, mention: Mention, source: Span, said: Description, at: int) -> list[str]:
        """What a name is to a source by itself; `at` is its place among the last speakers."""
        kind, type_ = said.kind, mention.type
        where = self._where(mention, source)
        key = f"{kind} {type_}"
        found = [
            key,
            f"{key} s{at}",
            f"{kind} {where}",
            f"{type_} {where}",
            f"{key} n{min(self._count(mention), 5)}",
            f"{kind} {said.number} {type_}",
            f"h {said.head} {type_}",
            f"{kind} p{self._is_subject(mention)} s{min(at, 2)}",
        ]
        if said.gender:
            if type_ == "PERSON":
                found.append(f"g {said.gender} {self._genders.sign(mention, said.gender)}")
        elif where in ("owner", "in"):
            found += [f"{where} {said.head}", f"{where} {type_} {kind} {said.number}"]
        return found

    def _authors(self, source: Span, said: Description) -> list[str]:
        """Who stands beside the nearest earlier "statement" or the like that a source takes up."""
        self._lows = self._lows or self.text.lower()
        head, at = said.head.removesuffix("s"), source[0]
        for _ in range(3):
            at = self._lows.rfind(" " + head, max(0, at - _WRITTEN_BEFORE), at)
            if at < 0:
                return []
            first = bisect_left(self.mentions, at, key=_start)
            found = [
                mention.entity_id
                for mention in self.mentions[max(0, first - 2) : first + 2]
                if self._is_beside(mention, at)
            ]
            if found:
                return found
        return []

    def _is_beside(self, mention: Mention, at: int) -> bool:
        """Whether a name that may speak stands in the sentence and near a place in the text."""
        first, last = sorted(((mention.start_char, mention.end_char), (at, at)))
        between = self.text[first[1] : last[0]]
        is_near = len(between) < _BESIDE and ". " not in between and "\n" not in between
        return is_near and mention.type in ("PERSON", "ORG", "GPE")

    def _where(self, mention: Mention, source: Span) -> str:
        """How a name stands to a source: inside it, how far before it, or behind."""
        start, end = mention.start_char, mention.end_char
        if start >= source[1]:
            return "behind"
        if start >= source[0]:
            if self.text[end : end + 2] in ("'s", "’s"):
                return "owner"
            before = self.text[source[0] : start].split()
            return f"in {before[-1].lower()}" if before else "in"
        gap = source[0] - end
        distance = next((n for n, top in enumerate(_DISTANCES) if gap <= top), len(_DISTANCES))
        is_same = gap < _SENTENCE and ". " not in self.text[end : source[0]]
        return f"same {min(distance, 2)}" if is_same else f"d{distance}"

    def _is_salient(self, mention: Mention, source: Span, said: Description, at: int) -> bool:
        """Whether a name before the source spoke last or opens a sentence, and may be meant."""
        if mention.start_char >= source[0] or not (at == 0 or self._is_subject(mention)):
            return False
        if said.gender:
            return self._genders.fits(mention, said.gender)
        return mention.type in {"body": ("ORG",), "it": ("ORG", "GPE")}.get(said.kind, said.types)

    def _count(self, mention: Mention) -> int:
        if self._counts is None:
            self._counts = Counter(each.entity_id for each in self.mentions)
        return self._counts[mention.entity_id]

    def _is_subject(self, mention: Mention) -> bool:
        """Whether little stands between the start of its sentence and a name."""
        before = self.text[max(0, mention.start_char - _OPENING) : mention.start_char]
        is_opening = mention.start_char < _OPENING or "\n" in before or ". " in before
        return is_opening or ".” " in before or '." ' in before


@cache
def weights() -> dict[str, int]:
    """Weight of each feature of a candidate."""
    return read_weights(files("tasks").joinpath("weights/speakers.tsv"))


def _ranked(said: Description, type_: str, rank: int, at: int) -> list[str]:
    return [f"{said.kind} {type_} r{rank}", f"{said.kind} r{min(rank, 2)} s{min(at, 2)}"]


def _borne(said: Description, type_: str, is_bearer: bool, n_before: int) -> list[str]:
    return [f"{said.kind} {type_} b{is_bearer} {n_before}", f"b{is_bearer} {n_before}"]


def _start(mention: Mention) -> int:
    return mention.start_char
