import tomllib
from datetime import date
from pathlib import Path

import pytest

from tasks.statements import find_statements
from tasks.statements_lexicon import cue_entries
from tasks.statements_quotes import find_quotations
from tests.factories import mention, timex
from warehouse.tables import Mention, Statement, StatementSpan, Timex

CASES = tomllib.loads(Path(__file__).with_name("golden").joinpath("statements.toml").read_text())
HARD = [
    "",
    " \n\n ",
    '"' * 999,
    "“ said " * 400,
    "\x00said\x00that",
    "é́🙂 said 🙂 that “🙂”",
    "said, said. According to",
    "((())) : :",
    "He said",
    "’’’ said ’’’",
]


def read(case: dict) -> tuple[str, list[Mention], list[Timex], date | None]:
    text = case["text"]
    names = [mention(text, words, kind) for words, kind in case["names"].items()]
    times = [
        timex(text, words, begins or None, ends or None, relation=relation or None)
        for words, (begins, ends, relation) in case.get("times", {}).items()
    ]
    return text, names, times, case.get("dct")


def shown(statement: Statement, spans: list[StatementSpan], wanted: dict) -> dict:
    parts = {
        part: [s.text for s in spans if s.statement_id == statement.statement_id and s.part == part]
        for part in ("source", "cue", "content")
    }
    speaker = (statement.speaker_id or "").removeprefix("en-")
    said = [str(day) for day in (statement.said_begins, statement.said_ends)]
    row = {
        "source": "".join(parts["source"]),
        "cue": "".join(parts["cue"]),
        "content": parts["content"],
        "speaker": speaker,
        "type": statement.type,
        "attitude": statement.attitude,
        "said": said,
    }
    return {key: row[key] for key in wanted}


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["text"].strip()[:40])
def test_golden_case(case):
    text, names, times, dct = read(case)
    statements, spans = find_statements(text, "d", names, times, dct)
    expected = case.get("expected", [])
    assert len(statements) == len(expected)
    for statement, wanted in zip(statements, expected, strict=True):
        assert shown(statement, spans, wanted) == wanted


@pytest.mark.parametrize("entry", cue_entries() + cue_entries("noun"), ids=lambda e: e["lemma"])
def test_example_of_a_cue_gives_its_statement(entry):
    text = entry["example"]
    names = [
        mention(text, word, "PERSON")
        for word in ("Smith", "Khan", "Borisov", "Macron")
        if word in text
    ]
    names += [
        mention(text, word, "GPE")
        for word in ("Russia", "Iran", "Canada", "Berlin", "Congress", "NASA", "CNN", "WHO")
        if word in text
    ]
    statements, _ = find_statements(text, "d", names, [], None)
    forms = [form.replace("*", "") for form in entry["forms"]]
    assert any(s.cue in forms and s.attitude == entry["attitude"] for s in statements)


@pytest.mark.parametrize("text", HARD)
def test_hard_text_gives_rows_whose_words_stand_there(text):
    statements, spans = find_statements(text, "d", [], [], None)
    for row in [*statements, *spans]:
        assert text[row.start_char : row.end_char] == row.text


def test_unknown_day_stays_unknown_and_says_so():
    text = "Lee said that he was well."
    (statement,), _ = find_statements(text, "d", [mention(text, "Lee")], [], None)
    assert statement.said_begins is None
    assert "document time unknown" in (statement.reason or "")


def test_document_day_is_named_as_the_reason():
    text = "Lee said that he was well."
    (statement,), _ = find_statements(text, "d", [], [], date(2022, 7, 27))
    assert statement.said_ends == date(2022, 7, 28)
    assert "document time" in (statement.reason or "")


def test_what_had_been_said_is_not_dated_by_the_document():
    text = "Lee had said that he was well."
    (statement,), _ = find_statements(text, "d", [], [], date(2022, 7, 27))
    assert statement.said_begins is None


def test_statement_inside_another_knows_its_parent():
    text = "Lee said that Kim believed that it was late."
    names = [mention(text, "Lee"), mention(text, "Kim")]
    outer, inner = find_statements(text, "d", names, [], None)[0]
    assert inner.parent_id == outer.statement_id


def test_owner_of_a_letter_speaks():
    text = "Lee's letter said that it was late."
    (statement,), _ = find_statements(text, "d", [mention(text, "Lee")], [], None)
    assert statement.speaker_id == "en-Lee"


def test_governor_of_a_state_is_not_the_state():
    text = "The governor of Ohio said that schools would close."
    (statement,), _ = find_statements(text, "d", [mention(text, "Ohio", "GPE")], [], None)
    assert statement.speaker_id is None


def test_bearer_of_a_title_is_found():
    text = "President Ana Silva left. The president said that she was well."
    (statement,), _ = find_statements(text, "d", [mention(text, "Ana Silva")], [], None)
    assert statement.speaker_id == "en-Ana Silva"
    assert statement.reason == "stands for a name near it; document time unknown"


MARKS = ['" "', "“ ”", "« »", "„ “", "‘ ’", "' '", "„ ”", "'' ''", "`` ''", '" ”', '“ "']


@pytest.mark.parametrize("marks", MARKS)
def test_every_kind_of_quotation_mark(marks):
    opening, closing = marks.split()
    text = f"He left {opening}in peace, at last{closing} and went."
    (quotation,) = find_quotations(text)
    assert text[quotation.start : quotation.end] == f"{opening}in peace, at last{closing}"


