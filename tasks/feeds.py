"""RSS and Atom feeds: each entry an article, or a pointer to one."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The feed parsers ship no types.

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from tasks.articles import Article
from tasks.decoding import Refusal
from tasks.pages_container import blocks_text

FULL_TEXT = 600
"""Characters of an entry that make it an article and not a teaser."""

_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_TEASER = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|read\s+more\W*|continue\s+reading\W*)\s*$", re.IGNORECASE
)
_BAD_ENTITY = re.compile(
    rb"<!ENTITY\s+(?:%\s+)?[\w.:-]+\s+(?:SYSTEM|PUBLIC|\"[^\"]*&\w|'[^']*&\w)", re.IGNORECASE
)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:\w+|#\d+);")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the article as the feed holds it, and whether that is all of it."""

    article: Article
    link: str | None
    is_full: bool


def read_feed(payload: bytes) -> list[Entry]:
    """The entries of a feed in its order; raises `Refusal` where it is none."""
    if _BAD_ENTITY.search(payload[:100_000]):
        raise Refusal("bad_xml", "it declares entities of others or of each other")
    feed = _parse(payload)
    channel: Mapping[str, Any] = feed.get("feed") or {}
    entries = [_entry(entry, channel) for entry in feed.get("entries") or ()]
    if not entries and not channel:
        raise Refusal("bad_feed", "it is no feed that can be read")
    return entries


def fragment_text(markup: str) -> str:
    """The paragraphs of a piece of HTML, a line each; text without markup as it is."""
    if not _MARKUP.search(markup):
        return markup.strip()
    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return ""
    return blocks_text(tree)


def _parse(payload: bytes) -> Mapping[str, Any]:
    """By the quick parser; by the patient one where that fails or overlooks entries."""
    quick = _parse_quick(payload)
    n_found = len(quick.get("entries") or ())
    if n_found and n_found >= len(_ENTRY.findall(payload)):
        return quick
    import feedparser

    # A bytes argument is never taken for an address or a file.
    patient: Mapping[str, Any] = feedparser.parse(payload, sanitize_html=False)
    return patient if len(patient.get("entries") or ()) > n_found or not quick else quick


def _parse_quick(payload: bytes) -> Mapping[str, Any]:
    import fastfeedparser

    try:
        return fastfeedparser.parse(payload)  # bytes, for a string might be fetched
    except Exception:  # whatever it raises, the patient parser decides
        return {}


def _entry(entry: Mapping[str, Any], channel: Mapping[str, Any]) -> Entry:
    content = "\n".join(_contents(entry))
    summary = str(entry.get("summary") or entry.get("description") or "")
    text = max(fragment_text(content), fragment_text(summary), key=len)
    link = _link(entry)
    is_full = len(text) >= FULL_TEXT and not _TEASER.search(text)
    fields = {
        "text": text, "id": entry.get("id"), "url": link,
        "title": fragment_text(str(entry.get("title") or "")).replace("\n", " "),
        "byline": entry.get("author"), "publisher": channel.get("title"),
        "published": entry.get("published") or entry.get("updated"),
        "language": channel.get("language"),
    }  # fmt: skip
    held = {name: str(value) for name, value in fields.items() if value}
    article = Article(held, "application/rss+xml", basis="feed", confidence=1.0 if is_full else 0.5)
    return Entry(article, link, is_full)


def _contents(entry: Mapping[str, Any]) -> Iterator[str]:
    for part in entry.get("content") or ():
        kind = str(part.get("type") or "")
        if kind.startswith("text/") or "html" in kind or not kind:
            yield str(part.get("value") or "")


def _link(entry: Mapping[str, Any]) -> str | None:
    link = str(entry.get("link") or "").strip()
    return link if link.startswith(("http://", "https://")) else None
