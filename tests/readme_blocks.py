"""The commands of the README and of docs/views.md with their output: a script writes it anew.

A block is ``console`` with a line ``$ command`` and what it prints on standard output. `make run`
stands for the same job without Prefect's engine, whose log goes to standard error.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs/views.md")
"""The pages with commands; the first has the one that makes the warehouse."""
SHOWN_LAKE = "lake"
_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
_STAND_INS = {"make run": "dateline run --direct"}


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a page with the output shown; those of make that show none are left out."""
    for match in _BLOCK.finditer(text):
        if match["output"] or match["command"].startswith("dateline sql"):
            yield match["command"], match["output"]


def run_command(command: str, lake: Path) -> str:
    """What a command prints, with the lake's place as the README shows it."""
    words = shlex.split(_STAND_INS.get(command, command))
    if words[0] != "dateline":
        raise ValueError(f"not a dateline command: {command}")
    in_lake = f"{SHOWN_LAKE}/"
    given = [
        str(lake / word[len(in_lake) :]) if word.startswith(in_lake) else word for word in words
    ]
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *given[1:]],
        cwd=ROOT,
        env=os.environ | {"DATELINE_LAKE": str(lake)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.replace(str(lake), SHOWN_LAKE).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip()) + "\n"


def main() -> None:
    """Write every output anew."""
    with tempfile.TemporaryDirectory() as folder:
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            for command, output in blocks(text):
                shown = f"$ {command}\n"
                fresh = run_command(command, Path(folder) / "lake")
                text = text.replace(shown + output, shown + fresh)
            page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
