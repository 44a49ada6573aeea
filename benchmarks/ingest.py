"""How well inputs are read: text and dates of pages, entries of feeds, near-duplicates, speed.

    python benchmarks/ingest.py [--texts FOLDER] [--dates FOLDER] [--feeds FOLDER] [--floor] \
        [--stories FILE --pairs FILE]

`--texts`: `ground-truth.json` ({page: {articleBody, url}}) beside `pages/` (page.html); text is
scored by its 4-word shingles, macro precision and recall. `--dates`: `gold.json` ([{file, url,
date}]) beside `pages/`. `--feeds`: any files below it. Pages and feeds may be in a .tar.xz.
`--stories`: Reuters-21578 as JSON lines, of which those with body and dateline are taken, and
`--pairs` their near-duplicates, [[newid, newid, jaccard]].
"""

import argparse
import gzip
import json
import re
import statistics
import sys
import tarfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tasks.decoding import Refusal
from tasks.feeds import read_feed
from tasks.pages import read_page
from warehouse.sql import sql_text

FLOORS = Path(__file__).parent / "floors" / "ingest.toml"
_WORD = re.compile(r"\w+")
Scores = dict[str, float]


def main() -> None:
    """Measure what data is given for; with --floor, fail where a score is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("texts", "dates", "feeds", "stories", "pairs"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--floor", action="store_true")
    given = parser.parse_args()
    measures: dict[str, Callable[[Path], Scores]] = {
        "texts": score_texts, "dates": score_dates, "feeds": score_feeds,
    }  # fmt: skip
    found: dict[str, Scores] = {}
    for name, measure in measures.items():
        if path := getattr(given, name):
            found[name] = measure(path)
            print(name, "  ".join(f"{key} {value:g}" for key, value in found[name].items()))
    if given.stories and given.pairs:
        found["duplicates"] = score_duplicates(given.stories, given.pairs)
        print("duplicates", "  ".join(f"{k} {v:g}" for k, v in found["duplicates"].items()))
    if given.floor:
        sys.exit(below_floor(found))


def score_texts(folder: Path) -> Scores:
    """F1, precision and recall of the text, and pages per CPU second with all their metadata."""
    gold: dict[str, dict[str, str]] = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {Path(name).stem: page for name, page in read_pages(folder)}
    read_page(next(iter(pages.values())))  # imports are not counted
    started = time.process_time()
    texts = {name: page_text(pages[name], gold[name].get("url")) for name in gold}
    seconds = time.process_time() - started
    pairs = [(shingles(texts[name]), shingles(gold[name]["articleBody"])) for name in gold]
    precision = statistics.mean((p & g).total() / p.total() for p, g in pairs if p)
    recall = statistics.mean((p & g).total() / g.total() for p, g in pairs if g)
    f1 = 2 * precision * recall / (precision + recall)
    return {
        "F1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4),
        "pages per CPU s": round(len(gold) / seconds, 1), "pages": len(gold),
    }  # fmt: skip


def score_dates(folder: Path) -> Scores:
    """Share of pages with the right day, and share of wrong ones among the days told."""
    gold: list[dict[str, str]] = json.loads((folder / "gold.json").read_text("utf-8"))
    pages = {Path(name).name: page for name, page in read_pages(folder)}
    right = told = 0
    for row in gold:
        day = page_day(pages[row["file"]], row["url"])
        told += day is not None
        right += day == row["date"]
    return {
        "exact": round(right / len(gold), 4), "wrong when told": round(1 - right / told, 4),
        "pages": len(gold),
    }  # fmt: skip


def score_feeds(folder: Path) -> Scores:
    """Entries found, those that the better of two parsers finds, and feeds that raise."""
    import fastfeedparser
    import feedparser

    found = lost = raised = n_feeds = 0
    for _, payload in read_pages(folder):
        n_feeds += 1
        best = max(
            count_entries(fastfeedparser.parse, payload), count_entries(feedparser.parse, payload)
        )
        try:
            mine = len(read_feed(payload))
        except Refusal:
            mine = 0
        except Exception:
            mine, raised = 0, raised + 1
        found += mine
        lost += max(0, best - mine)
    return {"entries": found, "lost": lost, "raised": raised, "feeds": n_feeds}


def score_duplicates(stories: Path, pairs: Path) -> Scores:
    """Recall and precision of the pairs that are alike by 0.7, and texts per CPU second."""
    rows = [row for row in read_lines(stories) if row["body"] and row["dateline_raw"]]
    texts = {str(row["newid"]): f"{row['title'] or ''} {row['body']}" for row in rows}
    opener = gzip.open if pairs.suffix == ".gz" else open
    with opener(pairs, "rt", encoding="utf-8") as file:
        listed = [(str(a), str(b)) for a, b, jaccard in json.load(file) if jaccard >= 0.7]
    gold = {frozenset(pair) for pair in listed if texts.keys() >= {*pair}}
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1; SET memory_limit = '128MB'")
        held = {"doc_id": [*texts], "text": [*texts.values()]}
        connection.register("held", pa.table(held))
        connection.execute("CREATE TABLE compared AS FROM held")
        started = time.process_time()
        connection.execute(sql_text("near_duplicates"))
        seconds = time.process_time() - started
        found = connection.execute("SELECT one_id, other_id, is_template FROM near_pair").fetchall()
    # Copies of one text are paired with the first of them only; all pairs of a group are meant.
    mine = complete({frozenset((a, b)) for a, b, _ in found}, texts)
    return {
        "recall": round(len(gold & mine) / len(gold), 4),
        "precision": round(len(gold & mine) / len(mine), 4),
        "kept apart as forms": sum(is_template for *_, is_template in found),
        "texts per CPU s": round(len(texts) / seconds),
    }


def complete(pairs: set[frozenset[str]], texts: dict[str, str]) -> set[frozenset[str]]:
    """Pairs, with those that follow where two texts are the same word for word."""
    same: dict[str, list[str]] = {}
    for name, text in texts.items():
        same.setdefault(" ".join(_WORD.findall(text.lower())), []).append(name)
    copies = {name: names for names in same.values() for name in names}
    return {
        frozenset((one, other))
        for a, b in map(tuple, pairs)
        for one in copies[a]
        for other in copies[b]
        if one != other
    } | {frozenset(pair) for names in same.values() for pair in combinations(names, 2)}


def count_entries(parse: Callable[[bytes], Any], payload: bytes) -> int:
    """Entries that a parser finds; none where it raises."""
    try:
        return len(parse(payload).entries)
    except Exception:
        return 0


def page_text(page: bytes, url: str | None) -> str:
    """The text of a page; empty where none is found."""
    try:
        return read_page(page, url).fields["text"]
    except Refusal:
        return ""


def page_day(page: bytes, url: str) -> str | None:
    """The day on which a page says that it was published."""
    from tasks.pages import page_published

    date = page_published(page, url)
    return date.value[:10] if date else None


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of ``size`` words, or all of them where there are fewer."""
    words = _WORD.findall(text)
    runs = [tuple(words[n : n + size]) for n in range(len(words) - size + 1)]
    return Counter(runs or ([tuple(words)] if words else []))


def read_pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files below a folder, and in its .tar.xz files."""
    for path in sorted(folder.rglob("*")):
        if path.name.endswith(".tar.xz"):
            with tarfile.open(path) as archive:
                for member in archive:
                    if file := archive.extractfile(member):
                        yield member.name, file.read()
        elif path.is_file() and path.suffix != ".json":
            yield path.name, path.read_bytes()


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-lines file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def below_floor(found: dict[str, Scores]) -> str | None:
    """What is worse than its floor (`least`) or its ceiling (`most`); None if nothing is."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    faults = [
        f"{name} {key} {scores[key]}"
        for name, scores in found.items()
        for side, sign in (("least", 1), ("most", -1))
        for key, bound in floors.get(name, {}).get(side, {}).items()
        if sign * scores[key] < sign * bound
    ]
    return "; ".join(faults) or None


if __name__ == "__main__":
    main()
