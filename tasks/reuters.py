"""The SGML of Reuters-21578: stories in one file, with control characters and entities."""

import re
from collections.abc import Iterator
from html import unescape

from tasks.articles import Article
from tasks.decoding import decode

_STORY = re.compile(r"<REUTERS\b([^>]*)>(.*?)</REUTERS>", re.DOTALL)
_CONTROL = re.compile(r"&#(?:[0-8]|1[1-24-9]|2\d|3[01]|127);|[\x00-\x08\x0b-\x1f\x7f]")
_SIGNATURE = re.compile(r"\s*\bReuters?\b\W*$", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})-([A-Z]{3})-(\d{4})(?:\s+(\d\d:\d\d:\d\d))?")


def read_reuters(payload: bytes) -> Iterator[Article]:
    """Each story as an article: its dateline, then its body without the closing name."""
    decoded = decode(payload)
    for match in _STORY.finditer(decoded.text):
        number = re.search(r'NEWID="(\d+)"', match.group(1))
        story = match.group(2)
        lead = _element(story, "DATELINE").strip()
        body = _SIGNATURE.sub("", _element(story, "BODY")).strip()
        text = f"{lead} {body}".strip() if body else ""
        fields = {
            "text": text or _unmarked(story), "title": _element(story, "TITLE").strip(),
            "id": number.group(1) if number else None, "publisher": "Reuters", "language": "en",
            "published": _published(_element(story, "DATE")),
            "byline": " ".join(_element(story, "AUTHOR").split()),
        }  # fmt: skip
        yield Article(
            {name: value for name, value in fields.items() if value},
            "text/sgml",
            decoded.encoding,
            basis="metadata",
            locator=f"story {number.group(1) if number else match.start()}",
        )


def _unmarked(story: str) -> str:
    """The text of a story that has no body of its own."""
    match = re.search(r"<TEXT[^>]*>(.*?)</TEXT>", story, re.DOTALL)
    text = re.sub(r"<TITLE>.*?</TITLE>", "", match.group(1), flags=re.DOTALL) if match else ""
    return _SIGNATURE.sub("", _plain(re.sub(r"<[A-Z/][^>]*>", "", text))).strip()


def _element(story: str, name: str) -> str:
    match = re.search(rf"<{name}>(.*?)</{name}>", story, re.DOTALL)
    return _plain(match.group(1)) if match else ""


def _plain(text: str) -> str:
    return unescape(_CONTROL.sub("", text))


def _published(text: str) -> str | None:
    match = _DAY.search(text)
    return " ".join(part for part in match.groups()[:3]) + (
        f" {match.group(4)}" if match.group(4) else ""
    ) if match else None  # fmt: skip
