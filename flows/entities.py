"""Doubtful merges and likely missed ones, and the corrections that the user makes of them."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import warehouse
from flows.render import printable
from flows.settings import load_settings
from warehouse.corrections import Correction, read_corrections, write_correction
from warehouse.sql import sql_text

COLUMNS = ("state", "name", "entity", "rule", "score", "evidence", "documents")
ANSWERS = {"y": True, "yes": True, "n": False, "no": False}
QUIT = ("q", "quit")


class Doubt(NamedTuple):
    """A name that was merged with an entity, or kept apart from it, with little to go by."""

    state: str
    name: str
    entity: str
    rule: str
    score: float
    evidence: str | None
    n_documents: int
    heard_id: str | None
    entity_id: str

    @property
    def named(self) -> tuple[str, str]:
        """The two as a correction names them: by their ids where their names are the same."""
        if self.name == self.entity and self.heard_id:
            return self.heard_id, self.entity_id
        return self.name, self.entity


def doubtful_links(lake: Path | None, limit: int) -> list[Doubt]:
    """What is most worth a decision, worst first, without what was decided already."""
    settings = load_settings(lake=lake)
    decided = {frozenset(c.names) for c in read_corrections(settings.corrections)}
    with warehouse.open(settings.lake) as connection:
        rows: Iterable[tuple[Any, ...]] = connection.execute(sql_text("doubtful_links")).fetchall()
    found = [Doubt(*row) for row in rows]
    return [doubt for doubt in found if frozenset(doubt.named) not in decided][:limit]


def decide(lake: Path | None, doubts: list[Doubt], ask: Callable[[str], str] = input) -> int:
    """Ask whether each pair is one thing; returns how many corrections were written."""
    path, written = load_settings(lake=lake).corrections, 0
    for doubt in doubts:
        try:
            answer = ask(_question(doubt)).strip().lower()
        except EOFError:
            break
        if answer in QUIT:
            break
        correction = _correction(doubt, ANSWERS.get(answer))
        if correction:
            write_correction(path, correction)
            written += 1
    return written


def report_decisions(lake: Path | None, written: int) -> None:
    """Say on standard error what was written, and what makes it hold."""
    path = load_settings(lake=lake).corrections
    print(f"{written} corrections written to {path}; `dateline run` applies them", file=sys.stderr)


def _question(doubt: Doubt) -> str:
    name, entity = printable(doubt.name), printable(doubt.entity)
    why = f"{doubt.rule}, {doubt.score:.2f}" + (f"; {doubt.evidence}" if doubt.evidence else "")
    return f"{name} = {entity}? now {doubt.state} ({printable(why)}) [y/n, Enter skips, q ends] "


def _correction(doubt: Doubt, is_one: bool | None) -> Correction | None:
    """The correction that an answer asks for; a yes to a merge keeps it for good."""
    if is_one is None:
        return None
    return Correction("merge" if is_one else "split", doubt.named)
