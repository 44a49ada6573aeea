"""Names that are one thing, gathered pair by pair; pairs that must stay apart keep groups apart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Heard(NamedTuple):
    """A thing as one article alone has it."""

    heard_id: str
    name: str
    is_registered: bool
    first_met: tuple[object, str]


class Merge(NamedTuple):
    """Two of them that are one, or may be."""

    heard_id: str
    other_id: str
    rule: str
    score: float
    evidence: str | None = None


@dataclass(slots=True)
class Clusters:
    """Groups of heard things; the order in which pairs are joined is by score, then by id."""

    heard: dict[str, Heard]
    apart: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """Things that the user keeps from others, both ways."""
    joined: dict[str, Merge] = field(default_factory=dict[str, Merge])
    """For each thing in a group of several, the best pair that put it there."""
    _group: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def keep_apart(self, ones: Iterable[str], others: Iterable[str]) -> None:
        """Never join any of the ones with any of the others."""
        for one in ones:
            for other in others:
                if one != other:
                    self.apart.setdefault(one, set()).add(other)
                    self.apart.setdefault(other, set()).add(one)

    def are_apart(self, one: str, other: str) -> bool:
        """Whether the user keeps two things apart."""
        return other in self.apart.get(one, set())

    def join_all(self, merges: Iterable[Merge]) -> None:
        """Join pairs, the surest first."""
        for merge in sorted(merges, key=lambda m: (-m.score, m.heard_id, m.other_id, m.rule)):
            self.join(merge)

    def join(self, merge: Merge) -> bool:
        """Make the groups of a pair one; False where something keeps them apart."""
        one, other = self._members(merge.heard_id), self._members(merge.other_id)
        if one is not other:
            if not self._may_join(one, other, is_forced=merge.rule == "correction"):
                return False
            larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
            larger.extend(smaller)
            self._group.update(dict.fromkeys(smaller, larger))
        self.joined.setdefault(merge.heard_id, merge)
        self.joined.setdefault(merge.other_id, merge)
        return True

    def entity_ids(self) -> dict[str, str]:
        """The id of each thing that is in a group: the registered one's, else the earliest met's.

        So an id outlives a better name, and articles that come later.
        """
        found: dict[str, str] = {}
        for members in {id(group): group for group in self._group.values()}.values():
            best = min(members, key=self._rank)
            found.update(dict.fromkeys(members, best))
        return found

    def _rank(self, heard_id: str) -> tuple[bool, tuple[str, ...], str]:
        heard = self.heard[heard_id]
        return not heard.is_registered, tuple(map(str, heard.first_met)), heard_id

    def _members(self, heard_id: str) -> list[str]:
        return self._group.setdefault(heard_id, [heard_id])

    def _may_join(self, one: list[str], other: list[str], *, is_forced: bool) -> bool:
        if self.apart:
            others = set(other)
            if any(self.apart.get(member, set()) & others for member in one):
                return False
        known = [m for group in (one, other) for m in group if self.heard[m].is_registered]
        return is_forced or len(known) < len(("one", "other"))
