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
_BLOCKED_SPEAKERS = """
LEFT JOIN (
    SELECT DISTINCT mention_id
    FROM lake.mention AS mention
    JOIN lake.link AS link ON link.heard_id = mention.entity_id
    WHERE link.is_applied AND link.entity_id IS NULL
        AND (link.words IS NULL OR link.words = mention.text)
) AS blocked ON blocked.mention_id = row.speaker_mention_id"""
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
    if table == "statement":
        query += _BLOCKED_SPEAKERS
    needed = next(name for name in names)
    is_needed = not next(c.is_nullable for c in columns(table) if c.name == needed)
    return query + (f"\nWHERE {_meaning(needed)} IS NOT NULL" if is_needed else "")


def _replacements(table: str) -> list[str]:
    found = [f"{_meaning(name)} AS {name}" for name in REFERENCES[table]]
    if table == "statement":
        speaker = _meaning("speaker_id")
        is_blocked = f"blocked.mention_id IS NOT NULL OR {speaker} IS NULL"
        found = [part for part in found if not part.endswith(" AS speaker_id")]
        found += [
            f"CASE WHEN {is_blocked} THEN NULL ELSE {speaker} END AS speaker_id",
            f"CASE WHEN {is_blocked} THEN NULL ELSE row.speaker_mention_id END"
            " AS speaker_mention_id",
            f"CASE WHEN row.speaker_id IS NOT NULL AND ({is_blocked})"
            f" THEN '{BLOCKED}' ELSE row.reason END AS reason",
        ]
    return found


def _meaning(name: str) -> str:
    return (
        f"CASE WHEN {name}_placed.link_id IS NOT NULL THEN {name}_placed.entity_id"
        f" WHEN {name}_plain.link_id IS NOT NULL THEN {name}_plain.entity_id ELSE row.{name} END"
    )
