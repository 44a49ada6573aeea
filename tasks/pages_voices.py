"""The text of a page by a vote: of several extractors the one most like the others speaks.

Three quick voices read every page. Where they differ, two more are heard. How far the speaker
agrees with the others is the confidence.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# justext ships no types.

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from lxml.html import HtmlElement

from tasks.pages_cleaning import clean_lines, word_line
from tasks.pages_container import container_text

AGREE = 0.9
"""Voices that are at least as like as this need no others."""

GRAM = 4
"""Words in a row that are compared."""

Grams = Counter[tuple[str, ...]]


class Heard(NamedTuple):
    """The text that won the vote, and how much the others agree with it, from 0 to 1."""

    text: str
    confidence: float


class Voice(NamedTuple):
    """What one extractor took for the article, cleaned, and its runs of words."""

    text: str
    grams: Grams


def hear(html: str, tree: HtmlElement, titles: frozenset[str]) -> Heard:
    """The text of a page, cleaned of its titles and boilerplate, and the agreement on it."""
    voices = [_voice(read, html, tree, titles) for read in (_fast, _precise, _quick)]
    best, agreement = _medoid(voices)
    if agreement < AGREE:
        voices += [_voice(read, html, tree, titles) for read in (_container, _by_lines)]
        best, agreement = _medoid(voices)
    return Heard(best.text, round(agreement, 4))


def likeness(one: Grams, other: Grams) -> float:
    """Jaccard likeness of two bags, from 0 to 1; two empty ones are alike."""
    common = sum((one & other).values())
    union = one.total() + other.total() - common
    return common / union if union else 1.0


def _medoid(voices: list[Voice]) -> tuple[Voice, float]:
    """The voice that is most like the others on average, the first of equals."""
    spoken = [voice for voice in voices if voice.text]
    if len(spoken) < 2:
        return (spoken[0] if spoken else voices[0]), 0.0
    sums = [sum(likeness(one.grams, other.grams) for other in voices) - 1 for one in spoken]
    best = max(range(len(spoken)), key=lambda n: (sums[n], -n))
    return spoken[best], sums[best] / (len(voices) - 1)


def _voice(
    read: Callable[[str, HtmlElement], str], html: str, tree: HtmlElement, titles: frozenset[str]
) -> Voice:
    try:
        text = clean_lines(read(html, tree), titles)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        text = ""  # a voice that fails has no vote; the others still have
    words = word_line(text).split()
    grams = zip(*(words[n:] for n in range(GRAM)), strict=False)
    return Voice(text, Counter(grams if len(words) >= GRAM else [tuple(words)] if words else []))


def _fast(html: str, _tree: HtmlElement) -> str:
    from trafilatura import extract

    return extract(html, fast=True, include_comments=False) or ""


def _precise(html: str, _tree: HtmlElement) -> str:
    from trafilatura import extract

    return extract(html, fast=True, include_comments=False, favor_precision=True) or ""


def _quick(html: str, _tree: HtmlElement) -> str:
    import turbohtml

    return turbohtml.parse(html).article().text


def _container(_html: str, tree: HtmlElement) -> str:
    return container_text(tree)


def _by_lines(html: str, _tree: HtmlElement) -> str:
    import justext

    paragraphs = justext.justext(html, justext.get_stoplist("English"))
    return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)
