r"""Measure posts, claims and plans on articles with facts, against pinned floors.

    python benchmarks/facts.py DOCS.jsonl FACTS.jsonl --scorer FACT_SCORE.py \
        [--names GOLD.jsonl | --folds DIR] [--show claims|plans|posts|timexes] [--speed]

DOCS has `doc_id`, `text`, `published`; FACTS has `timexes`, `occupancies` and `claims`. With
`--names`, the names marked in GOLD stand in for the ones found, which tells the errors of posts and
claims from those of names; with `--folds`, each article's names are found by DIR/K.npz, weights
that have learned from no article of its fold K. A fifth of the articles, by a hash of their id, is
held aside: measured apart, never shown. The exit status is 1 where a score is below its floor.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.finders import Finder, own_names
from benchmarks.folds import is_aside
from benchmarks.given import given_mention
from benchmarks.pinned import below_floors
from benchmarks.scorers import load_scorer
from tasks.annotate import Annotation, annotate
from tasks.claims import find_claims
from tasks.contract import annotation_json
from tasks.entities import link_names
from tasks.occupancies import find_occupancies
from tasks.records import Origin, read_json_line
from tasks.registry import Registry, load_registry
from tasks.statements import find_statements
from warehouse.tables import Mention

Json = dict[str, Any]


def main() -> None:
    """Annotate, score both parts, show what was missed, and hold the scores against the floors."""
    options = _options()
    scorer = load_scorer(options.scorer)
    names = {row["doc_id"]: row["mentions"] for row in _lines(options.names)}
    gold = {row["doc_id"]: row for row in _lines(options.facts)}
    registry = load_registry()
    docs = [doc for doc in _lines(options.docs) if doc["doc_id"] in gold]
    finder = own_names(registry, options.folds) if options.folds else None
    read = {doc["doc_id"]: _annotated(doc, registry, names.get(doc["doc_id"])) for doc in docs}
    if finder is not None:
        read = {key: _refound(each, key, finder, registry) for key, each in read.items()}
    found = {doc_id: annotation_json(annotation) for doc_id, annotation in read.items()}
    scores: dict[str, dict[str, float]] = {}
    for part in ("read", "aside"):
        wanted = {key: row for key, row in gold.items() if is_aside(key) == (part == "aside")}
        label = f"{'gold' if names else 'fold' if finder else 'found'} names, {part}"
        scores[label] = _flat(scorer.score(wanted, found))
    _print_table(scores)
    if options.show:
        _show(options.show, scorer, docs, gold, found)
    if options.speed:
        _print_speed(list(read.values()))
    sys.exit(below_floors(scores, "facts"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("docs", type=Path)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--names", type=Path, help="articles with `mentions`")
    parser.add_argument("--folds", type=Path, help="weights of names by fold of the article")
    parser.add_argument("--show", choices=["claims", "plans", "posts"])
    parser.add_argument("--speed", action="store_true")
    return parser.parse_args()


def _lines(path: Path | None) -> Iterator[Json]:
    if path is not None:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _annotated(doc: Json, registry: Registry, marked: Sequence[Json] | None) -> Annotation:
    """All rows of an article, found from its text or built on the names marked in it."""
    fields = {"id": doc["doc_id"], "text": doc["text"], "published": doc["published"]}
    origin = Origin("benchmark.jsonl", datetime(2000, 1, 1, tzinfo=UTC))
    document = read_json_line(json.dumps(fields).encode(), origin).document
    if document is None:
        sys.exit(f"{doc['doc_id']} has no text")
    found = annotate(document, registry)
    if marked is None:
        return found
    return _rebuilt(found, [given_mention(found.document.doc_id, row) for row in marked])


def _refound(found: Annotation, key: str, finder: Finder, registry: Registry) -> Annotation:
    """What follows from names found by the weights of an article's fold."""
    text = found.document.text
    return _rebuilt(found, link_names(finder(key, text), text, found.document.doc_id, registry))


def _rebuilt(found: Annotation, mentions: list[Mention]) -> Annotation:
    """What follows from other names than the ones found."""
    text, doc_id, dct = found.document.text, found.document.doc_id, found.document.dct
    statements, spans = find_statements(text, doc_id, mentions, found.timexes, dct)
    return replace(
        found,
        mentions=mentions,
        statements=statements,
        spans=spans,
        occupancies=find_occupancies(text, doc_id, mentions, dct, found.timexes),
        claims=find_claims(text, mentions, found.timexes, (statements, spans), dct),
    )


