"""Patterns over typed tokens, compiled to regular expressions over one character per token.

A pattern is words of a small language: ``MONTH`` a category whose value fills the field ``month``,
``part:WORDS`` the same into another field, ``~APO``
one whose value is not kept, ``of`` a literal, ``[...]`` optional, ``(a | b)`` a
choice, ``{name}`` a macro. No repetition exists, so that every match is bounded.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

Codes = Callable[[str], str]
"""Characters of all token kinds that carry a category; a literal is the category ``=word``."""

_SYMBOL = re.compile(r"[\[\]()|]|[^\s\[\]()|]+")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: its expression, the field of each group, what it may begin with.

    ``second`` are the characters that may stand second, None where one alone may be a match.
    """

    expression: str
    fields: tuple[tuple[str, str], ...]
    first: frozenset[str]
    second: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a pattern: what may stand first and second in it, whether it may be none or one."""

    expression: str
    first: frozenset[str]
    second: frozenset[str]
    is_empty: bool
    is_one: bool

    def then(self, other: "_Piece") -> "_Piece":
        """Both parts, the other behind."""
        nothing = frozenset[str]()
        return _Piece(
            self.expression + other.expression,
            self.first | (other.first if self.is_empty else nothing),
            self.second
            | (other.first if self.is_one else nothing)
            | (other.second if self.is_empty else nothing),
            self.is_empty and other.is_empty,
            (self.is_one and other.is_empty) or (self.is_empty and other.is_one),
        )


_NOTHING = _Piece("", frozenset(), frozenset(), True, False)


def categories_of(source: str, macros: Mapping[str, str]) -> set[str]:
    """Categories and literals (as ``=word``) that a pattern mentions."""
    names = [symbol for symbol in _symbols(source, macros) if symbol not in "[]()|"]
    return {_atom(name)[1] for name in names}


def compile_pattern(source: str, macros: Mapping[str, str], codes: Codes) -> Pattern:
    """The pattern of a source text."""
    reader = _Reader(_symbols(source, macros), codes)
    piece = reader.read_choice()
    if reader.symbols:
        raise ValueError(f"unbalanced pattern: {source}")
    second = None if piece.is_one else piece.second
    return Pattern(piece.expression, tuple(reader.fields), piece.first, second)


def _symbols(source: str, macros: Mapping[str, str]) -> list[str]:
    symbols: list[str] = []
    for symbol in _SYMBOL.findall(source):
        if symbol[0] == "{":
            symbols += ["(", *_symbols(macros[symbol[1:-1]], macros), ")"]
        else:
            symbols.append(symbol)
    return symbols


def _atom(symbol: str) -> tuple[str, str]:
    """Field and category of a symbol; a literal has no field."""
    field, colon, category = symbol.partition(":")
    if colon and field:
        return field, category
    if symbol[0] == "~" and len(symbol) > 1:
        return "", symbol[1:]
    is_category = len(symbol) > 1 and symbol.isupper()
    return (symbol.lower(), symbol) if is_category else ("", f"={symbol}")


class _Reader:
    """Recursive descent over the symbols of one pattern."""

    def __init__(self, symbols: list[str], codes: Codes) -> None:
        self.symbols = symbols[::-1]
        self.codes = codes
        self.fields: list[tuple[str, str]] = []

    def read_choice(self) -> _Piece:
        pieces = [self.read_sequence()]
        while self.symbols and self.symbols[-1] == "|":
            self.symbols.pop()
            pieces.append(self.read_sequence())
        if len(pieces) == 1:
            return pieces[0]
        expression = "(?:" + "|".join(piece.expression for piece in pieces) + ")"
        return _Piece(
            expression,
            frozenset[str]().union(*(piece.first for piece in pieces)),
            frozenset[str]().union(*(piece.second for piece in pieces)),
            any(piece.is_empty for piece in pieces),
            any(piece.is_one for piece in pieces),
        )

    def read_sequence(self) -> _Piece:
        whole = _NOTHING
        while self.symbols and self.symbols[-1] not in ")]|":
            whole = whole.then(self.read_piece())
        return whole

    def read_piece(self) -> _Piece:
        symbol = self.symbols.pop()
        if symbol in "([":
            piece = self.read_choice()
            self.symbols.pop()
            if symbol == "(":
                return piece
            return replace(piece, expression=f"(?:{piece.expression})?", is_empty=True)
        return self.read_atom(symbol)

    def read_atom(self, symbol: str) -> _Piece:
        field, category = _atom(symbol)
        characters = self.codes(category)
        expression = f"[{characters}]" if characters else "(?!)"
        if field:
            self.fields.append((field, category))
            expression = f"({expression})"
        return _Piece(expression, frozenset(characters), frozenset(), False, True)
