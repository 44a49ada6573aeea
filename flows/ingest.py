"""The ingest flow: sources into staged shards."""

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import stages
from flows.settings import load_settings

_stage_sources = task(
    name="stage-sources", retries=2, retry_delay_seconds=[2, 10], cache_policy=NO_CACHE
)(stages.stage_sources)


@flow(name="ingest")
def ingest(paths: list[str] | None = None, lake: str | None = None) -> int:
    """Read the settings' sources, or ``paths``; returns how many shards wait for their commit."""
    return len(_stage_sources(load_settings(lake=lake), paths))
