from datetime import date

import pytest

from tasks.timex import find_timexes
from tasks.timex_calendar import feast_day
from tasks.timex_feasts import feasts
from tasks.timex_lexicon import lexicon, read_rules

WRITTEN = date(2024, 5, 16)


LANGUAGES = ("en", "de")
RULES = [(language, rule) for language in LANGUAGES for rule in lexicon(language).data["rules"]]


@pytest.mark.parametrize(("language", "rule"), RULES, ids=lambda value: value and str(value)[:40])
def test_example_of_rule(language, rule):
    text, words, value = rule["example"]
    rows = find_timexes(text, "d", WRITTEN, language=language)
    assert (words, value) in [(row.text, row.value) for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_name_is_its_own(language):
    names = [rule["name"] for rule in lexicon(language).data["rules"]]
    assert len(names) == len(set(names))


FEASTS = [
    (line.split(" =")[0], line.split("example: ")[1])
    for line in read_rules("feasts.toml").splitlines()
    if "example" in line
]


@pytest.mark.parametrize(("name", "day"), FEASTS)
def test_example_of_feast(name, day):
    assert feast_day(feasts()[name], int(day[:4])).isoformat() == day
