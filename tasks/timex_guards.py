"""Surroundings in which a rule counts, as expressions in the language's data."""

import re
from functools import lru_cache

from tasks.timex_lexicon import Lexicon

_WINDOW = 40
_WRAP = re.compile(r"(?<!\n)[ \t]*\n[ \t]*(?!\n)")


def is_allowed(text: str, start: int, end: int, guard: str, lexicon: Lexicon) -> bool:
    """Whether the text around a span passes every guard named; every span passes none."""
    return not guard or all(
        _passes(text, start, end, lexicon.data["guards"][name]) for name in guard.split()
    )


def _passes(text: str, start: int, end: int, steps: list[tuple[str, str]]) -> bool:
    for step, expression in steps:
        verb, place = step.split()
        begin, stop = {
            "before": (max(0, start - _WINDOW), start),
            "inside": (start, end),
            "after": (end, end + _WINDOW),
            "here": (start, end + _WINDOW),
            "through": (max(0, start - _WINDOW), end),
        }[place]
        window = unwrap(text[begin:stop])
        is_found = _compiled(expression).search(window) is not None
        if is_found and verb != "need":
            return verb == "admit"
        if not is_found and verb == "need":
            return False
    return True


def unwrap(window: str) -> str:
    """The words with each line break inside a paragraph, and its indent, read as one blank."""
    return _WRAP.sub(" ", window) if "\n" in window else window


@lru_cache(maxsize=512)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
