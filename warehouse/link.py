"""Entities and aliases, worked out over all current documents and replaced where they changed."""

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from warehouse.lake import in_transaction
from warehouse.schema import columns, table_key
from warehouse.sql import sql_text

DERIVED = ("entity", "alias")
REGISTRY_SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("entity_id", "name", "type", "country", "iso", "wikidata_id", "geonames_id")
    ]
)


def link_entities(
    connection: duckdb.DuckDBPyConnection, registry: Iterable[Mapping[str, str | None]]
) -> int:
    """Bring ``entity`` and ``alias`` up to the mentions; returns how many of their rows changed.

    ``registry`` gives name, type, country and ids by ``entity_id`` and outvotes the mentions.
    """
    connection.register("registry", pa.Table.from_pylist(list(registry), schema=REGISTRY_SCHEMA))
    return in_transaction(connection, lambda con: sum(_replace(con, name) for name in DERIVED))


def _replace(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Delete the rows that no longer hold and insert those that do now; touch no other."""
    names = ", ".join(column.name for column in columns(table))
    same = " AND ".join(f"old.{name} = {table}.{name}" for name in table_key(table))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE derived AS {sql_text(f'derive_{table}')}")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE gone AS SELECT {names} FROM lake.{table} "
        f"EXCEPT SELECT {names} FROM derived"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE come AS SELECT {names} FROM derived "
        f"EXCEPT SELECT {names} FROM lake.{table}"
    )
    connection.execute(f"DELETE FROM lake.{table} WHERE EXISTS (FROM gone AS old WHERE {same})")
    connection.execute(f"INSERT INTO lake.{table} BY NAME FROM come")
    row = connection.execute(
        "SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM come)"
    ).fetchone()
    return int(row[0]) if row else 0
