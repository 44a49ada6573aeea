"""Every hostile input is accounted for with its reason, in time; what is good beside it is read."""

import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.fetching import Fetcher, Manners
from flows.limits import TooSlow, cpu_limit
from flows.settings import Source
from flows.sources import read_pass
from flows.visits import Pass
from flows.workers import KillablePool, Limits, reading_pool
from tasks.decoding import Refusal
from tasks.records import Record
from tests.hostile import BOTH, LOST, READ, Made, payload


@pytest.fixture(scope="module")
def pool() -> Iterator[KillablePool]:
    held = reading_pool(Limits(memory=160 * 1024 * 1024))
    yield held
    held.close()


def read(pool: KillablePool, path: Path, made: Made) -> list[Record]:
    path.write_bytes(payload(made))
    source = Source(name="test", paths=[str(path)])
    items = read_pass(Pass(source, datetime.now(UTC), Fetcher(pool, Manners())))
    return [item for item in items if isinstance(item, Record)]


def fatal(records: list[Record]) -> list[str]:
    return [issue.reason for record in records for issue in record.issues if issue.is_fatal]


@pytest.mark.parametrize("name", LOST)
def test_what_cannot_be_read_is_one_issue(name: str, pool: KillablePool, tmp_path: Path) -> None:
    reason, made = LOST[name]
    records = read(pool, tmp_path / name, made)
    assert fatal(records) == [reason]
    assert [record.document for record in records] == [None]


@pytest.mark.parametrize("name", READ)
def test_what_is_odd_is_read(name: str, pool: KillablePool, tmp_path: Path) -> None:
    records = read(pool, tmp_path / name, READ[name])
    assert fatal(records) == []
    assert any(record.document for record in records)


@pytest.mark.parametrize("name", BOTH)
def test_what_is_good_beside_what_is_not_is_read(
    name: str, pool: KillablePool, tmp_path: Path
) -> None:
    reason, made = BOTH[name]
    records = read(pool, tmp_path / name, made)
    assert fatal(records) == [reason]
    assert any(record.document for record in records)


WRONG = {
    "too_slow": (time.sleep, 60),
    "out_of_memory": (bytearray, 10_000_000_000),
    "reader_failed": (os._exit, 9),
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_call_that_goes_wrong_costs_itself_only(reason: str, pool: KillablePool) -> None:
    call, argument = WRONG[reason]
    with pytest.raises(Refusal) as caught:
        pool.submit(call, argument, seconds=1.0).result()
    assert caught.value.reason == reason
    assert pool.submit(len, "four").result() == 4


def test_an_annotation_that_does_not_end_is_ended() -> None:
    with pytest.raises(TooSlow), cpu_limit(0.2):
        re.match(r"(a+)+$", "a" * 40 + "b")
