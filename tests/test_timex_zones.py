from datetime import UTC, date, datetime, timedelta

import pytest

from tasks.timex import find_timexes
from tasks.timex_lexicon import lexicon
from tasks.timex_ranges import find_ranges
from tasks.timex_zones import _table, local_day, offset_from_utc, zone_of_place

WRITTEN = date(2024, 5, 16)
ZONES = sorted(_table()["zones"].items())
STATED = [
    ("He left at 7:30 p.m. EDT Monday.", "2024-05-13T23:30"),
    ("He left at 7:30 p.m. ET on Jan. 8, 2024.", "2024-01-09T00:30"),
    ("He left at 10:30 UTC.", "2024-05-16T10:30"),
    ("He left at 06:45 UTC+8.", "2024-05-15T22:45"),
    ("He left on 2024-03-01T10:30+02:00.", "2024-03-01T08:30"),
]


@pytest.mark.parametrize(("name", "zone"), ZONES)
def test_example_of_zone(name, zone):
    local, in_utc = zone["example"]
    midnight, hour = local.replace("T24", "T00"), timedelta(days="T24" in local)
    moment = datetime.fromisoformat(midnight) + hour
    assert moment - offset_from_utc(name, moment) == datetime.fromisoformat(in_utc)


def test_every_zone_that_is_named_is_known():
    named = set(lexicon().data["words"]["ZONE"].values()) | set(_table()["places"])
    assert named - {""} <= _table()["zones"].keys()


@pytest.mark.parametrize(("text", "begins"), STATED)
def test_clock_time_in_utc(text, begins):
    row = find_timexes(text, "d", WRITTEN)[0]
    assert row.begins_at == datetime.fromisoformat(begins).replace(tzinfo=UTC)
    assert row.ends_at == row.begins_at + timedelta(minutes=1)


def test_zone_of_the_dateline_is_that_of_its_clock_times():
    text = "LONDON (Reuters) - It began at 9 p.m. on Tuesday."
    row = next(row for row in find_timexes(text, "d", WRITTEN, body=19) if row.type == "TIME")
    assert row.begins_at == datetime(2024, 5, 14, 20, tzinfo=UTC)


def test_without_zone_there_are_no_moments():
    row = find_timexes("It began at 9 p.m. on Tuesday.", "d", WRITTEN)[0]
    assert (row.begins_at, row.ends_at) == (None, None)


def test_range_of_hours_shares_day_half_and_zone():
    text = "It opens from 8 to 10 p.m. EDT on Friday."
    (row,) = find_ranges(text, find_timexes(text, "d", WRITTEN))
    assert (row.value, row.begins_at.hour) == ("2024-05-10T20:00/2024-05-10T22:00", 0)


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2024-05-16T02:10", 15), ("2024-05-16T12:10", 16), ("2024-05-16T00:00", 16)],
)
def test_day_of_a_moment_is_that_of_the_dateline(moment, day):
    filed = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert local_day(filed, "WASHINGTON (AP) — ") == date(2024, 5, day)


def test_unknown_place_and_year_before_the_rules_have_no_offset():
    assert zone_of_place("NOWHERE, May 3 —") is None
    assert offset_from_utc("ET", datetime(1950, 5, 3)) is None
