import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.mentions import Tagger, batches, find_names, read_ahead
from tasks.names_weights import load_weights
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


def test_texts_read_together_give_what_each_gives_alone():
    texts = [case["text"] for case in GOLDEN["case"]]
    alone = [find_names(text, registry()) for text in texts]
    read_ahead(texts)
    assert [find_names(text, registry()) for text in texts] == alone


def test_batches_hold_all_texts_in_order_and_no_more_than_fits():
    texts = ["x" * size for size in (60_000, 30_000, 20_000, 150_000, 1, 1)]
    held = list(batches(texts))
    assert [text for batch in held for text in batch] == texts
    assert [len(batch) for batch in held] == [2, 1, 1, 2]


def test_what_was_read_before_changes_nothing():
    fresh, used = Tagger.of(load_weights()), Tagger.of(load_weights())
    text = GOLDEN["case"][0]["text"]
    used.tag([case["text"] for case in GOLDEN["case"][1:]])
    assert used.tag([text]) == fresh.tag([text])


def test_weights_are_small_and_say_their_version():
    held = (files("tasks") / "weights" / "names.npz").read_bytes()
    assert len(held) < 10_000_000
    rule = find_names("He met Ana Silva.", registry())[0].rule
    assert re.fullmatch(r"tagger \d+-[0-9a-f]{8}", rule)
