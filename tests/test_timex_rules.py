from datetime import date

import pytest

from tasks.timex import find_timexes
from tasks.timex_calendar import feast_day
from tasks.timex_feasts import feasts
from tasks.timex_lexicon import lexicon, read_rules

WRITTEN = date(2024, 5, 16)


@pytest.mark.parametrize("rule", lexicon().data["rules"], ids=lambda rule: rule["name"])
def test_example_of_rule(rule):
    text, words, value = rule["example"]
    found = [(row.text, row.value) for row in find_timexes(text, "d", WRITTEN)]
    assert (words, value) in found


def test_every_rule_name_is_its_own():
    names = [rule["name"] for rule in lexicon().data["rules"]]
    assert len(names) == len(set(names))


FEASTS = [
    (line.split(" =")[0], line.split("example: ")[1])
    for line in read_rules("feasts.toml").splitlines()
    if "example" in line
]


@pytest.mark.parametrize(("name", "day"), FEASTS)
def test_example_of_feast(name, day):
    assert feast_day(feasts()[name], int(day[:4])).isoformat() == day
