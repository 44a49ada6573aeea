"""Links, entities and aliases over all current documents, replaced where they changed.

All of it follows from the rows that the lake holds and from the user's corrections, never from the
order in which documents came.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.clusters import Clusters, Heard, Merge
from warehouse.corrections import Correction
from warehouse.homonyms import Reading, split_homonyms
from warehouse.identity import row_id
from warehouse.lake import in_transaction
from warehouse.link_corrections import Told, match_corrections
from warehouse.resolved import resolved_query
from warehouse.schema import columns, table_key, to_arrow
from warehouse.sql import sql_text
from warehouse.tables import Issue

DERIVED = ("link", "entity", "alias")
MERGING = ("heard", "pairs", "shared", "merges")
READING = ("candidates", "readings")
ENOUGH = 0.7
"""From this score on, two names are one thing."""

REGISTRY_SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("entity_id", "name", "type", "country", "iso", "wikidata_id", "geonames_id")
    ]
)
GROUPED_SCHEMA = pa.schema([("heard_id", pa.string()), ("entity_id", pa.string())])
LINKED_SCHEMA = pa.schema(
    [
        ("link_id", pa.string()),
        ("heard_id", pa.string()),
        ("doc_id", pa.string()),
        ("words", pa.string()),
        ("entity_id", pa.string()),
        ("rule", pa.string()),
        ("score", pa.float64()),
        ("evidence", pa.string()),
        ("is_applied", pa.bool_()),
    ]
)
Row = dict[str, object]


def link_entities(
    connection: duckdb.DuckDBPyConnection,
    registry: Iterable[Mapping[str, str | None]],
    corrections: Sequence[Correction] = (),
) -> tuple[int, list[Correction]]:
    """Bring ``link``, ``entity`` and ``alias`` up to the mentions and the corrections.

    Returns how many of their rows changed, and the corrections that match nothing. ``registry``
    gives name, type, country and ids by ``entity_id`` and outvotes the mentions.
    """
    connection.register("registry", pa.Table.from_pylist(list(registry), schema=REGISTRY_SCHEMA))
    for step in MERGING:
        connection.execute(sql_text(f"link_{step}"))
    asked = match_corrections(connection, corrections)
    clusters = Clusters(_heard(connection))
    merges = _merges(connection)
    for ones, others in asked.apart:
        clusters.keep_apart(ones, others)
    clusters.join_all([*asked.merges, *(merge for merge in merges if merge.score >= ENOUGH)])
    ids = clusters.entity_ids()
    grouped = {"heard_id": list(ids), "entity_id": list(ids.values())}
    connection.register("grouped", pa.table(grouped, schema=GROUPED_SCHEMA))
    for step in READING:
        connection.execute(sql_text(f"link_{step}"))
    rows = [*_joined(clusters, ids, asked), *_likely(merges, clusters, ids), *_worded(asked, ids)]
    moved = {str(row["heard_id"]) for row in rows if row["is_applied"] and not row["words"]}
    readings = [*_readings(connection, ids), *split_homonyms(_homonym_rows(connection))]
    rows += _placed(readings, clusters, moved)
    connection.register("linked", pa.Table.from_pylist(rows, schema=LINKED_SCHEMA))
    connection.register("told", asked.entities(ids))
    return in_transaction(connection, _replace_derived), asked.unmatched


def place_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What articles call places, as printed: the names by which a table of cities is asked."""
    query = "SELECT DISTINCT text FROM lake.mention WHERE type = 'GPE' ORDER BY text"
    return [text for (text,) in connection.execute(query).fetchall()]


def note_unmatched(
    connection: duckdb.DuckDBPyConnection, file: Path, unmatched: Sequence[Correction]
) -> None:
    """Make the issues of the stage ``link`` those of the corrections that match nothing now."""
    issues = [
        Issue(
            issue_id=row_id("is", file.name, "link", correction),
            doc_id=None,
            uri=file.name,
            stage="link",
            reason="unmatched_correction",
            detail=str(correction),
            is_fatal=False,
        )
        for correction in dict.fromkeys(unmatched)
    ]
    query = "SELECT issue_id FROM lake.issue WHERE stage = 'link'"
    held = {issue_id for (issue_id,) in connection.execute(query).fetchall()}
    if held == {issue.issue_id for issue in issues}:
        return

    def replace(con: duckdb.DuckDBPyConnection) -> None:
        con.execute("DELETE FROM lake.issue WHERE stage = 'link'")
        con.from_arrow(to_arrow("issue", issues)).insert_into("lake.issue")

    in_transaction(connection, replace)


