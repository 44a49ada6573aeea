"""The voice of our own: the paragraphs of the container that holds most running text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

UNREAD = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "form", "button", "select",
    "textarea", "nav", "footer", "aside", "object", "video", "audio", "canvas", "input", "head",
    "figcaption", "dialog",
})  # fmt: skip
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "big", "acronym", "center",
})  # fmt: skip
WHOLE = frozenset({"html", "body", "article"})
MIN_PARAGRAPH = 25
FEW_PARAGRAPHS = 4
"""An element of this many paragraphs is read whatever its class names it."""

_ASIDE = re.compile(
    r"comment|disqus|sidebar|footer|related|recommend|newsletter|promo|share|social|breadcrumb"
    r"|cookie|advert|sponsor|popup|modal|masthead|byline|caption|taboola|outbrain|trending"
    r"|most-(?:read|popular)|subscribe|paywall|hidden",
    re.IGNORECASE,
)


class Block(NamedTuple):
    """One paragraph: the element that holds it, its words, and how many of them are links."""

    holder: HtmlElement
    text: str
    n_linked: int


def container_text(tree: HtmlElement) -> str:
    """The paragraphs of the densest container and of the like ones beside it."""
    body = tree.find("body")
    found = [*_blocks(tree if body is None else body)]
    scores = _scores(found)
    if not scores:
        return ""
    best = max(scores, key=lambda element: scores[element])
    parent = best.getparent()
    beside = [] if parent is None else [*parent]
    kept = {best, *(e for e in beside if scores.get(e, 0) >= scores[best] * 0.2)}
    lines = (b.text for b in found if not _is_links(b) and _belongs(b, kept, parent))
    return "\n".join(lines)


def blocks_text(tree: HtmlElement) -> str:
    """Every paragraph below an element, a line each."""
    return "\n".join(block.text for block in _blocks(tree))


def _belongs(block: Block, kept: set[HtmlElement], parent: HtmlElement | None) -> bool:
    element: HtmlElement | None = block.holder
    while element is not None:
        if element in kept:
            return True
        element = element.getparent()
    is_beside = block.holder.tag == "p" and block.holder.getparent() is parent
    return is_beside and len(block.text) > 80 and block.n_linked < len(block.text) / 4


def _is_links(block: Block) -> bool:
    return block.n_linked > len(block.text) / 2 and len(block.text) < 200


def _scores(blocks: list[Block]) -> dict[HtmlElement, float]:
    """Each paragraph counts for the container around it, half as much for the next, and so on."""
    scores: dict[HtmlElement, float] = {}
    for holder, text, n_linked in blocks:
        if len(text) < MIN_PARAGRAPH or n_linked > len(text) / 3:
            continue
        worth = 1 + text.count(",") / 2 + min(len(text) / 100, 3)
        is_container = holder.tag in ("div", "section", "article", "td", "main")
        element = holder if is_container else holder.getparent()
        for share in (1.0, 0.5, 0.25):
            if element is None:
                break
            scores[element] = scores.get(element, 0.0) + worth * share
            element = element.getparent()
    return scores


def _blocks(root: HtmlElement) -> Iterator[Block]:
    """The paragraphs below an element, in order; an explicit stack, for pages nest deeply."""
    words: list[str] = []
    holder, n_linked = root, 0
    stack: list[tuple[str, HtmlElement, HtmlElement, bool]] = [("open", root, root, False)]
    while stack:
        step, element, box, is_link = stack.pop()
        is_inline = element.tag in INLINE
        if step == "open" and _is_unread(element):
            continue
        if step == "close" or (step == "open" and not is_inline):
            if text := " ".join("".join(words).split()):
                yield Block(holder, text, n_linked)
            words, n_linked = [], 0
        if step == "open":
            box = box if is_inline else element
            is_link = is_link or element.tag == "a"
            if not is_inline:
                stack.append(("close", element, box, is_link))
            for child in reversed(element):
                stack += [("tail", child, box, is_link), ("open", child, box, is_link)]
        text = {"open": element.text, "tail": element.tail}.get(step)
        if isinstance(element.tag, str) and text and (words or text.strip()):
            holder = holder if words else box
            words.append(text)
            n_linked += len(text.strip()) if is_link else 0


def _is_unread(element: HtmlElement) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in UNREAD:
        return True
    if tag in WHOLE:
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not _ASIDE.search(named):
        return False
    return sum(1 for _ in element.iter("p", "br")) < FEW_PARAGRAPHS
