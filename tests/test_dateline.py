import tomllib
from datetime import date
from pathlib import Path

import pytest

from tasks.dateline import Dateline, find_dateline
from tasks.dateline_words import dateline_words

GOLDEN = tomllib.loads((Path(__file__).parent / "golden" / "datelines.toml").read_text("utf-8"))


@pytest.mark.parametrize(("lead", "expected"), dateline_words()["examples"].items())
def test_example_of_dateline(lead, expected):
    found = find_dateline(lead, date(1987, 4, 7))
    place, day, agency, body = expected
    if not body:
        assert found is None
        return
    printed = found.date.isoformat() if found.date else ""
    assert [found.place or "", printed, found.agency or "", found.body] == [
        place,
        day,
        agency,
        body,
    ]


@pytest.mark.parametrize("case", GOLDEN["case"], ids=lambda case: case["text"][:30])
def test_golden_dateline(case):
    published = date.fromisoformat(case["published"]) if "published" in case else None
    found = find_dateline(case["text"], published)
    day = date.fromisoformat(case["date"]) if "date" in case else None
    assert (found.place, found.date, found.agency) == (case.get("place"), day, case.get("agency"))
    assert case["text"][found.body :].startswith(case["body"])


def test_mark_belongs_to_the_dateline():
    text = "Moscow, 27 July 2022 (TDI): The head of the agency spoke."
    assert find_dateline(text) == Dateline("Moscow", date(2022, 7, 27), "TDI", 0, 27, 28)


def test_day_without_year_and_publication_is_unknown():
    assert find_dateline("PARIS, March 3 (Reuters) - It rained.").date is None


def test_year_is_taken_from_the_nearest_new_year():
    found = find_dateline("PARIS, Dec. 31 (AFP) - It rained.", date(2024, 1, 1))
    assert found.date == date(2023, 12, 31)


ODD = ["", " \n\n", "A plain sentence - with a dash.", "x" * 100_000]
LONG = ["A, " * 1000, "A-" * 1000, "A.&" * 1000, "May 1, " * 1000, "a a a " * 1000, "-" * 1000]


@pytest.mark.parametrize("text", [*ODD, *LONG])
def test_text_without_dateline(text):
    assert find_dateline(text, date(2024, 1, 1)) is None
