"""Groups of near-duplicates over all current documents, in SQL, whatever order they came in."""

import duckdb

from warehouse.lake import in_transaction
from warehouse.sql import sql_text


def group_duplicates(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring ``document.dup_group`` up to the current documents; returns how many rows changed.

    Compared are title and text behind the dateline, which differs from agency to agency.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE compared AS SELECT doc_id, "
        "concat_ws(' ', title, substr(text, body_start_char + 1)) AS text "
        "FROM lake.document WHERE is_current"
    )
    connection.execute(sql_text("near_duplicates"))
    connection.execute(sql_text("duplicate_groups"))
    return in_transaction(connection, _store_groups)


def _store_groups(connection: duckdb.DuckDBPyConnection) -> int:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE regrouped AS "
        "SELECT document.doc_id, dup_grouped.dup_group FROM lake.document "
        "LEFT JOIN dup_grouped USING (doc_id) "
        "WHERE document.dup_group IS DISTINCT FROM dup_grouped.dup_group"
    )
    row = connection.execute("SELECT count(*) FROM regrouped").fetchone()
    changed = int(row[0]) if row else 0
    if changed:
        connection.execute(
            "UPDATE lake.document SET dup_group = regrouped.dup_group FROM regrouped "
            "WHERE document.doc_id = regrouped.doc_id"
        )
    return changed
