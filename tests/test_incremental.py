"""A scheduled run reads what is new, says what failed, and a retry makes good what can be read."""

import os
from pathlib import Path
from typing import Any

import pytest

import warehouse
from flows.ingesting import ingest_only, retry_quarantined
from flows.passes import stage_sources
from flows.planning import plan_reading
from flows.settings import Settings, load_settings
from flows.stages import run_direct
from warehouse.tables import Run

TEXT = "Minister Anna Keller spoke in 2023."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings of one source, which is the working folder."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "dateline.toml").write_text(
        'workers = 1\n[[sources]]\nname = "press"\npaths = ["articles"]\n', encoding="utf-8"
    )
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run() -> Run:
    return run_direct(load_settings(), None)[0]


def counts(row: Run) -> tuple[int, ...]:
    return (row.n_in, row.n_current, row.n_superseded, row.n_repeat, row.n_quarantined)


def ask(query: str) -> list[tuple[Any, ...]]:
    with warehouse.open("lake") as connection:
        return connection.execute(query).fetchall()


def test_what_is_as_it_was_is_counted_and_not_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "articles" / "b.jsonl").write_text('{"text": "Petrov spoke."}\n{}\n', encoding="utf-8")
    assert counts(run()) == (3, 2, 0, 0, 1)
    monkeypatch.setattr("flows.sources.read_opened", lambda *_: pytest.fail("it was opened"))
    assert counts(run()) == (3, 0, 0, 2, 1)


def test_a_failed_input_stops_no_other_and_is_seen_in_the_coverage(home: Path) -> None:
    (home / "articles" / "z.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    run()
    query = (
        "SELECT n_current, n_failed, last_failure, last_visited_at IS NOT NULL FROM source_coverage"
    )
    assert ask(query) == [(1, 1, "articles/z.pdf: unsupported_type", True)]


def test_a_failure_is_seen_as_long_as_it_lasts(home: Path) -> None:
    with (home / "dateline.toml").open("a", encoding="utf-8") as file:
        file.write('[[sources]]\nname = "gone"\npaths = ["nowhere.txt", "articles/z.pdf"]\n')
    (home / "articles" / "z.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    for _ in range(2):
        staged = {source.source: source.failures for source in stage_sources(load_settings())}
        assert staged == {
            "press": (),
            "gone": ("nowhere.txt: missing", "articles/z.pdf: unsupported_type"),
        }
        run()
        query = "SELECT source, n_failed, lag_days FROM source_coverage ORDER BY source"
        assert ask(query) == [("gone", 2, None), ("press", 1, None)]


def test_what_a_run_that_died_had_read_is_kept(home: Path) -> None:
    settings = load_settings()
    (folder,) = stage_sources(settings)[0].shards
    folder.parent.rename(folder.parent.with_name(folder.parent.name + ".part"))
    assert counts(run()) == (2, 1, 0, 1, 0)
    assert counts(run()) == (1, 0, 0, 1, 0)


def planned(paths: list[str] | None = None) -> list[tuple[object, ...]]:
    return [(uri, action) for _, uri, _, action, *_ in plan_reading(paths, None)]


def test_a_dry_run_says_what_would_be_read_and_writes_nothing(home: Path) -> None:
    (home / "articles" / "b.txt").write_text("Petrov spoke.", encoding="utf-8")
    run()
    (home / "articles" / "b.txt").write_text("Petrov spoke again.", encoding="utf-8")
    (home / "articles" / "new.txt").write_text("Petrov spoke.", encoding="utf-8")
    os.symlink("/etc", home / "articles" / "out")
    assert planned() == [
        ("articles/a.txt", "unchanged"), ("articles/b.txt", "read"), ("articles/new.txt", "read"),
        ("articles/out", "refuse"),
    ]  # fmt: skip
    assert planned(["articles/a.txt", "https://example.org/a", "nowhere"]) == [
        ("articles/a.txt", "read"), ("https://example.org/a", "fetch"), ("nowhere", "refuse"),
    ]  # fmt: skip
    with (home / "dateline.toml").open("a", encoding="utf-8") as file:
        file.write('publisher = "Example"\n')
    assert planned()[0] == ("articles/a.txt", "read")


def test_a_dry_run_counts_what_would_be_written(home: Path) -> None:
    run()
    lines = ('{"text": "Petrov spoke."}', '{"text": "Petrov spoke."}', '{"no": "text"}')
    (home / "articles" / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    before = sorted(home.rglob("*.parquet"))
    (told,) = plan_reading(["articles/b.jsonl"], None)
    assert told[3:] == ["read", 1, 1, 1, "no_text"]
    assert [row[4:7] for row in plan_reading(["articles/a.txt"], None)] == [[0, 1, 0]]
    assert [row[4] for row in plan_reading(None, None)] == [0, 1]
    assert sorted(home.rglob("*.parquet")) == before


def test_ingest_stores_documents_that_a_run_annotates_later(home: Path) -> None:
    assert counts(ingest_only(None, None)[0]) == (1, 1, 0, 0, 0)
    assert ask("SELECT annotator FROM document") == [(None,)]
    run_direct(load_settings(), None, reannotate=True)
    assert ask("SELECT text FROM timex") == [("2023",)]


def test_a_retry_makes_good_what_was_mended(home: Path) -> None:
    bad, worse = home / "articles" / "bad.json", home / "articles" / "worse.json"
    bad.write_text('{"text": "Petrov spoke."', encoding="utf-8")
    worse.write_text("{", encoding="utf-8")
    run()
    bad.write_text('{"text": "Petrov spoke."}', encoding="utf-8")
    assert counts(retry_quarantined(None)[0]) == (2, 1, 0, 0, 1)
    assert ask("SELECT uri, reason FROM issue") == [("articles/worse.json", "bad_json")]
    worse.unlink()
    worse.write_text('{"text": "All agreed."}', encoding="utf-8")
    retry_quarantined(None)
    assert counts(retry_quarantined(None)[0]) == (0, 0, 0, 0, 0)


def test_a_store_of_objects_is_read_through_its_file_system(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "a.jsonl").write_text('{"text": "Keller spoke."}\n', encoding="utf-8")
    (tmp_path / "store" / "b.txt").write_text("Petrov spoke.", encoding="utf-8")
    row = run_direct(settings, [f"file://{tmp_path}/store", "s3://no bucket/x"])[0]
    assert counts(row) == (3, 2, 0, 0, 1)
