"""Sentences and words keep their offsets on any text."""

import itertools
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.segments import paragraphs, sentences, words

CASES = {
    "Mr. Putin met U.S. officials. They spoke.": ["Mr. Putin met U.S. officials.", "They spoke."],
    "He left. “I go,” he said.": ["He left.", "“I go,” he said."],
    "It rose 3.5 percent in Jan. 2024. It fell.": ["It rose 3.5 percent in Jan. 2024.", "It fell."],
    "Title\n\nBody text. More": ["Title", "Body text.", "More"],
    "J. K. Rowling wrote. Fin.": ["J. K. Rowling wrote.", "Fin."],
    "He left. Łukasz stayed.": ["He left.", "Łukasz stayed."],
    " \n\n ": [],
}


def test_sentences() -> None:
    for text, expected in CASES.items():
        assert [text[start:end] for start, end in sentences(text)] == expected


RULES = tomllib.loads(files("tasks").joinpath("rules/sentences.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", RULES["abbreviations"], ids=lambda kind: kind["kind"])
def test_an_abbreviation_ends_no_sentence(kind: dict[str, str]) -> None:
    assert sentences(kind["example"]) == ((0, len(kind["example"])),)


@pytest.mark.parametrize(
    "text", ["." * 300_000, "a. " * 100_000, "\n" * 300_000, ". " + " " * 300_000]
)
def test_any_text_is_split_in_time(text: str) -> None:
    assert len(sentences(text)) <= 100_000


def test_words() -> None:
    text = "Russia’s well-made U.S. plan, 2024."
    assert [text[a:b] for a, b in words(text)] == [
        "Russia’s", "well-made", "U.S", ".", "plan", ",", "2024", ".",
    ]  # fmt: skip


@given(st.text(alphabet=st.characters(), max_size=200))
def test_spans_are_ordered_and_hold_every_letter(text: str) -> None:
    for spans in (paragraphs(text), sentences(text)):
        assert all(a < b for a, b in spans)
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
        inside = "".join(text[a:b] for a, b in spans)
        assert "".join(inside.split()) == "".join(text.split())
