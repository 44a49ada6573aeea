"""Lines that belong to a page and not to its article, taken out by rules."""

import re
import tomllib
from functools import cache
from importlib.resources import files

MAX_TITLE_LINES = 3
MIN_PART_OF_TITLE = 15
_WORD = re.compile(r"\w+")


def clean_lines(text: str, titles: frozenset[str]) -> str:
    """The lines of an article without its titles above it and without boilerplate.

    ``titles`` holds what the page calls itself, each as `word_line` gives it.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    n_titles = 0
    while n_titles < min(MAX_TITLE_LINES, len(lines)) and _is_title(lines[n_titles], titles):
        n_titles += 1
    return "\n".join(line for line in lines[n_titles:] if boilerplate_rule(line) is None)


def word_line(text: str) -> str:
    """The words of a text in lower case, one blank between two."""
    return " ".join(_WORD.findall(text.lower()))


def boilerplate_rule(line: str) -> str | None:
    """Name of the rule that takes a line for boilerplate; None if it is text."""
    for name, pattern, longest in _rules():
        if len(line) <= longest and pattern.match(line):
            return name
    return None


def _is_title(line: str, titles: frozenset[str]) -> bool:
    words = word_line(line)
    if words in titles:
        return True
    return len(words) > MIN_PART_OF_TITLE and any(words in title for title in titles)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    held = tomllib.loads((files("tasks") / "rules" / "boilerplate.toml").read_text("utf-8"))
    return tuple(
        (rule["name"], re.compile(rf"\W*(?:{rule['line']})", re.IGNORECASE), rule["longest"])
        for rule in held["rule"]
    )
