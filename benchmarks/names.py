"""Score names and their links against annotated articles, or measure speed.

    python benchmarks/names.py DOCS.jsonl GOLD.jsonl [--folds DIR] [--score-with SCORER.py]
    python benchmarks/names.py DOCS.jsonl --speed

DOCS has ``doc_id`` and ``text`` on each line; GOLD has ``doc_id`` and ``mentions`` with ``start``,
``end``, ``type`` and ``name``. A fifth of the articles, drawn by the hash of their id, is kept
aside and reported apart: read errors only in the rest. The shipped weights have learned from all
of them; ``--folds`` has weights by ``training.train --without K --out K.npz``, K from 0 to 4, of
which each article is read by those that have not learned from it.
Aside scores are held against ``floors/names.toml`` by the name of the folder of DOCS. A scorer is
a Python file with
``ner_score(gold, system)`` over such tuples; without one the span scores are made here.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.finders import own_names
from benchmarks.folds import is_aside
from benchmarks.pinned import below_floors
from benchmarks.scorers import load_scorer
from tasks.entities import link_names
from tasks.mentions import find_names
from tasks.occupancies import find_occupancies
from tasks.registry import load_registry

Span = tuple[str, int, int, str]
Scores = dict[str, dict[str, float]]


def main() -> None:
    """Read the arguments, measure, print one JSON object a part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("docs", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--score-with", type=Path, help="Python file with ner_score(gold, system)")
    parser.add_argument("--folds", type=Path, help="folder of weights, each learned without a fold")
    parser.add_argument("--errors", type=int, default=0, help="errors of the read part to show")
    parser.add_argument("--speed", action="store_true", help="words a CPU second, all steps")
    options = parser.parse_args()
    if options.speed:
        print(json.dumps(measure_speed(texts(options.docs))))
    if options.gold:
        scorer = load_scorer(options.score_with) if options.score_with else None
        scores = {part: score_part(options, part, scorer) for part in ("read", "aside")}
        for part, row in scores.items():
            print(json.dumps({"part": part} | row))
        f1 = {kind: row["f1"] for kind, row in scores["aside"]["spans"].items()}
        sys.exit(1 if below_floors({options.docs.parent.name: f1}, "names") else 0)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(path: Path) -> list[str]:
    """Texts of the articles; stories may call theirs ``body``."""
    return [doc.get("text") or doc.get("body") or "" for doc in read_lines(path)]


def score_part(options: argparse.Namespace, part: str, scorer: ModuleType | None) -> dict[str, Any]:
    """Span scores and share of right canonical names over one part of the articles."""
    docs = {doc["doc_id"]: doc["text"] for doc in read_lines(options.docs)}
    gold: dict[Span, str] = {}
    system: dict[Span, str] = {}
    registry = load_registry()
    own = own_names(registry, options.folds)
    for row in read_lines(options.gold):
        doc_id = row["doc_id"]
        if is_aside(doc_id) != (part == "aside") or doc_id not in docs:
            continue
        gold |= {(doc_id, m["start"], m["end"], m["type"]): m["name"] for m in row["mentions"]}
        names = own(doc_id, docs[doc_id])
        for found in link_names(names, docs[doc_id], doc_id, registry):
            system[doc_id, found.start_char, found.end_char, found.type] = found.name
    if part == "read":
        print_errors(docs, gold, system, options.errors)
    scores = scorer.ner_score(gold, system) if scorer else score_spans(gold, system)
    both = [span for span in gold if span in system]
    right = sum(gold[span].casefold() == system[span].casefold() for span in both)
    return {"spans": in_percent(scores), "same_name": round(100 * right / max(1, len(both)), 1)}


def score_spans(gold: Iterable[Span], system: Iterable[Span]) -> Scores:
    """Precision, recall and F1 of exact spans, with the type and without it."""
    typed = set(gold), set(system)
    bare = tuple({span[:3] for span in side} for side in typed)
    return {"all": prf(*typed), "untyped": prf(*bare)}


def prf(gold: set[Any], system: set[Any]) -> dict[str, float]:
    """Precision, recall and their harmonic mean."""
    hits = len(gold & system)
    precision, recall = hits / max(1, len(system)), hits / max(1, len(gold))
    mean = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"p": precision, "r": recall, "f1": mean}


def in_percent(scores: Scores) -> Scores:
    """Shares as per cent with one decimal."""
    return {
        kind: {name: round(100 * held[name], 1) for name in ("p", "r", "f1")}
        for kind, held in scores.items()
    }


def print_errors(
    docs: dict[str, str], gold: dict[Span, str], system: dict[Span, str], wanted: int
) -> None:
    """Spans that only one side has, with their surroundings, on standard error."""
    for span in sorted(gold.keys() ^ system.keys())[:wanted]:
        doc_id, start, end, kind = span
        words = docs[doc_id][max(0, start - 30) : end + 20].replace("\n", "/")
        sign = "-" if span in gold else "+"
        print(sign, kind, docs[doc_id][start:end], "|", words, file=sys.stderr)


def measure_speed(stories: list[str]) -> dict[str, float]:
    """Words a CPU second of names, links and posts together."""
    registry = load_registry()
    find_names("Ana Silva came.", registry)
    begin = time.process_time()
    for text in stories:
        mentions = link_names(find_names(text, registry), text, "d", registry)
        find_occupancies(text, "d", mentions, None)
    spent = time.process_time() - begin
    words = sum(len(text.split()) for text in stories)
    return {"words": words, "cpu_s": round(spent, 2), "words_per_s": round(words / spent)}


if __name__ == "__main__":
    main()
