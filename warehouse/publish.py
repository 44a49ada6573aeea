"""Write ``warehouse.duckdb``: the current rows in a plain DuckDB file that any tool opens.

Readers keep the file that they have open; a new one takes its name only when it is whole and every
check has passed.
"""

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from warehouse.checks import check_warehouse
from warehouse.errors import DatelineError
from warehouse.lake import Lake, comment_statements, lake_snapshot
from warehouse.link import DERIVED
from warehouse.resolved import resolved_query
from warehouse.schema import columns, table_key
from warehouse.sql import SqlFile, literal, sql_files
from warehouse.tables import TABLES

ALL_VERSIONS = frozenset({"snapshot", "document", "issue", "visit", "run"})
"""Tables published with every version; the others hold rows of current documents only."""

WIDE = frozenset({"snapshot", "document"})
"""Tables whose rows hold whole texts or bytes."""


def publish_warehouse(
    connection: duckdb.DuckDBPyConnection, lake: Lake, *, full: bool = False
) -> bool:
    """Publish the lake's newest snapshot; returns False where the file already holds it.

    Raises `DatelineError` where a check fails; the file that stands then stays as it was.
    """
    stamp = _stamp(connection)
    if not full and stamp == _published_stamp(lake.published):
        return False
    draft = lake.published.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    connection.execute(f"ATTACH {literal(str(draft))} AS draft (STORAGE_VERSION 'v1.0.0')")
    try:
        _fill(connection, stamp)
    finally:
        connection.execute("USE memory")
        connection.execute("DETACH draft")
    _sync(draft)
    os.replace(draft, lake.published)
    return True


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every view and macro in the current database, with its description as comment."""
    for view in _in_order(sql_files("views")):
        connection.execute(_view_statement(view))
        kind = "MACRO TABLE" if view.parameters else "VIEW"
        connection.execute(f"COMMENT ON {kind} {view.name} IS {literal(view.description)}")


def _in_order(views: Iterable[SqlFile]) -> list[SqlFile]:
    """The views by name, each behind those that its query reads from."""
    waiting = {view.name: view for view in views}
    ordered: list[SqlFile] = []
    while waiting:
        names = waiting.keys()
        ready = [view for view in waiting.values() if not _reads(view) & (names - {view.name})]
        if not ready:
            raise DatelineError(
                f"the views {', '.join(sorted(waiting))} read from each other",
                "take one of them apart",
            )
        ordered += ready
        waiting = {name: view for name, view in waiting.items() if view not in ready}
    return ordered


def _reads(view: SqlFile) -> set[str]:
    """Names behind FROM and JOIN."""
    return set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", view.query))


def _fill(connection: duckdb.DuckDBPyConnection, stamp: str) -> None:
    connection.execute("USE draft")
    for table in TABLES:
        connection.execute(f"CREATE TABLE {table} AS {_rows_query(table)}")
        for statement in comment_statements("main", table):
            connection.execute(statement)
    create_views(connection)
    connection.execute("CREATE TABLE publication (stamp VARCHAR, published_at TIMESTAMPTZ)")
    connection.execute("INSERT INTO publication VALUES (?, ?)", [stamp, datetime.now(UTC)])
    check_warehouse(connection)
    connection.execute("CHECKPOINT draft")


def _rows_query(table: str) -> str:
    names = ", ".join(column.name for column in columns(table))
    rows = f"SELECT {names} FROM ({resolved_query(table)})"
    if table not in ALL_VERSIONS and table not in DERIVED:
        rows += " SEMI JOIN (SELECT doc_id FROM lake.document WHERE is_current) USING (doc_id)"
    return rows + _reading_order(table)


def _reading_order(table: str) -> str:
    """Rows in order of the text; documents as they lie, for they are too wide to sort cheaply."""
    if table in WIDE:
        return ""
    names = {column.name for column in columns(table)}
    place = ["doc_id", "start_char"] if "start_char" in names else []
    return f" ORDER BY {', '.join([*place, *table_key(table)])}"


def _view_statement(view: SqlFile) -> str:
    if view.parameters:
        return f"CREATE OR REPLACE MACRO {view.name}({view.parameters}) AS TABLE {view.query}"
    return f"CREATE OR REPLACE VIEW {view.name} AS {view.query}"


def _stamp(connection: duckdb.DuckDBPyConnection) -> str:
    """What a published file shows: the lake's snapshot, and the views and comments as declared."""
    shown = [view.query for view in sql_files("views")]
    shown += [statement for table in TABLES for statement in comment_statements("main", table)]
    declared = sha256("\n".join(shown).encode()).hexdigest()
    return f"{lake_snapshot(connection)} {declared}"


def _published_stamp(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute("SELECT stamp FROM publication").fetchone()
    except duckdb.Error:
        return None  # written by another version, or not by dateline: publish anew
    return str(row[0]) if row else None


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
