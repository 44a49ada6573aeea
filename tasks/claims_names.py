"""Which name a noun phrase is about, and its words without what only adds to them."""

from tasks.claims_grammar import grammar_class
from tasks.claims_phrases import Phrase, head_at
from tasks.claims_words import Sentence
from warehouse.tables import Mention


def named_in(sentence: Sentence, phrase: Phrase) -> Mention | None:
    """The name that a noun phrase is about: its head, its bearer, or whose government acts."""
    at = head_at(sentence, phrase)
    head = sentence.words[at]
    bearer = _bearer(sentence, phrase, at)
    if bearer is not None:
        return bearer
    if head.mention is not None:
        is_people = head.mention.type == "NORP" and head.mention.form == "nationality"
        return None if is_people else head.mention
    if head.low in grammar_class("acting"):
        for n in range(at - 1, phrase.first - 1, -1):
            mention = sentence.words[n].mention
            if mention is not None and mention.type != "PERSON":
                return mention
    return None


def _bearer(sentence: Sentence, phrase: Phrase, head: int) -> Mention | None:
    """The person named behind his post, or the name apposed: "The storm, Ana, struck"."""
    is_kind = sentence.low(head) in grammar_class("kind")
    for n in range(head + 1, phrase.last):
        if sentence.tag(n) in "RVXBHWLG":
            break
        mention = sentence.words[n].mention
        if mention is None or mention is sentence.words[n - 1].mention:
            continue
        before = sentence.tag(n - 1)
        if is_kind and mention.type == "PERSON" and before != "P":
            return mention
        ends = n
        while ends < phrase.last and sentence.words[ends].mention is mention:
            ends += 1
        is_apposed = before == "," or (before == "D" and sentence.tag(n - 2) == ",")
        is_alone = is_apposed and sentence.tag(ends) in ",.-(" and mention.type != "GPE"
        if is_alone and sentence.words[head].mention is None:
            return mention
        if is_alone and mention.type == "PERSON":
            return mention
    return None


def core_of(sentence: Sentence, phrase: Phrase) -> str:
    """The words of a phrase up to a comma, a bracket or a relative clause."""
    last = phrase.first + 1
    while last < phrase.last and sentence.tag(last) not in ",R(;":
        last += 1
    if last < phrase.last and " and " in sentence.text[slice(*sentence.slice(*phrase[:2]))]:
        last = phrase.last
    return sentence.text[slice(*sentence.slice(phrase.first, last))]
