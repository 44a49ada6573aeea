"""Put a shard's rows into all tables in one transaction, and count what became of each record.

Facts are insert-only for each document version. What follows from several arrivals (which version
is current, when bytes were first seen) is worked out from the stored rows, never from their order.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.lake import in_transaction
from warehouse.schema import columns, to_arrow
from warehouse.shard import read_counts, shard_files
from warehouse.sql import literal, sql_text
from warehouse.tables import Document, Reason, Run, Visit

FAILURES: tuple[Reason, ...] = ("too_slow", "out_of_memory", "annotator_failed")
"""Why a document that is stored may be without annotations."""

FACTS = ("timex", "mention", "occupancy", "statement", "statement_span", "claim")


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the records met: in = current + superseded + repeat + quarantined."""

    n_in: int = 0
    n_current: int = 0
    n_superseded: int = 0
    n_repeat: int = 0
    n_quarantined: int = 0


def load_shard(connection: duckdb.DuckDBPyConnection, folder: Path) -> Counts:
    """Commit an annotated shard to all tables at once; a shard already stored changes nothing.

    Documents that an older annotator read have their rows replaced, and count as repeats.

    The documents that it added are noted in the temporary table ``loaded`` of this connection.
    """
    counts = read_counts(folder)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS loaded (doc_id VARCHAR)")
    added = in_transaction(connection, lambda con: _insert_shard(con, folder))
    accepted = counts.n_in - counts.n_quarantined
    return Counts(
        n_in=counts.n_in,
        n_current=added,
        n_repeat=accepted - added,
        n_quarantined=counts.n_quarantined,
    )


def settle_counts(connection: duckdb.DuckDBPyConnection, parts: list[Counts]) -> Counts:
    """The sum of the shards' counts, with versions counted as they stand after all of them."""
    if not parts:
        return Counts()
    row = connection.execute(
        "SELECT count(*) FROM loaded JOIN lake.document USING (doc_id) WHERE NOT is_current"
    ).fetchone()
    superseded = int(row[0]) if row else 0
    return Counts(
        n_in=sum(part.n_in for part in parts),
        n_current=sum(part.n_current for part in parts) - superseded,
        n_superseded=superseded,
        n_repeat=sum(part.n_repeat for part in parts),
        n_quarantined=sum(part.n_quarantined for part in parts),
    )


def known_documents(
    connection: duckdb.DuckDBPyConnection, folder: Path, annotator: str
) -> set[str]:
    """Ids of a shard's documents that the lake holds as ``annotator`` would annotate them."""
    file = literal(str(folder / "document.parquet"))
    rows = connection.execute(
        f"""
        SELECT doc_id FROM lake.document
        SEMI JOIN read_parquet({file}) USING (doc_id)
        WHERE annotator = {literal(annotator)}
        """
    ).fetchall()
    return {doc_id for (doc_id,) in rows}


def held_visits(
    connection: duckdb.DuckDBPyConnection, source: str, reader: str
) -> dict[str, Visit]:
    """The visits of a source by uri, of those that the same reader made."""
    names = ", ".join(column.name for column in columns("visit"))
    result = connection.execute(
        f"SELECT {names} FROM lake.visit WHERE source = ? AND reader = ?", [source, reader]
    )
    return {row["uri"]: Visit(**row) for row in result.to_arrow_table().to_pylist()}


def outdated_documents(
    connection: duckdb.DuckDBPyConnection, annotator: str, limit: int, after: str
) -> list[Document]:
    """Documents that another version annotated: ``limit`` of them, by id, behind ``after``."""
    return _documents(connection, f"annotator IS DISTINCT FROM {literal(annotator)}", limit, after)


def failed_documents(
    connection: duckdb.DuckDBPyConnection, limit: int, after: str
) -> list[Document]:
    """Documents that could not be annotated: ``limit`` of them, by id, behind ``after``."""
    reasons = ", ".join(map(literal, FAILURES))
    failed = f"SELECT doc_id FROM lake.issue WHERE stage = 'annotate' AND reason IN ({reasons})"
    return _documents(connection, f"doc_id IN ({failed})", limit, after)


def record_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Store the row of one execution."""
    rows = to_arrow("run", [run])
    in_transaction(connection, lambda con: con.from_arrow(rows).insert_into("lake.run"))


def _documents(
    connection: duckdb.DuckDBPyConnection, condition: str, limit: int, after: str
) -> list[Document]:
    names = ", ".join(column.name for column in columns("document"))
    result = connection.execute(
        f"""
        SELECT {names} FROM lake.document
        WHERE {condition} AND doc_id > {literal(after)}
        ORDER BY doc_id
        LIMIT {limit}
        """
    )
    return [Document(**row) for row in result.to_arrow_table().to_pylist()]


def _insert_shard(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    files = shard_files(folder)
    for table, file in files.items():
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW new_{table} AS FROM read_parquet({literal(str(file))})"
        )
    connection.execute(sql_text("fresh_documents"))
    replaced = _delete_outdated(connection)
    connection.execute("INSERT INTO lake.document BY NAME FROM fresh")
    for table in FACTS:
        if table in files:
            connection.execute(
                f"INSERT INTO lake.{table} BY NAME FROM new_{table} SEMI JOIN fresh USING (doc_id)"
            )
    connection.execute(sql_text("new_issues"))
    if "visit" in files:
        connection.execute(sql_text("new_visits"))
    _merge_snapshots(connection)
    connection.execute(sql_text("earliest_snapshot_of_document"))
    connection.execute(sql_text("number_versions"))
    connection.execute(
        "INSERT INTO loaded SELECT doc_id FROM fresh ANTI JOIN outdated USING (doc_id)"
    )
    row = connection.execute("SELECT count(*) FROM fresh").fetchone()
    return int(row[0]) - replaced if row else 0


def _delete_outdated(connection: duckdb.DuckDBPyConnection) -> int:
    """Delete the rows of held documents that the shard has annotated anew; returns how many."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE outdated AS "
        "SELECT doc_id FROM lake.document SEMI JOIN fresh USING (doc_id)"
    )
    row = connection.execute("SELECT count(*) FROM outdated").fetchone()
    count = int(row[0]) if row else 0
    for table in ("document", "issue", *FACTS) if count else ():
        connection.execute(f"DELETE FROM lake.{table} WHERE doc_id IN (FROM outdated)")
    return count


def _merge_snapshots(connection: duckdb.DuckDBPyConnection) -> None:
    """The same bytes are one snapshot, first seen when and where the earliest arrival was."""
    connection.execute(sql_text("earlier_snapshots"))
    connection.execute("DELETE FROM lake.snapshot WHERE snapshot_id IN (FROM earlier_ids)")
    connection.execute("INSERT INTO lake.snapshot BY NAME FROM earlier_snapshots")
