"""News agencies' forms: NewsML-G2, NITF within it or alone, and ninjs."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# lxml leaves open what elements hold.

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - its only name

from tasks.articles import Article
from tasks.decoding import Refusal
from tasks.feeds import fragment_text

XHTML = ("body", "div", "section")
_BAD_DOCTYPE = re.compile(rb"<!ENTITY", re.IGNORECASE)


def parse_xml(payload: bytes) -> Element:
    """The root of an XML file, without entities of its own; raises `Refusal` where it is none."""
    if _BAD_DOCTYPE.search(payload[:100_000]):
        raise Refusal("bad_xml", "it declares entities, which are not expanded")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(payload, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("bad_xml", str(error)) from error


def read_newsml(payload: bytes) -> list[Article]:
    """The articles of a NewsML-G2 message or item, or of an NITF file; one for each text item."""
    root = parse_xml(payload)
    if _local(root) == "nitf":
        return [_nitf_article(root)]
    items = [root] if _local(root) == "newsItem" else [*_all(root, "newsItem")]
    articles = [article for item in items if (article := _item_article(item)) is not None]
    if not articles:
        raise Refusal("no_text", "no news item holds a text")
    return articles


def ninjs_fields(value: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The fields of a ninjs object under our names; None where it is none."""
    body = value.get("body_text") or value.get("body_xhtml") or value.get("body_html")
    if body is None and isinstance(bodies := value.get("bodies"), list):
        held: list[Any] = bodies
        body = next((b.get("value") for b in held if isinstance(b, dict)), None)
    if not isinstance(body, str) or not ({"uri", "versioncreated", "pubstatus"} & value.keys()):
        return None
    title = value.get("headline") or value.get("title")
    if title is None and isinstance(headlines := value.get("headlines"), list):
        named: list[Any] = headlines
        title = next((h.get("value") for h in named if isinstance(h, dict)), None)
    fields = {
        "text": fragment_text(body), "title": title, "id": value.get("uri"),
        "published": value.get("firstcreated") or value.get("versioncreated"),
        "byline": value.get("byline"), "language": value.get("language"),
        "publisher": value.get("copyrightholder"),
    }  # fmt: skip
    return {name: held for name, held in fields.items() if held is not None}


def _item_article(item: Element) -> Article | None:
    inline = next((e for e in _all(item, "inlineXML") if len(e)), None)
    plain = next((e for e in _all(item, "inlineData") if e.text and e.text.strip()), None)
    if inline is None and plain is None:
        return None
    nitf = None if inline is None else next(_all(inline, "nitf"), None)
    text = _body(inline) if inline is not None else (plain.text or "") if plain is not None else ""
    meta = next(_all(item, "contentMeta"), item)
    dates = ("contentCreated", "firstCreated", "versionCreated")
    fields = {
        "text": text, "id": item.get("guid"), "title": _text(meta, "headline", "title"),
        "published": _text(meta, dates[0]) or _text(item, *dates[1:]),
        "byline": _text(meta, "by"), "publisher": _name(item, "provider", "copyrightHolder"),
        "language": _attribute(meta, "language", "tag"),
    }  # fmt: skip
    if nitf is not None:
        fields = {**_nitf_fields(nitf), **{k: v for k, v in fields.items() if v}}
    held = {name: value for name, value in fields.items() if value}
    return Article(held, "application/vnd.iptc.g2.newsitem+xml", basis="metadata")


def _nitf_article(root: Element) -> Article:
    fields = {"text": _body(root), **_nitf_fields(root)}
    return Article(
        {name: value for name, value in fields.items() if value}, "application/nitf+xml",
        basis="metadata",
    )  # fmt: skip


def _nitf_fields(root: Element) -> dict[str, str | None]:
    published = _attribute(root, "date.issue", "norm") or _attribute(root, "story.date", "norm")
    return {
        "title": _text(root, "hl1", "title"),
        "byline": _text(root, "byline"),
        "id": _attribute(root, "doc-id", "id-string"),
        "published": published or _attribute(root, "pubdata", "date.publication"),
    }


def _body(element: Element) -> str:
    """The paragraphs of the body, a line each, the head left out."""
    body = next((e for e in element.iter() if _local(e) in ("body.content", *XHTML)), element)
    content = next(_all(body, "body.content"), body)
    lines = [_words(paragraph) for paragraph in _all(content, "p")]
    return "\n".join(line for line in lines if line) or _words(content)


def _words(element: Element) -> str:
    """Everything printed in an element, one blank between words."""
    return " ".join("".join(map(str, element.itertext())).split())


def _all(element: Element, name: str) -> Iterator[Element]:
    return (e for e in element.iter() if _local(e) == name)


def _local(element: Element) -> str:
    tag: object = element.tag  # of comments and instructions it is a function
    return str(tag).rsplit("}", 1)[-1]


def _text(element: Element, *names: str) -> str | None:
    for name in names:
        for found in _all(element, name):
            if text := _words(found):
                return text
    return None


def _name(element: Element, *names: str) -> str | None:
    for name in names:
        for found in _all(element, name):
            if text := _text(found, "name") or found.get("literal"):
                return text
    return None


def _attribute(element: Element, name: str, attribute: str) -> str | None:
    return next((e.get(attribute) for e in _all(element, name) if e.get(attribute)), None)
