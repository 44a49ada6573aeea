"""The lake: opened, locked, and honest about what it lacks."""

from pathlib import Path

import pytest

from flows.settings import Settings
from flows.stages import publish_lake, run_direct
from warehouse.errors import DatelineError
from warehouse.lake import Lake, in_transaction, lake_snapshot, open_lake


def test_reading_needs_a_lake(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="no lake"), open_lake(Lake(tmp_path), read_only=True):
        pass


def test_opening_twice_creates_the_tables_once(tmp_path: Path) -> None:
    with open_lake(Lake(tmp_path)) as connection:
        first = lake_snapshot(connection)
    with open_lake(Lake(tmp_path)) as connection:
        assert lake_snapshot(connection) == first


def test_work_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with open_lake(Lake(tmp_path)) as connection:
        before = lake_snapshot(connection)
        insert = "INSERT INTO lake.alias VALUES ('en-1', 'A', 'full', 'r', 1.0, 1, NULL)"
        with pytest.raises(ZeroDivisionError):
            in_transaction(connection, lambda con: (con.execute(insert), 1 / 0))
        assert lake_snapshot(connection) == before
        assert connection.execute("SELECT count(*) FROM lake.alias").fetchone() == (0,)


def test_a_moved_lake_is_read_where_it_stands(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Keller spoke in 2023.", encoding="utf-8")
    settings = Settings(lake=tmp_path / "here", workers=1)
    run_direct(settings, [str(article)])
    settings.lake.rename(tmp_path / "there")
    moved = Settings(lake=tmp_path / "there", workers=1)
    with open_lake(moved.lake_place, read_only=True) as connection:
        assert connection.execute("SELECT text FROM lake.timex").fetchall() == [("2023",)]
    assert publish_lake(moved, full=True).is_new


def test_too_little_memory_is_said_with_a_hint(tmp_path: Path) -> None:
    query = "SELECT string_agg(md5(range::VARCHAR)) FROM range(2000000)"
    with pytest.raises(DatelineError) as caught, open_lake(Lake(tmp_path, memory="20MB")) as con:
        con.execute(query).fetchall()
    assert "dateline.toml" in caught.value.hint


def test_temporary_files_stay_in_the_lake(seed_lake: Settings) -> None:
    query = "SELECT current_setting('temp_directory')"
    with open_lake(seed_lake.lake_place, read_only=True) as connection:
        assert connection.execute(query).fetchall() == [(str(seed_lake.lake / "tmp"),)]
