"""The laws as queries that must return nothing, run over a published warehouse."""

from collections.abc import Iterator

import duckdb

from warehouse.errors import DatelineError
from warehouse.schema import columns, table_key
from warehouse.sql import literal, sql_files
from warehouse.tables import TABLES


def check_warehouse(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise `DatelineError` with the first rows that break a law."""
    for name, query in all_checks():
        broken = connection.execute(f"{query} LIMIT 3").fetchall()
        if broken:
            raise DatelineError(
                f"check {name!r} failed: {broken}",
                "the last published warehouse stays; please report this with `dateline doctor`",
            )


def all_checks() -> Iterator[tuple[str, str]]:
    """Name and query of every check: the files, then those that the declarations imply."""
    for file in sql_files("checks"):
        yield file.name, f"SELECT * FROM ({file.query})"
    for table in TABLES:
        yield f"{table}_key", _key_check(table)
        for column in columns(table):
            if column.values:
                yield f"{table}_{column.name}_values", _values_check(table, column.name)


def _key_check(table: str) -> str:
    key = ", ".join(table_key(table))
    return f"SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1"


def _values_check(table: str, name: str) -> str:
    allowed = next(column.values for column in columns(table) if column.name == name)
    words = ", ".join(map(literal, allowed))
    return f"SELECT {name} FROM {table} WHERE {name} NOT IN ({words})"
