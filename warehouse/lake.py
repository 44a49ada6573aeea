"""The lake: DuckLake tables in Parquet under a SQL catalog, opened, created and locked.

The default lake is a folder with a SQLite catalog. A catalog given as ``postgres:…`` with data
under ``s3://…`` is opened by the same code; its extensions are the extra ``team``.
"""

import fcntl
import importlib
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from warehouse.errors import DatelineError
from warehouse.schema import columns, comment
from warehouse.sql import literal, sql_type
from warehouse.tables import TABLES

COMMIT_TRIES = 8
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a lake stands: its folder, and catalog and data where those stand elsewhere."""

    folder: Path
    catalog: str | None = None
    data: str | None = None
    memory: str = "128MB"
    """What DuckDB may hold in memory; the rest of a large query goes to files in the folder."""

    @property
    def published(self) -> Path:
        """The plain DuckDB file that readers open."""
        return self.folder / "warehouse.duckdb"

    @property
    def staging(self) -> Path:
        """Folder of the shards that wait for their commit."""
        return self.folder / "staging"

    @property
    def catalog_uri(self) -> str:
        """What DuckLake attaches."""
        return self.catalog or f"sqlite:{self.folder / 'catalog.sqlite'}"

    @property
    def data_path(self) -> str:
        """Where the Parquet files lie."""
        return self.data or f"{self.folder / 'data'}/"


@contextmanager
def open_lake(lake: Lake, *, read_only: bool = False) -> Generator[duckdb.DuckDBPyConnection]:
    """A connection with the lake attached as ``lake`` and its tables in place.

    Raises `DatelineError` where there is no lake to read, or an extension is missing.
    """
    if read_only and lake.catalog is None and not (lake.folder / "catalog.sqlite").exists():
        raise DatelineError(f"there is no lake in {lake.folder}", "run `dateline run` first")
    connection = duckdb.connect(":memory:")
    try:
        _load_extensions(connection, lake)
        if lake.data is None:
            Path(lake.data_path).mkdir(parents=True, exist_ok=True)
        connection.execute(_attach_sql(lake, read_only))
        connection.execute("SET ducklake_max_retry_count = 100")
        connection.execute(f"SET memory_limit = {literal(lake.memory)}")
        # Each thread sorts in memory of its own, and annotation, not the writing, takes the time.
        connection.execute("SET threads = 1")
        connection.execute(f"SET temp_directory = {literal(str(lake.folder / 'tmp'))}")
        if not read_only:
            _create_tables(connection)
        yield connection
    except duckdb.OutOfMemoryException as error:
        raise DatelineError(
            f"DuckDB needs more memory than {lake.memory}", "raise `memory` in dateline.toml"
        ) from error
    finally:
        connection.close()


@contextmanager
def writer_lock(lake: Lake) -> Generator[None]:
    """Hold the lake against other writers on this machine; waits for its turn."""
    lake.folder.mkdir(parents=True, exist_ok=True)
    with (lake.folder / "writer.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def in_transaction(
    connection: duckdb.DuckDBPyConnection, work: Callable[[duckdb.DuckDBPyConnection], Result]
) -> Result:
    """Do ``work`` in one transaction, again from the start where the catalog was busy."""
    for attempt in range(1, COMMIT_TRIES + 1):
        connection.execute("BEGIN")
        try:
            result = work(connection)
            connection.execute("COMMIT")
            return result
        except BaseException as error:
            _roll_back(connection)
            if attempt == COMMIT_TRIES or not _is_busy(error):
                raise
        time.sleep(0.05 * 2**attempt)
    raise AssertionError("unreachable: the last attempt returns or raises")


def lake_snapshot(connection: duckdb.DuckDBPyConnection) -> int:
    """Number of the lake's newest snapshot; it grows with each commit."""
    row = connection.execute("SELECT max(snapshot_id) FROM lake.snapshots()").fetchone()
    return int(row[0]) if row else 0


def _attach_sql(lake: Lake, read_only: bool) -> str:
    options = [f"DATA_PATH {literal(lake.data_path)}", "OVERRIDE_DATA_PATH true"]
    options.append("DATA_INLINING_ROW_LIMIT 0")
    if lake.catalog is None:
        options += ["META_JOURNAL_MODE 'WAL'", "META_BUSY_TIMEOUT 10000"]
    if read_only:
        options.append("READ_ONLY")
    return f"ATTACH {literal('ducklake:' + lake.catalog_uri)} AS lake ({', '.join(options)})"


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing, so that an older lake gains new tables and columns."""
    held = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'lake'"
    ).fetchall()
    tables = {table for table, _ in held}
    missing = [table for table in TABLES if table not in tables]
    if missing:
        in_transaction(connection, lambda con: [_create_table(con, table) for table in missing])
    for table in tables & set(TABLES):
        for column in columns(table):
            if (table, column.name) not in held:
                added = f"{column.name} {sql_type(column.arrow_type)}"
                connection.execute(f"ALTER TABLE lake.{table} ADD COLUMN {added}")


def _create_table(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    declared = ", ".join(
        f"{c.name} {sql_type(c.arrow_type)}{'' if c.is_nullable else ' NOT NULL'}"
        for c in columns(table)
    )
    connection.execute(f"CREATE TABLE lake.{table} ({declared})")
    for statement in comment_statements("lake", table):
        connection.execute(statement)


def comment_statements(database: str, table: str) -> list[str]:
    """SQL that puts the declared comments on a table and its columns."""
    whole = f"COMMENT ON TABLE {database}.{table} IS {literal(comment(table))}"
    return [
        whole,
        *(
            f"COMMENT ON COLUMN {database}.{table}.{c.name} IS {literal(c.comment)}"
            for c in columns(table)
        ),
    ]


def _load_extensions(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    names = ["sqlite_scanner" if lake.catalog is None else "postgres_scanner", "ducklake"]
    if lake.data is not None and "://" in lake.data:
        names.append("httpfs")
    for name in names:
        _load_extension(connection, name)


def _load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load from the installed wheel; DuckDB checks its signature. Without one, ask DuckDB's own."""
    try:
        module = importlib.import_module(f"duckdb_extension_{name}")
    except ModuleNotFoundError:
        _install_extension(connection, name)
        return
    for folder in module.__path__:
        for file in sorted(Path(folder).rglob("*.duckdb_extension")):
            connection.execute(f"LOAD {literal(str(file))}")
            return
    _install_extension(connection, name)


def _install_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    try:
        connection.execute(f"INSTALL {name}; LOAD {name}")
    except duckdb.Error as error:
        raise DatelineError(
            f"DuckDB extension {name!r} is not installed ({error})",
            f"pip install duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}",
        ) from error


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:
        return  # a failed commit has rolled back by itself


def _is_busy(error: BaseException) -> bool:
    text = str(error).lower()
    return isinstance(error, duckdb.Error) and ("locked" in text or "conflict" in text)