def _flat(scores: Json) -> dict[str, float]:
    """The figures that the issues ask for, in one row."""
    posts, claims, plans = scores["occupancies"], scores["claims"], scores["plans"]
    return {
        "posts": posts["core"]["f1"],
        "posts + head word": posts["post"]["f1"],
        "claims P": claims["found"]["p"],
        "claims R": claims["found"]["r"],
        "actor": claims["actor"],
        "realis": claims["realis"],
        "interval": claims["interval"],
        "whole": claims["whole"]["f1"],
        "plans": plans["found"]["f1"],
        "plans right": plans["right"]["f1"],
    }


def _print_table(scores: dict[str, dict[str, float]]) -> None:
    columns = list(next(iter(scores.values())))
    print(f"| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for label, row in scores.items():
        print(f"| {label} | {' | '.join(str(row[each]) for each in columns)} |")


def _show(
    kind: str, scorer: ModuleType, docs: Sequence[Json], gold: dict[str, Json], found: Json
) -> None:
    """What gold has and what we have, article by article; never of the articles held aside."""
    for doc in docs:
        key = doc["doc_id"]
        if is_aside(key):
            continue
        print(f"\n## {key} {doc['published']}")
        if kind == "posts":
            sides = (gold[key]["occupancies"], found[key]["occupancies"])
            _show_posts(scorer, doc["text"], *sides)
        else:
            _show_claims(kind, scorer, doc["text"], (gold[key]["claims"], found[key]["claims"]))


def _show_posts(scorer: ModuleType, text: str, gold: list[Json], found: list[Json]) -> None:
    for row in gold:
        is_met = any(_same_post(scorer, row, other) for other in found)
        _print_post("=" if is_met else "-", row, text)
    for row in found:
        if not any(_same_post(scorer, other, row) for other in gold):
            _print_post("+", row, text)


def _print_post(sign: str, row: Json, text: str) -> None:
    words = " ".join(text[row["start"] : row["end"] + 25].split())
    held = (row["person"], row["post"], row["organization"], row["status"])
    print(sign, *held, words, sep=" | ")


def _same_post(scorer: ModuleType, gold: Json, found: Json) -> bool:
    bodies = (gold["organization"], found["organization"])
    return (
        scorer.same(gold["person"], found["person"])
        and gold["status"] == found["status"]
        and (scorer.same(*bodies) or not gold["organization"])
    )


def _show_claims(
    kind: str, scorer: ModuleType, text: str, sides: tuple[list[Json], list[Json]]
) -> None:
    gold, found = ([row for row in rows if kind == "claims" or _is_plan(row)] for rows in sides)
    pairs = dict(scorer.claim_pairs(gold, found))
    for n, row in enumerate(gold):
        _print_claim("=" if n in pairs else "-", row, text)
        if n in pairs:
            wrong = [
                k for k, is_right in scorer.right(row, found[pairs[n]]).items() if not is_right
            ]
            _print_claim(f"  ({' '.join(wrong)})", found[pairs[n]], text)
    for n, row in enumerate(found):
        if n not in pairs.values():
            _print_claim("+", row, text)


def _is_plan(row: Json) -> bool:
    return row["realis"] == "planned" and bool(row["begins"] or row["ends"])


def _print_claim(sign: str, row: Json, text: str) -> None:
    told = (row["actor"], row["predicate"], row["object"], row["realis"], row["relation"])
    words = " ".join(text[row["start"] : row["end"]].split())
    print(sign, *told, f"[{row['begins']}, {row['ends']})", words, sep=" | ")


def _print_speed(read: Sequence[Annotation]) -> None:
    """Words per CPU second of posts and of claims, names, times and statements given."""
    words = sum(len(each.document.text.split()) for each in read)
    began = time.process_time()
    for each in read:
        said = (each.statements, each.spans)
        find_claims(each.document.text, each.mentions, each.timexes, said, each.document.dct)
    between = time.process_time()
    for each in read:
        find_occupancies(each.document.text, each.document.doc_id, each.mentions, each.document.dct)
    ended = time.process_time()
    print(f"{words} words: claims {words / (between - began):,.0f} words per CPU second,")
    print(f"posts {words / (ended - between):,.0f}, both {words / (ended - began):,.0f}")


if __name__ == "__main__":
    main()
