r"""Measure times and datelines on annotated texts, against pinned floors.

    python benchmarks/dates.py --timeml newswire=DIR,DIR --timeml meantime=DIR \
        --facts FACTS.jsonl DOCS.jsonl --datelines LEADS.jsonl --speed DOCS.jsonl \
        --peer "chrono-node=node benchmarks/peers/dates_chrono.cjs"

A folder holds *.tml files. A fifth of the documents, by a hash of their names, is held aside and
measured apart. Scores are F1 as in TempEval-3; the exit status is 1 where one is below its floor.
A peer is a command that reads JSON lines with a text each; its CPU seconds are those of all that
it starts, less what a first run on one empty text costs.
"""

import argparse
import json
import resource
import shlex
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from benchmarks.folds import is_aside
from benchmarks.pinned import below_floors
from tasks.dateline import find_dateline
from tasks.timex import find_timexes
from warehouse.tables import Timex

PEER_TEXTS = 40
MEASURES = ("strict", "relaxed", "type", "value", "both")


class Mark(NamedTuple):
    """A time as marked: `bound` is its relation and interval, None where gold has none."""

    start: int
    end: int
    type: str
    value: str | None
    bound: tuple[str | None, str | None, str | None] | None


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the times marked in it."""

    name: str
    text: str
    written: date | None
    gold: list[Mark]


def main() -> None:
    """Measure what the arguments name, print it, and hold it against the floors."""
    options = read_options()
    scores: dict[str, dict[str, float]] = {}
    for name, folders in (entry.split("=", 1) for entry in options.timeml):
        read = (read_timeml(Path(folder)) for folder in folders.split(","))
        scores |= measure(name, list(chain.from_iterable(read)))
    if options.facts:
        scores |= measure("facts", list(read_facts(*map(Path, options.facts))))
    print_table(scores)
    if options.datelines:
        scores["datelines"] = {"all four": measure_datelines(options.datelines)}
        print(f"\ndatelines with all four fields right: {scores['datelines']['all four']:.1f} %")
    if options.speed:
        measure_speed([row["text"] for row in read_lines(options.speed)], options.peer)
    sys.exit(1 if below_floors(scores, "dates") else 0)


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--timeml", action="append", default=[], metavar="NAME=DIR[,DIR]")
    parser.add_argument("--facts", nargs=2, metavar=("GOLD", "DOCS"))
    parser.add_argument("--datelines", type=Path)
    parser.add_argument("--speed", type=Path)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    return parser.parse_args()


def read_timeml(folder: Path) -> Iterator[Document]:
    """The TimeML documents of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.tml")):
        root = ElementTree.parse(path).getroot()
        marks: list[Mark] = []
        text = _collect(next(root.iter("TEXT")), 0, marks)
        stamps = [
            mark.get("value", "")
            for mark in root.iter("TIMEX3")
            if mark.get("functionInDocument") == "CREATION_TIME"
        ]
        written = date.fromisoformat(stamps[0][:10]) if stamps else None
        yield Document(path.stem, text, written, sorted(marks))


def _collect(node: ElementTree.Element, at: int, marks: list[Mark]) -> str:
    """The text of a node without tags; times marked in it are added to the list."""
    text = node.text or ""
    for child in node:
        text += _collect(child, at + len(text), marks) + (child.tail or "")
    if node.tag == "TIMEX3" and text:
        marks.append(Mark(at, at + len(text), node.get("type", ""), node.get("value"), None))
    return text


def read_facts(gold: Path, docs: Path) -> Iterator[Document]:
    """Articles with times that also have their relation and interval."""
    articles = {row["doc_id"]: row for row in read_lines(docs)}
    for row in read_lines(gold):
        article = articles[row["doc_id"]]
        marks = [
            Mark(
                mark["start"], mark["end"], mark["type"], mark["value"],
                (mark["relation"], mark["begins"], mark["ends"]),
            )
            for mark in row["timexes"]
        ]  # fmt: skip
        written = date.fromisoformat(article["published"][:10])
        yield Document(row["doc_id"], article["text"], written, sorted(marks, key=lambda m: m[:2]))


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a JSON-lines file."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def measure(name: str, documents: Sequence[Document]) -> dict[str, dict[str, float]]:
    """Scores of a corpus, its two parts apart."""
    parts = {name: False, f"{name} aside": True}
    return {
        label: score([each for each in documents if is_aside(each.name) == wanted])
        for label, wanted in parts.items()
    }


