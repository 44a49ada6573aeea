"""Entities of FollowTheMoney: people, bodies, territories, events, posts and their holders."""

from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.sql import sql_text

SCHEMATA = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Territory",
    "EVENT": "Event",
}
"""Schemata by our types; what has another type has none there."""

Entity = dict[str, Any]


def ftm_entities(connection: duckdb.DuckDBPyConnection) -> Iterator[Entity]:
    """Every entity as an object of id, schema and properties, each a list of strings.

    Articles come first, then what they name, then positions and who holds them; ``proof`` leads to
    the articles.
    """
    for query, schema in (("document", "PlainText"), ("entity", None), ("position", "Position"),
                          ("occupancy", "Occupancy")):  # fmt: skip
        connection.execute(sql_text(f"ftm_{query}"))
        names = [column[0] for column in connection.description or []]
        while rows := connection.fetchmany(1000):
            for row in rows:
                held = dict(zip(names, row, strict=True))
                yield _entity(held.pop("id"), schema or SCHEMATA[held.pop("type")], held)


def _entity(name: str, schema: str, held: dict[str, Any]) -> Entity:
    properties = {key: _values(value) for key, value in sorted(held.items())}
    return {
        "id": name,
        "schema": schema,
        "properties": {key: values for key, values in properties.items() if values},
    }


def _values(value: Any) -> list[str]:
    if isinstance(value, list):
        held: list[Any] = value  # pyright: ignore[reportUnknownVariableType] - what DuckDB gives
        return [str(item) for item in held]
    return [] if value is None else [str(value)]