def _joined(clusters: Clusters, ids: Mapping[str, str], asked: Told) -> Iterator[Row]:
    """A row for each heard thing that is one with another, or that a correction blocks."""
    for heard_id, entity_id in ids.items():
        if heard_id != entity_id and heard_id not in asked.blocked:
            yield _row(Reading("", heard_id, entity_id, *clusters.joined[heard_id][2:]))
    for heard_id in sorted(asked.blocked):
        yield _row(Reading("", heard_id, "", "correction", 1.0, None))


def _likely(merges: list[Merge], clusters: Clusters, ids: Mapping[str, str]) -> Iterator[Row]:
    """A row, not applied, for each pair that may be one and is not."""
    for merge in merges:
        one, other = (ids.get(i, i) for i in (merge.heard_id, merge.other_id))
        if one != other and not clusters.are_apart(merge.heard_id, merge.other_id):
            yield _row(Reading("", merge.heard_id, other, *merge[2:]), is_applied=False)


def _worded(asked: Told, ids: Mapping[str, str]) -> Iterator[Row]:
    for heard_id, words, entity_id in asked.worded:
        meant = ids.get(entity_id, entity_id) if entity_id else ""
        yield _row(Reading("", heard_id, meant, "correction", 1.0, None), words=words)


def _placed(readings: Iterable[Reading], clusters: Clusters, moved: set[str]) -> Iterator[Row]:
    """A row for what a heard thing means in one article, unless it means that everywhere."""
    for reading in readings:
        is_told = clusters.are_apart(reading.heard_id, reading.entity_id)
        if reading.heard_id not in moved and not is_told:
            yield _row(reading, is_applied=reading.score >= ENOUGH)


def _row(reading: Reading, *, words: str | None = None, is_applied: bool = True) -> Row:
    doc_id, heard_id, entity_id, rule, score, evidence = reading
    return {
        "link_id": row_id("ln", heard_id, doc_id, words, entity_id, is_applied),
        "heard_id": heard_id,
        "doc_id": doc_id or None,
        "words": words,
        "entity_id": entity_id or None,
        "rule": rule,
        "score": score,
        "evidence": evidence,
        "is_applied": is_applied,
    }


def _heard(connection: duckdb.DuckDBPyConnection) -> dict[str, Heard]:
    rows = connection.execute(
        "SELECT heard_id, name, is_registered, first_met FROM heard "
        "SEMI JOIN (SELECT heard_id FROM merge UNION SELECT other_id FROM merge "
        "UNION SELECT heard_id FROM named) USING (heard_id)"
    ).fetchall()
    return {row[0]: Heard(row[0], row[1], row[2], tuple(row[3].values())) for row in rows}


def _merges(connection: duckdb.DuckDBPyConnection) -> list[Merge]:
    rows = connection.execute(
        "SELECT DISTINCT ON (merge.heard_id, other_id) merge.heard_id, other_id, rule, score, "
        "n_shared || ' things named beside both, such as ' || best.name "
        "FROM merge LEFT JOIN heard AS best ON best.heard_no = best_no "
        "ORDER BY merge.heard_id, other_id, score DESC, rule"
    ).fetchall()
    return [Merge(*row) for row in rows]


def _readings(connection: duckdb.DuckDBPyConnection, ids: Mapping[str, str]) -> Iterator[Reading]:
    rows = connection.execute(
        "SELECT doc_id, reading.heard_id, candidate_id, rule, score, "
        "n_shared || ' things named beside both, such as ' || best.name "
        "FROM reading LEFT JOIN heard AS best ON best.heard_no = best_no"
    ).fetchall()
    for doc_id, heard_id, candidate_id, *rest in rows:
        yield Reading(doc_id, heard_id, ids.get(candidate_id, candidate_id), *rest)


def _homonym_rows(connection: duckdb.DuckDBPyConnection) -> list[Any]:
    return connection.execute(sql_text("link_homonyms")).fetchall()


def _replace_derived(connection: duckdb.DuckDBPyConnection) -> int:
    changed = _replace(connection, "link")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE resolved AS "
        "SELECT mention_id, doc_id, dct, entity_id, type, name, text, form, link_rule, link_score "
        f"FROM ({resolved_query('mention')}) "
        "JOIN (SELECT doc_id, dct FROM lake.document WHERE is_current) USING (doc_id)"
    )
    return changed + _replace(connection, "entity") + _replace(connection, "alias")


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