def test_quotation_inside_another_does_not_end_it():
    text = 'He said "she wrote “it is late” to us" and left.'
    (quotation,) = find_quotations(text)
    assert text[quotation.start : quotation.end] == '"she wrote “it is late” to us"'


@pytest.mark.parametrize("text", ["the workers' and owners' rights", "it’s the ’90s, isn’t it"])
def test_apostrophe_opens_no_quotation(text):
    assert find_quotations(text) == []


def test_unbalanced_mark_swallows_one_sentence_at_most():
    text = 'He said "it is late. Then he left.\n\nNothing is quoted here.'
    (quotation,) = find_quotations(text)
    assert text[quotation.start : quotation.end] == '"it is late.'
    assert not quotation.is_closed


def test_ids_and_order_are_the_same_twice():
    text = "Lee said he left. Kim said she stayed."
    assert find_statements(text, "d", [], [], None) == find_statements(text, "d", [], [], None)


def test_long_line_is_read_in_linear_time():
    text = 'Lee said that "it is late" and Kim, the mayor, denied it, '
    small, large = (len(find_statements(text * n, "d", [], [], None)[0]) for n in (10, 400))
    assert large >= 30 * small


@pytest.mark.parametrize("who", ["They", "The statement", "The company"])
def test_what_takes_up_the_speaker_before_is_the_same_speaker(who):
    text = f"Acme Company said it was late. {who} said that all was well."
    names = [mention(text, "Acme Company", "ORG")]
    statements, _ = find_statements(text, "d", names, [], None)
    assert [s.speaker_id for s in statements] == ["en-Acme Company"] * 2


@pytest.mark.parametrize(
    ("label", "name", "kind"), [("WSS", "William S. Saturn", "PERSON"), ("WN", "Wikinews", "ORG")]
)
def test_label_of_a_turn_is_a_name_by_its_initials(label, name, kind):
    text = f"{name} asked Don Lee.\n\n(({label})) Why are you running?\n\n((DL)) I want to."
    names = [mention(text, name, kind), mention(text, "Don Lee"), mention(text, label, "ORG")]
    found, _ = find_statements(text, "d", names, [], None)
    assert [s.speaker_id for s in found][-2:] == [f"en-{name}", "en-Don Lee"]


def test_embassy_in_a_country_is_not_the_country():
    text = "The Ruritanian Embassy in Peru said that all was well."
    names = [mention(text, "Ruritanian Embassy", "FAC"), mention(text, "Peru", "GPE")]
    (statement,), _ = find_statements(text, "d", names, [], None)
    assert statement.speaker_id == "en-Ruritanian Embassy"


@pytest.mark.parametrize("who", ["Ana Silva's office", "Silva's campaign"])
def test_what_is_his_own_speaks_for_a_person(who):
    text = f"{who} said that all was well."
    (statement,), _ = find_statements(text, "d", [mention(text, who.split("'")[0])], [], None)
    assert statement.speaker_id == "en-" + who.split("'")[0]


def test_author_behind_a_writing_speaks():
    text = "According to a survey published in May by Acme, most people left."
    (statement,), _ = find_statements(text, "d", [mention(text, "Acme", "ORG")], [], None)
    assert statement.speaker_id == "en-Acme"


@pytest.mark.parametrize("verb", ["issued", "released"])
def test_who_issued_a_statement_says_what_is_in_it(verb):
    text = f"The mayor, Ana Silva, {verb} a statement saying the bridge was closed."
    (statement,), _ = find_statements(text, "d", [mention(text, "Ana Silva")], [], None)
    assert statement.speaker_id == "en-Ana Silva"


@pytest.mark.parametrize("who", ["Police", "Residents", "A witness"])
def test_nobody_is_guessed_behind_a_word_that_names_no_one(who):
    text = f"Acme Police Company said it was late. {who} said that all was well."
    statements, _ = find_statements(
        text, "d", [mention(text, "Acme Police Company", "ORG")], [], None
    )
    assert [s.speaker_id for s in statements] == ["en-Acme Police Company", None]


def test_she_is_not_the_man_who_spoke_last():
    text = (
        "Mrs. Ana Silva came. Her friend Mr. Lee Kim said he was late. She said that all was well."
    )
    names = [mention(text, "Ana Silva"), mention(text, "Lee Kim")]
    last = find_statements(text, "d", names, [], None)[0][-1]
    assert (last.speaker_id, last.text[:3]) == ("en-Ana Silva", "She")


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("Smith told Congress that the bridge was closed.", "en-Congress"),
        ("“The bridge is closed,” Smith told CNN.", "en-CNN"),
        ("Smith urged Iran to stop the war.", "en-Iran"),
        ("Smith said in a letter to NASA that the ship was late.", "en-NASA"),
        ("Smith said on Twitter that Iran was to stop the war.", None),
        ("Smith told reporters that Iran had lied.", None),
    ],
)
def test_addressee_is_who_is_told_or_asked(text, hearer):
    names = [mention(text, "Smith")]
    names += [
        mention(text, name, "ORG")
        for name in ("Congress", "CNN", "Iran", "NASA", "Twitter")
        if name in text
    ]
    (statement, *_), _ = find_statements(text, "d", names, [], None)
    assert statement.addressee_id == hearer