def score(documents: Iterable[Document]) -> dict[str, float]:
    """F1 in per cent of each measure; relation and interval as shares of the right values."""
    counts: Counter[str] = Counter()
    for document in documents:
        rows = find_timexes(document.text, document.name, document.written)
        found = [Mark(row.start_char, row.end_char, row.type, row.value, bind(row)) for row in rows]
        counts["marks"] += len(found) + len(document.gold)
        for gold, ours in pair(document.gold, found):
            counts.update(agreements(gold, ours))
    scores = {each: 200 * counts[each] / max(counts["marks"], 1) for each in MEASURES}
    if counts["bound"]:
        scores |= {each: 100 * counts[each] / counts["bound"] for each in ("relation", "interval")}
    return {each: round(value, 1) for each, value in scores.items()}


def bind(row: Timex) -> tuple[str | None, str | None, str | None]:
    """Relation and interval of a row, as gold writes them."""
    begins, ends = (day.isoformat() if day else None for day in (row.begins, row.ends))
    return row.relation, begins, ends


def pair(gold: Sequence[Mark], found: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """One-to-one pairs that share a character: equal spans first, then the largest overlap."""
    options = [
        (one[:2] != other[:2], max(one.start, other.start) - min(one.end, other.end), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if min(one.end, other.end) > max(one.start, other.start)
    ]
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(options):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in pairs.items()]


def agreements(gold: Mark, ours: Mark) -> Iterator[str]:
    """Names of the measures on which a pair agrees."""
    yield "relaxed"
    is_strict, is_value = gold[:2] == ours[:2], gold.value == ours.value
    holds = {"strict": is_strict, "type": gold.type == ours.type, "value": is_value}
    yield from (name for name, holding in holds.items() if holding)
    if all(holds.values()):
        yield "both"
    if is_value and gold.bound and ours.bound:
        yield "bound"
        if gold.bound[0] == ours.bound[0]:
            yield "relation"
        if gold.bound[1:] == ours.bound[1:]:
            yield "interval"


def measure_datelines(path: Path) -> float:
    """Share of leads, in per cent, with place, date, agency and body offset all right."""
    rights: list[bool] = []
    for row in read_lines(path):
        published = date.fromisoformat(row["published"]) if row["published"] else None
        line = find_dateline(row["text"], published)
        day = line.date.isoformat() if line and line.date else None
        ours = (line.place, day, line.agency, line.body) if line else (None, None, None, 0)
        rights.append(ours == (row["place"], row["date"], row["agency"], row["body_offset"]))
    return round(100 * sum(rights) / len(rights), 1)


def measure_speed(texts: Sequence[str], peers: Sequence[str]) -> None:
    """Words per CPU second on one core, beside those of the peers named."""
    written = date(2020, 1, 1)
    find_timexes(texts[0], "warm", written)
    print("\n| speed | words per CPU second | start-up, CPU s |\n|---|---|---|")
    began = time.process_time()
    for text in texts:
        find_timexes(text, "d", written)
    print(f"| dateline | {_count_words(texts) / (time.process_time() - began):,.0f} | – |")
    for name, command in (entry.split("=", 1) for entry in peers):
        start = _child_seconds(command, [""])
        sample = texts[:PEER_TEXTS]
        rate = _count_words(sample) / max(_child_seconds(command, sample) - start, 0.01)
        print(f"| {name}, first {len(sample)} texts | {rate:,.0f} | {start:.1f} |")


def _count_words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _child_seconds(command: str, texts: Sequence[str]) -> float:
    """CPU seconds of a command, and of what it starts, that is given a JSON line for each text."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        shlex.split(command), input=lines, text=True, stdout=subprocess.DEVNULL, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def print_table(scores: dict[str, dict[str, float]]) -> None:
    """A row per corpus and part."""
    columns = (*MEASURES, "relation", "interval")
    print(f"| corpus | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for corpus, row in scores.items():
        print(f"| {corpus} | {' | '.join(str(row.get(each, '–')) for each in columns)} |")


if __name__ == "__main__":
    main()
