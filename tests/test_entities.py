import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from tasks.entities import link_names
from tasks.entities_again import mend_names
from tasks.entities_words import is_slip, name_key, spells
from tasks.mentions import Name, find_names
from tasks.registry import load_registry
from tests.linked import given

RULES = tomllib.loads((files("tasks") / "rules" / "entities.toml").read_text("utf-8"))
GIVEN = tomllib.loads((Path(__file__).parent / "golden" / "entities.toml").read_text("utf-8"))
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
    return link_names(mend_names(find_names(text, known), text, known), text, "d", known)


def linked_names(text: str, links: dict[str, str]):
    """Each name of ``links`` (`TYPE Thing`), by its words, with the things it was linked to."""
    types = {words: expected.split(" ", 1)[0] for words, expected in links.items()}
    things: dict[str, dict[str, None]] = {}
    for row in link_names(given(text, types), text, "d", registry()):
        things.setdefault(row.text, {})[row.name] = None
    return {words: " / ".join(found) for words, found in things.items()}


@pytest.mark.parametrize("name", RULES)
def test_example_of_each_list(name):
    rule = RULES[name]
    expected = {words: thing.split(" ", 1)[1] for words, thing in rule["links"].items()}
    assert linked_names(rule["example"], rule["links"]) == expected


@pytest.mark.parametrize("case", GIVEN["case"], ids=lambda case: case["text"][:40])
def test_golden_given_names(case):
    expected = {words: thing.split(" ", 1)[1] for words, thing in case["links"].items()}
    assert linked_names(case["text"], case["links"]) == expected


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


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The Associated Press", "Associated Press", "ORG"),
        ("U.S.S. Grayback", "USS Grayback", "PRODUCT"),
        ("Hernán Gómez", "Hernan Gomez", "PERSON"),
        ("US Air Force", "United States Air Force", "ORG"),
        ("Harlow & Sons Ltd.", "Harlow and Sons", "ORG"),
        ("Łukasz Nowak's", "Lukasz Nowak", "PERSON"),
        ('Matiu "Matt" Ratana', "Matiu Ratana", "PERSON"),
        ("United States Air Force (USAF)", "US Air Force", "ORG"),
    ],
)
def test_spellings_share_a_key(one, other, kind):
    assert name_key(one, kind) == name_key(other, kind)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("roscomos", "roscosmos", True),
        ("dierdre coleman", "deirdre coleman", True),
        ("crew 8", "crew 9", False),
        ("harlow", "barlow", False),
        ("nigeria", "algeria", False),
    ],
)
def test_is_slip(one, other, expected):
    assert is_slip(one, other) is expected


@pytest.mark.parametrize("text", ["", "\0", "'s", "\u0301", "🙂 🙂", "(", "A" * 5000, "'S S"])
def test_any_text_is_linked(text):
    names = [Name(0, len(text), kind, 0, 0, "r", 1.0) for kind in ("PERSON", "ORG", "GPE")]
    assert len(link_names(names, text, "d", registry())) == len(names)


def test_work_grows_with_the_article():
    text = " ".join(f"Harlow{n} Motors{n % 7}x Board{n}" for n in range(3000))
    words = text.split()
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    names = [
        Name(starts[n], starts[n + 3] - 1, "ORG", 0, 0, "r", 1.0) for n in range(0, len(words), 3)
    ]
    assert len({row.entity_id for row in link_names(names, text, "d", registry())}) == 3000
