"""The README and docs/views.md show what the commands really print."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_spec = importlib.util.spec_from_file_location("readme_blocks", ROOT / "tests/readme_blocks.py")
assert _spec
assert _spec.loader
readme_blocks = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(readme_blocks)

TEXTS = [page.read_text(encoding="utf-8") for page in readme_blocks.PAGES]
BLOCKS = [block for text in TEXTS for block in readme_blocks.blocks(text)]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme") / "lake"


def test_the_readme_shows_commands_with_output() -> None:
    commands = [command for command, _ in BLOCKS]
    assert commands[0] == "make run"
    assert sum(command.startswith("dateline sql") for command in commands) >= 3
    assert any(command.startswith("dateline why") for command in commands)


@pytest.mark.parametrize(("command", "output"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_output_is_as_shown(command: str, output: str, lake: Path) -> None:
    assert readme_blocks.run_command(command, lake) == output


@pytest.mark.parametrize(
    "page",
    ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))],
)
def test_links_and_paths_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert all((ROOT / page).parent.joinpath(link).exists() for link in links if "://" not in link)
