"""Measure how linking grows: names of real articles recombined, at several sizes.

    python benchmarks/linking.py GOLD.jsonl [GOLD.jsonl …] [--sizes 10000 100000 1000000]

GOLD has ``mentions`` with ``text`` and ``type``. Rule: a made person has the first word of one real
person's name and the last of another's; any other made name has the first half of one real name of
its type and the second half of another's. Distinct names are a fifth of the mentions: each
occurs once, the rest are drawn by rank, 1 / (rank + 10). An article has 20 mentions; of those of
people one in ten is the surname alone. Then 1,000 articles more are added and linked.
"""

import argparse
import json
import random
import resource
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from benchmarks.entities import fill, registry_rows
from benchmarks.entities_corpora import read_lines
from tasks.entities import own_id
from tasks.registry import load_registry
from warehouse.link import link_entities
from warehouse.schema import to_arrow
from warehouse.tables import Mention, NameType

PER_ARTICLE = 20
ADDED = 1000


def main() -> None:
    """Read the arguments, measure, print one JSON object a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--memory", default="1GB", help="what DuckDB may hold")
    options = parser.parse_args()
    real = {
        (m["text"], m["type"]) for p in options.gold for r in read_lines(p) for m in r["mentions"]
    }
    for size in options.sizes:
        print(json.dumps(measure(sorted(real), size, options.memory)), flush=True)


def measure(real: list[tuple[str, NameType]], size: int, memory: str) -> dict[str, float]:
    """CPU seconds to link ``size`` mentions, and to link again with 1,000 articles more."""
    registry, chance = load_registry(), random.Random(size)
    names = make_names(real, size // 5, chance)
    weights = [1 / (rank + 10) for rank in range(len(names))]
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{memory}'")
        connection.execute("SET threads = 1")
        n_articles = size // PER_ARTICLE
        fill(connection, [f"d{n}" for n in range(n_articles)], [], [])
        drawn = names + chance.choices(names, weights, k=size - len(names))
        chance.shuffle(drawn)
        insert(connection, make_mentions(drawn, 0, chance))
        first, changed = timed(connection, registry)
        added = f"range({n_articles}, {n_articles + ADDED})"
        connection.execute(
            f"INSERT INTO lake.document SELECT 'd' || range, NULL, true FROM {added}"
        )
        added_names = chance.choices(names, weights, k=ADDED * PER_ARTICLE)
        insert(connection, make_mentions(added_names, n_articles, chance))
        second, more = timed(connection, registry)
        links = connection.execute("SELECT count(*) FROM lake.link WHERE is_applied").fetchone()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "mentions": size,
        "names": len(names),
        "link_cpu_s": round(first, 1),
        "rows": changed,
        "links": links[0] if links else 0,
        "add_1000_cpu_s": round(second, 1),
        "rows_changed": more,
        "peak_mb": peak,
    }


def timed(connection: duckdb.DuckDBPyConnection, registry: object) -> tuple[float, int]:
    """CPU seconds of linking, and how many rows it changed."""
    rows = registry_rows(registry)
    begin = time.process_time()
    changed, _ = link_entities(connection, rows)
    return time.process_time() - begin, changed


def make_names(
    real: list[tuple[str, NameType]], wanted: int, chance: random.Random
) -> list[tuple[str, NameType]]:
    """Distinct names by the rule above, in order of their rank."""
    by_type: dict[NameType, list[list[str]]] = {}
    for words, kind in real:
        by_type.setdefault(kind, []).append(words.split())
    kinds = [kind for _, kind in real]
    made: dict[tuple[str, NameType], None] = {}
    while len(made) < wanted:
        kind = chance.choice(kinds)
        one, other = chance.choice(by_type[kind]), chance.choice(by_type[kind])
        head = one[:1] if kind == "PERSON" else one[: (len(one) + 1) // 2]
        tail = other[-1:] if kind == "PERSON" else other[len(other) // 2 :]
        made[" ".join(head + tail), kind] = None
    return list(made)


def make_mentions(
    drawn: Iterable[tuple[str, NameType]], first: int, chance: random.Random
) -> Iterator[Mention]:
    """A mention of each name drawn, 20 to an article."""
    for number, (name, kind) in enumerate(drawn):
        shown = name.split()[-1] if kind == "PERSON" and chance.random() < 0.1 else name
        start = number % PER_ARTICLE * 100
        yield Mention(
            doc_id=f"d{first + number // PER_ARTICLE}",
            start_char=start,
            end_char=start + len(shown),
            text=shown,
            rule="made",
            mention_id=f"mn-{first}-{number}",
            type=kind,
            name=shown,
            entity_id=own_id(shown, kind),
            link_rule="own_name",
            head_start_char=start,
            head_end_char=start + len(shown),
        )


def insert(connection: duckdb.DuckDBPyConnection, mentions: Iterator[Mention]) -> None:
    """Put mentions into the lake."""
    connection.register("given", to_arrow("mention", mentions))
    connection.execute("INSERT INTO lake.mention BY NAME FROM given")
    connection.unregister("given")


if __name__ == "__main__":
    main()
