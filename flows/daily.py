"""The main job: ingest, annotate, link and publish, in order."""

from prefect import flow
from prefect.client.schemas.objects import State

from flows.annotate import annotate
from flows.ingest import SOURCE_FAILED, ingest
from flows.link import link
from flows.publish import publish
from flows.stages import Published
from warehouse.tables import Run

Done = tuple[Run, Published]


@flow(name="daily")
def daily(
    paths: list[str] | None = None,
    lake: str | None = None,
    workers: int | None = None,
    full: bool = False,
    reannotate: bool = False,
) -> Done | State[Done]:
    """Read the settings' sources, or ``paths``, into the lake and publish it.

    Ends as `ingest` did: what the other sources gave is published where one has failed.
    """
    state = ingest(paths, lake, reannotate, return_state=True)  # pyright: ignore[reportCallIssue] - see the runner there
    staged = state.result(raise_on_failure=False)
    if isinstance(staged, BaseException):
        raise staged
    run = annotate(lake, workers)
    link(lake)
    done = run, publish(lake, full)
    if state.name != SOURCE_FAILED:
        return done
    return State(type=state.type, name=SOURCE_FAILED, message=state.message, data=done)
