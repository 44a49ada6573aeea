"""Rows of facts with the things that their names mean across all articles.

The lake keeps what each article alone says; table ``link`` says which of it is one. Joining the two
when rows are read leaves facts as they were inserted, and every merge can be undone.
"""

from functools import cache

from warehouse.schema import columns
from warehouse.sql import sql_text

REFERENCES: dict[str, tuple[str, ...]] = {
    "occupancy": ("person_id", "organization_id"),
    "statement": ("speaker_id", "addressee_id"),
    "claim": ("actor_id", "object_id"),
}
"""Columns that hold the thing that an article heard."""

BLOCKED = "blocked by a correction"
RESOLVED = ("mention", *REFERENCES)


@cache
def resolved_query(table: str) -> str:
    """A query for the rows of a table, with the things that their names mean."""
    if table == "mention":
        return sql_text("resolved_mention")
    names = REFERENCES.get(table, ())
    if not names:
        return f"FROM lake.{table}"
    query = f"SELECT row.* REPLACE ({', '.join(_replacements(table))}) FROM lake.{table} AS row"
    for name in names:
        query += (
            f"\nLEFT JOIN lake.link AS {name}_placed ON {name}_placed.heard_id = row.{name}"
            f" AND {name}_placed.doc_id = row.doc_id AND {name}_placed.is_applied"
            f"\nLEFT JOIN lake.link AS {name}_plain ON {name}_plain.heard_id = row.{name}"
            f" AND {name}_plain.doc_id IS NULL AND {name}_plain.words IS NULL"
            f" AND {name}_plain.is_applied"
        )
    needed = next(name for name in names)
    is_needed = not next(c.is_nullable for c in columns(table) if c.name == needed)
    return query + (f"\nWHERE {_meaning(needed)} IS NOT NULL" if is_needed else "")


def _replacements(table: str) -> list[str]:
    found = [f"{_meaning(name)} AS {name}" for name in REFERENCES[table]]
    if table == "statement":
        found.append(
            f"CASE WHEN row.speaker_id IS NOT NULL AND {_meaning('speaker_id')} IS NULL"
            f" THEN '{BLOCKED}' ELSE row.reason END AS reason"
        )
    return found


def _meaning(name: str) -> str:
    return (
        f"CASE WHEN {name}_placed.link_id IS NOT NULL THEN {name}_placed.entity_id"
        f" WHEN {name}_plain.link_id IS NOT NULL THEN {name}_plain.entity_id ELSE row.{name} END"
    )
