"""Typed tokens of a text, and one character per token for the grammar to match."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from tasks.timex_lexicon import Lexicon
from tasks.timex_numbers import Payload, read_number

OTHER = "."
"""Stands for any run of words that no rule knows."""

_TOKEN = re.compile(
    r"\n[^\S\n]*\n"
    r"|\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    r"|\d{1,4}/\d{1,2}/\d{1,4}(?![\w/])"
    r"|\d{1,3}(?:[ -]1/2(?![\w/])|½)"
    r"|\d{1,2}/\d{1,2}(?![\w/])"
    r"|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\w.]\w)"
    r"|FY(?=\d\d)"
    r"|(?:\d\d)?\d0(?=er\b)"
    r"|\d{1,2}(?::\d\d){1,2}(?:\.\d+)?(?![\w:])"
    r"|[$£€¥#]\s?\d[\d.,]*"
    r"|\d+(?:st|nd|rd|th|ST|ND|RD|TH)\b"
    r"|['’‘`]?\d{1,3}0['’]?s\b"
    r"|['’‘`]\d\d(?!\w)"
    r"|\d{1,2}(?:[.:]\d\d)?(?=[ap]\.?m\b)"
    r"|\d{1,2}(?=h(?:rs|ours)?\b)"
    r"|\d{1,2}:\d\d(?=hrs?\b)"
    r"|\d[\d,]{0,20}(?:\.\d{1,9})?(?:\s?%|[^\W\d_]\w*)"
    r"|\d+(?:,\d{3})*(?:\.\d+)?"
    r"|[AaPp]\.\s?[Mm]\b\.?"
    r"|[BA]\.\s?[CD]\.?(?!\w)"
    r"|U\.S\.|U\.K\.|U\.N\."
    r"|[^\W\d_]\w*"
    r"|[^\w\s]"
)
_NUMBER = re.compile(r"['’‘`]?\d")
"""What begins a word that may be a number."""


class Token(NamedTuple):
    """A word that some rule may use: its place, and a value for each of its categories."""

    start: int
    end: int
    text: str
    payload: Payload


@dataclass(slots=True)
class Tokens:
    """Tokens and their kinds, one character each, at equal positions."""

    codes: str
    tokens: list[Token]


_GAP = Token(0, 0, "", {})


def read_tokens(text: str, lexicon: Lexicon) -> Tokens:
    """Typed tokens of a text; runs of other words shrink to one that matches nothing."""
    codes: list[str] = []
    tokens: list[Token] = []
    words = lexicon.words
    was_known = False
    for match in _TOKEN.finditer(text):
        word = match.group()
        entry = words.get(word)
        if entry is None and _NUMBER.match(word):
            entry = _number_entry(word, lexicon)
        if entry is None:
            if was_known:
                codes.append(OTHER)
                tokens.append(_GAP)
                was_known = False
            continue
        was_known = True
        codes.append(entry[0])
        tokens.append(Token(match.start(), match.end(), word, entry[1]))
    return Tokens("".join(codes), tokens)


def _number_entry(word: str, lexicon: Lexicon) -> tuple[str, Payload] | None:
    payload = read_number(word)
    return None if payload is None else (lexicon.kind_of(payload), payload)
