"""Shards: folders of Parquet files that wait for their commit, a file for each table."""

# pyright: reportUnknownMemberType=false
# pyarrow ships no types, and its stubs leave write_table open.

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import pyarrow.parquet as pq

from warehouse.schema import to_arrow
from warehouse.tables import TABLES, Row

COUNTS_FILE = "counts.json"
AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True, slots=True)
class ShardCounts:
    """What a shard holds: records met = accepted + quarantined."""

    n_in: int
    n_quarantined: int


def write_shard(
    folder: Path, rows: Mapping[str, Iterable[object]], counts: ShardCounts | None = None
) -> None:
    """Write rows by table into a shard folder, which appears whole or not at all.

    A folder of that name is replaced, so that a repeated attempt is harmless.
    """
    draft = folder.with_name(folder.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for table, held in rows.items():
        pq.write_table(to_arrow(table, held), draft / f"{table}.parquet", compression="zstd")
    if counts:
        (draft / COUNTS_FILE).write_text(json.dumps(asdict(counts)), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(draft, folder)


def read_counts(folder: Path) -> ShardCounts:
    """The counts of a shard."""
    return ShardCounts(**json.loads((folder / COUNTS_FILE).read_text(encoding="utf-8")))


def read_rows(folder: Path, row_class: type[AnyRow]) -> list[AnyRow]:
    """The rows of one table of a shard; none where it has no file for it."""
    table = next(name for name, held in TABLES.items() if held is row_class)
    path = folder / f"{table}.parquet"
    if not path.exists():
        return []
    return [row_class(**row) for row in pq.read_table(path).to_pylist()]


def read_ids(folder: Path) -> set[str]:
    """The ids of the documents of a shard."""
    path = folder / "document.parquet"
    if not path.exists():
        return set()
    return {str(row["doc_id"]) for row in pq.read_table(path, columns=["doc_id"]).to_pylist()}


def shard_files(folder: Path) -> dict[str, Path]:
    """The Parquet files of a shard by table."""
    return {path.stem: path for path in sorted(folder.glob("*.parquet"))}
