"""Lines in which a dateline may stand: the first few of a text."""

from collections.abc import Iterator

_LINES = 6
_WITHIN = 1200
_ORNAMENTS = "*•>"


def opening_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each of the first lines begins, blanks skipped, and its number from 0."""
    start, number = 0, 0
    while start < min(len(text), _WITHIN) and number < _LINES:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        begin = start
        while begin < end and (text[begin].isspace() or text[begin] in _ORNAMENTS):
            begin += 1
        if begin < end:
            yield begin, number
            number += 1
        start = end + 1
