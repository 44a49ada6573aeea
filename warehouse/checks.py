"""The laws as queries that must return nothing, run over a published warehouse."""

from collections.abc import Iterator

import duckdb

from warehouse.errors import DatelineError
from warehouse.schema import columns, table_key
from warehouse.sql import literal, sql_files
from warehouse.tables import TABLES

REFERENCES = (
    ("document", "snapshot_id", "snapshot"),
    ("timex", "anchor", "timex"),
    ("mention", "entity_id", "entity"),
    ("alias", "entity_id", "entity"),
    ("link", "doc_id", "document"),
    ("occupancy", "person_id", "entity"),
    ("occupancy", "organization_id", "entity"),
    ("statement", "speaker_id", "entity"),
    ("statement", "addressee_id", "entity"),
    ("statement", "speaker_mention_id", "mention"),
    ("statement", "said_timex_id", "timex"),
    ("statement", "parent_id", "statement"),
    ("statement_span", "statement_id", "statement"),
    ("claim", "statement_id", "statement"),
    ("claim", "actor_id", "entity"),
    ("claim", "object_id", "entity"),
    ("claim", "timex_id", "timex"),
)
"""Columns that hold the key of another table; each is a query of its own, to keep memory low."""


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
    for table, column, target in REFERENCES:
        yield f"{table}_{column}_held", _reference_check(table, column, target)
    for table in TABLES:
        yield f"{table}_key", _key_check(table)
        for column in columns(table):
            if column.values:
                yield f"{table}_{column.name}_values", _values_check(table, column.name)


def _reference_check(table: str, column: str, target: str) -> str:
    """Values of a column that no row of the target has; ``dct`` is the one word that is no key."""
    (key,) = table_key(target)
    return (
        f"SELECT {column} FROM {table} AS source WHERE {column} <> 'dct' "
        f"AND NOT EXISTS (FROM {target} AS target WHERE target.{key} = source.{column})"
    )


def _key_check(table: str) -> str:
    key = ", ".join(table_key(table))
    return f"SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1"


def _values_check(table: str, name: str) -> str:
    allowed = next(column.values for column in columns(table) if column.name == name)
    words = ", ".join(map(literal, allowed))
    return f"SELECT {name} FROM {table} WHERE {name} NOT IN ({words})"
