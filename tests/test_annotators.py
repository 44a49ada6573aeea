"""A document that annotators hang or fail on costs itself, and is annotated when it is retried."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import warehouse
from flows import annotators
from flows.annotating import annotate_shard
from flows.annotators import annotate_in_workers
from flows.ingesting import retry_quarantined
from flows.serving import tell
from flows.settings import Settings
from flows.stages import commit_staged, link_lake, publish_lake, stage_sources
from tasks.decoding import Refusal
from warehouse.shard import read_rows
from warehouse.tables import Document

Write = Callable[..., Path]


def annotate_trapped(folder: Path, known: set[str], left_out: Mapping[str, Refusal]) -> int:
    """As the real one, but a text may hang or end its process."""
    for document in read_rows(folder, Document):
        tell(document.doc_id)
        if document.doc_id not in left_out and document.text.startswith("Hang"):
            time.sleep(600)
        if document.doc_id not in left_out and document.text.startswith("Crash"):
            os._exit(9)
    return annotate_shard(folder, known, left_out)


@pytest.fixture
def trapped(settings: Settings, write_lines: Write, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A lake of four articles, of which one hangs and one crashes."""
    texts = ("Keller spoke in 2023.", "Hang in 2023.", "Crash in 2023.", "Petrov spoke in 2023.")
    path = write_lines("a.jsonl", *({"text": text} for text in texts))
    with monkeypatch.context() as patch:
        patch.setattr(annotators, "ANNOTATE", annotate_trapped)
        patch.setattr(annotators, "WALL_SECONDS", 5.0)
        stage_sources(settings, [str(path)])
        commit_staged(settings, annotate_in_workers)
    link_lake(settings)
    publish_lake(settings)
    return settings


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    with warehouse.open(settings.lake) as connection:
        return connection.execute(query).fetchall()


def test_what_hangs_or_crashes_costs_itself_and_is_made_good(trapped: Settings) -> None:
    read = "SELECT text, annotator IS NOT NULL FROM document ORDER BY text"
    states = [(text[:4], is_read) for text, is_read in ask(trapped, read)]
    assert states == [("Cras", False), ("Hang", False), ("Kell", True), ("Petr", True)]
    issues = "SELECT reason, stage, is_fatal FROM issue ORDER BY reason"
    assert ask(trapped, issues) == [
        ("annotator_failed", "annotate", False), ("too_slow", "annotate", False),
    ]  # fmt: skip
    retry_quarantined(trapped.lake)
    assert ask(trapped, "SELECT count(*) FROM timex") == [(4,)]
    assert ask(trapped, issues) == []


def test_a_process_ended_from_outside_costs_nothing(
    tmp_path: Path, settings: Settings, write_lines: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotators, "ANNOTATE", annotate_once_ended)
    monkeypatch.setenv("DATELINE_TEST_MARK", str(tmp_path / "mark"))
    stage_sources(settings, [str(write_lines("a.jsonl", {"text": "Keller spoke in 2023."}))])
    commit_staged(settings, annotate_in_workers)
    link_lake(settings)
    publish_lake(settings)
    assert ask(settings, "SELECT count(*) FROM timex") == [(1,)]


def annotate_once_ended(folder: Path, known: set[str], left_out: Mapping[str, Refusal]) -> int:
    """As the real one, but the first process ends within its first document."""
    mark = Path(os.environ["DATELINE_TEST_MARK"])
    if not mark.exists():
        tell(read_rows(folder, Document)[0].doc_id)
        mark.touch()
        os._exit(9)
    return annotate_shard(folder, known, left_out)
