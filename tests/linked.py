"""Articles linked in memory, without a lake: what tests of links share."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import duckdb
import pyarrow as pa

from tasks.entities import link_names
from tasks.gazetteer import city_entries
from tasks.mentions import Name
from tasks.occupancies import find_occupancies
from tasks.registry import load_registry
from warehouse.corrections import Correction
from warehouse.link import REGISTRY_SCHEMA, link_entities, place_names
from warehouse.resolved import resolved_query
from warehouse.schema import to_arrow
from warehouse.tables import Mention, NameType, Occupancy

MARK = re.compile(r"\[(\w+) ([^\]]+)\]")
"""A name in a test's article: ``[PERSON Ana Silva]``."""

DAY = re.compile(r"(\d{4}-\d\d-\d\d) ")
"""The day of an article, if it begins with one."""

registry = cache(load_registry)


@dataclass
class Links:
    """What a list of articles was linked to."""

    things: list[dict[str, str]]
    """For each article, the entity id of each name in it."""
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    """The rows of ``link``, ``entity`` and ``alias``, in order of their keys."""
    unmatched: list[Correction] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    """How many rows each batch changed."""

    def names(self, number: int) -> dict[str, str]:
        """The name of the entity of each name of an article."""
        shown = {row[0]: row[2] for row in self.rows["entity"]}
        return {words: str(shown[thing]) for words, thing in self.things[number].items()}


def given(text: str, types: dict[str, NameType]) -> list[Name]:
    """Every occurrence of the names, the longest first where they overlap."""
    if not types:
        return []
    words = sorted(types, key=len, reverse=True)
    found = re.finditer("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), text)
    spans = [(match.group(), *match.span()) for match in found]
    return [Name(s, e, types[word], s, e, "given", 1.0) for word, s, e in spans]


def link_articles(
    articles: list[str], corrections: list[Correction] | None = None, batches: int = 1
) -> Links:
    """Link articles, put in by some batches."""
    with duckdb.connect() as connection:
        _create(connection)
        links = Links([])
        size = max(1, -(-len(articles) // batches))
        for begin in range(0, len(articles), size):
            _insert(connection, articles[begin : begin + size])
            changed, links.unmatched = link_entities(
                connection, _registry_rows(connection), corrections or []
            )
            links.changed.append(changed)
        for table in ("link", "entity", "alias"):
            links.rows[table] = connection.execute(f"FROM lake.{table} ORDER BY ALL").fetchall()
        links.things = [_things(connection, _doc_id(article)) for article in articles]
        return links


def read_article(article: str) -> tuple[str, list[Name]]:
    """The text without marks, and its names."""
    text, names, at = "", [], 0
    for match in MARK.finditer(article):
        text += article[at : match.start()]
        kind: NameType = match.group(1)  # type: ignore[assignment]
        start, end = len(text), len(text) + len(match.group(2))
        names.append(Name(start, end, kind, start, end, "given", 1.0))
        text, at = text + match.group(2), match.end()
    return text + article[at:], names


def _doc_id(article: str) -> str:
    return f"d-{article[:60]}"


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("ATTACH ':memory:' AS lake")
    for table in ("mention", "occupancy", "link", "entity", "alias", "issue"):
        connection.register("given", to_arrow(table, []))
        connection.execute(f"CREATE TABLE lake.{table} AS FROM given")
    connection.execute("CREATE TABLE lake.document (doc_id VARCHAR, dct DATE, is_current BOOLEAN)")


def _insert(connection: duckdb.DuckDBPyConnection, articles: list[str]) -> None:
    mentions: list[Mention] = []
    posts: list[Occupancy] = []
    days: dict[str, date | None] = {}
    for article in articles:
        text, names = read_article(article)
        found = link_names(names, text, _doc_id(article), registry())
        mentions.extend(found)
        posts.extend(find_occupancies(text, _doc_id(article), found, None))
        day = DAY.match(article)
        days[_doc_id(article)] = date.fromisoformat(day.group(1)) if day else None
    for table, rows in (("mention", mentions), ("occupancy", posts)):
        connection.register("given", to_arrow(table, rows))
        connection.execute(f"INSERT INTO lake.{table} BY NAME FROM given")
    connection.register(
        "given", pa.table({"doc_id": list(days), "dct": pa.array(days.values(), pa.date32())})
    )
    connection.execute("INSERT INTO lake.document SELECT *, true FROM given")


def _things(connection: duckdb.DuckDBPyConnection, doc_id: str) -> dict[str, str]:
    rows = connection.execute(
        f"SELECT text, entity_id FROM ({resolved_query('mention')}) WHERE doc_id = ?", [doc_id]
    ).fetchall()
    return dict(rows)


def _registry_rows(connection: duckdb.DuckDBPyConnection) -> list[dict[str, str | None]]:
    entries = (*registry().entries(), *city_entries(place_names(connection)))
    return [{name: getattr(entry, name) for name in REGISTRY_SCHEMA.names} for entry in entries]
