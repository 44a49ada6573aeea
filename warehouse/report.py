"""The report: one HTML file that opens offline, drawn from the published warehouse.

Every text is escaped by the template, the page loads nothing and runs no script.
"""

import os
from dataclasses import dataclass
from importlib.resources import files
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, StrictUndefined

from warehouse import open as open_warehouse
from warehouse.receipt import Quotation, Sentences, quote
from warehouse.schema import table_key
from warehouse.sql import literal, sql_text
from warehouse.timeline import Timeline, draw_timeline

QUOTING = ("mention", "occupancy", "statement", "claim")
"""Tables whose rows the report shows with their receipts."""

SECTIONS = ("documents", "plans", "statements", "entities", "posts")


@dataclass(frozen=True, slots=True)
class Section:
    """The first rows of a question, and how many there are in all."""

    rows: list[dict[str, Any]]
    n_rows: int


@dataclass(frozen=True, slots=True)
class ReceiptNote:
    """What the report shows of a row's receipt."""

    id: str
    quotation: Quotation
    uri: str
    dct: str
    rule: str
    confidence: float


def write_report(published: Path, path: Path, sentences: Sentences) -> None:
    """Write the report of a published warehouse; the file appears whole."""
    with open_warehouse(published) as connection:
        connection.execute("SET threads = 1")  # a thread more is a sort's memory more
        page = render_report(connection, sentences)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".draft")
    draft.write_text(page, encoding="utf-8", errors="replace")
    os.replace(draft, path)


def render_report(connection: duckdb.DuckDBPyConnection, sentences: Sentences) -> str:
    """The report as HTML."""
    totals = {row["section"]: row["n"] for row in _rows(connection, sql_text("report_totals"))}
    sections = {
        name: Section(_rows(connection, sql_text(f"report_{name}")), totals[name])
        for name in SECTIONS
    }
    ids = [row["id"] for section in sections.values() for row in section.rows if row.get("id")]
    template = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).from_string(files("warehouse").joinpath("report.html.j2").read_text(encoding="utf-8"))
    return template.render(
        counts=_rows(connection, sql_text("report_counts")),
        sections=sections,
        timeline=_timeline(sections["plans"].rows),
        quarantine=_rows(connection, sql_text("quarantine")),
        receipts=_receipts(connection, ids, sentences),
    )


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _timeline(plans: list[dict[str, Any]]) -> Timeline | None:
    return draw_timeline(plans) if plans else None


def _receipts(
    connection: duckdb.DuckDBPyConnection, ids: list[str], sentences: Sentences
) -> list[ReceiptNote]:
    """The receipts of rows, in order of document and place."""
    if not ids:
        return []
    held = ", ".join(map(literal, sorted(set(ids))))
    rows = [
        row
        for table in QUOTING
        for row in _rows(
            connection, sql_text("report_receipts").format(table, *table_key(table), held)
        )
    ]
    rows.sort(key=itemgetter("doc_id", "start_char", "id"))
    return [_note(row, sentences) for row in rows]


def _note(row: dict[str, Any], sentences: Sentences) -> ReceiptNote:
    quoted = quote(row["text"], row["start_char"], row["end_char"], sentences)
    day = str(row["dct"] or "undated")
    return ReceiptNote(row["id"], quoted, row["uri"], day, row["rule"], row["confidence"])
