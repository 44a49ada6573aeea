"""An HTML page becomes an article: its text by a vote, and what it says of itself."""

import re
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

from tasks.articles import Article
from tasks.decoding import Refusal, decode_page
from tasks.pages_dates import PageDate, page_date
from tasks.pages_facts import PageFacts, page_facts
from tasks.pages_voices import Heard, hear

MIN_TEXT = 20
"""Characters of text below which a page has no article."""

LOW_CONFIDENCE = 0.5
MAX_ATTRIBUTES = 2000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8000,}")
MAX_DEPTH = 500
"""Elements inside each other beyond which a page is not read: parsers recurse."""


def read_page(payload: bytes, url: str | None = None, charset: str | None = None) -> Article:
    """The article of a page; ``charset`` is what its server declared.

    Raises `Refusal` where the page cannot be read or has no text of its own.
    """
    text, encoding = decode_page(payload, charset)
    _check_tags(text)
    tree = parse_page(text)
    facts = page_facts(tree, url)
    date = page_date(deepcopy(tree), facts, url or facts.address)
    heard = _heard(text, tree, facts)
    if len(heard.text) < MIN_TEXT:
        raise Refusal("no_article", "the page has no text of its own")
    fields = {
        "text": heard.text, "title": facts.title, "byline": facts.byline,
        "publisher": facts.publisher, "language": facts.language,
        "url": facts.address or url, "published": date.value if date else None,
    }  # fmt: skip
    return Article(
        {name: value for name, value in fields.items() if value is not None},
        media_type="text/html",
        encoding=encoding,
        basis=date.basis if date else "metadata",
        confidence=heard.confidence,
    )


def page_published(payload: bytes, url: str | None = None) -> PageDate | None:
    """When a page says that it was published."""
    tree = parse_page(decode_page(payload)[0])
    return page_date(tree, page_facts(tree, url), url)


def parse_page(text: str) -> HtmlElement:
    """The tree of a page; raises `Refusal` where there is none or it nests too deeply."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree: HtmlElement = html.document_fromstring(  # pyright: ignore[reportUnknownMemberType, reportAssignmentType] - the stub forgets its parser
            text.encode("utf-8", "replace"), parser=parser
        )
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise Refusal("no_article", f"no page can be made of it: {error}") from error
    if _is_deep(tree):
        raise Refusal("too_deep", f"more than {MAX_DEPTH} elements inside each other")
    return tree


def _check_tags(text: str) -> None:
    """Refuse a page with a tag of very many attributes: parsers compare each with each."""
    for match in _LONG_TAG.finditer(text):
        if match.group().count("=") > MAX_ATTRIBUTES:
            raise Refusal("too_many", f"more than {MAX_ATTRIBUTES} attributes in one tag")


def _is_deep(tree: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _heard(text: str, tree: HtmlElement, facts: PageFacts) -> Heard:
    """The vote, or the text that the page itself declares where the vote has found little."""
    heard = hear(text, tree, facts.titles)
    if facts.body and len(facts.body) > 2 * len(heard.text):
        return Heard(facts.body, LOW_CONFIDENCE)
    return heard
