"""From JSON lines to committed rows: articles a second, peak memory, size, and equal digests.

    python benchmarks/throughput.py ARTICLES.jsonl[.gz] [--few 5000]

Takes the form of `dateline run` (`text`, and any of `id title published url publisher`), or
Reuters-21578 as JSON lines (`newid date title dateline_raw body`), of which it makes that form: the
dateline before the body, as it was printed. Wall times are of one machine; ratios travel better.
"""

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

SHUFFLES = 3
_DAY = re.compile(r"(\d{1,2})-([A-Z]{3})-(\d{4})")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--few", type=int, default=5000, help="size of the small input")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        records = [*read_articles(arguments.articles)]
        whole = write_lines(home / "whole.jsonl", records)
        few = write_lines(home / "few.jsonl", records[: arguments.few])
        print("| input | workers | articles/s | wall s | CPU s | peak MB | MB/1000 articles |")
        print("|---|---|---|---|---|---|---|")
        for path, count, workers in (
            (few, arguments.few, 1),
            (whole, len(records), 1),
            (whole, len(records), 2),
        ):
            report_run(home / f"lake-{path.stem}-{workers}", path, count, workers)
        compare_digests(home, records)


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON-lines file in the form that dateline reads."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if "newid" not in record:
                yield record
            elif record["body"] and record["dateline_raw"]:
                yield from_reuters(record)


def from_reuters(record: dict[str, Any]) -> dict[str, Any]:
    """One Reuters story: id, title, day, and the dateline with the body."""
    day = _DAY.search(record["date"])
    published = datetime.strptime(day.group(), "%d-%b-%Y").date().isoformat() if day else None
    text = f"{record['dateline_raw'].rstrip()} {record['body'].lstrip()}"
    return {
        "id": str(record["newid"]), "title": record["title"], "published": published,
        "publisher": "Reuters", "language": "en", "text": text,
    }  # fmt: skip


def report_run(lake: Path, path: Path, count: int, workers: int) -> None:
    """Run the main job without Prefect's engine, and print one row."""
    before, started = cpu_seconds(), time.monotonic()
    peak = run_and_watch(
        ["run", "--direct", str(path), "--lake", str(lake), "--workers", str(workers)]
    )
    wall, cpu = time.monotonic() - started, cpu_seconds() - before
    size = sum(f.stat().st_size for f in lake.rglob("*") if f.is_file()) / 1e6
    print(
        f"| {count:,} | {workers} | {count / wall:.0f} | {wall:.1f} | {cpu:.1f} | {peak:.0f}"
        f" | {1000 * size / count:.1f} |",
        flush=True,
    )


def compare_digests(home: Path, records: list[dict[str, Any]]) -> None:
    """Two runs, and a run in shuffled batches, must give equal digests."""
    shuffled = random.Random(21578).sample(records, len(records))
    parts = [write_lines(home / f"part{n}.jsonl", shuffled[n::SHUFFLES]) for n in range(SHUFFLES)]
    for part in parts:
        dateline("run", "--direct", str(part), "--lake", str(home / "lake-shuffled"))
    again = home / "lake-whole-2"
    dateline("run", "--direct", str(home / "whole.jsonl"), "--lake", str(again))
    names = ("lake-whole-1", "lake-whole-2", "lake-shuffled")
    found = {name: digests(home / name) for name in names}
    print("\n| table | one worker | two workers, twice | three shuffled batches |")
    print("|---|---|---|---|")
    for table in found[names[0]]:
        print(f"| {table} | " + " | ".join(found[name][table][:12] for name in names) + " |")
    print("equal" if len({json.dumps(held) for held in found.values()}) == 1 else "NOT EQUAL")


def digests(lake: Path) -> dict[str, str]:
    """The digest of each table of a lake."""
    rows = map(json.loads, dateline("doctor", "--digest", "--lake", str(lake)).splitlines())
    return {row["table"]: row["digest"] for row in rows}


def dateline(*arguments: str) -> str:
    """Run the command line; returns what it printed."""
    command = [sys.executable, "-m", "flows.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def run_and_watch(arguments: list[str]) -> float:
    """Run the command line; returns the peak of its resident memory with its children's, in MB."""
    peak = 0.0
    with subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *arguments], stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(resident_mb, [process.pid, *descendants(process.pid)])))
            time.sleep(0.1)
    if process.returncode:
        sys.exit(f"dateline {' '.join(arguments)} failed")
    return peak


def descendants(pid: int) -> list[int]:
    """Processes below one, by Linux's own list."""
    try:
        children = [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return children + [below for child in children for below in descendants(child)]


def resident_mb(pid: int) -> float:
    """Resident memory of a process, shared pages included."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 1e6


def cpu_seconds() -> float:
    """CPU time of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_lines(path: Path, records: list[dict[str, Any]]) -> Path:
    """Write records as JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
