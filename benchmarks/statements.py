"""Measure statements on annotated articles: what the scorer reads, and words per CPU second.

    python benchmarks/statements.py DOCS GOLD --scorer SCRIPT --names found --part aside

DOCS has `doc_id`, `text`, `published`; GOLD has `mentions` and `statements` per document. A fifth
of the documents, by a hash of their id, is held aside: `--part aside` measures on those only.
`--convention sfu` keeps what the Gender Gap Tracker's readers marked: clauses and quotations that
are said (no beliefs, plans or orders, no nouns and passives), each sentence for itself. With a
scorer, a table by tenths of confidence tells how many statements were right. `--floor NAME` holds
the scores against that row of `floors/statements.toml`: the exit status is 1 where one is below.
"""

import argparse
import json
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import tasks.statements_choice as statements_choice
from benchmarks.folds import is_aside
from benchmarks.given import given_mention
from benchmarks.scorers import load_scorer
from tasks.dateline import find_dateline
from tasks.entities import link_names
from tasks.mentions import find_names
from tasks.registry import Registry, load_registry
from tasks.statements import find_statements
from tasks.statements_choice import read_weights
from tasks.statements_grammar import is_finite
from tasks.statements_units import Word
from tasks.timex import find_timexes
from warehouse.tables import Mention, Statement, StatementSpan, Timex

FLOORS = Path(__file__).parent / "floors" / "statements.toml"
_CLAUSES = ("inverted", "quoted", "quoted before", "reported", "reported before", "colon")
_CLAUSES += ("floating", "according to")
"""Rules whose contents are clauses or quotations."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with the names and times that the finder is given."""

    doc_id: str
    text: str
    mentions: list[Mention]
    timexes: list[Timex]
    dct: date | None


