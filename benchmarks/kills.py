"""Kill an ingest at random moments, run it again, and compare the digests with an unbroken one's.

    python benchmarks/kills.py ARTICLES.jsonl[.gz] [--kills 20]

Takes what benchmarks/throughput.py takes. Prints speed of the unbroken ingest, without annotation.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from throughput import cpu_seconds, dateline, digests, read_articles, write_lines


def main() -> None:
    """Measure, kill, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        records = [*read_articles(given.articles)]
        path = write_lines(home / "articles.jsonl", records)
        cpu, wall = cpu_seconds(), time.monotonic()
        dateline("ingest", str(path), "--lake", str(home / "whole"))
        cpu, wall = cpu_seconds() - cpu, time.monotonic() - wall
        print(f"{len(records)} articles, {len(records) / cpu:.0f} per CPU s, {wall:.1f} s")
        expected = digests(home / "whole")
        moments = [random.Random(n).uniform(0.05, 0.98) * wall for n in range(given.kills)]
        equal = sum(
            is_made_good(path, home / f"cut{n}", moment, expected)
            for n, moment in enumerate(moments)
        )
        print(f"{equal} of {given.kills} equal after a kill -9 and a re-run")
        sys.exit(equal < given.kills)


def is_made_good(path: Path, lake: Path, moment: float, expected: dict[str, str]) -> bool:
    """Whether a lake whose ingest was killed is as it should be after another."""
    command = [sys.executable, "-m", "flows.cli", "ingest", str(path), "--lake", str(lake)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(moment)
    process.kill()
    process.wait()
    dateline("ingest", str(path), "--lake", str(lake))
    found = digests(lake)
    print(
        f"killed after {moment:.1f} s: {'equal' if found == expected else 'NOT EQUAL'}", flush=True
    )
    return found == expected


if __name__ == "__main__":
    main()
