"""What a reader found becomes a document, or the reason why there is none."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tasks.articles import Article
from tasks.decoding import Refusal, decode, mend_mojibake, replace_unstorable
from tasks.languages import find_language
from tasks.published import EPOCH, Published, fault_of_date, read_published
from warehouse.identity import row_id, sha256_hex
from warehouse.tables import DctBasis, Document, Issue, Reason, Snapshot

STRINGS = ("id", "language", "publisher", "title", "url")
KNOWN_KEYS = frozenset({"text", "published", *STRINGS})
MAX_TITLE = 150
MAX_TEXT = 5_000_000
"""Characters of text beyond which a record is no article."""

LEEWAY = {True: timedelta(days=366), False: timedelta(days=2)}
"""How far ahead a date may lie that was given, and one that was found: papers print ahead."""

NOTES = frozenset[Reason]({"trailing_bytes"})
"""Reasons that cost no record."""

_TITLE_LINE = re.compile(rf"\s*([^\n]{{1,{MAX_TITLE}}}?)[^\S\n]*\n[^\S\n]*\n")
_MANY = re.compile(r"\.(?:jsonl|ndjson|json|csv|tsv|parquet)(?:\.gz)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from, and what the settings say of that source.

    ``now`` is when they are read: dates that lie further ahead are not believed. ``columns`` pairs
    our names with the input's. ``address`` is where the bytes were published, if that is known.
    """

    uri: str
    retrieved_at: datetime
    source: str = "local"
    publisher: str | None = None
    language: str = "en"
    keep_bytes: bool = False
    now: datetime | None = None
    time_zone: str | None = None
    day_first: bool | None = None
    columns: tuple[tuple[str, str], ...] = ()
    address: str | None = None
    etag: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What one input record became: a document with its snapshot, or neither; and what was odd."""

    document: Document | None
    snapshot: Snapshot | None
    issues: tuple[Issue, ...] = ()

    @property
    def is_note(self) -> bool:
        """Whether it only says something of an input whose records stand for themselves."""
        return self.document is None and not any(issue.is_fatal for issue in self.issues)


def read_text(payload: bytes, origin: Origin, locator: str | None = None) -> Record:
    """The document of a plain-text file; its text is the decoded file, unchanged."""
    try:
        decoded = decode(payload)
    except Refusal as refusal:
        return refused(refusal, payload, origin, locator)
    fields = {"text": decoded.text, "title": _first_line_title(decoded.text)}
    article = Article(fields, "text/plain", decoded.encoding, locator=locator, odd=decoded.odd)
    return make_record(article, payload, origin)


def read_json_line(payload: bytes, origin: Origin, locator: str | None = None) -> Record:
    """The document of one line of a JSON-lines file (an object with ``text``)."""
    try:
        decoded = decode(payload)
        fields = _json_object(decoded.text)
    except Refusal as refusal:
        return refused(refusal, payload, origin, locator)
    article = Article(
        fields, "application/json", decoded.encoding, locator=locator, odd=decoded.odd
    )
    return make_record(article, payload, origin)


def read_fields(fields: object, origin: Origin, locator: str | None, media_type: str) -> Record:
    """The document of one row of a table or item of a list; its bytes are its fields as JSON."""
    payload = canonical(fields).encode()
    if not isinstance(fields, dict):
        fault = Refusal("wrong_type", f"expected an object, found {type(fields).__name__}")
        return refused(fault, payload, origin, locator)
    return make_record(Article(fields, media_type, locator=locator), payload, origin)  # pyright: ignore[reportUnknownArgumentType] - JSON keys are always strings


def make_record(article: Article, payload: bytes, origin: Origin) -> Record:
    """The document, snapshot and notes of an article, or the reason why it is none."""
    odd = [*article.odd]
    try:
        document = _document(article, payload, origin, odd)
    except Refusal as refusal:
        return refused(refusal, payload, origin, article.locator)
    issues = tuple(_issue(note, payload, origin, article.locator, False) for note in odd)
    return Record(document, _snapshot(payload, origin, article), issues)


def refused(
    refusal: Refusal, payload: bytes | None, origin: Origin, locator: str | None = None
) -> Record:
    """The record of an input that could not be read, or a note of what was left out of it."""
    is_fatal = refusal.reason not in NOTES
    return Record(None, None, (_issue(refusal, payload, origin, locator, is_fatal),))


def canonical(value: object) -> str:
    """JSON with sorted keys; what JSON cannot say is written as Python prints it."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, default=str)


def _json_object(text: str) -> Mapping[str, Any]:
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal("bad_json", str(error)) from error
    if not isinstance(value, dict):
        raise Refusal("wrong_type", f"expected an object, found {type(value).__name__}")
    return value  # pyright: ignore[reportUnknownVariableType] - JSON keys are always strings


