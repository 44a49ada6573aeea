"""Every table of the warehouse, declared once.

A table is a frozen class: its docstring is the table's comment, an annotation is a column with its
comment, ``| None`` makes the column nullable and ``Literal`` lists its values. Arrow schemas,
Parquet, DuckDB comments, the data dictionary and the tests derive from here.

Text offsets are Unicode code points, half-open, into ``document.text`` exactly as stored.
Intervals are half-open days, ``[begins, ends)``; a null side is open.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal, Protocol

DctBasis = Literal["dateline", "metadata", "url", "feed", "given", "page"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
]  # fmt: skip
Relation = Literal[
    "on", "in", "at", "after", "by", "until", "since", "before", "during", "from", "to", "for"
]
Grain = Literal[
    "century", "decade", "year", "half", "quarter", "season", "month", "week", "weekend", "day",
    "part_of_day", "hour", "minute", "second",
]  # fmt: skip
Calendar = Literal["gregorian", "fiscal"]
NameType = Literal[
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK", "LAW"
]  # fmt: skip
MentionForm = Literal["name", "short", "acronym", "nationality", "metonym"]
AliasKind = Literal["full", "short", "acronym", "nationality", "misspelling", "metonym", "registry"]
OccupancyStatus = Literal["current", "former", "acting", "elect"]
StatementType = Literal["direct", "indirect", "mixed"]
Attitude = Literal["say", "believe", "plan", "promise", "deny", "ask", "order", "find"]
Part = Literal["source", "cue", "content"]
Realis = Literal["actual", "planned", "conditional", "negated", "generic"]
VisitState = Literal["read", "unchanged", "failed"]
Stage = Literal["ingest", "annotate", "link", "publish"]
Reason = Literal[
    "empty", "binary", "bad_encoding", "unreadable", "missing", "unsupported_type", "bad_json",
    "no_text", "wrong_type", "bad_date", "no_language_data", "annotator_failed",
    "repaired_encoding", "too_large", "guessed_encoding", "future_date", "bad_table", "bad_xml",
    "bad_feed", "bad_archive", "bad_pdf", "cut", "trailing_bytes", "too_deep", "too_many",
    "outside_path", "no_article", "wrong_content", "locked", "too_slow", "out_of_memory",
    "reader_failed", "bad_address", "private_address", "too_many_redirects", "http_status",
    "no_answer", "disallowed", "unmatched_correction",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The bytes of one record as they arrived: a file, or one line of a JSON-lines file."""

    KEY: ClassVar[tuple[str, ...]] = ("snapshot_id",)
    ARRIVAL: ClassVar[tuple[str, ...]] = ("uri", "locator", "retrieved_at")

    snapshot_id: Annotated[str, "SHA-256 of the bytes."]
    uri: Annotated[str, "The file or address that the bytes were read from first."]
    locator: Annotated[str | None, "Where in it (line, member); null when it is the whole."]
    media_type: Annotated[str, "IANA media type."]
    retrieved_at: Annotated[datetime, "Modified time of a file, fetch time of an address."]
    encoding: Annotated[str, "Character encoding that the bytes were decoded with."]
    etag: Annotated[str | None, "Entity tag of the server; null for files."] = None
    n_bytes: Annotated[int, "How many bytes."]
    payload: Annotated[bytes | None, "The bytes themselves; null unless `keep_bytes` is set."] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one article."""

    KEY: ClassVar[tuple[str, ...]] = ("doc_id",)

    doc_id: Annotated[str, "Hash of the uri, the text and the metadata as given."]
    snapshot_id: Annotated[str, "The bytes that it was read from."]
    given_id: Annotated[str | None, "The `id` in the input; null where it has none."] = None
    source: Annotated[str, "Name of the source in the settings; `local` on the command line."]
    publisher: Annotated[str | None, "Who published it; null where nothing says so."] = None
    uri: Annotated[str, "What the article is known under; its versions share it."]
    version: Annotated[int, "1 for the oldest version under the uri."] = 1
    is_current: Annotated[bool, "Whether it is the newest version under the uri."] = True
    title: Annotated[str | None, "Headline as given; null where none was."] = None
    byline: Annotated[str | None, "Author line as given; null where none was."] = None
    language: Annotated[str, "BCP 47 tag, `unknown` where it cannot be told."]
    dateline_place: Annotated[str | None, "Place of the dateline as printed; null without one."] = (
        None
    )
    dateline_date: Annotated[date | None, "Day of the dateline; null where it names none."] = None
    dateline_agency: Annotated[str | None, "Agency of the dateline; null where it names none."] = (
        None
    )
    dateline_start_char: Annotated[int | None, "First character of the dateline."] = None
    dateline_end_char: Annotated[int | None, "One past its last character."] = None
    body_start_char: Annotated[int, "Where the text proper begins, behind the dateline."] = 0
    published_at: Annotated[datetime | None, "Publication as the input states it; null if not."] = (
        None
    )
    published_on: Annotated[date | None, "Day of it by the publisher's clock; null if not."] = None
    published_basis: Annotated[DctBasis | None, "What states it."] = None
    dct: Annotated[date | None, "Document time, the anchor of relative dates; null if unknown."] = (
        None
    )
    dct_basis: Annotated[DctBasis | None, "What the document time rests on."] = None
    text: Annotated[str, "The text exactly as annotated; offsets count in it."]
    text_sha256: Annotated[str, "SHA-256 of the text in UTF-8."]
    n_chars: Annotated[int, "Length of the text in code points."]
    extraction_confidence: Annotated[float, "1 for text that needed no extraction."] = 1.0
    dup_group: Annotated[str | None, "First id of its group of near-duplicates; null if none."] = (
        None
    )
    annotator: Annotated[str | None, "Version of the annotators that read it; null if none did."]
    extra: Annotated[str | None, "Other keys of the input as JSON; null where it has none."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What every row drawn from text carries: where its words stand and what made it."""

    doc_id: Annotated[str, "Document that the words stand in."]
    start_char: Annotated[int, "First character, counted from 0."]
    end_char: Annotated[int, "One past the last character."]
    text: Annotated[str, "The words as printed."]
    rule: Annotated[str, "Rule or model that made the row."]
    confidence: Annotated[float, "From 0 to 1."] = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex(Receipt):
    """One time expression, normalised as in TIMEX3, with its interval for SQL."""

    KEY: ClassVar[tuple[str, ...]] = ("timex_id",)

    timex_id: Annotated[str, "Hash of document, span and type."]
    type: Annotated[TimexType, "TIMEX3 type."]
    value: Annotated[str | None, "TIMEX3 value such as 2026-W03; null with a reason."]
    mod: Annotated[TimexMod | None, "TIMEX3 modifier; null where the words have none."] = None
    quant: Annotated[str | None, "TIMEX3 quantifier of a SET, such as EVERY."] = None
    freq: Annotated[str | None, "TIMEX3 frequency of a SET, such as 2X."] = None
    relation: Annotated[Relation | None, "How the words around bind it."] = None
    anchor: Annotated[str | None, "`dct` or the timex it was resolved against; null if absolute."]
    begins: Annotated[date | None, "First day that it may speak of; null is open or unknown."] = (
        None
    )
    ends: Annotated[date | None, "One past the last such day; null is open or unknown."] = None
    begins_at: Annotated[datetime | None, "First moment of a clock time whose zone is known."] = (
        None
    )
    ends_at: Annotated[datetime | None, "One past its last moment; null is open or unknown."] = None
    grain: Annotated[Grain | None, "Size of the unit that the value names."] = None
    is_vague: Annotated[bool, "Whether it names no definite time (`recently`)."] = False
    calendar: Annotated[Calendar | None, "Calendar of the value; null without an interval."] = None
    alternatives: Annotated[list[str] | None, "Other values that readers give it."] = None
    reason: Annotated[str | None, "Why value or interval is as it is, or why it is null."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Receipt):
    """One span that names something, and the entity it was linked to."""

    KEY: ClassVar[tuple[str, ...]] = ("mention_id",)

    mention_id: Annotated[str, "Hash of document, span and type."]
    type: Annotated[NameType, "OntoNotes name type."]
    name: Annotated[str, "Fullest name of the thing, in this article or in a registry."]
    entity_id: Annotated[str, "The thing named."]
    form: Annotated[MentionForm, "How the words name it."] = "name"
    link_rule: Annotated[str, "Rule that linked the mention to its entity."]
    link_score: Annotated[float, "From 0 to 1."] = 1.0
    head_start_char: Annotated[int, "First character of the name without titles."]
    head_end_char: Annotated[int, "One past its last character."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing, as named across all current documents."""

    KEY: ClassVar[tuple[str, ...]] = ("entity_id",)

    entity_id: Annotated[str, "Hash of the registry id, or of type and name."]
    type: Annotated[NameType, "Commonest name type of its mentions."]
    name: Annotated[str, "Canonical name."]
    country: Annotated[str | None, "ISO 3166 code where a registry gives it."] = None
    iso: Annotated[str | None, "ISO 3166 code of a state; null for all else."] = None
    wikidata_id: Annotated[str | None, "Wikidata id where a registry gives it."] = None
    geonames_id: Annotated[str | None, "GeoNames id where a registry gives it."] = None
    first_seen: Annotated[date | None, "Earliest document time; null where none is known."] = None
    last_seen: Annotated[date | None, "Latest document time; null where none is known."] = None
    n_documents: Annotated[int, "Current documents that name it."]
    n_mentions: Annotated[int, "Mentions in them."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name joined with, or kept from, another thing than the one that its own article heard."""

    KEY: ClassVar[tuple[str, ...]] = ("link_id",)

    link_id: Annotated[str, "Hash of what was heard, where, and the thing."]
    heard_id: Annotated[str, "The thing as one article alone has it; a hash of type and name."]
    heard_name: Annotated[str, "Its name."]
    doc_id: Annotated[str | None, "The one document meant; null is every one."] = None
    words: Annotated[str | None, "The one printed name meant; null is every one."] = None
    entity_id: Annotated[str | None, "What it means; null where a correction blocks it."] = None
    rule: Annotated[str, "Rule, or `correction`."]
    score: Annotated[float, "From 0 to 1."]
    evidence: Annotated[str | None, "What the score rests on; null where the rule says it all."] = (
        None
    )
    is_applied: Annotated[bool, "Whether it holds; else it is likely, and the user's to decide."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One name of one entity, and the evidence that it means it."""

    KEY: ClassVar[tuple[str, ...]] = ("entity_id", "name")

    entity_id: Annotated[str, "The thing named."]
    name: Annotated[str, "The words that name it, as printed."]
    kind: Annotated[AliasKind, "How they name it."]
    rule: Annotated[str, "Rule that links them; the weakest where several did."]
    score: Annotated[float, "Lowest score of those links, from 0 to 1."]
    n_mentions: Annotated[int, "Mentions in current documents."]
    evidence: Annotated[str | None, "What the score rests on; null where the rule says it all."] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupancy(Receipt):
    """A person holding a post, as a text says it on its day."""

    KEY: ClassVar[tuple[str, ...]] = ("occupancy_id",)

    occupancy_id: Annotated[str, "Hash of document, person, post and organization."]
    person_id: Annotated[str, "Entity of the holder."]
    post: Annotated[str, "Post in lower case, as written."]
    organization_id: Annotated[str | None, "Entity served; null where the words name none."] = None
    status: Annotated[OccupancyStatus, "As the words have it on `as_of`."]
    as_of: Annotated[date | None, "Document time of the words; null where unknown."]
    begins: Annotated[date | None, "First day in the post; null if not said."] = None
    ends: Annotated[date | None, "One past the last day in the post; null if not said."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Receipt):
    """Something said: its parts are in `statement_span`."""

    KEY: ClassVar[tuple[str, ...]] = ("statement_id",)

    statement_id: Annotated[str, "Hash of document and the spans of its parts."]
    speaker_id: Annotated[str | None, "Entity of the speaker; null with a reason."] = None
    speaker_mention_id: Annotated[str | None, "Mention that names the speaker."] = None
    type: Annotated[StatementType, "Whether the content is quoted."]
    cue: Annotated[str | None, "Cue words as printed; null for a floating quotation."] = None
    attitude: Annotated[Attitude, "What the cue does."] = "say"
    addressee_id: Annotated[str | None, "Entity spoken to; null if not named."] = None
    said_begins: Annotated[date | None, "First day on which it may have been said."] = None
    said_ends: Annotated[date | None, "One past the last such day; null is unknown."] = None
    said_timex_id: Annotated[str | None, "Time words that date it; null if none do."] = None
    parent_id: Annotated[str | None, "Statement whose content holds this one."] = None
    reason: Annotated[str | None, "What speaker and day rest on, or why they are null."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSpan:
    """One piece of a statement: source, cue or content."""

    KEY: ClassVar[tuple[str, ...]] = ("statement_id", "part", "n")

    statement_id: Annotated[str, "Statement that it belongs to."]
    part: Annotated[Part, "PARC role of the piece."]
    n: Annotated[int, "Number of the piece within its part, from 0."]
    doc_id: Annotated[str, "Document that the words stand in."]
    start_char: Annotated[int, "First character, counted from 0."]
    end_char: Annotated[int, "One past the last character."]
    text: Annotated[str, "The words as printed."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Receipt):
    """Who does what when, as stated or reported."""

    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)

    claim_id: Annotated[str, "Hash of document, span and predicate."]
    statement_id: Annotated[str | None, "Statement that holds it; null = the article's voice."] = (
        None
    )
    actor_id: Annotated[str | None, "Entity that acts; null where the words name none."] = None
    actor_text: Annotated[str | None, "Words of the actor; null without one."] = None
    predicate: Annotated[str, "Lemma of the verb or noun that says what is done."]
    object_id: Annotated[str | None, "Entity acted on; null where the words name none."] = None
    object_text: Annotated[str | None, "Words of the object; null without one."] = None
    realis: Annotated[Realis, "Whether it is said to happen, be planned, depend, or not be."]
    relation: Annotated[Relation | None, "Relation of its time; null without one."] = None
    timex_id: Annotated[str | None, "Time words that date what it speaks of."] = None
    begins: Annotated[date | None, "First day that it speaks of; null is open or unknown."] = None
    ends: Annotated[date | None, "One past the last such day; null is open or unknown."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An input or a value that was not accepted, with the reason."""

    KEY: ClassVar[tuple[str, ...]] = ("issue_id",)
    ARRIVAL: ClassVar[tuple[str, ...]] = ("issue_id", "uri", "locator")

    issue_id: Annotated[str, "Hash of uri, locator, stage, reason and payload."]
    doc_id: Annotated[str | None, "Document annotated with it; null where none was."] = None
    uri: Annotated[str, "Input that it concerns."]
    locator: Annotated[str | None, "Where in it (line, member, byte); null = the whole."] = None
    stage: Annotated[Stage, "Stage that met it."]
    reason: Annotated[Reason, "From the fixed vocabulary."]
    detail: Annotated[str | None, "What was met, for a reader."] = None
    payload_sha256: Annotated[str | None, "SHA-256 of the bytes concerned; null without any."] = (
        None
    )
    is_fatal: Annotated[bool, "Whether the record was left out."] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a source last met at one file or address, so that the next run reads what is new."""

    KEY: ClassVar[tuple[str, ...]] = ("source", "uri")

    source: Annotated[str, "Name of the source."]
    uri: Annotated[str, "File or address."]
    visited_at: Annotated[datetime, "When it was last looked at."]
    state: Annotated[VisitState, "Whether it was read, was as before, or gave nothing."] = "read"
    reason: Annotated[Reason | None, "Why a record of it was not accepted; null if all were."] = (
        None
    )
    reader: Annotated[str, "Version of the readers and of the source's settings."]
    etag: Annotated[str | None, "Entity tag of the server; null without one."] = None
    last_modified: Annotated[str | None, "As the server says it; null where it does not."] = None
    n_bytes: Annotated[int | None, "How long it was; null where it could not be had."] = None
    modified_at: Annotated[datetime | None, "Modified time of a file; null for addresses."] = None
    n_accepted: Annotated[int, "Records of it that became documents."] = 0
    n_quarantined: Annotated[int, "Records of it that did not."] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution, with what became of every record it met."""

    KEY: ClassVar[tuple[str, ...]] = ("run_id",)

    run_id: Annotated[str, "Hash of start and code version."]
    flow_run_id: Annotated[str | None, "Prefect's id; null for `--direct`."] = None
    started_at: Annotated[datetime, "When it started."]
    ended_at: Annotated[datetime, "When its last batch was committed."]
    code_version: Annotated[str, "Version of dateline and of its annotators."]
    config_sha256: Annotated[str, "SHA-256 of the settings in force."]
    n_in: Annotated[int, "Records met = the four counts that follow."]
    n_current: Annotated[int, "Stored, and the newest version of their article."]
    n_superseded: Annotated[int, "Stored, but older than the version that is current."]
    n_repeat: Annotated[int, "Already stored, to the letter."]
    n_quarantined: Annotated[int, "Not accepted; see `issue`."]


class Row(Protocol):
    """What every row class declares: the columns that identify a row."""

    KEY: ClassVar[tuple[str, ...]]


TABLES: dict[str, type[Row]] = {
    "snapshot": Snapshot,
    "document": Document,
    "timex": Timex,
    "mention": Mention,
    "entity": Entity,
    "alias": Alias,
    "link": Link,
    "occupancy": Occupancy,
    "statement": Statement,
    "statement_span": StatementSpan,
    "claim": Claim,
    "issue": Issue,
    "visit": Visit,
    "run": Run,
}
