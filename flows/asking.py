"""Questions to the published warehouse, and receipts of its rows."""

import contextlib
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

import warehouse
from flows.render import Format, print_json, print_rows, printable
from flows.settings import load_settings
from tasks.segments import sentences
from warehouse.errors import DatelineError
from warehouse.lake import open_lake
from warehouse.receipt import find_receipt
from warehouse.resolved import RESOLVED, resolved_query
from warehouse.sql import literal, sql_files

CHUNK = 1000
ENTITY_PREFIX = "en-"


def ask(query: str, lake: Path | None, how: Format, *, live: bool = False) -> None:
    """Print the rows of a query; raises `DatelineError` with DuckDB's own words where it fails."""
    with _connection(lake, live) as connection:
        result = _execute(connection, query)
        if how is Format.parquet:
            _write_parquet(result)
        elif result.description:
            names = [column[0] for column in result.description]
            print_rows(names, _rows(result), how)


def prompt(lake: Path | None, *, live: bool = False) -> None:
    """Read queries line by line until the end of input; a query ends with a semicolon."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - gives the prompt its line editing
    with _connection(lake, live) as connection:
        for query in _typed_queries():
            try:
                result = _execute(connection, query)
                names = [column[0] for column in result.description or []]
                print_rows(names, _rows(result), Format.table)
            except DatelineError as error:
                print(f"{error}\n  hint: {error.hint}", file=sys.stderr)


def list_views() -> tuple[list[str], list[list[str]]]:
    """Name, description and grain of each view."""
    rows = [
        [_call(view.name, view.parameters), view.description, view.grain]
        for view in sql_files("views")
    ]
    return ["view", "description", "grain"], rows


def print_receipt(row_id: str, lake: Path | None, how: Format) -> None:
    """Print the chain from a row to the printed words; raises `DatelineError` for an unknown id."""
    with warehouse.open(_lake_folder(lake)) as connection:
        if row_id.startswith(ENTITY_PREFIX):
            print_rows(*_entity_receipt(connection, row_id), how)
            return
        receipt = find_receipt(connection, row_id, sentences)
    if how is Format.json:
        print_json(receipt)
    else:
        print("\n".join(_receipt_lines(receipt)))


def _receipt_lines(receipt: dict[str, Any]) -> Iterator[str]:
    shown = {
        "row": f"{receipt['kind']} {receipt['id']}",
        "words": f"{receipt['text']!r}, from {receipt['start_char']} to {receipt['end_char']}",
        "sentence": receipt["sentence"],
        "rule": f"{receipt['rule']}, confidence {receipt['confidence']:.2f}",
        "document": f"{receipt['uri']}, version {receipt['version']}, dated {receipt['dct']}",
        "text": f"SHA-256 {receipt['text_sha256']}",
        "snapshot": f"{receipt['snapshot_uri']} {receipt['locator'] or ''}".strip()
        + f", SHA-256 {receipt['snapshot_id']}",
    }
    for label, value in shown.items():
        yield f"{label:<9} {printable(value)}"


def _entity_receipt(
    connection: duckdb.DuckDBPyConnection, entity_id: str
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Why each name means the entity: rule, score, and one mention to look at."""
    result = connection.execute(
        f"""
        SELECT alias.name, alias.kind, alias.rule, alias.score, alias.n_mentions,
               min(mention.mention_id) AS mention_id
        FROM alias
        JOIN mention ON mention.entity_id = alias.entity_id AND mention.text = alias.name
        WHERE alias.entity_id = {literal(entity_id)}
        GROUP BY ALL
        ORDER BY alias.n_mentions DESC, alias.name
        """
    )
    rows = result.fetchall()
    if not rows:
        raise DatelineError(f"no entity has the id {entity_id!r}", "see table entity")
    return [column[0] for column in result.description or []], rows


@contextmanager
def _connection(lake: Path | None, live: bool) -> Generator[duckdb.DuckDBPyConnection]:
    if not live:
        with warehouse.open(_lake_folder(lake)) as connection:
            yield connection
        return
    with open_lake(load_settings(lake=lake).lake_place, read_only=True) as connection:
        connection.execute("USE lake")
        for table in RESOLVED:
            connection.execute(f"CREATE TEMP VIEW {table} AS {resolved_query(table)}")
        yield connection


def _lake_folder(lake: Path | None) -> Path:
    return load_settings(lake=lake).lake


def _execute(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    try:
        return connection.execute(query)
    except duckdb.Error as error:
        raise DatelineError(
            str(error), "`dateline sql --list` shows the views, docs/data-dictionary.md the columns"
        ) from error


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(CHUNK):
        yield from rows


def _write_parquet(result: duckdb.DuckDBPyConnection) -> None:
    import pyarrow.parquet as pq

    if sys.stdout.isatty():
        raise DatelineError("Parquet is not for a terminal", "send it to a file: > rows.parquet")
    pq.write_table(result.to_arrow_table(), sys.stdout.buffer)


def _typed_queries() -> Iterator[str]:
    held = ""
    while True:
        try:
            held += input("dateline> " if not held else "     ...> ") + "\n"
        except EOFError:
            return
        if held.rstrip().endswith(";"):
            yield held
            held = ""


def _call(name: str, parameters: str) -> str:
    return f"{name}({parameters})" if parameters else name
