"""Bad input gets an issue with a reason; the run goes on and accounts for it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import warehouse
from flows.settings import Settings
from warehouse.tables import Run

BAD_FILES = {
    "empty": ("empty.txt", b""),
    "empty blanks": ("blank.txt", b" \n\t\n"),
    "binary": ("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff"),
    "unsupported_type": ("page.xyz", b"words"),
    "no_text": ("no-text.jsonl", b'{"title": "x"}\n'),
    "bad_json": ("cut.jsonl", b'{"text": "x"\n'),
    "bad_json deep": ("deep.jsonl", b"[" * 100_000 + b"\n"),
    "wrong_type": ("list.jsonl", b"[1]\n"),
    "wrong_type text": ("number.jsonl", b'{"text": 7}\n'),
    "empty text": ("empty.jsonl", b'{"text": ""}\n'),
}


def test_each_bad_file_is_an_issue_and_the_run_goes_on(
    ingest: Callable[..., Run], settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "good.txt").write_text("Keller spoke in 2023.", encoding="utf-8")
    for case, (name, payload) in BAD_FILES.items():
        (folder / f"{case}-{name}").write_bytes(payload)
    run = ingest(folder)
    n_bad = len(BAD_FILES)
    assert (run.n_in, run.n_current, run.n_quarantined) == (n_bad + 1, 1, n_bad)
    with warehouse.open(settings.lake) as connection:
        found = connection.execute("SELECT uri, reason FROM issue WHERE is_fatal").fetchall()
    reasons = {Path(uri).name: reason for uri, reason in found}
    assert reasons == {f"{case}-{name}": case.split()[0] for case, (name, _) in BAD_FILES.items()}


def test_a_missing_path_is_an_issue(ingest: Callable[..., Run], tmp_path: Path) -> None:
    run = ingest(tmp_path / "nowhere.txt")
    assert (run.n_in, run.n_quarantined) == (1, 1)


def test_an_unreadable_path_is_an_issue(ingest: Callable[..., Run], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert ingest(pipe).n_quarantined == 1


def test_what_cannot_be_stored_is_replaced_and_said(
    ingest: Callable[..., Run], settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Keller \\ud800 spoke \\u0000 in 2023."}\n', encoding="utf-8")
    assert ingest(path).n_current == 1
    with warehouse.open(settings.lake) as connection:
        assert connection.execute("SELECT reason, is_fatal FROM issue").fetchall() == [
            ("repaired_encoding", False)
        ]


def test_a_bad_date_is_null_with_an_issue(
    ingest: Callable[..., Run], settings: Settings, write_lines: Callable[..., Path]
) -> None:
    ingest(write_lines("a.jsonl", {"text": "Keller spoke.", "published": "2024-02-31"}))
    with warehouse.open(settings.lake) as connection:
        assert connection.execute("SELECT published_at, dct FROM document").fetchall() == [
            (None, None)
        ]
        assert connection.execute("SELECT reason FROM issue").fetchall() == [("bad_date",)]


def test_a_fault_in_an_annotator_costs_one_document_its_annotations(
    ingest: Callable[..., Run],
    settings: Settings,
    write_lines: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr("tasks.annotate.find_timexes", fail)
    assert ingest(write_lines("a.jsonl", {"text": "Keller spoke."})).n_current == 1
    with warehouse.open(settings.lake) as connection:
        assert connection.execute("SELECT reason FROM issue").fetchall() == [("annotator_failed",)]


def test_other_languages_are_stored_and_counted(
    ingest: Callable[..., Run], settings: Settings, write_lines: Callable[..., Path]
) -> None:
    ingest(write_lines("a.jsonl", {"text": "Keller sprach 2023.", "language": "de"}))
    with warehouse.open(settings.lake) as connection:
        query = "SELECT reason, n_rows FROM quality WHERE \"table\" = 'issue'"
        assert connection.execute(query).fetchall() == [("no_language_data", 1)]
