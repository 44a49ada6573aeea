"""People and the posts that a text gives them."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from warehouse.identity import row_id
from warehouse.tables import Mention, Occupancy, OccupancyStatus

_OWNERS = frozenset(("ORG", "GPE", "NORP", "LOC", "FAC"))
_PREPOSITION = re.compile(r"[ \n](?:of|for|at|to|from|with)[ \n](?:the[ \n])?")
_TO_PERSON = re.compile(r",?[ \n](?:(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.?[ \n])?")
_WORD = re.compile(r"[ \n]([A-Za-z][\w-]*)")
_FROM_PERSON = re.compile(
    r"(?:,[ \n](?:who[ \n](?:is|was)[ \n])?|[ \n](?:is|was|became|remains|serves[ \n]as|served[ \n]as)[ \n])"
    r"(?:now[ \n])?(?:the|a|an|its|their|his|her)?[ \n]?$"
)
_REACH = 60
_DASHES = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class Posts:
    """Patterns and words of ``rules/occupancies.toml``."""

    post: re.Pattern[str]
    status_before: re.Pattern[str]
    statuses: dict[str, OccupancyStatus]
    portfolios: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """A post found in the text, before its holder is known; half-open spans."""

    start: int
    end: int
    post: str
    status: OccupancyStatus
    organization: Mention | None


def find_occupancies(
    text: str, doc_id: str, mentions: list[Mention], dct: date | None
) -> list[Occupancy]:
    """Posts with their holders, in the order of the text; one row for a person, post and body."""
    flat = text.translate(_DASHES)
    finder = Finder(flat, mentions)
    found: dict[str, Occupancy] = {}
    for person, held, rule in finder.find():
        start, end = min(held.start, person.start_char), max(held.end, person.end_char)
        body = held.organization.entity_id if held.organization else None
        key = row_id("oc", doc_id, person.entity_id, held.post, body)
        row = Occupancy(
            doc_id=doc_id,
            start_char=start,
            end_char=end,
            text=text[start:end],
            rule=rule,
            confidence=0.8,
            occupancy_id=key,
            person_id=person.entity_id,
            post=held.post,
            organization_id=body,
            status=held.status,
            as_of=dct,
        )
        found.setdefault(key, row)
    return sorted(found.values(), key=lambda row: (row.start_char, row.end_char, row.occupancy_id))


class Finder:
    """Looks for posts between the names of one text."""

    def __init__(self, flat: str, mentions: list[Mention]) -> None:
        self.flat, self.posts = flat, load_posts()
        self.starting = {mention.start_char: mention for mention in mentions}
        self.ending = {mention.end_char: mention for mention in mentions}

    def find(self) -> list[tuple[Mention, Held, str]]:
        """Holder, post and rule, in the order of the posts."""
        found: list[tuple[Mention, Held, str]] = []
        for match in self.posts.post.finditer(self.flat):
            held = self._held(match.start(), match.end())
            if person := self._person_after(held):
                found.append((person, held, "post_before_name"))
            elif person := self._person_before(held):
                found.append((person, held, "post_after_name"))
        return found

    def _held(self, start: int, end: int) -> Held:
        """The post whose words are given, with its owner on either side and its status."""
        post_end, body_end, after = self._right(end)
        words = self.flat[start:post_end].lower()
        begin, status = self._status(start, words)
        owner = self._owner(begin)
        if owner and after:
            words, post_end = self.flat[start:body_end].lower(), body_end
        words = re.sub(r"-elect$", "", " ".join(words.split()))
        first = owner.start_char if owner else begin
        if status == "current" and owner and self._status(owner.start_char, "")[1] != "current":
            first, status = self._status(owner.start_char, "")
        return Held(first, body_end, words, status, owner or after)

    def _right(self, end: int) -> tuple[int, int, Mention | None]:
        """Where the post ends, where its body ends, and the body, looking right."""
        for _ in range(2):
            joint = _PREPOSITION.match(self.flat, end)
            if not joint:
                break
            body = self.starting.get(joint.end())
            if body and body.type in _OWNERS:
                return end, body.end_char, body
            after = self._portfolio(joint.end())
            if after == joint.end():
                break
            end = after
        return end, end, None

    def _portfolio(self, place: int) -> int:
        """Where a portfolio such as `Foreign Affairs` that begins here ends."""
        end, at = place, place - 1
        while word := _WORD.match(self.flat, at):
            letters = word[1].lower()
            if letters not in self.posts.portfolios or word.start(1) in self.starting:
                break
            at = word.end()
            end = end if letters in ("and", "the") else at
        return end

    def _status(self, start: int, words: str) -> tuple[int, OccupancyStatus]:
        if words.endswith("-elect"):
            return start, "elect"
        before = self.posts.status_before.search(self.flat, max(0, start - 12), start)
        if before:
            return before.start(1), self.posts.statuses[before[1].lower()]
        return start, "current"

    def _owner(self, begin: int) -> Mention | None:
        for gap in ("'s ", "' ", " ", "'s\n", "\n"):
            if self.flat.startswith(gap, begin - len(gap)):
                owner = self.ending.get(begin - len(gap))
                if owner and owner.type in _OWNERS:
                    return owner
        return None

    def _person_after(self, held: Held) -> Mention | None:
        joint = _TO_PERSON.match(self.flat, held.end)
        person = self.starting.get(joint.end()) if joint else None
        if joint is None or person is None or person.type != "PERSON":
            return None
        # "with the Russian President, Borisov said": an apposition gives the full name.
        return None if "," in joint[0] and " " not in person.text else person

    def _person_before(self, held: Held) -> Mention | None:
        begin = max(0, held.start - _REACH)
        joint = _FROM_PERSON.search(self.flat[begin : held.start])
        person = self.ending.get(begin + joint.start()) if joint else None
        return person if person and person.type == "PERSON" else None


@lru_cache(maxsize=1)
def load_posts() -> Posts:
    """The patterns of posts, read once."""
    rules = files("tasks") / "rules" / "occupancies.toml"
    data = tomllib.loads(rules.read_text(encoding="utf-8"))
    heads, modifiers = data["heads"].split(), data["modifiers"].split()
    head, word = "|".join(heads), "|".join([*modifiers, *heads])
    statuses: dict[str, OccupancyStatus] = {
        word: status for status, words in data["status"].items() for word in words
    }
    return Posts(
        re.compile(
            rf"\b(?:(?:{word})[ \n-])*(?:{head})(?:[ -]general)?(?:-elect)?\b", re.IGNORECASE
        ),
        re.compile(rf"\b({'|'.join(statuses)})[ \n-]$", re.IGNORECASE),
        statuses,
        frozenset(data["portfolios"].split()),
    )
