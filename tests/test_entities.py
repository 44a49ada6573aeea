import tomllib
from functools import cache
from pathlib import Path

import pytest

from tasks.entities import link_names
from tasks.entities_names import spells
from tasks.mentions import find_names
from tasks.registry import load_registry

GOLDEN = tomllib.loads((Path(__file__).parent / "golden" / "names_links.toml").read_text("utf-8"))
SEED_ENTITIES = {
    "Yury Borisov": 6,
    "Roscosmos": 4,
    "Russia": 16,
    "United States": 5,
    "International Space Station": 6,
    "NASA": 4,
    "White House": 1,
    "Dmitry Rogozin": 1,
    "Robyn Gatens": 1,
    "Vladimir Putin": 1,
}

registry = cache(load_registry)


def linked(text: str):
    known = registry()
    return link_names(find_names(text, known), text, "d", known)


@pytest.mark.parametrize("case", GOLDEN["case"], ids=lambda case: case["text"][:40])
def test_golden_links(case):
    found = {row.text: [row.name, row.form, row.link_rule] for row in linked(case["text"])}
    for words, expected in case["links"].items():
        assert found[words] == expected


@pytest.mark.parametrize("name", SEED_ENTITIES)
def test_seed_entity_is_one(seed_text, name):
    rows = [row for row in linked(seed_text) if row.name == name]
    assert len(rows) == SEED_ENTITIES[name]
    assert len({row.entity_id for row in rows}) == 1


def test_seed_has_no_other_people(seed_text):
    people = {row.name for row in linked(seed_text) if row.type == "PERSON"}
    assert people == {"Yury Borisov", "Vladimir Putin", "Dmitry Rogozin", "Robyn Gatens"}


def test_a_name_keeps_its_type_and_quotes_the_text(seed_text):
    rows = linked(seed_text)
    assert all(seed_text[row.start_char : row.end_char] == row.text for row in rows)
    types = {row.text: row.type for row in rows}
    assert all(types[row.text] == row.type for row in rows)


def test_same_name_has_the_same_id_in_every_article():
    (first,) = linked("It was Ana Silva again.")
    assert first.entity_id == linked("Later Ana Silva left for Rome.")[0].entity_id


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("ISS", "International Space Station", True),
        ("ISS", "Space Station", False),
        ("X", "X", False),
    ],
)
def test_spells(short, full, expected):
    assert spells(short, full) is expected
