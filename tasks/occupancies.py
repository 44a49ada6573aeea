"""People and the posts that a text gives them."""

import re
from dataclasses import dataclass, replace
from datetime import date

from tasks.occupancies_words import load_posts
from warehouse.identity import row_id
from warehouse.tables import Mention, Occupancy, OccupancyStatus

_OWNERS = frozenset(("ORG", "GPE", "NORP", "LOC", "FAC"))
_PREPOSITION = re.compile(r"[ \n](?:of|for|at|to|from|with)[ \n](?:the[ \n])?")
_TO_PERSON = re.compile(r",?[ \n](?:(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.?[ \n])?")
_WORD = re.compile(r"[ \n]([A-Za-z][\w-]*)")
_FROM_PERSON = re.compile(
    r"(?:,[ \n](?:who[ \n](?:is|was)[ \n])?"
    r"|[ \n](?:is|was|became|remains|serves[ \n]as|served[ \n]as)[ \n])"
    r"(?:(?:now|currently|formerly|then|once)[ \n])?(?:the|a|an|its|their|his|her)?[ \n]?$"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ONCE = re.compile(r",[ \n](?:formerly|then|once)[ \n](?:the|a|an)?[ \n]?$")
_LISTED = re.compile(r",? and |, ")
_REACH = 100
_NEAR = 40
Span = tuple[int, int]
_DASHES = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class Held:
    """A post found in the text, before its holder is known; half-open spans."""

    start: int
    end: int
    post: str
    status: OccupancyStatus
    organization: Mention | None
    is_plural: bool = False


def find_occupancies(
    text: str, doc_id: str, mentions: list[Mention], dct: date | None
) -> list[Occupancy]:
    """Posts with their holders, in the order of the text; one row for a person, post and body."""
    found = Finder(text.translate(_DASHES), mentions).find()
    bodied = {(person.entity_id, held.post) for person, held, _ in found if held.organization}
    rows: dict[str, Occupancy] = {}
    for person, held, rule in found:
        if held.organization is None and (person.entity_id, held.post) in bodied:
            continue
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
        rows.setdefault(key, row)
    return sorted(rows.values(), key=lambda row: (row.start_char, row.end_char, row.occupancy_id))


class Finder:
    """Looks for posts between the names of one text."""

    def __init__(self, flat: str, mentions: list[Mention]) -> None:
        self.flat, self.posts = flat, load_posts()
        self.starting = {mention.start_char: mention for mention in mentions}
        self.ending = {mention.end_char: mention for mention in mentions}
        self.named = {
            word.start()
            for mention in mentions
            for word in _LETTERS.finditer(flat, mention.start_char, mention.end_char)
        }
        self.people = [mention for mention in mentions if mention.type == "PERSON"]

    def find(self) -> list[tuple[Mention, Held, str]]:
        """Holder, post and rule, in the order of the posts."""
        found: list[tuple[Mention, Held, str]] = []
        for start, end in self._posts():
            held = self._held(start, end)
            if person := self._person_after(held):
                people = [person, *self._also(person)] if held.is_plural else [person]
                found.extend((person, held, "post_before_name") for person in people)
            elif person := self._person_before(held):
                found.append((person, self._once(held), "post_after_name"))
        return found

    def _also(self, person: Mention) -> list[Mention]:
        """The other people of a list: `astronauts Ana Silva and Jo Bell`."""
        listed: list[Mention] = []
        end = person.end_char
        while joint := _LISTED.match(self.flat, end):
            other = self.starting.get(joint.end())
            if other is None or other.type != "PERSON":
                break
            listed.append(other)
            end = other.end_char
        return listed

    def _posts(self) -> list[Span]:
        """Words of posts, the longest each, near the names of people."""
        posts: list[Span] = []
        for begin, end in self._windows():
            start, last_end, chain_end = -1, -1, -1
            for match in _LETTERS.finditer(self.flat, begin, end):
                is_head, is_part = self.posts.reads(match.group())
                if not (is_head or is_part) or match.start() in self.named:
                    continue
                if not (start >= 0 and match.start() == last_end + 1):
                    if chain_end > 0:
                        posts.append((start, chain_end))
                    start, chain_end = match.start(), -1
                last_end = match.end()
                chain_end = last_end if is_head else chain_end
            if chain_end > 0:
                posts.append((start, chain_end))
        return posts

    def _windows(self) -> list[Span]:
        """Stretches around people, merged where they touch."""
        windows: list[Span] = []
        for person in self.people:
            begin, end = max(0, person.start_char - _REACH), person.end_char + _REACH
            if windows and begin <= windows[-1][1]:
                windows[-1] = windows[-1][0], end
            else:
                windows.append((begin, end))
        return windows

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
        plural = self._is_plural(self.flat[start:end].lower())
        words = words.removesuffix("s") if plural and post_end == end else words
        return Held(first, body_end, words, status, owner or after, plural)

    def _is_plural(self, post: str) -> bool:
        last = post.rsplit(" ", 1)[-1]
        return last not in self.posts.heads and last.removesuffix("s") in self.posts.heads

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

    def _once(self, held: Held) -> Held:
        """A post that is told of as past: `Ana Silva, formerly the head of it`."""
        before = self.flat[max(0, held.start - _NEAR) : held.start]
        return replace(held, status="former") if _ONCE.search(before) else held

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
        begin = max(0, held.start - _NEAR)
        joint = _FROM_PERSON.search(self.flat[begin : held.start])
        person = self.ending.get(begin + joint.start()) if joint else None
        return person if person and person.type == "PERSON" else None
