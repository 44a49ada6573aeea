"""Web archives: the pages that a crawl kept, with their addresses and times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from tasks.decoding import Refusal
from tasks.unpacking import unpack

MAX_LINE = 65_536
MAX_BODY = 32 * 1024 * 1024
ARTICLE_TYPES = ("text/", "application/xhtml", "application/xml", "application/json",
                 "application/pdf", "application/rss", "application/atom")  # fmt: skip
_STATUS = re.compile(rb"HTTP/[\d.]+\s+(\d{3})")


@dataclass(frozen=True, slots=True)
class Kept:
    """One archived response that may be an article, or the reason why it is not read."""

    number: int
    url: str
    retrieved_at: datetime
    media_type: str
    charset: str | None
    body: bytes
    fault: Refusal | None = None


def warc_pages(file: IO[bytes]) -> Iterator[Kept]:
    """The good responses of a web archive in order; pictures, requests and errors are passed over.

    Raises `Refusal` where the rest cannot be read: an archive that ends within a record is cut.
    """
    number = 0
    while (headers := _read_head(file)) is not None:
        number += 1
        length = headers.get("content-length", "")
        if not length.isdigit():
            raise Refusal("bad_archive", f"record {number} has no length")
        body = _read_body(file, int(length), number)
        kept = _kept(number, headers, body)
        if kept is not None and kept.media_type.startswith(ARTICLE_TYPES):
            yield kept


def _read_head(file: IO[bytes]) -> dict[str, str] | None:
    line = file.readline(MAX_LINE)
    while line and not line.strip():
        line = file.readline(MAX_LINE)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise Refusal("bad_archive", "a record does not begin with WARC/")
    return _headers(file)


def _headers(file: IO[bytes]) -> dict[str, str]:
    held: dict[str, str] = {}
    while True:
        line = file.readline(MAX_LINE)
        if not line:
            raise Refusal("cut", "it ends within a record's head")
        text = line.decode("utf-8", "replace").strip()
        if not text:
            return held
        name, _, value = text.partition(":")
        held.setdefault(name.strip().lower(), value.strip())


def _read_body(file: IO[bytes], length: int, number: int) -> bytes | None:
    """The bytes of a record; None where they are too many, which are skipped."""
    left, parts = length, list[bytes]()
    while left:
        part = file.read(min(left, 1 << 20))
        if not part:
            raise Refusal("cut", f"it ends within record {number}")
        left -= len(part)
        if length <= MAX_BODY:
            parts.append(part)
    return b"".join(parts) if length <= MAX_BODY else None


def _kept(number: int, headers: dict[str, str], body: bytes | None) -> Kept | None:
    kind = headers.get("warc-type", "")
    url = headers.get("warc-target-uri", "").strip("<> ")
    if kind not in ("response", "resource", "conversion") or url.startswith("dns:"):
        return None
    moment = _moment(headers.get("warc-date", ""))
    media_type = headers.get("content-type", "")
    if body is None:
        fault = Refusal("too_large", f"over {MAX_BODY} bytes")
        return Kept(number, url, moment, "text/html", None, b"", fault)
    if kind != "response" or "http" not in media_type:
        return Kept(number, url, moment, *_media(media_type), body)
    status, http, content = _split_response(body)
    if status != 200:
        return None
    declared, charset = _media(http.get("content-type", ""))
    try:
        if "chunked" in http.get("transfer-encoding", "").lower():
            content = _join_chunks(content)
        content = unpack(content, http.get("content-encoding"))
    except Refusal as refusal:
        return Kept(number, url, moment, declared, charset, content, refusal)
    return Kept(number, url, moment, declared, charset, content)


def _split_response(body: bytes) -> tuple[int, dict[str, str], bytes]:
    head, mark, content = body.partition(b"\r\n\r\n")
    if not mark:
        head, _, content = body.partition(b"\n\n")
    match = _STATUS.match(head)
    lines = head.decode("latin-1").splitlines()[1:]
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return int(match.group(1)) if match else 0, headers, content


def _join_chunks(content: bytes) -> bytes:
    """The body without its chunk marks; as it is where a writer took them out already."""
    parts, place = list[bytes](), 0
    while True:
        end = content.find(b"\r\n", place, place + 20)
        size = content[place:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(parts) if parts else content
        if length == 0:
            return b"".join(parts)
        parts.append(content[end + 2 : end + 2 + length])
        place = end + 4 + length


def _media(value: str) -> tuple[str, str | None]:
    media_type, _, rest = value.partition(";")
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest)
    return media_type.strip().lower(), match.group(1) if match else None


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
