"""One document in, all its rows out: the order of the annotators, and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tasks.annotator import OWN, annotator_version
from tasks.claims import find_claims
from tasks.dateline import Dateline, find_dateline
from tasks.entities import link_names
from tasks.entities_again import mend_names
from tasks.names_engine import name_finder
from tasks.occupancies import find_occupancies
from tasks.registry import Registry
from tasks.statements import find_statements
from tasks.timex import find_timexes
from tasks.timex_ranges import find_ranges
from tasks.timex_zones import local_day
from warehouse.identity import row_id
from warehouse.tables import (
    Claim,
    DctBasis,
    Document,
    Issue,
    Mention,
    Occupancy,
    Reason,
    Statement,
    StatementSpan,
    Timex,
)

LANGUAGES = frozenset({"en"})
"""Languages that the annotators have data for."""


MAX_CHARS = 1_000_000
"""Characters of a text that are annotated; an article has a hundredth of them."""

_NO_DATA = "no annotator has data for language "

ANNOTATED = (
    "document",
    "timex",
    "mention",
    "occupancy",
    "statement",
    "statement_span",
    "claim",
    "issue",
)
"""Tables that annotators fill."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """All rows drawn from one document, each list in the order of the text."""

    document: Document
    timexes: list[Timex] = field(default_factory=list[Timex])
    mentions: list[Mention] = field(default_factory=list[Mention])
    occupancies: list[Occupancy] = field(default_factory=list[Occupancy])
    statements: list[Statement] = field(default_factory=list[Statement])
    spans: list[StatementSpan] = field(default_factory=list[StatementSpan])
    claims: list[Claim] = field(default_factory=list[Claim])
    issues: list[Issue] = field(default_factory=list[Issue])

    def rows(self) -> dict[str, Sequence[object]]:
        """The rows by table."""
        held = (
            [self.document],
            self.timexes,
            self.mentions,
            self.occupancies,
            self.statements,
            self.spans,
            self.claims,
            self.issues,
        )
        return dict(zip(ANNOTATED, held, strict=True))


def merge_rows(annotations: Iterable[Annotation]) -> dict[str, list[object]]:
    """The rows of several documents by table."""
    rows: dict[str, list[object]] = {table: [] for table in ANNOTATED}
    for annotation in annotations:
        for table, found in annotation.rows().items():
            rows[table].extend(found)
    return rows


def annotate(document: Document, registry: Registry, engine: str = OWN) -> Annotation:
    """All rows that the annotators draw from a document; ``engine`` finds the names.

    A document in a language without data is returned as it came, with an issue that says so. Of a
    text beyond `MAX_CHARS` the words within are annotated, and an issue says where they end.
    """
    document = replace(document, annotator=annotator_version(engine))
    published = document.published_on or _utc_day(document)
    if document.language.split("-")[0] not in LANGUAGES:
        return Annotation(
            replace(document, dct=published, dct_basis=document.published_basis),
            issues=[annotation_issue(document, "no_language_data", _NO_DATA + document.language)],
        )
    text, doc_id = _annotated_part(document.text), document.doc_id
    dateline = find_dateline(text, published)
    if document.published_at and dateline:
        published = local_day(document.published_at, text[dateline.start : dateline.end])
    dated = _date_document(document, dateline, published)
    body, dct = dated.body_start_char, dated.dct
    timexes = find_timexes(text, doc_id, dct, body, document.language)
    names = mend_names(name_finder(engine)(text, registry, body), text, registry)
    mentions = link_names(names, text, doc_id, registry)
    said = find_statements(text, doc_id, mentions, timexes, dct)
    ranged = _with_ranges(text, timexes)
    return Annotation(
        dated,
        timexes=ranged,
        mentions=mentions,
        occupancies=find_occupancies(text, doc_id, mentions, dct, timexes),
        statements=said[0],
        spans=said[1],
        claims=find_claims(text, mentions, ranged, said, dct),
        issues=_left_off(document, len(text)),
    )


def _annotated_part(text: str) -> str:
    """A text up to the last blank before `MAX_CHARS`."""
    if len(text) <= MAX_CHARS:
        return text
    end = max(text.rfind(blank, 0, MAX_CHARS) for blank in " \n")
    return text[: end if end > 0 else MAX_CHARS]


def _left_off(document: Document, end: int) -> list[Issue]:
    if end == document.n_chars:
        return []
    detail = f"annotated up to character {end} of {document.n_chars}"
    return [annotation_issue(document, "too_large", detail)]


def _utc_day(document: Document) -> date | None:
    """The day of publication of a document that was stored without its local day."""
    return document.published_at.date() if document.published_at else None


def annotation_issue(document: Document, reason: Reason, detail: str) -> Issue:
    """What kept a stored document from being annotated in full."""
    return Issue(
        issue_id=row_id("is", document.uri, "", "annotate", reason, document.doc_id),
        doc_id=document.doc_id,
        uri=document.uri,
        stage="annotate",
        reason=reason,
        detail=detail,
        payload_sha256=document.text_sha256,
        is_fatal=False,
    )


def _with_ranges(text: str, timexes: list[Timex]) -> list[Timex]:
    """The times with a row for each span that two of them mark off, behind its first end."""
    ranges = find_ranges(text, timexes)
    return sorted([*timexes, *ranges], key=lambda timex: (timex.start_char, timex.end_char))


def _date_document(
    document: Document, dateline: Dateline | None, published: date | None
) -> Document:
    """The document with its dateline, and its document time: the dateline's day before all else."""
    if dateline is None:
        return replace(document, dct=published, dct_basis=document.published_basis)
    basis: DctBasis | None = "dateline" if dateline.date else document.published_basis
    return replace(
        document,
        dateline_place=dateline.place,
        dateline_date=dateline.date,
        dateline_agency=dateline.agency,
        dateline_start_char=dateline.start,
        dateline_end_char=dateline.end,
        body_start_char=dateline.body,
        dct=dateline.date or published,
        dct_basis=basis,
    )
