"""Corrections matched against the names that the articles use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import duckdb
import pyarrow as pa

from warehouse.clusters import Merge
from warehouse.corrections import Correction
from warehouse.identity import row_id
from warehouse.sql import sql_text

_TOLD_SCHEMA = pa.schema([(name, pa.string()) for name in ("entity_id", "name", "type")])

Named = dict[str, list["Match"]]


class Match(NamedTuple):
    """A heard thing that a correction's words name: in full, or as some mentions print it."""

    heard_id: str
    type: str
    is_full: bool
    is_whole: bool
    """Whether every mention of the thing is printed so."""
    n_mentions: int


@dataclass(slots=True)
class Told:
    """What corrections ask for, in terms of heard things."""

    merges: list[Merge] = field(default_factory=list[Merge])
    apart: list[tuple[list[str], list[str]]] = field(
        default_factory=list[tuple[list[str], list[str]]]
    )
    worded: list[tuple[str, str, str | None]] = field(
        default_factory=list[tuple[str, str, str | None]]
    )
    """Heard thing, printed name, and what that name means instead; None where it means nothing."""
    blocked: set[str] = field(default_factory=set[str])
    renamed: dict[str, str] = field(default_factory=dict[str, str])
    retyped: dict[str, str] = field(default_factory=dict[str, str])
    unmatched: list[Correction] = field(default_factory=list[Correction])

    def entities(self, ids: Mapping[str, str]) -> pa.Table:
        """Names and types by entity; ``ids`` gives the entity of a heard thing."""
        rows: dict[str, dict[str, str]] = {}
        for kind, asked in (("name", self.renamed), ("type", self.retyped)):
            for heard_id, value in asked.items():
                rows.setdefault(ids.get(heard_id, heard_id), {})[kind] = value
        held = [{"entity_id": entity_id} | row for entity_id, row in sorted(rows.items())]
        return pa.Table.from_pylist(held, schema=_TOLD_SCHEMA)


def match_corrections(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]
) -> Told:
    """What each correction asks for; leaves the temporary table ``named`` of what it names."""
    words = sorted({name for correction in corrections for name in correction.names})
    if not words:
        connection.execute("CREATE OR REPLACE TEMP TABLE named (heard_id VARCHAR)")
        return Told()
    connection.register("asked", pa.table({"name": pa.array(words, pa.string())}))
    connection.execute(sql_text("link_named"))
    named: Named = {}
    for name, *match in connection.execute("FROM named ORDER BY ALL").fetchall():
        named.setdefault(name, []).append(Match(*match))
    asked = Told()
    for correction in corrections:
        found = [named.get(name, []) for name in correction.names]
        if not all(found):
            asked.unmatched.append(correction)
        elif correction.verb == "merge":
            _merge(found, correction, asked)
        elif correction.verb == "split":
            _split(found[0], found[1], correction, asked)
        elif correction.verb == "block":
            _block(found[0], correction, asked)
        else:
            known = asked.renamed if correction.verb == "rename" else asked.retyped
            known[_best(found[0]).heard_id] = correction.value
    return asked


def _merge(found: list[list[Match]], correction: Correction, asked: Told) -> None:
    """Join what the names mean, those of one type with each other."""
    first, *others = found
    for other in others:
        pairs = [
            (one, two) for one in _full(first) for two in _full(other) if one.type == two.type
        ] or [(_best(first), _best(other))]
        for one, two in pairs:
            if one.heard_id != two.heard_id:
                merge = Merge(two.heard_id, one.heard_id, "correction", 1.0, str(correction))
                asked.merges.append(merge)


def _split(name: list[Match], whole: list[Match], correction: Correction, asked: Told) -> None:
    """Keep a name from a thing: the name's own thing apart, and its words within the thing."""
    things = {match.heard_id for match in _full(whole)}
    own = [match.heard_id for match in name if match.is_full and match.heard_id not in things]
    asked.apart.append((own, sorted(things)))
    words = correction.names[0]
    for match in name:
        if match.heard_id in things and not match.is_full:
            entity_id = own[0] if own else row_id("en", "split", words.casefold())
            asked.worded.append((match.heard_id, words, entity_id))


def _block(name: list[Match], correction: Correction, asked: Told) -> None:
    """Take out a thing of that name, and the name where it stands for another thing."""
    for match in name:
        if match.is_full or match.is_whole:
            asked.blocked.add(match.heard_id)
        else:
            asked.worded.append((match.heard_id, correction.names[0], None))


def _full(matches: list[Match]) -> list[Match]:
    """Those that have the words as their full name; else all that are printed so."""
    return [match for match in matches if match.is_full] or matches


def _best(matches: list[Match]) -> Match:
    return min(_full(matches), key=lambda match: (-match.n_mentions, match.heard_id))
