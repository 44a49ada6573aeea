"""A hash over each table's rows in key order, to prove that two lakes hold the same facts."""

import duckdb

from warehouse.schema import columns, table_key
from warehouse.tables import TABLES

RUN_TIMES = frozenset({"run", "visit"})
"""Tables that hold when and how often things ran; no fact is in them, and no digest is of them."""


def digests(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """SHA-256 of every table of facts in the lake, by table.

    Columns that tell of an arrival (`ARRIVAL` of the table's declaration) are left out.
    """
    return {table: _digest(connection, table) for table in TABLES if table not in RUN_TIMES}


def _digest(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Rows are hashed in buckets, so that memory stays bounded; then the buckets are."""
    left_out: tuple[str, ...] = getattr(TABLES[table], "ARRIVAL", ())
    names = [column.name for column in columns(table) if column.name not in left_out]
    packed = ", ".join(f"{name} := {name}" for name in names)
    key = ", ".join(["''", *(name for name in table_key(table) if name in names)])
    row = connection.execute(
        f"""
        WITH hashed AS (
            SELECT
                concat_ws('|', {key}) AS key,
                md5(to_json(struct_pack({packed}))::VARCHAR) AS hash
            FROM lake.{table}
        ),
        buckets AS (
            SELECT
                substr(md5(key), 1, 2) AS bucket,
                sha256(string_agg(hash, '' ORDER BY key, hash)) AS hash
            FROM hashed
            GROUP BY bucket
        )
        SELECT sha256(coalesce(string_agg(hash, '' ORDER BY bucket), '')) FROM buckets
        """
    ).fetchone()
    return str(row[0]) if row else ""
