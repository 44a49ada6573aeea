"""One document in, all its rows out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tasks.annotate import Annotation, annotate
from tasks.contract import annotation_json
from tasks.records import Origin, read_text
from tasks.registry import Registry, load_registry
from warehouse.tables import Document

ORIGIN = Origin("a.txt", datetime(2024, 5, 16, tzinfo=UTC))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def document(text: str, published: datetime | None = None, language: str = "en") -> Document:
    found = read_text(text.encode(), ORIGIN).document
    assert found
    basis = "given" if published else None
    return replace(found, published_at=published, published_basis=basis, language=language)


def read(text: str, registry: Registry) -> Annotation:
    return annotate(document(text, ORIGIN.retrieved_at), registry)


def test_the_dateline_comes_before_the_metadata(registry: Registry) -> None:
    found = read("GENEVA, May 14 (AFP) - Talks began on Monday.", registry).document
    assert (str(found.dct), found.dct_basis) == ("2024-05-14", "dateline")


def test_the_metadata_dates_what_has_no_dateline(registry: Registry) -> None:
    found = read("Talks began on Monday.", registry).document
    assert (str(found.dct), found.dct_basis) == ("2024-05-16", "given")


def test_nothing_dates_a_document_without_either(registry: Registry) -> None:
    annotation = annotate(document("Talks began on Monday."), registry)
    assert (annotation.document.dct, annotation.document.dct_basis) == (None, None)
    assert all(timex.begins is None and timex.reason for timex in annotation.timexes)


def test_a_range_is_a_row_that_joins_its_ends_but_no_expression(registry: Registry) -> None:
    annotation = read("The fair runs from June to August 2024.", registry)
    spans = [(t.text, str(t.begins), str(t.ends)) for t in annotation.timexes]
    assert ("June to August 2024", "2024-06-01", "2024-09-01") in spans
    assert [t["text"] for t in annotation_json(annotation)["timexes"]] == ["June", "August 2024"]


def test_a_language_without_data_is_left_unread_with_an_issue(registry: Registry) -> None:
    annotation = annotate(document("Gespräche am Montag.", language="de"), registry)
    assert [issue.reason for issue in annotation.issues] == ["no_language_data"]
    assert not annotation.timexes


@pytest.mark.parametrize("text", ["x", "\u200b", "e\u0301" * 50, "“" * 50, "A" * 5000, "\n\n.\n"])
def test_any_text_is_annotated(text: str, registry: Registry) -> None:
    annotation = read(text, registry)
    for rows in annotation.rows().values():
        for row in rows:
            if hasattr(row, "start_char"):
                assert text[row.start_char : row.end_char] == row.text


def test_a_statement_in_json_tells_attitude_hearer_and_what_it_is_said_in(
    registry: Registry,
) -> None:
    text = "NATO told Iran that the White House plans to close the base in 2026."
    outer, inner = annotation_json(read(text, registry))["statements"]
    assert (outer["attitude"], outer["addressee"], outer["parent"]) == ("say", "Iran", None)
    assert (inner["attitude"], inner["addressee"], inner["parent"]) == ("plan", None, 0)


def test_a_text_longer_than_any_article_is_annotated_to_a_bound_that_is_told(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.annotate.MAX_CHARS", 24)
    text = "Keller spoke in 2023. Petrov spoke in 2024."
    annotation = read(text, registry)
    assert annotation.document.text == text
    assert [timex.text for timex in annotation.timexes] == ["2023"]
    assert [(issue.reason, issue.detail) for issue in annotation.issues] == [
        ("too_large", "annotated up to character 21 of 43")
    ]
