"""What a text has mentioned so far, and what a phrase may therefore be anchored to."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tasks.timex_calendar import add_months
from tasks.timex_policy import policy
from tasks.timex_values import period_of

_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s|\n")
_LONG_GRAINS = ("year", "decade", "century")
_DAY_GRAINS = ("day", "part_of_day", "hour", "minute", "second")


class Anchor(NamedTuple):
    """A day to count from, the id of what gave it, and the value that it came from."""

    day: date
    source: str
    value: str


def narrated_since(anchor: Anchor) -> date:
    """From when on a narrated time is looked for: stories go forward, and back a few months."""
    period = period_of(anchor.value)
    if period is None or period.grain in _LONG_GRAINS:
        return anchor.day
    return add_months(anchor.day, -policy()["narrative"]["months_back"]) or anchor.day


@dataclass(slots=True)
class Mention:
    """A dated phrase already read; printed where no anchor lent it anything."""

    value: str
    timex_id: str
    end: int
    is_printed: bool


def _is_near(mention: Mention, other: Mention | None) -> bool:
    """Whether a mention carries on from another; the first one carries on from nothing."""
    ours, theirs = period_of(mention.value), period_of(other.value) if other else None
    if ours is None or theirs is None or ours.begins is None or theirs.begins is None:
        return False
    is_long = ours.grain in _LONG_GRAINS
    jump = policy()["narrative"]["year_jump" if is_long else "date_jump"]
    return abs(ours.begins.year - theirs.begins.year) <= jump


def _looks_back(mention: Mention, story: Mention) -> bool:
    """Whether a whole year, counted from elsewhere, lies before where the story is."""
    ours, theirs = period_of(mention.value), period_of(story.value)
    if ours is None or theirs is None or ours.begins is None or theirs.begins is None:
        return False
    return ours.grain in _LONG_GRAINS and ours.begins.year < theirs.begins.year


@dataclass(slots=True)
class Discourse:
    """What later phrases of a text may lean on."""

    dct: date | None
    is_narrative: bool = False
    body: int = 0
    at: int = 0
    day_first: bool = False
    zone: str | None = None
    text: str = ""
    last: Mention | None = None
    last_day: Mention | None = None
    last_past_day: Mention | None = None
    last_month: Mention | None = None
    last_quarter: Mention | None = None
    last_length: tuple[str, int] = ("", 0)
    last_era: str | None = None
    story: Mention | None = None
    aside: Mention | None = None

    def as_of(self, day: date) -> "Discourse":
        """A discourse of its own on another day, in the same place."""
        return Discourse(day, day_first=self.day_first, zone=self.zone, text=self.text)

    def note(self, mention: Mention) -> None:
        """Keep a dated value as the one mentioned last."""
        value = mention.value
        if mention.end <= self.body:
            return
        if value.startswith("BC") and value[2:6].isdigit():
            self.last_era = value[:6]
        elif mention.is_printed:
            self.last_era = None
        period = period_of(value)
        if period is None or period.begins is None:
            return
        self.last = mention
        self._follow_story(mention)
        if period.grain in _DAY_GRAINS:
            self.last_day = self.last_month = mention
            if self.dct is None or period.begins <= self.dct:
                self.last_past_day = mention
        if period.grain == "month":
            self.last_month = mention
        if period.grain == "quarter":
            self.last_quarter = mention

    def anchor(self, basis: str, unit: str = "") -> Anchor | None:
        """The anchor for a basis: dct, text (what was mentioned last), else the text's own.

        A mention that is coarser than the unit counted in is passed over.
        """
        if basis == "none":
            return None
        last = {"D": self.last_day, "M": self.last_month}.get(unit) or self.last
        if basis == "quarter":
            return self._mentioned(self.last_quarter) or self._finished_quarter()
        if basis in ("dct", "sentence") and not self.is_narrative:
            return self._document() or self._mentioned(last)
        if basis in ("text", "span"):
            return self._mentioned(last) or self._document()
        if self.is_narrative:
            return self._mentioned(self.story) or self._document()
        return self._document() or self._mentioned(last)

    def told_year(self) -> int | None:
        """The past year that was printed just before, and of which the text may go on to tell."""
        terms = policy()["told_year"]
        last = self.last
        period = period_of(last.value) if last and last.is_printed else None
        if last is None or period is None or period.begins is None or self.dct is None:
            return None
        year = period.begins.year
        is_told = period.grain == "year" and self.dct.year - year > terms["years_away"]
        return year if is_told and self.at - last.end < terms["characters"] else None

    def day_anchor(self) -> Anchor | None:
        """The day mentioned last, of those that had come; else the document's own."""
        return self._mentioned(self.last_past_day) or self._document()

    def is_on_a_day(self) -> bool:
        """Whether what was mentioned last, right before, is a day or part of one."""
        day, last = self.last_past_day, self.last
        near = policy()["at_the_time"]["characters"]
        return day is not None and day is last and self.at - day.end < near

    def day_in_sentence(self) -> Anchor | None:
        """The day mentioned last, of those that had come, where it stands in the same sentence."""
        day = self.last_past_day
        is_here = day is not None and _SENTENCE_END.search(self.text, day.end, self.at) is None
        return self._mentioned(day) if is_here else None

    def compares_quarters(self) -> bool:
        """Whether a year before is the quarter's, not that of a longer term reported just now."""
        terms = policy()["compared"]
        value, end = self.last_length
        is_near = end and self.at - end < terms["characters"]
        return self.last_quarter is not None and not (is_near and value in terms["lengths"])

    def _follow_story(self, mention: Mention) -> None:
        """Move the story on, but not by a look back or by one mention that is far away."""
        if self.story and not mention.is_printed and _looks_back(mention, self.story):
            return
        if self.story is None or _is_near(mention, self.story) or _is_near(mention, self.aside):
            self.story, self.aside = mention, None
        else:
            self.aside = mention

    def _finished_quarter(self) -> Anchor | None:
        """The document's last whole quarter, on which companies report."""
        day = add_months(self.dct, -3) if self.dct else None
        return Anchor(day, "dct", day.isoformat()) if day else None

    def _document(self) -> Anchor | None:
        return Anchor(self.dct, "dct", self.dct.isoformat()) if self.dct else None

    def _mentioned(self, mention: Mention | None) -> Anchor | None:
        period = period_of(mention.value) if mention else None
        if mention is None or period is None or period.begins is None:
            return None
        return Anchor(period.begins, mention.timex_id, mention.value)
