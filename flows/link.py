"""The link flow: entities and aliases brought up to the committed mentions."""

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import stages
from flows.settings import load_settings

_link_lake = task(
    name="link-entities", retries=3, retry_delay_seconds=[1, 5, 20], cache_policy=NO_CACHE
)(stages.link_lake)


@flow(name="link")
def link(lake: str | None = None) -> int:
    """Link over all current documents; returns how many rows changed."""
    return _link_lake(load_settings(lake=lake))
