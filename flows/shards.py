"""Shards on disk: records into them, and what waits for its commit."""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tasks.records import Record
from warehouse.lake import Lake
from warehouse.shard import COUNTS_FILE, ShardCounts, write_shard
from warehouse.tables import Document, Visit

PART = ".part"
"""Suffix of a batch that is still being staged."""

MAX_SHARD_CHARS = 16_000_000
MAX_SHARD_SECONDS = 30.0
"""What was fetched in this time is written, so that a run that dies has not to fetch it again."""


def batch_name() -> str:
    """Name of a new batch: its moment, so that batches sort as they came."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"


def recover_batches(lake: Lake) -> None:
    """Keep the whole shards of runs that died while they read, and drop what was half written."""
    for left in sorted(lake.staging.glob(f"*{PART}")):
        for folder in left.iterdir():
            if not (folder / COUNTS_FILE).exists():
                shutil.rmtree(folder)
        if any(left.iterdir()):
            left.rename(left.with_name(left.name.removesuffix(PART)))
        else:
            left.rmdir()


def stage_records(
    lake: Lake, batch: str, records: Iterable[Record | Visit], size: int
) -> list[Path]:
    """Write records as shards under ``staging/<batch>``, which appears when it is whole."""
    draft = lake.staging / (batch + PART)
    shutil.rmtree(draft, ignore_errors=True)  # of an attempt that failed
    draft.mkdir(parents=True)
    for number, held in enumerate(_in_shards(records, size)):
        write_shard(draft / f"{number:06}", _shard_rows(held), _count(held))
    draft.rename(lake.staging / batch)
    return sorted((lake.staging / batch).iterdir())


def stage_held(batch: Path, following: Callable[[str], list[Document]]) -> list[Path]:
    """Write held documents as shards, to be annotated anew: those that follow each last id."""
    folders: list[Path] = []
    after = ""
    while documents := following(after):
        folders.append(batch / f"{len(folders):06}")
        after = documents[-1].doc_id
        rows = {"document": documents, "snapshot": [], "issue": []}
        write_shard(folders[-1], rows, ShardCounts(n_in=0, n_quarantined=0))
    return folders


def staged_shards(lake: Lake) -> list[Path]:
    """Folders of all shards that wait for their commit, oldest batch first."""
    return sorted(
        folder
        for batch in lake.staging.glob("*")
        if not batch.name.endswith(PART)
        for folder in batch.glob("*")
        if (folder / COUNTS_FILE).exists()
    )


def drop_shard(folder: Path) -> None:
    """Remove a committed shard, and its batch when it was the last."""
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):
        folder.parent.rmdir()


def _in_shards(records: Iterable[Record | Visit], size: int) -> Iterator[list[Record | Visit]]:
    """Records in lists of at most ``size``, or fewer where texts are long or slow to come by."""
    held: list[Record | Visit] = []
    n_chars, since = 0, time.monotonic()
    for record in records:
        held.append(record)
        n_chars += record.document.n_chars if isinstance(record, Record) and record.document else 0
        is_slow = isinstance(record, Visit) and time.monotonic() > since + MAX_SHARD_SECONDS
        if len(held) >= size or n_chars >= MAX_SHARD_CHARS or is_slow:
            yield held
            held, n_chars, since = [], 0, time.monotonic()
    if held:
        yield held


def _shard_rows(held: list[Record | Visit]) -> dict[str, list[object]]:
    records = [item for item in held if isinstance(item, Record)]
    return {
        "document": [record.document for record in records if record.document],
        "snapshot": [record.snapshot for record in records if record.snapshot],
        "issue": [issue for record in records for issue in record.issues],
        "visit": [item for item in held if isinstance(item, Visit)],
    }


def _count(held: list[Record | Visit]) -> ShardCounts:
    """Records met; those of an unchanged input count as they did when it was read."""
    met = [item for item in held if isinstance(item, Record) and not item.is_note]
    same = [item for item in held if isinstance(item, Visit) and item.state == "unchanged"]
    n_quarantined = sum(record.document is None for record in met)
    n_quarantined += sum(visit.n_quarantined for visit in same)
    n_same = sum(visit.n_accepted + visit.n_quarantined for visit in same)
    return ShardCounts(len(met) + n_same, n_quarantined)