def _document(article: Article, payload: bytes, origin: Origin, odd: list[Refusal]) -> Document:
    """The document of an article; ``odd`` gains what had to be mended or left out."""
    fields = _mapped(article.fields, origin)
    text = _text(fields, odd)
    given = {key: _string(fields, key, odd) for key in STRINGS}
    byline = _string(fields, "byline", odd)
    published = _published(fields.get("published"), article.basis, origin, odd)
    extra = {key: value for key, value in fields.items() if key not in {*KNOWN_KEYS, "byline"}}
    publisher = given["publisher"] or origin.publisher
    moment = published.moment if published else None
    metadata = [given["id"], given["title"], publisher, moment, given["language"], extra]
    metadata += [byline] if byline else []
    uri = _uri(given, text, origin, article.locator)
    return Document(
        doc_id=row_id("do", uri, sha256_hex(text.encode()), canonical(metadata)),
        snapshot_id=sha256_hex(payload),
        given_id=given["id"],
        source=origin.source,
        publisher=publisher,
        uri=uri,
        title=given["title"],
        byline=byline,
        language=given["language"] or find_language(text) or origin.language,
        published_at=moment,
        published_on=published.day if published else None,
        published_basis=article.basis if published else None,
        text=text,
        text_sha256=sha256_hex(text.encode()),
        n_chars=len(text),
        extraction_confidence=article.confidence,
        annotator=None,
        extra=canonical(extra) if extra else None,
    )


def _mapped(fields: Mapping[str, Any], origin: Origin) -> Mapping[str, Any]:
    """The fields under our names, where the settings map the input's own."""
    if not origin.columns:
        return fields
    ours = {theirs: our for our, theirs in origin.columns}
    named = {ours[key]: value for key, value in fields.items() if key in ours}
    return {key: value for key, value in fields.items() if key not in ours} | named


def _text(fields: Mapping[str, Any], odd: list[Refusal]) -> str:
    text = fields.get("text")
    if text is None:
        raise Refusal("no_text", f"keys are {sorted(map(str, fields))}"[:500])
    if not isinstance(text, str):
        raise Refusal("wrong_type", f"text is {type(text).__name__}")
    if len(text) > MAX_TEXT:
        raise Refusal("too_large", f"text of {len(text)} characters, more than {MAX_TEXT}")
    if not text.strip():
        raise Refusal("empty", "text is empty")
    return replace_unstorable(mend_mojibake(text, "text", odd), "text", odd)


def _published(
    value: object, basis: DctBasis, origin: Origin, odd: list[Refusal]
) -> Published | None:
    """The date of publication, unless it is none or cannot be; then ``odd`` says so."""
    if value is None or value == "":
        return None
    printed = value.isoformat() if isinstance(value, date) else value
    found = read_published(printed, origin.time_zone, day_first=origin.day_first)
    if found is None:
        odd.append(Refusal("bad_date", f"published is {value!r}"[:500]))
        return None
    is_given = basis == "given"
    fault = fault_of_date(found.day, origin.now, LEEWAY[is_given])
    if not is_given and found.day == EPOCH:
        fault = "the day from which programs count"
    if fault is None:
        return found
    reason: Reason = "future_date" if fault == "in the future" else "bad_date"
    odd.append(Refusal(reason, f"published is {value!r}, {fault}"[:500]))
    return None


def _string(fields: Mapping[str, Any], key: str, odd: list[Refusal]) -> str | None:
    value = fields.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool | float | list | dict):
        odd.append(Refusal("wrong_type", f"{key} is {type(value).__name__}"))  # pyright: ignore[reportUnknownArgumentType] - any JSON
        return None
    return replace_unstorable(mend_mojibake(str(value), key, odd), key, odd)


def _uri(given: Mapping[str, str | None], text: str, origin: Origin, locator: str | None) -> str:
    """What the article is known under: its address, its id in the source, its file, or its words.

    A line of a file has no name of its own that survives the file's being sorted or split.
    """
    if given["url"]:
        return given["url"]
    if given["id"]:
        return f"{origin.source}:{given['publisher'] or ''}:{given['id']}"
    if origin.address:
        return origin.address
    if locator is None and not _MANY.search(origin.uri):
        return origin.uri
    if locator is not None and locator.startswith(MEMBER):
        return f"{origin.uri}#{locator.removeprefix(MEMBER)}"
    return f"sha256:{sha256_hex(text.encode())}"


MEMBER = "member "
"""How the locator of a file within an archive begins."""


def _first_line_title(text: str) -> str | None:
    """A short first line over a blank line, unless it ends as a sentence does."""
    match = _TITLE_LINE.match(text)
    if match is None or match.group(1).rstrip().endswith((".", ":", "!”", ".”", '."')):
        return None
    return match.group(1).strip() or None


def _snapshot(payload: bytes, origin: Origin, article: Article) -> Snapshot:
    return Snapshot(
        snapshot_id=sha256_hex(payload),
        uri=origin.uri,
        locator=article.locator,
        media_type=article.media_type,
        retrieved_at=origin.retrieved_at,
        encoding=article.encoding,
        etag=origin.etag,
        n_bytes=len(payload),
        payload=payload if origin.keep_bytes else None,
    )


def _issue(
    refusal: Refusal,
    payload: bytes | None,
    origin: Origin,
    locator: str | None,
    is_fatal: bool,
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
