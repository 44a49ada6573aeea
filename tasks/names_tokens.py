"""Capitalised words of a text, and the runs that they form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tasks.names_lexicon import Lexicon

_SPELLING = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})
_WRAPPED = re.compile(r"(?<=[^\n]{30})\n(?=\S)")
_TOKEN = re.compile(
    r"""(?<![\w'°])(?:
        (?:[A-Z]\.){2,}(?:[A-Z](?!\w))?
      | (?:al|el|an|ad|as|ash|ul)-[A-Z]\w+
      | [^\W\d_a-z]\w*
        (?:
            (?:'(?!s\b|S\b)|-(?=[^\W_a-z])|&)\w+
          | -(?!(?:led|era|run|own|born|made|like)\b)[a-z]{2,4}\b(?!-)
        )*
    )""",
    re.VERBOSE,
)
_LOUD_LINE = re.compile(r"^[^a-z\n]{12,}$", re.MULTILINE)
_SHORT_LINE = re.compile(r"^[^\n]{20,160}(?<![.!?,;:”\"])$", re.MULTILINE)
_LONGER_WORD = 4
_FEWEST_WORDS = 5
_BLANK_OR_QUOTE = frozenset(" \t\"'“([*–—-•")
_STOPS = frozenset(".!?:;…\n>|")
_QUOTES = frozenset('"“')
_OF = frozenset((" of ", " of the ", " for ", " for the ", " on ", " on the "))
_FAR = 12
_LONGEST_RUN = 14
"""No name has more words; longer runs are lists or shouting, and are cut."""


Span = tuple[int, int]


@dataclass(slots=True)
class Token:
    """One capitalised word; ``gap`` is what stands between it and the one before, if near.

    ``opens``, ``loud`` and ``styled`` say that any word would have a capital there: first in its
    sentence, in a line of capitals, in a headline That Is Written So.
    """

    start: int
    end: int
    word: str
    gap: str
    opens: bool
    loud: bool = False
    styled: bool = False


class Reader(Protocol):
    """Knows names."""

    def known_end(self, token: Token) -> int:
        """Where the longest known name that begins with the word ends, or -1."""
        ...


def flatten(text: str) -> str:
    """The text with plain apostrophes and blanks for wrapped lines, character for character."""
    return _WRAPPED.sub(" ", text.translate(_SPELLING))


def find_tokens(flat: str, lexicon: Lexicon) -> list[Token]:
    """Capitalised words, without those of the calendar and those that are never names."""
    tokens: list[Token] = []
    last_end, last_word = -1, ""
    for match in _TOKEN.finditer(flat):
        word, (begin, end) = match.group(), match.span()
        first = word[0]
        if not (first.isupper() or (first < "{" and "-" in word)):
            continue
        gap = flat[last_end:begin] if last_end >= 0 and begin - last_end <= _FAR else ""
        shortened = len(last_word) == 1 or "." in last_word or last_word in lexicon.abbreviated
        opens = gap != " " and _opens(flat, begin, last_end, shortened)
        last_end, last_word = end, word
        if _is_no_name(word, gap, tokens, lexicon) or flat.startswith("$", end):
            last_end = -1
            continue
        tokens.append(Token(begin, end, word, gap, opens))
    _mark_lines(flat, tokens)
    return tokens


def form_runs(tokens: list[Token], lexicon: Lexicon, reader: Reader) -> list[list[Token]]:
    """Tokens that stand together as one name may; ``reader`` says where known names end."""
    runs: list[list[Token]] = []
    known_end = -1
    for token in tokens:
        joined = bool(runs) and len(runs[-1]) < _LONGEST_RUN
        if joined and (token.start < known_end or _joins(runs[-1][-1], token, lexicon)):
            runs[-1].append(token)
        else:
            runs.append([token])
        known_end = max(known_end, reader.known_end(token))
    return runs


def _is_no_name(word: str, gap: str, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Whether a word is of the calendar, a numeral alone, or never a name."""
    if word in lexicon.times:
        return not (gap == " " and tokens[-1].word in lexicon.given_names)
    return word in lexicon.never or (word in lexicon.numerals and gap != " ")


def _joins(last: Token, token: Token, lexicon: Lexicon) -> bool:
    gap = token.gap
    if gap == " ":
        return token.word != "The"
    if not gap or token.word == "The":
        return False
    if gap == ". ":
        return not token.opens
    if gap == ", ":
        return token.word in lexicon.behind_comma
    if gap in (" & ", "–"):
        return True
    if gap in ("' ", "'s "):
        return token.word in lexicon.heads and (gap == "' " or last.word in lexicon.owners)
    if gap in _OF:
        in_post = last.word in lexicon.titles and token.word in lexicon.portfolios
        return in_post or last.word in lexicon.before_of
    if gap == " and ":
        return lexicon.is_field(last.word) and lexicon.is_field(token.word)
    return gap[0] == gap[-1] == " " and all(part in lexicon.particles for part in gap.split())


def _opens(flat: str, begin: int, last_end: int, shortened: bool) -> bool:
    """Whether a word stands where any word has a capital."""
    place = begin - 1
    while place >= 0 and flat[place] in _BLANK_OR_QUOTE:
        if flat[place] in _QUOTES:
            return True
        place -= 1
    if place < 0:
        return True
    if flat[place] not in _STOPS:
        return False
    return not (flat[place] == "." and last_end in (place, place + 1) and shortened)


def _mark_lines(flat: str, tokens: list[Token]) -> None:
    """Mark words of lines in which capitals say nothing."""
    lines = [match.span() for match in _LOUD_LINE.finditer(flat) if " " in match.group().strip()]
    for token in _tokens_within(lines, tokens):
        token.loud = token.opens = True
    lines = [match.span() for match in _SHORT_LINE.finditer(flat) if _is_styled(match.group())]
    for token in _tokens_within(lines, tokens):
        token.styled = token.opens = True


def _tokens_within(lines: list[Span], tokens: list[Token]) -> Iterator[Token]:
    at = 0
    for token in tokens:
        while at < len(lines) and lines[at][1] <= token.start:
            at += 1
        if at < len(lines) and lines[at][0] <= token.start:
            yield token


def _is_styled(line: str) -> bool:
    """Whether nearly all longer words of a headline have capitals."""
    longer = [word for word in line.split() if len(word) >= _LONGER_WORD and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in longer)
    return len(longer) >= _FEWEST_WORDS and capitals >= len(longer) - 1
