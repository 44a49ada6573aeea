"""Which of several days a phrase means: directions, and the verbs that overrule them."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from tasks.timex_guards import unwrap
from tasks.timex_lexicon import Lexicon, read_rules

_WINDOW = 100


@lru_cache(maxsize=1)
def policy() -> dict[str, Any]:
    """The table of policies."""
    return tomllib.loads(read_rules("policy.toml"))


def direction_for(form: str, pointer: str) -> str:
    """Direction in which a form is looked for, given where its verb points."""
    table = policy()
    if pointer == "future" and form in table["future_is_nearest"]:
        return "around"
    if pointer and table["obeys_verb"][form]:
        return "past" if pointer == "told" else pointer
    return table["direction"][form]


def choose_far(
    candidates: Sequence[date], anchor: date, direction: str, point: Callable[[], str]
) -> date | None:
    """The choice, put to the verb where even the nearest is far away, or to come but told."""
    day = choose(candidates, anchor, direction)
    if day and day > anchor and direction == "nearest" and point() == "told":
        return choose(candidates, anchor, "past")
    limit = policy()["far_days"].get(direction)
    if day and limit and abs((day - anchor).days) > limit:
        pointer = point() or ("future" if direction == "begun" else "past")
        if pointer == "future" and direction == "begun":
            return choose(candidates, anchor, "nearest")
        return choose(candidates, anchor, "future" if pointer == "future" else "past")
    return day


def choose(candidates: Iterable[date], anchor: date, direction: str) -> date | None:
    """The candidate that the direction asks for; the anchor's own day counts in either."""
    days = sorted(candidates)
    if direction in ("past", "begun"):
        return max((day for day in days if day <= anchor), default=None)
    if direction in ("future", "narrated"):
        return min((day for day in days if day >= anchor), default=None)
    return min(days, key=lambda day: abs((day - anchor).days), default=None)


def pointer_at(text: str, span: tuple[int, int], form: str, lexicon: Lexicon) -> str:
    """Where the verb of a phrase's clause points: the last one before it, else the next behind.

    Told is past behind a phrase that opens its sentence: "In March he resigned".
    """
    cues: dict[str, str] = lexicon.data["cues"]
    start, end = span
    before = unwrap(text[max(0, start - _WINDOW) : start])
    if "over" in cues and _compiled(cues["over"]).search(before):
        return "told"
    clause = before[_last_end(cues["break"], before) :]
    if form == "weekday" and "was_due" in cues and _compiled(cues["was_due"]).search(clause):
        return "past"
    future, past = _last_end(cues["future"], clause), _last_end(cues["past"], clause)
    if future or past:
        return "future" if future >= past else "past"
    behind = unwrap(text[end : end + _WINDOW])
    stop = _compiled(cues["break"]).search(behind)
    past_pointer = "told" if len(clause.split()) <= 1 else "past"
    clause = behind[: stop.start()] if stop else behind
    if form not in policy()["looks_behind"]:
        return "future" if _opens_what_comes(before, clause, cues) else ""
    later, earlier = (_compiled(cues[tense]).search(clause) for tense in ("future", "past"))
    if later and (not earlier or later.start() <= earlier.start()):
        return "future"
    return past_pointer if earlier else ""


def _opens_what_comes(before: str, behind: str, cues: Mapping[str, str]) -> bool:
    """Whether a phrase opens a sentence whose verb is to come: "On Tuesday, he will speak"."""
    if "ahead" not in cues or not _compiled(cues["opener"]).search(before):
        return False
    ahead, past = (_compiled(cues[name]).search(behind) for name in ("ahead", "past"))
    return ahead is not None and (past is None or ahead.start() < past.start())


def _last_end(expression: str, window: str) -> int:
    end = 0
    for match in _compiled(expression).finditer(window):
        end = match.end()
    return end


@lru_cache(maxsize=16)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
