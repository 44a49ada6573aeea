"""The time of a claim: the time words that its own clause holds."""

from dataclasses import replace

from tasks.claims_events import Event
from tasks.claims_words import Sentence
from tasks.segments import Span
from warehouse.tables import Timex

_KINDS = ("DATE", "TIME")
_LONG = ("DATE", "TIME", "DURATION")


def time_of(
    sentence: Sentence, event: Event, extent: tuple[int, int, int], said: str | None
) -> tuple[Timex | None, str]:
    """The time behind the verb, beside it, or leading; last, one that only modifies a noun."""
    if "T" not in sentence.tags:
        return None, ""
    first, last, leading = extent
    is_plan = event.realis == "planned"
    behind = _dated(sentence, (event.verb, last), said, _LONG if is_plan else _KINDS)
    if is_plan:
        behind = [at for at in behind if not _is_since(sentence, at)]
    free = [at for at in behind if not _modifies(sentence, event.verb, at)]
    beside = _dated(sentence, (_beside(sentence, event.first), event.first), said)
    # Inside a frame no time is that of speaking: "is expected on Monday to leave".
    beside += _dated(sentence, (event.first, event.verb), None if is_plan else said)
    before = _dated(sentence, (leading, first), said) if event.rule != "noun of intent" else []
    own = [at for at in _dated(sentence, _own(sentence, event), said) if _is_on(sentence, at)]
    for place, found in (
        ("free", free),
        ("beside", beside),
        ("leading", before),
        ("own", own),
        ("behind", behind),
    ):
        if found:
            return sentence.words[found[0]].timex, place
    return None, ""


def _is_on(sentence: Sentence, at: int) -> bool:
    """Whether a time inside a subject tells when: "a fire on Saturday", not "notes from 2010"."""
    timex = sentence.words[at].timex
    return timex is not None and timex.relation in (None, "on", "in", "at", "for")


def _is_since(sentence: Sentence, at: int) -> bool:
    timex = sentence.words[at].timex
    return timex is not None and timex.relation == "since"


def _own(sentence: Sentence, event: Event) -> tuple[int, int]:
    """The words of a subject up to what is told of it: "A fire on Saturday killed"."""
    subject = event.subject
    if subject is None or event.is_shared or subject.first > event.verb:
        return 0, 0
    end = subject.first
    while end < min(subject.last, event.first) and sentence.tag(end) != "R":
        end += 1
    return subject.first, end


def bounded(sentence: Sentence, timex: Timex, extent: tuple[int, int], leading: int) -> Timex:
    """The time with the bound that words further off give it: "since the closure in 2011"."""
    is_point = timex.relation in (None, "on", "in", "at")
    if leading >= 0 and is_point and sentence.low(leading) == "since":
        return replace(timex, relation="since", ends=None)
    if is_point and timex.begins is not None and _is_after(sentence, timex):
        return replace(timex, relation="after", ends=None)
    if timex.relation != "from" or timex.ends is not None:
        return timex
    for at in range(*extent):
        other = sentence.words[at].timex
        if other is None or other.ends is None or other.start_char <= timex.start_char:
            continue
        if timex.begins is not None and other.ends <= timex.begins:
            continue
        if {"until", "to", "through"} & {sentence.low(n) for n in range(at - 4, at)}:
            return replace(timex, ends=other.ends)
    return timex


def _is_after(sentence: Sentence, timex: Timex) -> bool:
    """Whether a time is that of what went before: "after last week's protests"."""
    at = next((n for n, word in enumerate(sentence.words) if word.timex is timex), 0) - 1
    while at >= 0 and sentence.tag(at) in "DSQNMJTP-" and sentence.low(at) != "after":
        at -= 1
    return sentence.low(at) == "after"


def _dated(
    sentence: Sentence, place: Span, said: str | None, kinds: tuple[str, ...] = _KINDS
) -> list[int]:
    """The words of times in a stretch, but for the time of speaking."""
    return [
        at
        for at in range(*place)
        if sentence.tag(at) == "T"
        and (timex := sentence.words[at].timex) is not None
        and timex.timex_id != said
        and timex.type in kinds
    ]


def _modifies(sentence: Sentence, verb: int, at: int) -> bool:
    """Whether a time belongs to a noun: "the 2018 run", "the decision made on Monday"."""
    after = at
    while sentence.tag(after) == "T":
        after += 1
    is_inside = sentence.tag(after) in 'NMJ"' and sentence.tag(at - 1) in "DSJNM"
    is_owner = sentence.tag(after) == "S"
    between = sentence.tags[verb + 1 : at]
    is_aside = "G" in between.partition(",")[2]
    return is_inside or is_owner or "L" in between or is_aside


def _beside(sentence: Sentence, first: int) -> int:
    """Where times and adverbs in front of a verb group begin: "police on Friday arrested"."""
    at = first
    while at > 0 and sentence.tag(at - 1) in "AT":
        at -= 1
    return at
