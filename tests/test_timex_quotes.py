from datetime import date

import pytest

from tasks.timex import find_timexes

WRITTEN = date(2024, 5, 16)
QUOTED = [
    ("“We met yesterday,” she told reporters on Tuesday.", "yesterday", "2024-05-13"),
    ('On Monday, he said: "It ends today."', "today", "2024-05-13"),
    ('He said on Monday, "It ends tomorrow."', "tomorrow", "2024-05-14"),
]
OTHERS = [
    '"It ends tomorrow," said Smith, who was arrested on Monday.',
    '"It ends tomorrow," he said. On Monday it had begun.',
    "On Monday, he said it ends tomorrow.",
]


@pytest.mark.parametrize(("text", "words", "value"), QUOTED)
def test_quoted_time_is_counted_from_when_it_was_said(text, words, value):
    rows = {row.text: row for row in find_timexes(text, "d", WRITTEN)}
    said = next(row for row in rows.values() if row.text.endswith("day") and row.text[0].isupper())
    assert (rows[words].value, rows[words].anchor) == (value, said.timex_id)


@pytest.mark.parametrize("text", OTHERS)
def test_other_times_are_counted_from_the_document(text):
    row = next(row for row in find_timexes(text, "d", WRITTEN) if row.text == "tomorrow")
    assert (row.value, row.anchor) == ("2024-05-17", "dct")
