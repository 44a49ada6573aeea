import tomllib
from datetime import date
from pathlib import Path

import pytest

from tasks.timex import find_timexes

GOLDEN = tomllib.loads((Path(__file__).parent / "golden" / "timex.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", GOLDEN["case"], ids=lambda case: case["text"][:40])
def test_golden_timex(case):
    rows = {row.text: row for row in find_timexes(case["text"], "d", case["written"])}
    for words, expected in case["times"].items():
        row = rows[words]
        for name, value in expected.items():
            found = getattr(row, name)
            assert (value or None) == (found.isoformat() if isinstance(found, date) else found)


@pytest.mark.parametrize("text", GOLDEN["none"])
def test_not_a_time(text):
    assert find_timexes(text, "d", date(2024, 5, 16)) == []


def test_that_time_is_anchored_to_what_it_refers_to():
    text = "A station will fly by 2024. I believe we will start by that time."
    first, second = find_timexes(text, "d", date(2022, 7, 27))
    assert (second.value, second.relation, second.anchor) == ("2024", "by", first.timex_id)


def test_without_document_time_the_relative_is_open():
    (row,) = find_timexes("He left last week.", "d", None)
    assert (row.value, row.begins, row.ends) == (None, None, None)
    assert "no document time" in row.reason


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Posted 02/08/2012.", "en", "2012-02-08"),
        ("Posted 02/08/2012.", "en-GB", "2012-08-02"),
        ("Posted 02/08/2012, due 02/28/2012.", "en-GB", "2012-02-08"),
        ("Posted 02/08/2012, due 28/02/2012.", "en-US", "2012-08-02"),
    ],
)
def test_order_of_day_and_month(text, language, value):
    row = find_timexes(text, "d", date(2012, 9, 1), language=language)[0]
    assert row.value == value
