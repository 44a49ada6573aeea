import csv
import pickle
from importlib.resources import files
from typing import get_args

import pytest

from tasks.gazetteer import find_city
from tasks.registry import SHIPPED, Registry, load_registry
from warehouse.tables import NameType

OWN = {"name": "Harlow Works", "aliases": "HW;Harlow", "type": "ORG", "wikidata_id": "Q1"}


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Russian", "Russia", "NORP"),
        ("U.S.", "United States", "GPE"),
        ("USSR", "Soviet Union", "GPE"),
        ("ESA", "European Space Agency", "ORG"),
        ("RUSSIA", "Russia", "GPE"),
        ("Nato", "North Atlantic Treaty Organization", "ORG"),
    ],
)
def test_known(words, name, kind):
    known = load_registry().known(words)
    assert known is not None
    assert (known.entry.name, known.type) == (name, kind)


def test_common_words_are_unknown():
    assert [load_registry().lookup(word) for word in ("us", "it", "who", "IT")] == [None] * 4


def test_rows_of_the_user_come_first():
    registry = load_registry([OWN, {"name": "Moscow", "type": "PERSON"}])
    assert registry.lookup("HW") == registry.lookup("Harlow Works")
    assert registry.known("Moscow").type == "PERSON"


def test_a_row_with_little_in_it_is_read():
    registry = Registry.from_rows([{"name": "Harlow"}, {"name": ""}, {"name": "X", "type": "?"}])
    assert registry.lookup("Harlow").type == "ORG"


def test_entries_are_one_per_thing_and_sorted():
    ids = [entry.entity_id for entry in load_registry([OWN]).entries()]
    assert ids == sorted(set(ids))


def test_workers_can_be_given_it():
    registry = load_registry([OWN])
    assert pickle.loads(pickle.dumps(registry)).lookup("HW") == registry.lookup("HW")


@pytest.mark.parametrize("table", SHIPPED)
def test_shipped_rows_are_whole(table):
    text = (files("tasks") / "registries" / f"{table}.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert all(row["name"].strip() and row["type"] in get_args(NameType) for row in rows)
    assert len({row["name"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("name", "geonames_id", "country"),
    [("Jonquière", "7303786", "CA"), ("Springfield", "4409896", "US"), ("Xyzzyville", None, None)],
)
def test_the_largest_city_of_a_name(name, geonames_id, country):
    known = find_city(name)
    assert (known and known.entry.geonames_id, known and known.entry.country) == (
        geonames_id,
        country,
    )


@pytest.mark.parametrize(
    ("city", "state"), [("Moscow", "Russia"), ("Washington", "United States"), ("Boston", None)]
)
def test_capitals(city, state):
    registry = load_registry()
    found = registry.capital_of(registry.lookup(city))
    assert (found.name if found else None) == state


def test_every_line_of_the_gazetteer_has_five_cells():
    table = (files("tasks") / "registries" / "gazetteer.csv").read_text(encoding="utf-8")
    assert {line.count(",") for line in table.splitlines()} == {4}
