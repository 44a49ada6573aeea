"""Tables and views of the warehouse as files for other programs."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# XlsxWriter and pyarrow ship no types.

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse import open as open_warehouse
from warehouse.cells import csv_cell, plain
from warehouse.errors import DatelineError
from warehouse.follow_the_money import ftm_entities
from warehouse.sql import sql_files
from warehouse.tables import TABLES
from warehouse.workbook import write_workbook

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was written, and how many rows are in it."""

    file: Path
    n_rows: int


def export(published: Path, how: str, output: Path, names: list[str]) -> Iterator[Exported]:
    """Write tables and views as ``how``: to a folder of files, or to one file.

    Without ``names``, every table. Raises `DatelineError` for a name or format that is none.
    """
    if how not in FORMATS:
        raise DatelineError(f"no format {how!r}", f"one of {', '.join(FORMATS)}")
    with open_warehouse(published) as connection:
        chosen = names or list(TABLES)
        unknown = [name for name in chosen if name not in exportable()]
        if unknown:
            raise DatelineError(
                f"no table or view {unknown[0]!r}", "`dateline sql --list` shows the views"
            )
        yield from FORMATS[how](connection, output, chosen)


def exportable() -> list[str]:
    """Tables, and the views that take no parameters."""
    return [*TABLES, *(view.name for view in sql_files("views") if not view.parameters)]


def _files(
    suffix: str, write: Callable[[duckdb.DuckDBPyConnection, Path], int]
) -> Callable[[duckdb.DuckDBPyConnection, Path, list[str]], Iterator[Exported]]:
    """A file of each table in a folder."""

    def export_files(
        connection: duckdb.DuckDBPyConnection, output: Path, names: list[str]
    ) -> Iterator[Exported]:
        output.mkdir(parents=True, exist_ok=True)
        for name in names:
            connection.execute(f"FROM {name}")
            path = output / f"{name}{suffix}"
            yield Exported(path, _whole(path, lambda draft: write(connection, draft)))

    return export_files


def _write_csv(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column_names(connection))
        n_rows = 0
        for row in rows(connection):
            writer.writerow([csv_cell(value) for value in row])
            n_rows += 1
    return n_rows


def _write_json(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    names, n_rows = column_names(connection), 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows(connection):
            held = dict(zip(names, row, strict=True))
            file.write(json.dumps(held, ensure_ascii=False, default=plain) + "\n")
            n_rows += 1
    return n_rows


def _write_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    import pyarrow.parquet as pq

    batches, n_rows = connection.to_arrow_reader(CHUNK), 0
    with pq.ParquetWriter(path, batches.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            n_rows += batch.num_rows
    return n_rows


def _export_xlsx(
    connection: duckdb.DuckDBPyConnection, output: Path, names: list[str]
) -> Iterator[Exported]:
    yield Exported(output, _whole(output, lambda draft: write_workbook(connection, draft, names)))


def _export_duckdb(
    connection: duckdb.DuckDBPyConnection, output: Path, _names: list[str]
) -> Iterator[Exported]:
    """A copy of the published file; readers of the copy need no lake."""
    (held,) = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE NOT internal"
    ).fetchall()
    n_rows = sum(_count(connection, name) for name in TABLES)
    _whole(output, lambda draft: shutil.copyfile(held[0], draft))
    yield Exported(output, n_rows)


def _export_ftm(
    connection: duckdb.DuckDBPyConnection, output: Path, _names: list[str]
) -> Iterator[Exported]:
    def write(draft: Path) -> int:
        n_rows = 0
        with draft.open("w", encoding="utf-8") as file:
            for entity in ftm_entities(connection):
                file.write(json.dumps(entity, ensure_ascii=False) + "\n")
                n_rows += 1
        return n_rows

    yield Exported(output, _whole(output, write))


def column_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the columns of the query that was last made."""
    return [column[0] for column in connection.description or []]


def rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of the query that was last made, a few at a time."""
    while held := connection.fetchmany(CHUNK):
        yield from held


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _whole(path: Path, write: Callable[[Path], Any]) -> Any:
    """Write beside a file, which then takes its name whole."""
    draft = path.with_name(path.name + ".draft")
    path.parent.mkdir(parents=True, exist_ok=True)
    written = write(draft)
    os.replace(draft, path)
    return written


FORMATS: dict[
    str, Callable[[duckdb.DuckDBPyConnection, Path, list[str]], Iterator[Exported]]
] = {
    "csv": _files(".csv", _write_csv),
    "json": _files(".jsonl", _write_json),
    "parquet": _files(".parquet", _write_parquet),
    "xlsx": _export_xlsx,
    "duckdb": _export_duckdb,
    "ftm": _export_ftm,
}  # fmt: skip
