"""How long a user waits: `run` as flows (first and later), `run --direct`, and the reading verbs.

    python benchmarks/startup.py seeds/roscosmos-leaves-iss-2022-07-27.txt

A first run makes Prefect's database in a new home; a later one finds it. Run on a quiet machine.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("article", type=Path)
    article = str(parser.parse_args().article)
    with tempfile.TemporaryDirectory() as folder:
        lake = ["--lake", str(Path(folder) / "lake")]
        home = {"PREFECT_HOME": str(Path(folder) / "prefect")}
        print("| command | wall s | CPU s |\n|---|---|---|")
        measure("run, first", ["run", article, *lake], home)
        measure("run, later", ["run", article, *lake], home)
        measure(
            "run --direct, new lake", ["run", "--direct", article, "--lake", f"{folder}/direct"]
        )
        measure("run --direct, again", ["run", "--direct", article, "--lake", f"{folder}/direct"])
        measure("annotate", ["annotate", article])
        measure("resolve", ["resolve", "since Tuesday", "--published", "2022-07-27"])
        measure("sql", ["sql", "FROM plan_timeline", *lake])
        measure("--help", ["--help"])
        print("\nwhat the flow run is made of:")
        measure("import prefect", [], code="import prefect")
        measure("import flows.daily", [], code="import flows.daily")
        measure("import the stages without Prefect", [], code="import flows.stages")


def measure(
    label: str, arguments: list[str], extra: dict[str, str] | None = None, code: str | None = None
) -> None:
    """Run a command and print its wall and CPU seconds, children included."""
    command = (
        [sys.executable, "-c", code] if code else [sys.executable, "-m", "flows.cli", *arguments]
    )
    before, started = cpu_seconds(), time.monotonic()
    subprocess.run(command, env=os.environ | (extra or {}), capture_output=True, check=True)
    wall, cpu = time.monotonic() - started, cpu_seconds() - before
    print(f"| {label} | {wall:.2f} | {cpu:.2f} |", flush=True)


def cpu_seconds() -> float:
    """CPU time of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
