"""Gold names put in place of those that are found."""

from typing import Any

from warehouse.identity import row_id
from warehouse.tables import Mention


def given_mention(doc_id: str, row: dict[str, Any]) -> Mention:
    """The mention that a gold row tells; a thing goes by its canonical name."""
    name = row.get("name") or row["text"]
    return Mention(
        doc_id=doc_id,
        start_char=row["start"],
        end_char=row["end"],
        text=row["text"],
        rule="gold",
        mention_id=row_id("mn", doc_id, row["start"], row["end"], row["type"]),
        type=row["type"],
        name=name,
        entity_id=row_id("en", name),
        link_rule="gold",
        head_start_char=row["start"],
        head_end_char=row["end"],
    )
