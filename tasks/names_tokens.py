"""Capitalised words of a text, and the runs that they form."""

import re
from dataclasses import dataclass

from tasks.names_lexicon import Lexicon

Span = tuple[int, int]

PARTICLES = frozenset(
    [
        " de ",
        " de la ",
        " de los ",
        " del ",
        " da ",
        " do ",
        " dos ",
        " das ",
        " di ",
        " du ",
        " des ",
        " der ",
        " van ",
        " van der ",
        " van den ",
        " van de ",
        " von ",
        " von der ",
        " zu ",
        " bin ",
        " ibn ",
        " al ",
        " el ",
        " la ",
        " le ",
        " e ",
        " y ",
        " ben ",
        " & ",
        " d'",
        "-",
    ]
)
"""What may stand between two words of one name."""

_SPELLING = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})
_WRAPPED = re.compile(r"(?<=[^\n]{40})\n(?=\S)")
_TOKEN = re.compile(
    r"""(?<![\w'])(?:
        (?:[A-Z]\.){2,}[A-Z]?(?!\w)
      | (?:al|el|an|ad|as|ash|ul)-[A-Z]\w+
      | [^\W\d_a-z]\w*
        (?:(?:'(?!s\b|S\b)|-(?=[^\W_a-z])|&)\w+ | -(?!led\b|era\b|run\b|own\b|born\b|made\b|like\b)[a-z]{2,4}\b(?!-))*
    )""",
    re.VERBOSE,
)
_BLANK_OR_QUOTE = frozenset(" \t\"'“([*–—-•")
_STOPS = frozenset(".!?:;…\n>")
_QUOTES = frozenset('"“')
_ABBREVIATED = frozenset(
    [
        "St",
        "Mt",
        "Ft",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Gen",
        "Sen",
        "Rep",
        "Gov",
        "Lt",
        "Col",
        "Capt",
        "Maj",
        "Sgt",
        "Adm",
        "Prof",
        "Rev",
        "Jr",
        "Sr",
        "Hon",
        "Insp",
        "No",
        "vs",
    ]
)
_TAILS = frozenset(["Inc", "Jr", "Sr", "Ltd", "LLC", "Corp", "Co", "PLC"])
_FAR = 12


@dataclass(slots=True)
class Token:
    """One capitalised word; ``gap`` is what stands between it and the one before, if near."""

    start: int
    end: int
    word: str
    gap: str
    opens: bool


def flatten(text: str) -> str:
    """The text with plain apostrophes and blanks for wrapped lines, character for character."""
    return _WRAPPED.sub(" ", text.translate(_SPELLING))


def find_tokens(flat: str, start: int, lexicon: Lexicon) -> list[Token]:
    """Capitalised words from ``start`` on, without those of the calendar and the never-names."""
    tokens: list[Token] = []
    last_end, last_word = -1, ""
    for match in _TOKEN.finditer(flat, start):
        word, (begin, end) = match.group(), match.span()
        if not (word[0].isupper() or "-" in word):
            continue
        gap = flat[last_end:begin] if 0 <= begin - last_end <= _FAR and last_end >= 0 else ""
        opens = _opens(flat, begin, last_end, last_word)
        last_end, last_word = end, word
        if word in lexicon.times or word in lexicon.never:
            last_end = -1
            continue
        tokens.append(Token(begin, end, word, gap, opens))
    return tokens


def form_runs(tokens: list[Token], lexicon: Lexicon) -> list[list[Token]]:
    """Tokens that stand together as one name may."""
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and _joins(runs[-1], token, lexicon):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _joins(run: list[Token], token: Token, lexicon: Lexicon) -> bool:
    gap, last = token.gap, run[-1]
    if not gap or token.word == "The":
        return False
    if gap == " ":
        return True
    if gap == ". ":
        return not token.opens
    if gap == ", ":
        return token.word in _TAILS
    if gap in PARTICLES:
        return True
    return _joins_through(gap, last.word, token.word, lexicon)


def _joins_through(gap: str, last: str, word: str, lexicon: Lexicon) -> bool:
    if gap in (" of ", " of the ", " for ", " for the ", " on ", " on the "):
        return (
            last in lexicon.organization_heads
            or last in lexicon.location_heads
            or last in lexicon.event_heads
            or (last in lexicon.titles and word in lexicon.portfolios)
        )
    return (
        gap in (" and ", " and the ", ", ")
        and last in lexicon.portfolios
        and word in lexicon.portfolios
    )


def _opens(flat: str, begin: int, last_end: int, last_word: str) -> bool:
    place = begin - 1
    while place >= 0 and flat[place] in _BLANK_OR_QUOTE:
        if flat[place] in _QUOTES:
            return True
        place -= 1
    if place < 0 or flat[place] in _STOPS:
        abbreviated = len(last_word) == 1 or last_word in _ABBREVIATED or "." in last_word
        return not (
            place >= 0 and flat[place] == "." and last_end in (place, place + 1) and abbreviated
        )
    return False