def main() -> None:
    """Read, find, time, and hand the result to the scorer."""
    options = _options()
    golds = {row["doc_id"]: row for row in read_lines(options.gold)}
    registry = load_registry()
    docs = [doc for doc in read_lines(options.docs) if _is_wanted(doc["doc_id"], options.part)]
    if options.compartment:
        docs = [doc for doc in docs if doc["compartment"] == options.compartment]
    if options.weights:
        statements_choice.weights = cache(partial(read_weights, options.weights))
    articles = [read_article(doc, golds[doc["doc_id"]], options.names, registry) for doc in docs]
    began = time.process_time()
    found = [_find(article) for article in articles]
    spent = time.process_time() - began
    count = sum(len(article.text.split()) for article in articles)
    print(f"{len(docs)} documents, {count} words, {count / spent:,.0f} words per CPU second")
    rows = [_row(article, *pair) for article, pair in zip(articles, found, strict=True)]
    if options.convention == "sfu":
        rows = [_as_sfu(article, row) for article, row in zip(articles, rows, strict=True)]
    if options.out:
        options.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if options.scorer:
        scores = _score(options, docs, list(golds.values()), rows)
        sys.exit(1 if options.floor and _is_below(options.floor, scores) else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--names", choices=["gold", "found"], default="gold")
    parser.add_argument("--part", choices=["all", "read", "aside"], default="all")
    parser.add_argument("--only", choices=["direct", "indirect", "mixed", "quoted"])
    parser.add_argument("--compartment", help="only documents of this one, as PolNeAR has them")
    parser.add_argument("--weights", type=Path, help="instead of those that ship")
    parser.add_argument("--convention", choices=["own", "sfu"], default="own")
    parser.add_argument("--floor", help="exit with 1 below the floors of this name")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _is_wanted(doc_id: str, part: str) -> bool:
    return part == "all" or is_aside(doc_id) == (part == "aside")


def read_article(
    doc: dict[str, Any], gold: dict[str, Any], names: str, registry: Registry
) -> Article:
    """An article with its times, and its names as annotated or as found."""
    text, doc_id = doc["text"], doc["doc_id"]
    published = date.fromisoformat(doc["published"]) if doc.get("published") else None
    dateline = find_dateline(text, published)
    dct = dateline.date if dateline and dateline.date else published
    body = dateline.body if dateline else 0
    if names == "gold":
        mentions = [given_mention(doc_id, row) for row in gold["mentions"]]
    else:
        mentions = link_names(find_names(text, registry, body), text, doc_id, registry)
    return Article(doc_id, text, mentions, find_timexes(text, doc_id, dct, body), dct)


def _find(article: Article) -> tuple[list[Statement], list[StatementSpan]]:
    return find_statements(
        article.text, article.doc_id, article.mentions, article.timexes, article.dct
    )


def _row(
    article: Article, statements: Iterable[Statement], spans: Iterable[StatementSpan]
) -> dict[str, Any]:
    """One document in the scorer's form."""
    names = {mention.mention_id: mention.name for mention in article.mentions}
    held: dict[str, dict[str, list[list[int]]]] = {}
    for span in spans:
        parts = held.setdefault(span.statement_id, {})
        parts.setdefault(span.part, []).append([span.start_char, span.end_char])
    listed = [
        held[st.statement_id]
        | {"speaker": names.get(st.speaker_mention_id or ""), "rule": st.rule, "reason": st.reason}
        | {"attitude": st.attitude, "confidence": st.confidence}
        for st in statements
    ]
    return {"doc_id": article.doc_id, "statements": listed}


def _as_sfu(article: Article, row: dict[str, Any]) -> dict[str, Any]:
    """A document's statements as the readers of that corpus would have marked them."""
    kept = [st for st in row["statements"] if _is_sfu(article.text, st)]
    parted = [st | {"content": part} for st in kept for part in _sentences(article.text, st)]
    return row | {"statements": parted}


def _is_sfu(text: str, statement: dict[str, Any]) -> bool:
    is_said = statement["attitude"] in ("say", "deny") and statement["rule"] in _CLAUSES
    said = " ".join(text[start:end] for start, end in statement["content"])
    lows = re.findall(r"[\w'’]+", said.lower())
    return is_said and (said[0] in "\"“'‘" or any(is_finite(Word(0, 1, low)) for low in lows))


def _sentences(text: str, statement: dict[str, Any]) -> list[list[list[int]]]:
    """The pieces of a content, those of one sentence together."""
    first, *rest = sorted(statement["content"])
    parts = [[first]]
    for piece in rest:
        if text[parts[-1][-1][1] : piece[0]].rstrip().endswith("."):
            parts.append([piece])
        else:
            parts[-1].append(piece)
    return parts


def _score(
    options: argparse.Namespace,
    docs: list[dict[str, Any]],
    golds: list[dict[str, Any]],
    rows: list[dict[str, Any]],
) -> dict[str, float]:
    scorer = load_scorer(options.scorer)
    ids = {doc["doc_id"] for doc in docs}
    wanted = {gold["doc_id"]: gold for gold in golds if gold["doc_id"] in ids}
    result = scorer.score(docs, list(wanted.values()), rows, options.only)
    print(json.dumps(result, indent=1))
    counts: Counter[tuple[int, str]] = Counter()
    for doc, row in zip(docs, rows, strict=True):
        counts.update(_judged(scorer, doc, wanted[doc["doc_id"]]["statements"], row["statements"]))
    _print_reliability(counts)
    content, cover = result["content"], result["cover"]
    return {
        "j50": content["j50"]["f1"],
        "exact": content["exact"]["f1"],
        "source": result["source"]["overlap"],
        "cover30": cover["30"]["f1"],
        "cover80": cover["80"]["f1"],
    }


def _is_below(name: str, scores: dict[str, float]) -> bool:
    """Say which scores are below their floors, and whether any is."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[name]
    low = [key for key, floor in floors.items() if scores[key] < floor]
    for key in low:
        print(f"{name}: {key} {scores[key]} is below {floors[key]}")
    return bool(low)


def _print_reliability(counts: Counter[tuple[int, str]]) -> None:
    print("confidence | statements | right words | and right speaker, where one is given")
    for n in range(10):
        words, whole = (counts[n, key] / max(counts[n, "all"], 1) for key in ("words", "whole"))
        print(
            f"{n / 10:.1f} to {n / 10 + 0.1:.1f} | {counts[n, 'all']} | {words:.2f} | {whole:.2f}"
        )


def _judged(
    scorer: ModuleType, doc: dict[str, Any], golds: list[Any], found: list[Any]
) -> Iterable[tuple[int, str]]:
    """What holds of each statement found, by tenths of its confidence."""
    text = scorer.Doc(doc)
    items = [[scorer.Item(text, st) for st in listed] for listed in (golds, found)]
    paired = {k: i for i, k in scorer.pair(*items, 0.5)}
    for k, statement in enumerate(found):
        tenth = min(int(10 * statement["confidence"]), 9)
        yield tenth, "all"
        if k in paired:
            yield tenth, "words"
            name, wanted = statement["speaker"], golds[paired[k]].get("speaker")
            if not name or (wanted and scorer.same_name(wanted, name)):
                yield tenth, "whole"


if __name__ == "__main__":
    main()
