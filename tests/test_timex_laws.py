import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.timex import find_timexes
from tasks.timex_lexicon import lexicon
from tasks.timex_values import period_of

SENTENCES = [rule["example"][0] for rule in lexicon().data["rules"]]
WORDS = st.sampled_from(sorted(lexicon().words))
TEXTS = st.lists(WORDS | st.sampled_from(SENTENCES) | st.text(max_size=8), max_size=30).map(
    " ".join
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
RELATIVE = ["today", "yesterday", "last week", "two weeks ago", "next week", "this week", "Tuesday"]


@given(TEXTS, st.none() | DAYS)
@settings(deadline=None, max_examples=150)
def test_spans_quote_the_text_in_order(text, written):
    rows = find_timexes(text, "d", written)
    assert [row.text for row in rows] == [text[row.start_char : row.end_char] for row in rows]
    ends = [0, *(row.end_char for row in rows)]
    assert all(end <= row.start_char for end, row in zip(ends, rows, strict=False))


@given(TEXTS, DAYS)
@settings(deadline=None, max_examples=50)
def test_same_text_same_rows(text, written):
    assert find_timexes(text, "d", written) == find_timexes(text, "d", written)


@given(TEXTS, st.none() | DAYS)
@settings(deadline=None, max_examples=100)
def test_null_values_have_reasons_and_intervals_run_forward(text, written):
    for row in find_timexes(text, "d", written):
        assert row.value is not None or row.reason
        assert row.begins is None or row.ends is None or row.begins < row.ends
        assert row.begins_at is None or row.ends_at is None or row.begins_at < row.ends_at


@given(DAYS, st.sampled_from(RELATIVE))
@settings(deadline=None)
def test_a_week_later_relative_values_are_a_week_later(written, words):
    (before,) = find_timexes(f"He said so {words}.", "d", written)
    (after,) = find_timexes(f"He said so {words}.", "d", written + timedelta(7))
    assert after.begins - before.begins == timedelta(7)


@given(DAYS, st.integers(0, 6))
@settings(deadline=None)
def test_value_of_a_day_spans_the_day(written, away):
    day = written + timedelta(away)
    (row,) = find_timexes(f"He said so on {day:%B} {day.day}, {day.year}.", "d", written)
    period = period_of(row.value)
    assert (period.begins, period.ends) == (day, day + timedelta(1))


def test_ids_depend_on_the_document():
    (one,) = find_timexes("He left in 1998.", "a", None)
    (other,) = find_timexes("He left in 1998.", "b", None)
    assert one.timex_id != other.timex_id
    assert replace(one, doc_id="b", timex_id=other.timex_id) == other


@pytest.mark.parametrize("seed", range(20))
def test_mutated_text_does_not_crash(seed):
    chance = random.Random(seed)
    letters = list(" ".join(SENTENCES))
    for _ in range(len(letters) // 10):
        at = chance.randrange(len(letters) - 1)
        letters[at : at + 2] = chance.choice(["", letters[at] * 2, letters[at + 1] + letters[at]])
    text = "".join(letters)
    rows = find_timexes(text, "d", date(2024, 5, 16))
    assert all(row.text == text[row.start_char : row.end_char] for row in rows)


ODD = ["", "\x00", "\ud800", "🕰️ " * 100, "e\u0301" * 100, "٣ مايو ٢٠٢٤", "²/³", "Feb. 30, 2019"]
LONG = [
    "9" * 100_000,
    "May " * 20_000,
    " " * 100_000,
    "1," * 50_000,
    "the " * 50_000,
    "\n" * 100_000,
    '"It ends today," he said Monday. ' * 3_000,
    "Friday overnight " * 6_000,
]


@pytest.mark.parametrize("text", [*ODD, *LONG, "May 3 and " * 5_000])
def test_any_text_is_read_in_time(text):
    assert isinstance(find_timexes(text, "d", date(2024, 5, 16)), list)
