"""A run cut short leaves the warehouse as it was, and a re-run makes it good."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import warehouse
from flows.settings import Settings
from flows.stages import run_direct
from warehouse.digest import digests
from warehouse.lake import open_lake

ROOT = Path(__file__).parent.parent
N_ARTICLES = 120


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    words = "Minister Anna Keller said on Monday that talks number {} would end by 2026. " * 3
    with path.open("w", encoding="utf-8") as file:
        for number in range(N_ARTICLES):
            text = words.format(*[number] * 3)
            record = {"id": str(number), "published": "2024-05-01", "text": text}
            file.write(json.dumps(record) + "\n")
    return path


def start(articles: Path, lake: Path, workers: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "flows.cli", "run", "--direct", str(articles)]
    command += ["--lake", str(lake)]
    environment = os.environ | {"DATELINE_SHARD_DOCUMENTS": "6", "DATELINE_WORKERS": str(workers)}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill -9"])
def test_a_run_cut_short_is_made_good(how: signal.Signals, articles: Path, tmp_path: Path) -> None:
    cut = Settings(lake=tmp_path / "cut", workers=1)
    (tmp_path / "first.txt").write_text("Keller spoke in 2023.", encoding="utf-8")
    run_direct(cut, [str(tmp_path / "first.txt")])
    with start(articles, cut.lake) as process:
        wait_for_shards(cut.lake)
        process.send_signal(how)
        errors = process.stderr.read() if process.stderr else ""
    assert process.returncode != 0
    assert "Traceback" not in errors, errors
    with warehouse.open(cut.lake) as reader:
        assert reader.execute("SELECT count(*) FROM document").fetchone() == (1,)
    whole = Settings(lake=tmp_path / "whole", workers=1)
    for settings in (cut, whole):
        run_direct(settings, [str(tmp_path / "first.txt"), str(articles)])
    assert lake_digests(cut) == lake_digests(whole)


def wait_for_shards(lake: Path) -> None:
    """Wait until some shard of the second run is committed."""
    held = len([*(lake / "data").rglob("timex/*.parquet")])
    while len([*(lake / "data").rglob("timex/*.parquet")]) < held + 2:
        time.sleep(0.02)


def lake_digests(settings: Settings) -> dict[str, str]:
    with open_lake(settings.lake_place, read_only=True) as connection:
        return digests(connection)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads Linux's process table")
def test_workers_end_with_a_parent_that_was_killed(articles: Path, tmp_path: Path) -> None:
    with start(articles, tmp_path / "lake", workers=2) as process:
        while len(workers := children(process.pid)) < 2:
            assert process.poll() is None, "it ended before its workers were seen"
            time.sleep(0.02)
        process.kill()
    ends = time.monotonic() + 20
    while any(map(is_alive, workers)):
        assert time.monotonic() < ends, "a worker outlived its parent"
        time.sleep(0.1)


def children(pid: int) -> list[int]:
    """Processes that any thread of a process has started."""
    held = Path(f"/proc/{pid}/task").glob("*/children")
    try:
        return [int(child) for path in held for child in path.read_text().split()]
    except OSError:
        return []


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
