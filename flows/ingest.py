"""The ingest flow: sources into staged shards."""

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import stages
from flows.settings import load_settings

_stage_sources = task(
    name="stage-sources", retries=2, retry_delay_seconds=[2, 10], cache_policy=NO_CACHE
)(stages.stage_sources)
_stage_again = task(
    name="stage-outdated", retries=2, retry_delay_seconds=[2, 10], cache_policy=NO_CACHE
)(stages.stage_again)


@flow(name="ingest")
def ingest(
    paths: list[str] | None = None, lake: str | None = None, reannotate: bool = False
) -> int:
    """Read the settings' sources, or ``paths``; returns how many shards wait for their commit."""
    settings = load_settings(lake=lake)
    shards = _stage_sources(settings, paths)
    return len(shards) + (len(_stage_again(settings)) if reannotate else 0)
