"""Lakes and inputs that tests share."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.annotators import annotate_here
from flows.settings import Settings
from flows.stages import run_direct
from warehouse.tables import Run

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "roscosmos-leaves-iss-2022-07-27.txt"


@pytest.fixture(scope="session")
def seed_text() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def seed_lake(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The warehouse of the seed article; tests only read it."""
    settings = Settings(lake=tmp_path_factory.mktemp("seed") / "lake", workers=1)
    run_direct(settings, [str(SEED)])
    return settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty lake with small shards."""
    return Settings(lake=tmp_path / "lake", workers=1, shard_documents=3)


@pytest.fixture
def ingest(settings: Settings) -> Callable[..., Run]:
    """Run the main job over paths, without Prefect."""

    def run(*paths: Path) -> Run:
        return run_direct(settings, [str(path) for path in paths])[0]

    return run


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Write records as a JSON-lines file of a given name."""

    def write(name: str, *records: object) -> Path:
        path = tmp_path / name
        lines = (json.dumps(record, ensure_ascii=False) for record in records)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session", autouse=True)
def annotate_in_this_process() -> Iterator[None]:
    """Processes take longer to start than tests to run; tests of processes ask for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.stages.annotate_in_workers", annotate_here)
        yield
