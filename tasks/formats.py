"""What kind of input some bytes are, by their first bytes and their name."""

import re
from typing import Literal

Kind = Literal[
    "text", "lines", "json", "csv", "parquet", "page", "feed", "newsml", "reuters", "pdf",
    "gzip", "zip", "tar", "warc", "unknown",
]  # fmt: skip

CONTAINERS = frozenset[Kind]({"gzip", "zip", "tar", "warc"})
"""Kinds whose bytes hold other inputs."""

STREAMS = frozenset[Kind]({"lines", "csv", "parquet"})
"""Kinds of many records, which are read one after the other."""

HEAD = 4096
"""How many bytes are enough to tell."""

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"), (b"WARC/", "warc"),
)  # fmt: skip
_UNREADABLE = (
    b"filedesc://", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"\x7fELF", b"{\\rtf",
)  # fmt: skip
_MARKUP: tuple[tuple[bytes, Kind], ...] = (
    (rb"<!DOCTYPE\s+lewis|<REUTERS\s", "reuters"),
    (rb"<(?:\w+:)?(?:newsItem|newsMessage|newsItemRef|nitf)[\s>]", "newsml"),
    (rb"<(?:rss|(?:\w+:)?feed|rdf:RDF)[\s>]", "feed"),
    (rb"<!DOCTYPE\s+html|<html[\s>]|<head[\s>]|<body[\s>]", "page"),
)
_BY_NAME: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", "": "text",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json", ".csv": "csv", ".tsv": "csv",
    ".tab": "csv", ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page",
    ".rss": "feed", ".atom": "feed", ".xml": "feed", ".rdf": "feed", ".sgm": "reuters",
    ".sgml": "reuters", ".parquet": "parquet", ".pdf": "pdf", ".zip": "zip", ".tar": "tar",
    ".gz": "gzip", ".tgz": "gzip", ".warc": "warc", ".newsml": "newsml", ".nitf": "newsml",
}  # fmt: skip
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def kind_of(name: str, head: bytes, media_type: str | None = None) -> Kind:
    """The kind of an input named ``name`` that begins with ``head``.

    Bytes that say what they are go before the name, and ``media_type`` before both for pages of a
    server, whose names say little.
    """
    if head[257:262] == b"ustar":
        return "tar"
    for mark, kind in _MAGIC:
        if head.startswith(mark):
            return kind
    named: Kind = _BY_NAME.get(suffix_of(name), "unknown")
    if head.startswith(_UNREADABLE):
        return named if named == "text" else "unknown"  # a text that is none is binary
    if named == "lines" and _is_laid_out(head):
        return "json"
    if media_type is None and named not in ("feed", "page", "unknown", "reuters", "newsml"):
        return named
    return _markup_kind(head) or _media_kind(media_type) or named


def suffix_of(name: str) -> str:
    """The suffix of a name in lower case, with its dot; empty where it has none."""
    match = _SUFFIX.search(name.rsplit("/", 1)[-1])
    return match.group().lower() if match else ""


def _is_laid_out(head: bytes) -> bool:
    """Whether JSON runs over several lines: an array, or objects that are indented."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    return first in (b"[", b"{", b"[{")


def _markup_kind(head: bytes) -> Kind | None:
    """The kind by the first element that tells, in UTF-8 or UTF-16."""
    plain = head.replace(b"\0", b"")
    found: Kind | None = None
    end = len(plain)
    for pattern, kind in _MARKUP:
        if match := re.search(pattern, plain[:end], re.IGNORECASE):
            found, end = kind, match.start()
    return found


def _media_kind(media_type: str | None) -> Kind | None:
    kinds: dict[str, Kind] = {
        "text/html": "page", "application/xhtml+xml": "page", "text/plain": "text",
        "application/rss+xml": "feed", "application/atom+xml": "feed", "text/xml": "feed",
        "application/xml": "feed", "application/json": "json", "application/x-ndjson": "lines",
        "application/jsonl": "lines", "text/csv": "csv", "application/pdf": "pdf",
        "text/tab-separated-values": "csv", "text/markdown": "text",
    }  # fmt: skip
    return kinds.get((media_type or "").split(";")[0].strip().lower())
