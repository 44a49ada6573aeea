"""What `prefect.yaml` names exists, and no file of ours hides a module of another."""

import importlib
import inspect
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.heartbeat import heartbeat_automation
from flows.ingest import told
from flows.passes import Staged

ROOT = Path(__file__).parent.parent
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_entrypoint_takes_the_parameters(deployment: dict[str, Any]) -> None:
    """Prefect's own loader hides import errors; a plain import does not."""
    path, name = deployment["entrypoint"].split(":")
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    accepted = inspect.signature(getattr(module, name).fn).parameters
    assert set(deployment["parameters"]) <= set(accepted)


def test_no_flow_file_hides_another_module() -> None:
    """Prefect puts the folder of an entrypoint on the module path for good."""
    ours = {path.stem for path in (ROOT / "flows").glob("*.py")} - {"__init__"}
    others = {*sys.stdlib_module_names, *packages_distributions(), "tasks", "warehouse", "seeds"}
    assert not ours & others


@pytest.mark.parametrize(("frequency", "seconds"), [(None, 540), ("30", 90)])
def test_a_run_may_miss_two_heartbeats(
    frequency: str | None, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", raising=False)
    if frequency:
        monkeypatch.setenv("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", frequency)
    assert heartbeat_automation().trigger.within.total_seconds() == seconds


def test_a_failed_source_is_told_and_a_run_fails_with_its_last() -> None:
    good, bad = Staged("press", []), Staged("gone", [], ("nowhere.txt: missing",))
    assert told([good]) == [good]
    some, none = told([good, bad]), told([bad])
    assert (some.type, some.name) == ("COMPLETED", "SourceFailed")
    assert some.message == "1 of 2 sources failed: gone: nowhere.txt: missing"
    assert (none.type, none.name) == ("FAILED", "SourceFailed")
