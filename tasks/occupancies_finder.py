"""Posts between the names of one text, and who stands beside them."""

import re
from dataclasses import dataclass, replace

from tasks.occupancies_bodies import is_crowned, state_names
from tasks.occupancies_words import load_posts
from warehouse.tables import Mention, OccupancyStatus

_OWNERS = frozenset(("ORG", "GPE", "NORP", "LOC", "FAC"))
_PREPOSITION = re.compile(r"[ \n](?:of|for|at|to|from|with)[ \n](?:the[ \n])?")
_TO_PERSON = re.compile(r"(?: \([A-Z]{2,5}\))?,?[ \n](?:(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.?[ \n])?")
_WORD = re.compile(r"[ \n]([A-Za-z][\w-]*)")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ONCE = re.compile(r",[ \n](?:formerly|then|once)[ \n](?:the|a|an)?[ \n]?$")
_JOINTS = (" and ", ", and ", " and the ")
_LISTED = re.compile(r",? and |, ")
_OF = re.compile(r" (?:of|from) ")
_REACH = 100
_NEAR = 60
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A post found in the text, before its holder is known; half-open spans."""

    start: int
    end: int
    post: str
    status: OccupancyStatus
    organization: Mention | None
    is_plural: bool = False


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
        before: Held | None = None
        for start, end in self._posts():
            held = self._held(start, end)
            if person := self._person_after(held):
                people = [person, *self._also(person)] if held.is_plural else [person]
                if before and self.flat[before.end : held.start] in _JOINTS:
                    found.append((person, before, "two_posts_before_name"))
                found.extend((person, held, "post_before_name") for person in people)
            elif (person := self._person_before(held)) and not self._is_another(held):
                found.append((person, self._linked(held), "post_after_name"))
            before = held
        return found

    def _also(self, person: Mention) -> list[Mention]:
        """The other people of a list: `astronauts Ana Silva and Jo Bell`."""
        listed: list[Mention] = []
        end = person.end_char
        while joint := _LISTED.match(self.flat, self._behind_home(end)):
            other = self.starting.get(joint.end())
            if other is None or other.type != "PERSON":
                break
            listed.append(other)
            end = other.end_char
        return listed

    def _behind_home(self, end: int) -> int:
        """Behind "of Florida" after a name in a list."""
        joint = _OF.match(self.flat, end)
        home = self.starting.get(joint.end()) if joint else None
        return home.end_char if home and home.type in ("GPE", "LOC") else end

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
        body = self._served(words, owner, after)
        if owner and after and body is owner:
            words, post_end = self.flat[start:body_end].lower(), body_end
        words = re.sub(r"-elect$", "", " ".join(words.split()))
        first = owner.start_char if owner else begin
        if status == "current" and owner and self._status(owner.start_char, "")[1] != "current":
            first, status = self._status(owner.start_char, "")
        plural = self._is_plural(self.flat[start:end].lower())
        words = words.removesuffix("s") if plural and post_end == end else words
        return Held(first, body_end, words, status, body, plural)

    def _served(self, post: str, owner: Mention | None, after: Mention | None) -> Mention | None:
        """Which name is served: a body rather than a state, never the party of a member."""
        if owner and after and owner.type in ("GPE", "NORP") and after.type == "ORG":
            return after
        is_member = post.rsplit(" ", 1)[-1] in self.posts.of_party
        if owner and is_member and (owner.type == "NORP" or "Party" in owner.name):
            is_people = owner.name in state_names()
            return owner if is_people else after
        return owner or after

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
                body = self._owned(body)
                return end, body.end_char, body
            after = self._portfolio(joint.end())
            if after == joint.end():
                break
            end = after
        return end, end, None

    def _owned(self, body: Mention) -> Mention:
        """The body that a state's name leads: "of the United States' Census Bureau"."""
        for gap in ("'s ", "' ", " "):
            if self.flat.startswith(gap, body.end_char):
                inner = self.starting.get(body.end_char + len(gap))
                if inner and inner.type == "ORG" and body.type in ("GPE", "NORP"):
                    return inner
        return body

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

    def _linked(self, held: Held) -> Held:
        """A post whose status the words before it tell: "formerly the head", "resigned as"."""
        before = self.flat[max(0, held.start - _NEAR) : held.start]
        if _ONCE.search(before):
            return replace(held, status="former")
        joint = self.posts.link.search(before)
        words = " ".join(joint["link"].split()) if joint and joint["link"] else ""
        status = self.posts.links.get(words, "current")
        return held if held.status != "current" else replace(held, status=status)

    def _owner(self, begin: int) -> Mention | None:
        for gap in ("'s ", "' ", " ", "'s\n", "\n"):
            if self.flat.startswith(gap, begin - len(gap)):
                owner = self.ending.get(begin - len(gap))
                if owner and owner.type in _OWNERS:
                    return owner
        return None

    def _person_after(self, held: Held) -> Mention | None:
        joint = _TO_PERSON.match(self.flat, held.end)
        if joint and held.is_plural and "," in joint[0]:
            return None
        person = self.starting.get(joint.end()) if joint else None
        if joint is None or person is None or person.type != "PERSON":
            return None
        # "with the Russian President, Borisov said": an apposition gives the full name.
        is_apposed = "," in joint[0]
        return None if is_apposed and (" " not in person.text or is_crowned(held.post)) else person

    def _is_another(self, held: Held) -> bool:
        """Whether a crowned head behind a name is someone else: "Ana Silva, the Queen said"."""
        return is_crowned(held.post) and held.organization is None

    def _person_before(self, held: Held) -> Mention | None:
        begin = max(0, held.start - _NEAR)
        joint = self.posts.link.search(self.flat[begin : held.start])
        person = self.ending.get(begin + joint.start()) if joint else None
        return person if person and person.type == "PERSON" else None
