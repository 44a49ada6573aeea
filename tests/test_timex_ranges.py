from datetime import date

import pytest

from tasks.timex import find_timexes
from tasks.timex_ranges import find_ranges

WRITTEN = date(2024, 5, 16)
RANGES = [
    ("It ran from June to August 2019.", "2019-06/2019-08", "2019-06-01", "2019-09-01"),
    ("It was so in 2009-10.", "2009/2010", "2009-01-01", "2011-01-01"),
    ("He came May 3-5.", "2024-05-03/2024-05-05", "2024-05-03", "2024-05-06"),
    ("It was between 1999 and 2003.", "1999/2003", "1999-01-01", "2004-01-01"),
    ("It opens from Monday to Friday.", "2024-05-13/2024-05-17", "2024-05-13", "2024-05-18"),
]


@pytest.mark.parametrize(("text", "value", "begins", "ends"), RANGES)
def test_range_joins_its_ends(text, value, begins, ends):
    (row,) = find_ranges(text, find_timexes(text, "d", WRITTEN))
    assert (row.value, str(row.begins), str(row.ends)) == (value, begins, ends)
    assert row.text == text[row.start_char : row.end_char]


@pytest.mark.parametrize(
    "text", ["In 2008 and 2009 it rose.", "He left in June. August 2019 was dry."]
)
def test_list_is_no_range(text):
    assert find_ranges(text, find_timexes(text, "d", WRITTEN)) == []


def test_far_end_is_bound():
    near, far = find_timexes("It was between 1999 and 2003.", "d", WRITTEN)
    assert (near.relation, near.begins, near.ends) == ("from", date(1999, 1, 1), None)
    assert (far.relation, far.begins, far.ends) == ("to", None, date(2004, 1, 1))
