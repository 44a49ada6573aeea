"""What a page says of itself: headline, author, publisher, language, address, days."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# JSON-LD may hold anything.

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from tasks.pages_cleaning import word_line

MAX_JSON = 2_000_000
MAX_NODES = 2_000
MAX_CELL = 400
ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
TITLES = ("og:title", "twitter:title", "dc.title", "title")
BYLINES = (
    "author",
    "article:author_name",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
)
PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "application-name")
DATES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dc.date",
    "dcterms.created", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "article.published", "published_time", "date",
    "citation_publication_date", "bt:pubdate", "originalpublicationdate", "rnews:datepublished",
)  # fmt: skip
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2}))?(?:[-_;].*)?")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page declares; None where it declares nothing."""

    title: str | None
    titles: frozenset[str]
    byline: str | None
    publisher: str | None
    language: str | None
    address: str | None
    dates: tuple[str, ...]
    body: str | None


def page_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """The declarations of a page; ``url`` is where it was found, if it was."""
    meta = _meta(tree)
    linked = next(_articles(tree), {})
    heads = [_words(h.text_content()) for h in tree.iter("h1")]
    named = [_words(str(linked.get("headline") or "")), *(meta.get(name) for name in TITLES)]
    page_title = _words(tree.findtext(".//title"))
    title = next((t for t in (*named, *heads, page_title) if t), None)
    every = {word_line(t) for t in (*named, *heads, page_title) if t}
    dates = (linked.get("datePublished"), *(meta.get(name) for name in DATES), *_times(tree))
    body = linked.get("articleBody")
    return PageFacts(
        title=title,
        titles=frozenset(every - {""}),
        byline=_names(linked.get("author")) or _first(meta, BYLINES),
        publisher=_names(linked.get("publisher")) or _first(meta, PUBLISHERS),
        language=_language(tree, meta, linked),
        address=_address(tree, meta, url),
        dates=tuple(str(value) for value in dates if value),
        body=body if isinstance(body, str) else None,
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Contents of the meta elements by name in lower case, the first of each."""
    held: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _words(element.get("content"))
        if name and content:
            held.setdefault(name.lower(), content)
    return held


def _times(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("time"):
        is_meant = element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
        if is_meant and (value := element.get("datetime")):
            yield value


def _articles(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON-LD that are articles, in order."""
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("type") != "application/ld+json" or len(text) > MAX_JSON:
            continue
        try:
            stack: list[Any] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(MAX_NODES):
            if not stack:
                break
            node = stack.pop()
            if isinstance(node, list):
                stack.extend(reversed(node))
            elif isinstance(node, dict):
                if str(node.get("@type")).strip("[]'").endswith(ARTICLE_TYPES):
                    yield node
                stack.extend(node.get(key) for key in ("mainEntity", "@graph"))


def _names(value: Any) -> str | None:
    """Names of a JSON-LD person, organization, or list of them."""
    held: list[Any] = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in held]
    found = [_words(name) for name in names if isinstance(name, str)]
    return ", ".join(name for name in found if name) or None


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    found = next((meta[name] for name in names if name in meta), None)
    return None if found is None or "://" in found else found


def _language(tree: HtmlElement, meta: Mapping[str, str], linked: Mapping[str, Any]) -> str | None:
    declared = (
        tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        linked.get("inLanguage"), meta.get("og:locale"), meta.get("content-language"),
    )  # fmt: skip
    for value in declared:
        match = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
        if match:
            country = f"-{match.group(2).upper()}" if match.group(2) else ""
            return match.group(1).lower() + country
    return None


def _address(tree: HtmlElement, meta: Mapping[str, str], url: str | None) -> str | None:
    """The canonical address, where it names a page of the same site and not the site."""
    links = [e.get("href") for e in tree.iter("link") if e.get("rel") == "canonical"]
    for found in (*links, meta.get("og:url")):
        try:
            parts = urlsplit(urljoin(url or "", (found or "").strip()))
            is_same = url is None or _site(parts.hostname) == _site(urlsplit(url).hostname)
        except ValueError:
            continue
        is_page = parts.path.strip("/") != "" or parts.query != ""
        if parts.scheme in ("http", "https") and parts.hostname and is_page and is_same:
            return parts._replace(fragment="").geturl()
    return None


def _site(host: str | None) -> str:
    return (host or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _words(text: object) -> str | None:
    found = " ".join(str(text or "").split())
    return found[:MAX_CELL] or None
