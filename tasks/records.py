"""Bytes in, one document or the reason why there is none: plain text and JSON lines."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tasks.decoding import Refusal, decode, replace_unstorable
from tasks.published import parse_published
from warehouse.identity import row_id, sha256_hex
from warehouse.tables import Document, Issue, Reason, Snapshot

KNOWN_KEYS = frozenset({"text", "id", "title", "published", "url", "publisher", "language"})
MAX_TITLE = 150
_TITLE_LINE = re.compile(rf"\s*([^\n]{{1,{MAX_TITLE}}}?)[^\S\n]*\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from, and what the settings say of that source."""

    uri: str
    retrieved_at: datetime
    source: str = "local"
    publisher: str | None = None
    language: str = "en"
    keep_bytes: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What one input record became: a document with its snapshot, or neither; and what was odd."""

    document: Document | None
    snapshot: Snapshot | None
    issues: tuple[Issue, ...] = ()


def read_text(payload: bytes, origin: Origin) -> Record:
    """The document of a plain-text file; its text is the decoded file, unchanged."""
    try:
        text, encoding = decode(payload)
        fields = {"text": text, "title": _first_line_title(text)}
        document, odd = _document(fields, payload, origin)
    except Refusal as refusal:
        return Record(None, None, (_issue(refusal, payload, origin, None),))
    snapshot = _snapshot(payload, origin, None, "text/plain", encoding)
    return Record(document, snapshot, tuple(_issue(r, payload, origin, None, False) for r in odd))


def read_json_line(payload: bytes, origin: Origin, locator: str | None = None) -> Record:
    """The document of one line of a JSON-lines file (an object with ``text``)."""
    try:
        text, encoding = decode(payload)
        document, odd = _document(_json_object(text), payload, origin)
    except Refusal as refusal:
        return Record(None, None, (_issue(refusal, payload, origin, locator),))
    snapshot = _snapshot(payload, origin, locator, "application/json", encoding)
    issues = tuple(_issue(r, payload, origin, locator, False) for r in odd)
    return Record(document, snapshot, issues)


def refuse(reason: Reason, detail: str, origin: Origin, payload: bytes | None = None) -> Issue:
    """The issue of an input that could not be read at all."""
    return _issue(Refusal(reason, detail), payload, origin, None)


def _json_object(text: str) -> Mapping[str, Any]:
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal("bad_json", str(error)) from error
    if not isinstance(value, dict):
        raise Refusal("wrong_type", f"expected an object, found {type(value).__name__}")
    return value  # pyright: ignore[reportUnknownVariableType] - JSON keys are always strings


def _document(
    fields: Mapping[str, Any], payload: bytes, origin: Origin
) -> tuple[Document, list[Refusal]]:
    """The document of parsed fields, and what had to be mended or left out."""
    odd: list[Refusal] = []
    text = replace_unstorable(_text_field(fields), "text", odd)
    given = {key: _string(fields, key, odd) for key in sorted(KNOWN_KEYS - {"text", "published"})}
    published = parse_published(fields.get("published"))
    if fields.get("published") is not None and published is None:
        odd.append(Refusal("bad_date", f"published is {fields['published']!r}"))
    extra = {key: value for key, value in fields.items() if key not in KNOWN_KEYS}
    publisher = given["publisher"] or origin.publisher
    metadata = [given["id"], given["title"], publisher, published, given["language"], extra]
    uri = _uri(given, text, origin)
    document = Document(
        doc_id=row_id("do", uri, sha256_hex(text.encode()), _canonical(metadata)),
        snapshot_id=sha256_hex(payload),
        given_id=given["id"],
        source=origin.source,
        publisher=publisher,
        uri=uri,
        title=given["title"],
        language=given["language"] or origin.language,
        published_at=published,
        published_basis="given" if published else None,
        text=text,
        text_sha256=sha256_hex(text.encode()),
        n_chars=len(text),
        annotator=None,
        extra=_canonical(extra) if extra else None,
    )
    return document, odd


def _text_field(fields: Mapping[str, Any]) -> str:
    text = fields.get("text")
    if text is None:
        raise Refusal("no_text", f"keys are {sorted(fields)}")
    if not isinstance(text, str):
        raise Refusal("wrong_type", f"text is {type(text).__name__}")
    if not text.strip():
        raise Refusal("empty", "text is empty")
    return text


def _string(fields: Mapping[str, Any], key: str, odd: list[Refusal]) -> str | None:
    value = fields.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool | float | list | dict):
        odd.append(Refusal("wrong_type", f"{key} is {type(value).__name__}"))  # pyright: ignore[reportUnknownArgumentType] - any JSON
        return None
    return replace_unstorable(str(value), key, odd)


def _uri(given: Mapping[str, str | None], text: str, origin: Origin) -> str:
    """What the article is known under: its address, its id in the source, its file, or its words.

    A line of a file has no name of its own that survives the file's being sorted or split.
    """
    if given["url"]:
        return given["url"]
    if given["id"]:
        return f"{origin.source}:{given['publisher'] or ''}:{given['id']}"
    if _is_one_document(origin.uri):
        return origin.uri
    return f"sha256:{sha256_hex(text.encode())}"


def _is_one_document(uri: str) -> bool:
    return not uri.endswith((".jsonl", ".ndjson"))


def _first_line_title(text: str) -> str | None:
    """A short first line over a blank line, unless it ends as a sentence does."""
    match = _TITLE_LINE.match(text)
    if match is None or match.group(1).rstrip().endswith((".", ":", "!”", ".”", '."')):
        return None
    return match.group(1).strip() or None


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, default=str)


def _snapshot(
    payload: bytes, origin: Origin, locator: str | None, media_type: str, encoding: str
) -> Snapshot:
    return Snapshot(
        snapshot_id=sha256_hex(payload),
        uri=origin.uri,
        locator=locator,
        media_type=media_type,
        retrieved_at=origin.retrieved_at,
        encoding=encoding,
        n_bytes=len(payload),
        payload=payload if origin.keep_bytes else None,
    )


def _issue(
    refusal: Refusal,
    payload: bytes | None,
    origin: Origin,
    locator: str | None,
    is_fatal: bool = True,
) -> Issue:
    digest = sha256_hex(payload) if payload is not None else None
    return Issue(
        issue_id=row_id("is", origin.uri, locator, "ingest", refusal.reason, digest),
        uri=origin.uri,
        locator=locator,
        stage="ingest",
        reason=refusal.reason,
        detail=refusal.detail,
        payload_sha256=digest,
        is_fatal=is_fatal,
    )
