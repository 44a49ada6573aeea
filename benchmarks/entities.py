"""Score what names are linked to, over all articles of a corpus together.

    python benchmarks/entities.py names DOCS.jsonl GOLD.jsonl --score-with SCORER.py [--own]
    python benchmarks/entities.py aida BENCHMARK.jsonl CONLL --score-with SCORER.py
    python benchmarks/entities.py gum DIR --score-with SCORER.py
    python benchmarks/entities.py meantime DIR MARKED.jsonl THINGS.toml --score-with SCORER.py

SCORER is a Python file with ``cluster_score(gold, system)`` over mappings from mention to cluster.
``--own`` lets our tagger find the names; without it they are given. ``--folds DIR`` takes for each
article the weights ``DIR/K.npz`` that have not learned from it: K is the hash of its id modulo
5. The articles of K = 0, a fifth, are kept aside and shown only with ``--part aside``.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from benchmarks.entities_corpora import Gold, read_corpus
from benchmarks.finders import Finder, own_names
from benchmarks.folds import is_aside
from benchmarks.scorers import load_scorer
from tasks.entities import link_names
from tasks.occupancies import find_occupancies
from tasks.registry import Registry, load_registry
from warehouse.link import REGISTRY_SCHEMA, link_entities
from warehouse.resolved import resolved_query
from warehouse.schema import to_arrow
from warehouse.tables import Mention, Occupancy

FLOORS = Path(__file__).parent / "floors" / "entities.toml"
Key = tuple[str, int, int]


def main() -> None:
    """Read the arguments, link, print one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("form", choices=("names", "aida", "gum", "meantime"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--score-with", type=Path, required=True)
    parser.add_argument("--own", action="store_true", help="find the names, do not give them")
    parser.add_argument("--folds", type=Path, help="weights by fold of the article")
    parser.add_argument("--part", choices=("all", "open", "aside"), default="all")
    parser.add_argument("--errors", type=int, default=0, help="clusters that differ, to show")
    parser.add_argument("--floor", help="exit with 1 below the floor of this name")
    options = parser.parse_args()
    registry = load_registry()
    corpus = read_corpus(options.form, options.paths, registry)
    corpus = [gold for gold in corpus if in_part(gold.doc_id, options.part)]
    own = options.own or options.folds
    finder = own_names(registry, options.folds) if own else None
    mentions = link_corpus(corpus, registry, finder)
    gold = {(g.doc_id, s, e): thing for g in corpus for s, e, _, thing in g.names}
    system = {(m.doc_id, m.start_char, m.end_char): m.entity_id for m in mentions}
    for spared in ((g.doc_id, *span) for g in corpus for span in g.unlinked):
        system.pop(spared, None)
    print_errors(gold, mentions, corpus, options.errors)
    score = load_scorer(options.score_with).cluster_score(gold, system)
    shown = {"part": options.part, "names": len(gold)} | in_percent(score)
    print(json.dumps(shown))
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["floors"]
    sys.exit(1 if options.floor and shown["mean"] < floors[options.floor] else 0)


def in_part(doc_id: str, part: str) -> bool:
    """Whether an article belongs to a part of its corpus."""
    return part == "all" or is_aside(doc_id) == (part == "aside")


def link_corpus(corpus: list[Gold], registry: Registry, finder: Finder | None) -> list[Mention]:
    """Mentions of all articles with the entities across them; without a finder names are given."""
    rows: list[Mention] = []
    posts: list[Occupancy] = []
    for gold in corpus:
        names = finder(gold.doc_id, gold.text) if finder else gold.given()
        found = link_names(names, gold.text, gold.doc_id, registry)
        posts.extend(find_occupancies(gold.text, gold.doc_id, found, None))
        rows.extend(found)
    with duckdb.connect() as connection:
        fill(connection, [gold.doc_id for gold in corpus], rows, posts)
        link_entities(connection, registry_rows(registry))
        order = "ORDER BY doc_id, start_char, end_char"
        held = connection.execute(f"FROM ({resolved_query('mention')}) {order}").to_arrow_table()
    return [Mention(**row) for row in held.to_pylist()]


def fill(
    connection: duckdb.DuckDBPyConnection,
    documents: list[str],
    mentions: list[Mention],
    posts: list[Occupancy],
) -> None:
    """Put rows where a lake has them; of documents only what links rest on."""
    connection.execute("ATTACH ':memory:' AS lake")
    for table, rows in {
        "mention": mentions,
        "occupancy": posts,
        "entity": [],
        "alias": [],
        "link": [],
    }.items():
        connection.register("given", to_arrow(table, rows))
        connection.execute(f"CREATE TABLE lake.{table} AS FROM given")
    connection.register("given", pa.table({"doc_id": pa.array(documents, pa.string())}))
    shown = "doc_id, NULL::DATE AS dct, true AS is_current"
    connection.execute(f"CREATE TABLE lake.document AS SELECT {shown} FROM given")


def registry_rows(registry: Registry) -> list[dict[str, str | None]]:
    """What a registry says of each of its things."""
    names = REGISTRY_SCHEMA.names
    return [{name: getattr(entry, name) for name in names} for entry in registry.entries()]


def print_errors(
    gold: dict[Key, str], mentions: list[Mention], corpus: list[Gold], wanted: int
) -> None:
    """Mentions outside the best cluster of their thing, commonest first, on standard error."""
    texts = {g.doc_id: g.text for g in corpus}
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    held = [(m, gold.get((m.doc_id, m.start_char, m.end_char))) for m in mentions]
    for mention, thing in held:
        if thing:
            groups[thing][mention.entity_id] += 1
            owners[mention.entity_id][thing] += 1
    lines: Counter[str] = Counter()
    samples: dict[str, str] = {}
    for mention, thing in held:
        if not thing:
            continue
        best = groups[thing].most_common(1)[0][0]
        owner = owners[mention.entity_id].most_common(1)[0][0]
        if mention.entity_id == best and owner == thing:
            continue
        what = "apart" if mention.entity_id != best else f"mixed with {owner}"
        line = f"{thing} | {mention.text} > {mention.name} ({mention.link_rule}) {what}"
        lines[line] += 1
        begin = mention.start_char
        around = texts[mention.doc_id][max(0, begin - 60) : begin + 60].replace("\n", "/")
        samples.setdefault(line, f"{mention.doc_id}: {around}")
    for line, count in lines.most_common(wanted):
        print(count, line, "||", samples[line], file=sys.stderr)


def in_percent(score: dict[str, Any]) -> dict[str, Any]:
    """The means of a score as per cent."""
    parts = {name: round(100 * score[name]["f1"], 1) for name in ("muc", "b_cubed", "ceaf_e")}
    return {"mean": round(100 * score["conll_f1"], 1), **parts, "clusters": score["clusters"]}


if __name__ == "__main__":
    main()
