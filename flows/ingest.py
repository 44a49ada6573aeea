"""The ingest flow: sources into staged shards, a task for each."""

from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows import stages
from flows.passes import AT_ONCE, Staged, open_passes, stage_pass
from flows.settings import Settings, load_settings
from flows.visits import Pass

SOURCE_FAILED = "SourceFailed"
"""Name of the state of a source that gave nothing, and of a run with such a source."""

_stage_again = task(
    name="stage-outdated", retries=2, retry_delay_seconds=[2, 10], cache_policy=NO_CACHE
)(stages.stage_again)


@flow(name="ingest", task_runner=ThreadPoolTaskRunner(max_workers=AT_ONCE))  # pyright: ignore[reportCallIssue, reportArgumentType] - the stub knows only runners of untyped futures
def ingest(
    paths: list[str] | None = None, lake: str | None = None, reannotate: bool = False
) -> list[Staged] | State[list[Staged]]:
    """Read the settings' sources, or ``paths``; what waits for its commit, by source.

    A source of which a path gave nothing is a failed task and does not stop the others; the flow
    has failed where all of them have.
    """
    settings = load_settings(lake=lake)
    with open_passes(settings, paths) as passes:
        futures = {
            made.source.name: _read_source.submit(
                made.source.name, settings, _as_it_is(made), batch
            )
            for batch, made in passes.items()
        }
        found = {name: future.result(raise_on_failure=False) for name, future in futures.items()}
    if reannotate:
        _stage_again(settings)
    return told([_staged(name, held) for name, held in found.items()])


@task(
    name="read-source",
    task_run_name="read {name}",
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=lambda _task, _run, state: state.name != SOURCE_FAILED,
    cache_policy=NO_CACHE,
)
def _read_source(name: str, settings: Settings, made: Pass, batch: str) -> Staged | State[Staged]:
    """Read one source; what of it could be read is kept also where it has failed."""
    staged = stage_pass(settings, made, batch)
    if not staged.failures:
        return staged
    return Failed(name=SOURCE_FAILED, message="; ".join(staged.failures), data=staged)


def told(staged: list[Staged]) -> list[Staged] | State[list[Staged]]:
    """The sources, in a state that says which of them have failed."""
    failed = [source for source in staged if source.failures]
    if not failed:
        return staged
    message = f"{len(failed)} of {len(staged)} sources failed: " + "; ".join(
        f"{source.source}: {failure}" for source in failed for failure in source.failures
    )
    state = Failed if len(failed) == len(staged) else Completed
    return state(name=SOURCE_FAILED, message=message, data=staged)


def _as_it_is(made: Pass) -> Pass:
    """A pass in which Prefect does not look for futures, visit by visit."""
    quoted: Any = quote(made)
    return quoted


def _staged(name: str, held: Any) -> Staged:
    """What a task left: a source whose task raised has failed with that."""
    if isinstance(held, Staged):
        return held
    return Staged(name, [], (f"{type(held).__name__}: {held}",))
