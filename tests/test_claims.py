import tomllib
from datetime import date
from pathlib import Path

import pytest

from tasks.claims import find_claims
from tasks.claims_lexicon import predicates, read_predicates
from tasks.claims_tags import tag_sentence
from tasks.claims_words import read_words
from tasks.statements import find_statements
from tests.factories import mention, timex
from warehouse.tables import Claim

CASES = tomllib.loads(Path(__file__).with_name("golden").joinpath("claims.toml").read_text())
YEARS = {"2030": ("2030-01-01", "2031-01-01"), "2024": ("2025-01-01", None)}
HARD = [
    "",
    "will",
    "will not",
    "is to",
    "plans to \x00",
    "🙂 will 🙂",
    "'s intent to to to",
    "by by",
]


def find(text: str, names: dict, times: dict, day: date | None = None) -> list[Claim]:
    mentions = [mention(text, words, kind) for words, kind in names.items()]
    timexes = [
        timex(text, words, begins or None, ends or None, relation=relation or None)
        for words, (begins, ends, relation) in times.items()
    ]
    said = find_statements(text, "d", mentions, timexes, None)
    return find_claims(text, mentions, timexes, said, day)


def shown(claim: Claim, wanted: dict) -> dict:
    row = {
        "actor": (claim.actor_id or "").removeprefix("en-"),
        "predicate": claim.predicate,
        "object": claim.object_text,
        "realis": claim.realis,
        "days": [str(claim.begins), str(claim.ends)],
        "inside": claim.statement_id is not None,
    }
    return {key: row[key] for key in wanted}


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["text"][:40])
def test_golden_case(case):
    day = date.fromisoformat(case["day"]) if "day" in case else None
    claims = find(case["text"], case["names"], case["times"], day)
    assert len(claims) == len(case["expected"])
    for claim, wanted in zip(claims, case["expected"], strict=True):
        assert shown(claim, wanted) == wanted


@pytest.mark.parametrize("frame", read_predicates()["frame"], ids=lambda frame: frame["name"])
def test_example_of_a_frame_gives_its_claim(frame):
    text = frame["example"]
    year = next((word for word in ("2030", "2024", "2012", "May") if word in text), "")
    before = text[: text.index(year)].split()[-1]
    relation = before if before in ("after", "in", "by", "until") else "on"
    first = f"{year}-01-01" if year.isdigit() else "2030-05-01"
    times = {year: (first, "2031-01-01", relation)}
    names = {word: "ORG" for word in ("Russia", "NASA", "Smith", "Britain") if word in text}
    claims = find(text, names, times, date(2019, 1, 1))
    assert (frame["name"], frame["realis"]) in {(claim.rule, claim.realis) for claim in claims}


@pytest.mark.parametrize("text", HARD)
def test_hard_text_gives_rows_whose_words_stand_there(text):
    mentions = [mention(text, text[:1], "ORG")] if text else []
    for claim in find_claims(text, mentions, [], ([], []), None):
        assert text[claim.start_char : claim.end_char] == claim.text


def test_no_rows_tell_of_no_document():
    assert find_claims("The bank will open in May.", [], [], ([], []), None) == []


def test_day_of_saying_dates_no_claim():
    text = "Lee said on Monday that the bank will open."
    claims = find(text, {"Lee": "PERSON"}, {"Monday": ("2022-07-25", "2022-07-26", "on")})
    assert [(claim.predicate, claim.begins) for claim in claims] == [("open", None)]


def test_speaker_acts_behind_we():
    text = '"We will open in May," Lee said.'
    (claim,) = find(text, {"Lee": "PERSON"}, {"May": ("2022-05-01", "2022-06-01", "in")})
    assert claim.actor_id == "en-Lee"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("carried", "carry"), ("deterred", "deter"), ("controlled", "control"), ("sunk", "sink")],
)
def test_citation_form(form, lemma):
    assert predicates().lemma(form) == lemma


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("the study released by Acme was read", "DNLPNBL"),
        ("police arrested a man in June", "NVDNPN"),
        ("we found it and left", "OVOCV"),
        ("they will not go", "OXnF"),
        ("the wounded man was found dead", "DJNBLN"),
        ("she didn't want to leave", "OWnFIF"),
    ],
)
def test_words_are_told_apart(sentence, tags):
    (words,) = read_words(sentence, [], [])
    assert tag_sentence(sentence, words).tags == tags


def test_a_plan_of_two_is_told_of_both():
    text = "Officers Ana Silva and Jo Bell were tried. Both officers will appeal."
    claims = find(text, {"Ana Silva": "PERSON", "Jo Bell": "PERSON"}, {})
    assert claims[-1].actor_text == "Ana Silva and Jo Bell"


def test_confidence_is_the_share_that_was_learned():
    text = "Acme will open the mine in May."
    (claim,) = find(text, {"Acme": "ORG"}, {"May": ("2020-05-01", "2020-06-01", "in")})
    assert 0.7 < claim.confidence < 1


def test_long_and_odd_text_is_read_in_time():
    text = "will plan to be, (and by) until which the " * 20_000
    assert find_claims(text, [mention(text, "will", "ORG")], [], ([], []), None) is not None
