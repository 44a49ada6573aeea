"""The laws of the design, each over a real warehouse."""

import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import warehouse
from flows.annotators import annotate_here, annotate_in_workers
from flows.settings import Settings
from flows.stages import commit_staged, link_lake, publish_lake, run_direct, stage_sources
from warehouse.checks import all_checks
from warehouse.digest import digests
from warehouse.lake import open_lake
from warehouse.shard import write_shard
from warehouse.tables import Run

Ingest = Callable[..., Run]
Write = Callable[..., Path]

ARTICLES = [
    {
        "id": str(number),
        "published": f"2024-05-{number + 1:02}",
        "text": f"GENEVA (AFP) — Minister Anna Keller said on Monday that {number} talks would end"
        " by 2026. The World Health Organization (WHO) met Keller in May 2023."
        " “We agreed,” she said.",
    }
    for number in range(11)
]


def lake_digests(settings: Settings) -> dict[str, str]:
    with open_lake(settings.lake_place, read_only=True) as connection:
        return digests(connection)


@pytest.mark.parametrize("name", [name for name, _ in all_checks()])
def test_every_check_passes_on_the_seed(name: str, seed_lake: Settings) -> None:
    query = dict(all_checks())[name]
    with warehouse.open(seed_lake.lake) as connection:
        assert connection.execute(query).fetchall() == []


BREAKAGES = {
    "receipts": "UPDATE timex SET text = text || '!'",
    "text_hashes": "UPDATE document SET n_chars = n_chars + 1",
    "half_open": "UPDATE timex SET ends = begins WHERE begins IS NOT NULL",
    "nulls_explained": "UPDATE timex SET value = NULL, reason = NULL",
    "accounting": "UPDATE run SET n_in = n_in + 1",
    "one_current_version": "UPDATE document SET version = 2",
    "document_snapshot_id_held": "DELETE FROM snapshot",
    "claim_timex_id_held": "DELETE FROM timex",
    "entity_counts": "UPDATE entity SET n_mentions = n_mentions + 1",
    "timex_key": "INSERT INTO timex FROM timex",
    "timex_type_values": "UPDATE timex SET type = 'MOMENT'",
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_a_check_finds_what_it_is_for(name: str, seed_lake: Settings, tmp_path: Path) -> None:
    copy = tmp_path / "broken.duckdb"
    copy.write_bytes(seed_lake.lake_place.published.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        connection.execute(BREAKAGES[name])
        assert connection.execute(dict(all_checks())[name]).fetchall()


def test_a_second_run_changes_nothing(
    ingest: Ingest, settings: Settings, write_lines: Write
) -> None:
    path = write_lines("a.jsonl", *ARTICLES)
    first, before = ingest(path), lake_digests(settings)
    again = ingest(path)
    assert (first.n_in, first.n_current, again.n_in, again.n_repeat) == (11, 11, 11, 11)
    assert lake_digests(settings) == before


def test_any_order_and_any_batches_give_the_same_rows(tmp_path: Path, write_lines: Write) -> None:
    shuffled = random.Random(7).sample(ARTICLES, len(ARTICLES))
    whole = write_lines("whole.jsonl", *ARTICLES)
    parts = [write_lines(f"part{n}.jsonl", *shuffled[n::3]) for n in range(3)]
    one = Settings(lake=tmp_path / "one", workers=1, shard_documents=100)
    other = Settings(lake=tmp_path / "other", workers=1, shard_documents=2)
    run_direct(one, [str(whole)])
    for part in parts:
        run_direct(other, [str(part)])
    assert lake_digests(one) == lake_digests(other)


def test_versions_and_repeats_in_any_order_give_the_same_rows(
    tmp_path: Path, write_lines: Write
) -> None:
    older = {"url": "https://example.org/a", "text": "Anna Keller spoke in 2023."}
    newer = older | {"text": "Anna Keller and Ivan Petrov spoke in 2022."}
    paths = [
        str(write_lines("a.jsonl", older, *ARTICLES[:2])),
        str(write_lines("b.jsonl", newer, {"no": "text"})),
        str(write_lines("c.jsonl", dict(reversed(older.items())), ARTICLES[1])),
    ]
    found = []
    for name, order in (("one", [0, 1, 2]), ("two", [2, 1, 0]), ("three", [1, 2, 0, 1])):
        settings = Settings(lake=tmp_path / name, workers=1)
        for number in order:
            run_direct(settings, [paths[number]])
        found.append(lake_digests(settings))
    assert found[0] == found[1] == found[2]


def test_worker_processes_give_the_same_rows(tmp_path: Path, write_lines: Write) -> None:
    path = write_lines("a.jsonl", *ARTICLES)
    one = Settings(lake=tmp_path / "one", workers=1)
    two = Settings(lake=tmp_path / "two", workers=2, shard_documents=4)
    for settings, annotate in ((one, annotate_here), (two, annotate_in_workers)):
        stage_sources(settings, [str(path)])
        commit_staged(settings, annotate)
        link_lake(settings)
    assert lake_digests(one) == lake_digests(two)


def test_a_run_killed_before_its_commit_is_made_good(
    settings: Settings, write_lines: Write, tmp_path: Path
) -> None:
    path = write_lines("a.jsonl", *ARTICLES)
    stage_sources(settings, [str(path)])
    half = settings.lake_place.staging / "20240101T000000000000.part" / "000000"
    write_shard(half, {})
    run = run_direct(settings, [str(path)])[0]
    clean = Settings(lake=tmp_path / "clean", workers=1)
    run_direct(clean, [str(path)])
    assert lake_digests(settings) == lake_digests(clean)
    assert run.n_in == run.n_current + run.n_repeat == 22
    assert not list(settings.lake_place.staging.iterdir())


def test_a_fault_in_a_commit_leaves_no_rows(
    settings: Settings, write_lines: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage_sources(settings, [str(write_lines("a.jsonl", *ARTICLES))])
    monkeypatch.setattr("warehouse.load._merge_snapshots", lambda _connection: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        commit_staged(settings)
    with open_lake(settings.lake_place, read_only=True) as connection:
        for table in ("document", "timex", "mention", "statement", "snapshot"):
            assert connection.execute(f"SELECT count(*) FROM lake.{table}").fetchone() == (0,)


def test_an_open_reader_keeps_its_rows(
    ingest: Ingest, settings: Settings, write_lines: Write
) -> None:
    ingest(write_lines("a.jsonl", ARTICLES[0]))
    with warehouse.open(settings.lake) as reader:
        ingest(write_lines("b.jsonl", *ARTICLES))
        assert reader.execute("SELECT count(*) FROM document").fetchone() == (1,)
    with warehouse.open(settings.lake) as reader:
        assert reader.execute("SELECT count(*) FROM document").fetchone() == (11,)


def test_publishing_an_unchanged_lake_is_a_no_op(
    ingest: Ingest, settings: Settings, write_lines: Write
) -> None:
    ingest(write_lines("a.jsonl", ARTICLES[0]))
    assert link_lake(settings) == 0
    assert not publish_lake(settings).is_new
    assert publish_lake(settings, full=True).is_new
