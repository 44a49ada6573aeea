"""The publish flow: the file that readers open, the report, and what Prefect shows of a run."""

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

import warehouse
from flows import stages
from flows.render import printable
from flows.settings import load_settings
from flows.stages import Published
from warehouse.sql import sql_text

_publish_lake = task(
    name="publish-warehouse", retries=2, retry_delay_seconds=[2, 10], cache_policy=NO_CACHE
)(stages.publish_lake)


@flow(name="publish")
def publish(lake: str | None = None, full: bool = False) -> Published:
    """Publish what is committed; with ``full``, write it anew even where nothing changed."""
    published = _publish_lake(load_settings(lake=lake), full=full)
    with warehouse.open(published.warehouse) as connection:
        counts = connection.execute(sql_text("latest_run")).fetchall()
        quarantine = connection.execute(sql_text("quarantine")).fetchall()
    create_table_artifact(
        key="run-counts",
        table=[{"what": what, "rows": rows} for what, rows in counts],
        description=f"The last run, and the warehouse that it left: {published.report}",
    )
    create_markdown_artifact(
        key="quarantine",
        markdown=quarantine_markdown(quarantine),
        description="Inputs that were not accepted.",
    )
    return published


def quarantine_markdown(rows: list[tuple[str, ...]]) -> str:
    """The quarantine as a Markdown table whose cells cannot break out of it."""
    if not rows:
        return "Nothing is in quarantine."
    head = "| input | where | reason | detail |\n|---|---|---|---|\n"
    return head + "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _cell(value: str | None) -> str:
    text = printable(value or "").replace("\n", " ").replace("`", "'").replace("|", "¦")
    return f"`{text}`" if text else ""
