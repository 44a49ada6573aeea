"""One annotated document as the JSON object that `dateline annotate` prints."""

from datetime import date
from typing import TYPE_CHECKING, Any

from tasks.timex_ranges import RANGE
from warehouse.tables import Claim, Document, Mention, Occupancy, Statement, StatementSpan, Timex

if TYPE_CHECKING:
    from tasks.annotate import Annotation

Json = dict[str, Any]


def annotation_json(annotation: "Annotation") -> Json:
    """The object of DESIGN §6: offsets are code points, half-open; days are ISO 8601 or null."""
    document = annotation.document
    names = {mention.entity_id: mention.name for mention in annotation.mentions}
    speakers = {s.statement_id: s.speaker_id for s in annotation.statements}
    places = {s.statement_id: n for n, s in enumerate(annotation.statements)}
    spans: dict[str, dict[str, list[list[int]]]] = {}
    for span in annotation.spans:
        _pieces(spans, span).append([span.start_char, span.end_char])
    return {
        "doc_id": document.doc_id,
        "id": document.given_id,
        "published": _day(
            document.published_on
            or (document.published_at.date() if document.published_at else None)
        ),
        "dateline": _dateline_json(document),
        # A range is a row of its own for SQL; here its two ends stand, as TIMEX3 has them.
        "timexes": [timex_json(t) for t in annotation.timexes if t.rule != RANGE],
        "mentions": [_mention_json(mention) for mention in annotation.mentions],
        "statements": [
            _statement_json(statement, spans.get(statement.statement_id, {}), names, places)
            for statement in annotation.statements
        ],
        "occupancies": [_occupancy_json(held, names) for held in annotation.occupancies],
        "claims": [_claim_json(claim, names, speakers) for claim in annotation.claims],
    }


def timex_json(timex: Timex) -> Json:
    """One time expression as JSON; of a clock time in a known zone also its moments in UTC."""
    moments = {
        name: moment.isoformat().replace("+00:00", "Z")
        for name, moment in (("begins_at", timex.begins_at), ("ends_at", timex.ends_at))
        if moment
    }
    return moments | {
        "start": timex.start_char,
        "end": timex.end_char,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "relation": timex.relation,
        "begins": _day(timex.begins),
        "ends": _day(timex.ends),
        "rule": timex.rule,
    }


def _pieces(spans: dict[str, dict[str, list[list[int]]]], span: StatementSpan) -> list[list[int]]:
    return spans.setdefault(span.statement_id, {}).setdefault(span.part, [])


def _dateline_json(document: Document) -> Json | None:
    if document.dateline_start_char is None:
        return None
    return {
        "place": document.dateline_place,
        "date": _day(document.dateline_date),
        "agency": document.dateline_agency,
        "start": document.dateline_start_char,
        "end": document.dateline_end_char,
        "body": document.body_start_char,
    }


def _mention_json(mention: Mention) -> Json:
    return {
        "start": mention.start_char,
        "end": mention.end_char,
        "text": mention.text,
        "type": mention.type,
        "name": mention.name,
        "entity_id": mention.entity_id,
    }


def _statement_json(
    statement: Statement,
    parts: dict[str, list[list[int]]],
    names: dict[str, str],
    places: dict[str, int],
) -> Json:
    """One statement; its parent is the place in the list of the one that it is said in."""
    return {
        "type": statement.type,
        "attitude": statement.attitude,
        "content": parts.get("content", []),
        "source": parts.get("source", []),
        "cue": parts.get("cue", []),
        "speaker": _name(statement.speaker_id, names),
        "addressee": _name(statement.addressee_id, names),
        "parent": places.get(statement.parent_id) if statement.parent_id else None,
        "said": [_day(statement.said_begins), _day(statement.said_ends)],
    }


def _occupancy_json(occupancy: Occupancy, names: dict[str, str]) -> Json:
    return {
        "person": _name(occupancy.person_id, names),
        "post": occupancy.post,
        "organization": _name(occupancy.organization_id, names),
        "status": occupancy.status,
        "start": occupancy.start_char,
        "end": occupancy.end_char,
    }


def _claim_json(claim: Claim, names: dict[str, str], speakers: dict[str, str | None]) -> Json:
    speaker = speakers.get(claim.statement_id) if claim.statement_id else None
    return {
        "actor": _name(claim.actor_id, names) or claim.actor_text,
        "predicate": claim.predicate,
        "object": _name(claim.object_id, names) or claim.object_text,
        "realis": claim.realis,
        "relation": claim.relation,
        "begins": _day(claim.begins),
        "ends": _day(claim.ends),
        "said_by": _name(speaker, names),
        "start": claim.start_char,
        "end": claim.end_char,
    }


def _name(entity_id: str | None, names: dict[str, str]) -> str | None:
    return names.get(entity_id) if entity_id else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
