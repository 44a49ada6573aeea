"""Words a CPU second from raw text to names, on one core, beside those of peers, and their scores.

    python benchmarks/names_speed.py STORIES.jsonl[.gz] [--few 5000]
        [--peer "spaCy=PYTHON benchmarks/peers/names_spacy.py find FOLDER" --peer-few 300]
        [--score DOCS.jsonl GOLD.jsonl ...] [--weights FILE]

Cold is a tagger that has met no word yet, warm the same one over the same stories again. A peer is
a command that reads JSON lines with a text each and prints the names of each as a JSON list of
start, end and type; its CPU seconds are those of all that it starts, less what a run on one empty
text costs. Scores are of the fifth aside, so the weights must have been learned without it.
"""

import argparse
import gzip
import json
import resource
import shlex
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.folds import is_aside
from benchmarks.names import read_lines, score_spans
from tasks.mentions import Tagger, batches
from tasks.names_weights import load_weights, read_weights

Found = list[list[tuple[int, int, str]]]


def main() -> None:
    """Read the arguments, measure, print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("stories", type=Path)
    parser.add_argument("--few", type=int, default=5000, help="stories that are read")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--peer-few", type=int, default=300, help="stories that a peer reads")
    parser.add_argument("--score", type=Path, nargs=2, action="append", default=[])
    parser.add_argument("--weights", type=Path, help="weights other than the shipped ones")
    options = parser.parse_args()
    stories = read_stories(options.stories)[: options.few]
    sets = [read_set(*files) for files in options.score]
    names = [files[0].parent.name for files in options.score]
    print("| finder | cold | warm | start-up, CPU s | MB |", *(f" {name} F1 |" for name in names))
    print("|---|---|---|---|---|" + "---|" * len(sets))
    report_own(options.weights, stories, sets)
    for name, command in (entry.split("=", 1) for entry in options.peer):
        report_peer(name, command, stories[: options.peer_few], sets)


def read_stories(path: Path) -> list[str]:
    """Texts of the stories, with their datelines where these stand apart."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = list(map(json.loads, lines))
    texts = (row.get("text") or f"{row['dateline_raw']} {row['body']}".strip() for row in rows)
    return [text for text in texts if text]


def read_set(docs: Path, gold: Path) -> tuple[list[str], Found]:
    """Texts of the articles kept aside, and their names."""
    texts = {row["doc_id"]: row["text"] for row in read_lines(docs)}
    rows = [row for row in read_lines(gold) if is_aside(row["doc_id"])]
    marks = [[(m["start"], m["end"], m["type"]) for m in row["mentions"]] for row in rows]
    return [texts[row["doc_id"]] for row in rows], marks


def report_own(
    weights: Path | None, stories: Sequence[str], sets: list[tuple[list[str], Found]]
) -> None:
    """Print the row of the tagger of this package."""
    began = time.process_time()
    tagger = Tagger.of(read_weights(weights.read_bytes()) if weights else load_weights())
    start = time.process_time() - began
    rates: list[float] = []
    for _ in ("cold", "warm"):
        began = time.process_time()
        for batch in batches(stories):
            tagger.tag(batch)
        rates.append(count_words(stories) / (time.process_time() - began))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    found = [
        [[(n.start, n.end, n.type) for n in tagger.tag([text])[0]] for text in texts]
        for texts, _ in sets
    ]
    print_row(
        ("dateline", *(f"{rate:,.0f}" for rate in rates), f"{start:.2f}", f"{megabytes:.0f}"),
        found,
        sets,
    )


def report_peer(
    name: str, command: str, stories: Sequence[str], sets: list[tuple[list[str], Found]]
) -> None:
    """Print the row of a peer; it is not told what it has met before, so it has no warm rate."""
    start, _ = run_peer(command, [""])
    spent, _ = run_peer(command, stories)
    found = [run_peer(command, texts)[1] for texts, _ in sets]
    rate = count_words(stories) / max(spent - start, 0.01)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print_row((name, f"{rate:,.0f}", "–", f"{start:.2f}", f"{megabytes:.0f}"), found, sets)


def run_peer(command: str, texts: Sequence[str]) -> tuple[float, Found]:
    """CPU seconds of a command that is given a JSON line for each text, and the names it found."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        shlex.split(command), input=lines, text=True, stdout=subprocess.PIPE, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, [[tuple(name) for name in json.loads(line)] for line in done.stdout.splitlines()]


def print_row(
    cells: Sequence[str], found: list[Found], sets: list[tuple[list[str], Found]]
) -> None:
    """Print figures of a finder with the F1 of what it found in each set."""
    scores = [
        score_spans(as_spans(marks), as_spans(names))["all"]["f1"]
        for names, (_, marks) in zip(found, sets, strict=True)
    ]
    print("|", " | ".join([*cells, *(f"{100 * score:.1f}" for score in scores)]), "|", flush=True)


def as_spans(found: Found) -> list[tuple[str, int, int, str]]:
    """Names with the number of their text."""
    return [(str(at), *name) for at, names in enumerate(found) for name in names]


def count_words(texts: Sequence[str]) -> int:
    """Words between blanks."""
    return sum(len(text.split()) for text in texts)


if __name__ == "__main__":
    main()
