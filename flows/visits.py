"""What a source met when, so that the next run reads only what is new."""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from flows.fetching import Fetcher
from flows.settings import Source
from tasks.records import Record
from warehouse.lake import Lake, open_lake
from warehouse.load import held_visits
from warehouse.tables import Visit, VisitState

READER = "2026.11"
"""Version of the readers; raised whenever one of them may give other rows for the same bytes."""

Seen = Mapping[str, Visit]
"""Visits of one source by uri."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over a source: when, what was seen before, and what fetches.

    ``named`` gains the path of the settings that each input was found under.
    """

    source: Source
    now: datetime
    fetcher: Fetcher
    seen: Seen = field(default_factory=dict[str, Visit])
    keep_bytes: bool = False
    named: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Tally:
    """Counts the records of one input."""

    n_accepted: int = 0
    n_quarantined: int = 0
    reason: str | None = None

    def count(self, record: Record) -> None:
        """Add one record."""
        if record.document is not None:
            self.n_accepted += 1
        elif not record.is_note:
            self.n_quarantined += 1
            self.reason = self.reason or record.issues[0].reason

    def visited(self, visit: Visit) -> Visit:
        """The visit with what was counted; counting begins anew."""
        state: VisitState = "failed" if self.reason and not self.n_accepted else "read"
        done = replace(
            visit,
            state=state,
            n_accepted=self.n_accepted,
            n_quarantined=self.n_quarantined,
            reason=self.reason,
        )
        self.n_accepted, self.n_quarantined, self.reason = 0, 0, None
        return done


@dataclass(frozen=True, slots=True)
class Mark:
    """Stands behind the records of one input: its visit.

    A settled one has its counts already: those of an unchanged input, or none of its own.
    """

    visit: Visit
    is_settled: bool = False


Part = Record | Mark | Future[list[Record]] | Future[list["Part"]]
"""What reading an input gives, in order: some of it may be under way still."""


class Failures:
    """Which paths of a source gave nothing at all, and why."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = named
        self._reasons: dict[str, str] = {}
        self._good: set[str] = set()

    def count(self, visit: Visit) -> None:
        """Add one visit."""
        path = self._named.get(visit.uri)
        if path is None:
            return
        if visit.reason and not visit.n_accepted:
            self._reasons.setdefault(path, f"{visit.uri}: {visit.reason}")
        else:
            self._good.add(path)

    def found(self) -> tuple[str, ...]:
        """An input and its reason for each path of which nothing could be read."""
        return tuple(why for path, why in self._reasons.items() if path not in self._good)


def read_visits(lake: Lake, source: Source) -> dict[str, Visit]:
    """The visits of a source that were made as it is set now, by uri."""
    if lake.catalog is None and not (lake.folder / "catalog.sqlite").exists():
        return {}
    with open_lake(lake) as connection:
        return held_visits(connection, source.name, reader_of(source))


def reader_of(source: Source) -> str:
    """Version of the readers with the settings of a source: when it changes, all is read anew."""
    told = source.model_dump_json(exclude={"paths"})
    return f"{READER}+{sha256(told.encode()).hexdigest()[:12]}"


def unchanged(visit: Visit, now: datetime) -> Mark:
    """An input that was met before and is as it was."""
    return Mark(replace(visit, state="unchanged", visited_at=now), is_settled=True)
