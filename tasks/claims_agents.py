"""Who did what a passive tells."""

from tasks.claims_phrases import Phrase, phrase_after
from tasks.claims_words import Sentence

_FAR = 30
"""Words behind a passive within which its "by" is looked for."""


def agent_of(sentence: Sentence, verb: int) -> Phrase | None:
    """Who did what a passive tells: the noun phrase behind "by" in the same clause."""
    for at in range(verb + 1, min(verb + _FAR, len(sentence.words))):
        if sentence.tags[at] in ";XBHWVZRU" or (
            sentence.tags[at] == "," and sentence.tag(at + 1) not in "PTMQ"
        ):
            return None
        if sentence.low(at) != "by":
            continue
        first = at + 1
        while sentence.tag(first) == "A":
            first += 1
        phrase = phrase_after(sentence, first, len(sentence.words))
        return _with_name(sentence, phrase) if phrase and _can_act(sentence, phrase) else None
    return None


def _can_act(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase behind "by" tells who, not how: "by mail", "by 5 percent"."""
    tags = sentence.tags[phrase.first : phrase.last]
    if tags[0] == "Q" and "M" not in tags and len(tags) < 3:
        return False
    return tags[0] in "DSo" or "M" in tags or sentence.low(phrase.last - 1).endswith("s")


def _with_name(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The phrase with the name that stands behind its comma: "by his son, Ana Silva"."""
    at = phrase.last
    mention = sentence.words[at + 1].mention if at + 1 < len(sentence.words) else None
    if sentence.tag(at) != "," or mention is None or mention.type != "PERSON":
        return phrase
    while at + 1 < len(sentence.words) and sentence.words[at + 1].mention is mention:
        at += 1
    return phrase._replace(last=at + 1)
