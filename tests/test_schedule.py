"""The whole path of a schedule, offline: server, deployments, worker, a scheduled run, rows."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

import warehouse

ROOT = Path(__file__).parent.parent
PREFECT = str(Path(sys.executable).parent / "prefect")
PATIENCE_SECONDS = 150


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A Prefect home, an address and a lake of our own; nothing may leave the machine."""
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        "DO_NOT_TRACK": "1",
        "DATELINE_HOME": str(ROOT),
        "DATELINE_LAKE": str(home / "lake"),
        "DATELINE_SOURCES": json.dumps(
            [{"name": "seeds", "paths": ["seeds"]}, {"name": "gone", "paths": ["nowhere.txt"]}]
        ),
    }


@pytest.fixture(scope="module")
def server(environment: dict[str, str]) -> Iterator[str]:
    """A Prefect server on loopback."""
    api = environment["PREFECT_API_URL"]
    with running(environment, "server", "start"):
        wait_until(lambda: is_healthy(api), "the server to start")
        yield api


@contextmanager
def running(environment: dict[str, str], *arguments: str) -> Iterator[None]:
    """A Prefect process that ends with the block."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [PREFECT, *arguments], env=environment, cwd=ROOT, stdout=quiet, stderr=quiet
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def prefect(environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [PREFECT, "--no-prompt", *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def is_healthy(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=2).is_success
    except httpx.HTTPError:
        return False


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < ends, f"waited in vain for {what}"
        time.sleep(0.5)


def completed_runs(api: str) -> list[dict[str, Any]]:
    """Runs that a schedule made and that have succeeded."""
    wanted = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
    answer = httpx.post(f"{api}/flow_runs/filter", json=wanted, timeout=10).raise_for_status()
    return [run for run in answer.json() if run["auto_scheduled"]]


def test_a_scheduled_run_commits_rows(environment: dict[str, str], server: str) -> None:
    prefect(environment, "work-pool", "create", "--type", "process", "dateline")
    prefect(environment, "deploy", "--all")
    deployed = httpx.post(f"{server}/deployments/filter", json={}).json()
    assert {d["name"]: d["schedules"][0]["schedule"]["cron"] for d in deployed} == {
        "hourly": "5 * * * *",
        "nightly": "30 2 * * *",
    }
    soon = ("deployment", "schedule", "create", "daily/hourly", "--interval", "20")
    anchor = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 4))
    prefect(environment, *soon, "--anchor-date", anchor)
    with running(environment, "worker", "start", "--pool", "dateline", "--type", "process"):
        wait_until(lambda: bool(completed_runs(server)), "a scheduled run")
    with warehouse.open(environment["DATELINE_LAKE"]) as connection:
        assert connection.execute("SELECT count(*) FROM document").fetchone() == (1,)
    assert completed_runs(server)[0]["state"]["name"] == "SourceFailed"
    tasks = httpx.post(f"{server}/task_runs/filter", json={}).json()
    read = {task["name"]: task["state_type"] for task in tasks if task["name"].startswith("read")}
    assert read == {"read seeds": "COMPLETED", "read gone": "FAILED"}
    artifacts = httpx.post(f"{server}/artifacts/filter", json={}).json()
    assert {artifact["key"] for artifact in artifacts} == {"run-counts", "quarantine"}
