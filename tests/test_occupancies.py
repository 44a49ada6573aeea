import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tasks.entities import link_names
from tasks.mentions import find_names
from tasks.occupancies import find_occupancies
from tasks.registry import load_registry
from tests.factories import timex

GOLDEN = tomllib.loads((Path(__file__).parent / "golden" / "occupancies.toml").read_text("utf-8"))
DAY = date(2022, 7, 27)

registry = cache(load_registry)


def held(text: str):
    known = registry()
    mentions = link_names(find_names(text, known), text, "d", known)
    names = {mention.entity_id: mention.name for mention in mentions}
    rows = find_occupancies(text, "d", mentions, DAY)
    return rows, [
        [names[row.person_id], row.post, names.get(row.organization_id, ""), row.status]
        for row in rows
    ]


@pytest.mark.parametrize("case", GOLDEN["case"], ids=lambda case: case["text"][:40])
def test_golden_occupancies(case):
    rows, shown = held(case["text"])
    assert shown == case["posts"]
    assert "words" not in case or rows[0].text == case["words"]


def test_seed_has_its_four_posts(seed_text):
    rows, shown = held(seed_text)
    assert shown == [case["posts"][0] for case in GOLDEN["case"][:5] if case["posts"]]
    assert all(seed_text[row.start_char : row.end_char] == row.text for row in rows)


def test_the_day_is_the_document_time():
    rows, _ = held("US President Joe Biden came.")
    assert [(row.as_of, row.begins, row.ends) for row in rows] == [(DAY, None, None)]


def test_a_text_of_posts_without_people_costs_little():
    assert held("director of " * 10_000)[1] == []


def test_words_behind_a_post_date_it():
    text = "Ana Silva is president of France since 2017."
    known = registry()
    mentions = link_names(find_names(text, known), text, "d", known)
    since = timex(text, "2017", "2017-01-01", None, relation="since")
    (row,) = find_occupancies(text, "d", mentions, DAY, [since])
    assert (row.begins, row.ends) == (date(2017, 1, 1), None)


def test_a_post_whose_body_is_inferred_says_so():
    rows, _ = held("In the United States, Senator Ana Silva left.")
    assert [(row.rule, row.confidence) for row in rows] == [
        ("post_before_name, state_of_article", 0.6)
    ]
