import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.mentions import find_names
from tasks.registry import load_registry

GOLDEN = tomllib.loads((Path(__file__).parent / "golden" / "names.toml").read_text("utf-8"))
LISTS = tomllib.loads((files("tasks") / "rules" / "names.toml").read_text("utf-8"))
PIECES = ("Ana", "Silva", "’s", " ", "\n", "\n\n", ". ", ", ", "the", "of", "U.S.", "(ISS)")
WILD = ("é", "\0", "Russian", "President", "University of", "2019", "“", "-", "NASA", "\u0301")
HOSTILE = {
    "no_blank": "Ann-" * 10_000,
    "names": "Ann Bo, " * 10_000,
    "titles": "President " * 10_000,
    "phrases": "University of " * 8_000,
    "blanks": " " * 8_000 + "Ann",
    "marks": "“" * 8_000 + "Ann",
}


registry = cache(load_registry)


def shown(text: str) -> list[str]:
    return [f"{n.type} {text[n.start : n.end]}" for n in find_names(text, registry())]


@pytest.mark.parametrize("case", GOLDEN["case"], ids=lambda case: case["text"][:40])
def test_golden_names(case):
    assert shown(case["text"]) == case["names"]


@pytest.mark.parametrize("name", LISTS)
def test_example_beside_each_list(name):
    assert shown(LISTS[name]["example"]) == LISTS[name]["finds"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES + WILD), max_size=30).map("".join))
def test_names_are_ordered_and_apart_in_any_text(text):
    names = find_names(text, registry())
    assert all(0 <= name.start < name.end <= len(text) for name in names)
    assert all(left.end <= right.start for left, right in pairwise(names))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_costs_time_in_proportion(text):
    assert len(find_names(text, registry())) <= len(text) // 4


def test_no_name_reaches_across_the_dateline():
    text = "LONDON Ana Silva came."
    names = find_names(text, registry(), body=7)
    assert not [name for name in names if name.start < 7 < name.end]
