"""Near-duplicates: the same story elsewhere is grouped, the same form with other numbers is not."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import warehouse
from flows.settings import Settings
from warehouse.sql import sql_text
from warehouse.tables import Run

STORY = (
    "The minister told reporters that the talks on the treaty which began last year would end soon"
    " and that all sides had agreed to publish the result of their work in the spring"
)
CASES = {
    "the same": ([STORY, STORY], [["0", "1"]]),
    "other marks and case": ([STORY.upper(), STORY + " -"], [["0", "1"]]),
    "a word is another": ([STORY, STORY.replace("minister", "president")], [["0", "1"]]),
    "a chain": ([STORY, STORY + " and the summer", "Again " + STORY + " and the summer"],
                [["0", "1", "2"]]),
    "other words": ([STORY, " ".join(sorted(STORY.split()))], []),
    "a form with other numbers": (["Pay date June 3. " + STORY, "Pay date June 9. " + STORY], []),
    "short texts": (["Keller spoke.", "Keller spoke."], []),
    "nothing": ([], []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("step", [1, -1], ids=["in order", "reversed"])
def test_groups(case: str, step: int) -> None:
    texts, expected = CASES[case]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE compared (doc_id VARCHAR, text VARCHAR)")
        for number, text in [*enumerate(texts)][::step]:
            connection.execute("INSERT INTO compared VALUES (?, ?)", [str(number), text])
        connection.execute(sql_text("near_duplicates"))
        connection.execute(sql_text("duplicate_groups"))
        found = connection.execute(
            "SELECT list(doc_id ORDER BY doc_id) FROM dup_grouped GROUP BY dup_group"
        ).fetchall()
    assert [ids for (ids,) in found] == expected


def test_groups_span_publishers_and_a_new_version_leaves_its_old_group(
    ingest: Callable[..., Run], settings: Settings, write_lines: Callable[..., Path]
) -> None:
    query = "SELECT list(given_id ORDER BY given_id) FROM document WHERE dup_group IS NOT NULL"
    texts = {"a": f"GENEVA (AFP) - {STORY}", "b": f"PARIS, May 2 (AP) - {STORY}"}
    rows = [{"id": name, "published": "2024-05-02", "text": texts[name]} for name in texts]
    ingest(write_lines("a.jsonl", *rows))
    with warehouse.open(settings.lake) as connection:
        assert connection.execute(query).fetchone() == (["a", "b"],)
    ingest(write_lines("b.jsonl", {"id": "b", "published": "2024-05-03", "text": "Other words."}))
    with warehouse.open(settings.lake) as connection:
        assert connection.execute(query).fetchone() == (None,)
