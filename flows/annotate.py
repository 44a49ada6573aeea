"""The annotate flow: staged shards annotated in tasks, each then committed whole."""

import math
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from flows.annotators import AnnotationPool, Known, annotate_in_workers
from flows.settings import Settings, load_settings, read_registries
from flows.stages import commit_staged
from warehouse.load import load_shard
from warehouse.tables import Run

MAX_TASKS = 96
"""Prefect's bookkeeping costs milliseconds a task: beyond this, one task takes several shards."""


@flow(name="annotate", task_runner=ThreadPoolTaskRunner(max_workers=8))  # pyright: ignore[reportCallIssue, reportArgumentType] - the stub knows only runners of untyped futures
def annotate(lake: str | None = None, workers: int | None = None) -> Run:
    """Annotate what is staged and commit it shard by shard; returns the run's row."""
    settings = load_settings(lake=lake, workers=workers)
    return commit_staged(settings, _annotate_in_tasks, _commit_shard, flow_run_id=flow_run.id)


def _annotate_in_tasks(settings: Settings, known: Known) -> Iterator[Path]:
    if len(known) < 2:
        yield from _annotate_alone(settings, known)
        return
    shards = list(known.items())
    size = math.ceil(len(shards) / MAX_TASKS)
    rows = read_registries(settings.registries)
    workers, engine = min(settings.worker_count, len(known)), settings.engine
    with closing(AnnotationPool(workers, rows, engine)) as pool:
        futures = [
            _annotate_shards.submit(dict(shards[first : first + size]), pool)
            for first in range(0, len(shards), size)
        ]
        for done in as_completed(futures):
            yield from done.result()


@task(name="annotate-shards", retries=2, retry_delay_seconds=[1, 5], cache_policy=NO_CACHE)
def _annotate_shards(shards: Known, pool: AnnotationPool) -> list[Path]:
    """Annotate some shards in the worker processes, and wait for them."""
    waiting = [pool.submit(shard, held) for shard, held in shards.items()]
    for future in waiting:
        future.result()
    return list(shards)


@task(name="annotate-shards", cache_policy=NO_CACHE)
def _annotate_alone(settings: Settings, known: Known) -> list[Path]:
    return list(annotate_in_workers(settings, known))


_commit_shard = task(
    name="commit-shard", retries=3, retry_delay_seconds=[1, 5, 20], cache_policy=NO_CACHE
)(load_shard)
