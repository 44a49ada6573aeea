"""The receipt of a row: its words in their sentence, its document and its bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.errors import DatelineError
from warehouse.sql import literal

Sentences = Callable[[str], Sequence[tuple[int, int]]]
"""Gives the spans of a text's sentences, in order."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in the sentences that hold them."""

    before: str
    words: str
    after: str

    def marked(self) -> str:
        """The sentences with the words between ⟦ and ⟧."""
        return f"{self.before}⟦{self.words}⟧{self.after}"


def quote(text: str, start: int, end: int, sentences: Sentences) -> Quotation:
    """The words from ``start`` to ``end`` with the rest of every sentence that they touch."""
    touched = [span for span in sentences(text) if span[0] < end and span[1] > start]
    first = min([start, *(span[0] for span in touched)])
    last = max([end, *(span[1] for span in touched)])
    return Quotation(text[first:start], text[start:end], text[end:last])


def find_receipt(
    connection: duckdb.DuckDBPyConnection, row_id: str, sentences: Sentences
) -> dict[str, Any]:
    """The columns of the view ``receipt``, with the sentence; `DatelineError` for an unknown id."""
    # Written as a literal: a bound parameter makes DuckDB import pandas, which costs a second.
    result = connection.execute(f"FROM receipt({literal(row_id)})")
    names = [column[0] for column in result.description or []]
    row = result.fetchone()
    if row is None:
        raise DatelineError(f"no row has the id {row_id!r}", "ids stand in the columns *_id")
    receipt = dict(zip(names, row, strict=True))
    text = document_text(connection, receipt["doc_id"])
    quoted = quote(text, receipt["start_char"], receipt["end_char"], sentences)
    return receipt | {"sentence": quoted.marked()}


def document_text(connection: duckdb.DuckDBPyConnection, doc_id: str) -> str:
    """The stored text of a document."""
    query = f"SELECT text FROM document WHERE doc_id = {literal(doc_id)}"
    found = connection.execute(query).fetchone()
    return str(found[0]) if found else ""
