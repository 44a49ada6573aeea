"""Versions of one article, repeats, and how each record is accounted for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import warehouse
from flows.settings import Settings
from flows.stages import run_direct
from warehouse.tables import Run

Ingest = Callable[..., Run]
Write = Callable[..., Path]

FIRST = {"url": "https://example.org/a", "published": "2024-05-01", "text": "Keller spoke in 2023."}
SECOND = FIRST | {"published": "2024-05-02", "text": "Keller spoke in 2022, not in 2023."}


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    with warehouse.open(settings.lake) as connection:
        return connection.execute(query).fetchall()


VERSIONS = "SELECT version, is_current, text FROM document ORDER BY version"
EXPECTED = [(1, False, FIRST["text"]), (2, True, SECOND["text"])]


def test_a_changed_article_is_a_new_version(
    ingest: Ingest, settings: Settings, write_lines: Write
) -> None:
    ingest(write_lines("a.jsonl", FIRST))
    run = ingest(write_lines("b.jsonl", SECOND))
    assert (run.n_in, run.n_current, run.n_superseded) == (1, 1, 0)
    assert ask(settings, VERSIONS) == EXPECTED


def test_an_older_version_that_comes_late_is_superseded(
    ingest: Ingest, settings: Settings, write_lines: Write
) -> None:
    ingest(write_lines("b.jsonl", SECOND))
    run = ingest(write_lines("a.jsonl", FIRST))
    assert (run.n_in, run.n_current, run.n_superseded) == (1, 0, 1)
    assert ask(settings, VERSIONS) == EXPECTED


def test_only_current_documents_speak_in_the_published_tables(
    ingest: Ingest, settings: Settings, write_lines: Write
) -> None:
    ingest(write_lines("a.jsonl", FIRST, SECOND))
    assert ask(settings, "SELECT DISTINCT version FROM timex JOIN document USING (doc_id)") == [
        (2,)
    ]


def test_a_file_edited_in_place_is_a_new_version(
    ingest: Ingest, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    for text in ("Keller spoke in 2023.", "Keller spoke in 2022."):
        path.write_text(text, encoding="utf-8")
        ingest(path)
    assert ask(settings, "SELECT count(*), count(DISTINCT uri) FROM document") == [(2, 1)]


def test_repeats_in_one_input_are_counted(
    ingest: Ingest, settings: Settings, write_lines: Write
) -> None:
    run = ingest(write_lines("a.jsonl", FIRST, FIRST, SECOND, FIRST, {"no": "text"}))
    counts = (run.n_in, run.n_current, run.n_superseded, run.n_repeat, run.n_quarantined)
    assert counts == (5, 1, 1, 2, 1)


def test_the_same_article_in_other_bytes_is_a_repeat(
    ingest: Ingest, settings: Settings, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    one.write_text('{"id": "1", "text": "Keller spoke."}\n', encoding="utf-8")
    two.write_text('{"text":"Keller spoke.","id":"1"}\n', encoding="utf-8")
    ingest(one)
    assert ingest(two).n_repeat == 1
    assert ask(settings, "SELECT count(*) FROM document") == [(1,)]
    assert ask(settings, "SELECT count(*) FROM snapshot") == [(2,)]


def test_a_new_annotator_replaces_the_rows_of_an_old_one(
    settings: Settings, write_lines: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(write_lines("a.jsonl", FIRST))
    with monkeypatch.context() as old:
        old.setattr("tasks.annotator.ANNOTATOR", "2000.01")
        old.setattr("tasks.annotate.find_timexes", lambda *_: [])
        run_direct(settings, [path])
    assert ask(settings, "SELECT count(*) FROM timex") == [(0,)]
    other = str(write_lines("b.jsonl", {"id": "other", "text": "No time is named."}))
    run = run_direct(settings, [other], reannotate=True)[0]
    assert ask(settings, "SELECT text FROM timex") == [("2023",)]
    assert ask(settings, "SELECT DISTINCT annotator = '2000.01' FROM document") == [(False,)]
    assert run.n_in == run.n_current == 1


def test_a_document_that_failed_is_annotated_when_it_comes_again(
    ingest: Ingest, settings: Settings, write_lines: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_lines("a.jsonl", FIRST)
    with monkeypatch.context() as broken:
        broken.setattr("tasks.annotate.find_timexes", lambda *_: 1 / 0)
        ingest(path)
    assert ask(settings, "SELECT reason FROM issue") == [("annotator_failed",)]
    assert ingest(path).n_repeat == 1
    assert ask(settings, "SELECT reason FROM issue") == []
    assert ask(settings, "SELECT text FROM timex") == [("2023",)]


def test_a_revision_shows_what_was_taken_out_and_put_in(
    ingest: Ingest, settings: Settings, write_lines: Write
) -> None:
    older = FIRST | {"title": "Talks", "text": "Keller spoke.\nPetrov left.\n\nAll agreed."}
    newer = SECOND | {"title": "Talks end", "text": "Keller spoke.\nPetrov stayed.\nAll agreed."}
    ingest(write_lines("a.jsonl", older, newer))
    query = "SELECT version, old_title, taken_out, put_in FROM revision"
    assert ask(settings, query) == [(2, "Talks", ["Petrov left."], ["Petrov stayed."])]
