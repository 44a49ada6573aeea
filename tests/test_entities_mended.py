import time
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tasks.entities_again import mend_names
from tasks.mentions import Name
from tasks.registry import load_registry
from tests.linked import given

CASES = tomllib.loads(
    (Path(__file__).parent / "golden" / "entities_mended.toml").read_text(encoding="utf-8")
)

registry = cache(load_registry)


def mended(text: str, names: list[Name]) -> list[Name]:
    return mend_names(names, text, registry())


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["about"])
def test_golden_mended_names(case):
    names = mended(case["text"], given(case["text"], case["given"]))
    shown = [f"{name.type} {case['text'][name.start : name.end]}" for name in names]
    assert shown == case["expected"]


@pytest.mark.parametrize("text", ["", "\0", "A 1 B", "- - -", "🙂 1-2 \u0301", "\n1\n", "A" * 9])
def test_any_name_is_mended(text):
    for kind in ("PERSON", "ORG", "GPE", "WORK"):
        names = mended(text, [Name(0, len(text), kind, 0, len(text), "r", 1.0)] if text else [])
        assert all(0 <= name.start < name.end <= len(text) for name in names)


@pytest.mark.parametrize(
    "unit",
    [
        "AB ",
        "Ab 1 ",
        "A.B. ",
        "AB 1996-08-30 ",
        "A - ",
        "ab AB",
        "Abcde ",
        "A, CA ",
        "A (1-0): B 1 goal. ",
    ],
)
def test_work_grows_with_the_text(unit):
    text = unit * 60_000
    names = [Name(n, n + 2, "PERSON", n, n + 2, "r", 1.0) for n in range(0, 6000, len(unit))]
    begin = time.process_time()
    mended(text, names)
    assert time.process_time() - begin < 2
