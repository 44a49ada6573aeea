"""Measure statements on annotated articles: what the scorer reads, and words per CPU second.

    python benchmarks/statements.py DOCS GOLD --scorer SCRIPT --names found --part aside

DOCS has `doc_id`, `text`, `published`; GOLD has `mentions` and `statements` per document. A fifth
of the documents, by a hash of their id, is held aside: `--part aside` measures on those only.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tasks.dateline import find_dateline
from tasks.entities import link_names
from tasks.mentions import find_names
from tasks.registry import Registry, load_registry
from tasks.statements import find_statements
from tasks.timex import find_timexes
from warehouse.identity import row_id
from warehouse.tables import Mention, Statement, StatementSpan, Timex


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
    articles = [read_article(doc, golds[doc["doc_id"]], options.names, registry) for doc in docs]
    began = time.process_time()
    found = [_find(article) for article in articles]
    spent = time.process_time() - began
    count = sum(len(article.text.split()) for article in articles)
    print(f"{len(docs)} documents, {count} words, {count / spent:,.0f} words per CPU second")
    rows = [_row(article, *pair) for article, pair in zip(articles, found, strict=True)]
    if options.out:
        options.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    if options.scorer:
        _score(options, {doc["doc_id"] for doc in docs}, rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--names", choices=["gold", "found"], default="gold")
    parser.add_argument("--part", choices=["all", "read", "aside"], default="all")
    parser.add_argument("--only", choices=["direct", "indirect", "mixed", "quoted"])
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def is_aside(doc_id: str) -> bool:
    """Whether a document is of the fifth that is measured, never learned from or looked at."""
    return int(sha256(f"aside/{doc_id}".encode()).hexdigest(), 16) % 5 == 0


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
        mentions = [_mention(doc_id, row) for row in gold["mentions"]]
    else:
        mentions = link_names(find_names(text, registry, body), text, doc_id, registry)
    return Article(doc_id, text, mentions, find_timexes(text, doc_id, dct, body), dct)


def _mention(doc_id: str, row: dict[str, Any]) -> Mention:
    name = row.get("name") or row["text"]
    return Mention(
        doc_id=doc_id,
        start_char=row["start"],
        end_char=row["end"],
        text=row["text"],
        rule="gold",
        mention_id=row_id("mn", doc_id, row["start"], row["end"], row["type"]),
        type=row["type"],
        name=name,
        entity_id=row_id("en", name),
        link_rule="gold",
        head_start_char=row["start"],
        head_end_char=row["end"],
    )


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
        for st in statements
    ]
    return {"doc_id": article.doc_id, "statements": listed}


def _score(options: argparse.Namespace, wanted: set[str], rows: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        docs = Path(folder, "docs.jsonl")
        system = Path(folder, "system.jsonl")
        kept = [doc for doc in read_lines(options.docs) if doc["doc_id"] in wanted]
        docs.write_text("".join(json.dumps(doc) + "\n" for doc in kept), encoding="utf-8")
        system.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        only = ["--only", options.only] if options.only else []
        command = [sys.executable, str(options.scorer), "--docs", str(docs), "--gold"]
        command += [str(options.gold), "--system", str(system), *only]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
