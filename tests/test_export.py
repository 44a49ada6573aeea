"""Tables and views as files for other programs; nothing in them is obeyed."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest

import warehouse
from flows.settings import Settings
from warehouse.errors import DatelineError
from warehouse.exports import export, exportable
from warehouse.tables import TABLES, Run

FORMULA = '=HYPERLINK("http://example.org")'


def write(settings: Settings, how: str, output: Path, *names: str) -> dict[str, int]:
    found = export(settings.lake_place.published, how, output, [*names])
    return {file.file.name: file.n_rows for file in found}


@pytest.fixture
def hostile(
    ingest: Callable[..., Run], settings: Settings, write_lines: Callable[..., Path]
) -> Settings:
    """A lake with a title that spreadsheets would run."""
    ingest(write_lines("a.jsonl", {"text": "Keller \x07 spoke.", "title": FORMULA}))
    return settings


@pytest.mark.parametrize(("how", "suffix"), [("csv", "csv"), ("json", "jsonl")])
def test_every_table_is_a_file(how: str, suffix: str, seed_lake: Settings, tmp_path: Path) -> None:
    found = write(seed_lake, how, tmp_path / "out")
    assert set(found) == {f"{table}.{suffix}" for table in TABLES}
    with warehouse.open(seed_lake.lake) as connection:
        counted = connection.execute("SELECT count(*) FROM claim").fetchone()
    assert counted == (found[f"claim.{suffix}"],)


def test_views_are_chosen_by_name(seed_lake: Settings, tmp_path: Path) -> None:
    assert {"plan_timeline", "claim"} <= set(exportable())
    found = write(seed_lake, "parquet", tmp_path, "plan_timeline")
    rows = pq.read_table(tmp_path / "plan_timeline.parquet")
    assert found == {"plan_timeline.parquet": rows.num_rows}
    assert "actor" in rows.column_names


def test_a_cell_of_csv_is_not_run(hostile: Settings, tmp_path: Path) -> None:
    write(hostile, "csv", tmp_path, "document")
    with (tmp_path / "document.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["title"], row["text"]) == ("'" + FORMULA, "Keller \x07 spoke.")
    write(hostile, "json", tmp_path, "document")
    assert json.loads((tmp_path / "document.jsonl").read_text())["title"] == FORMULA


def test_a_cell_of_a_workbook_is_no_formula(hostile: Settings, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    found = write(hostile, "xlsx", tmp_path / "a.xlsx", "document", "timex")
    assert found == {"a.xlsx": 1}
    with ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/worksheets/sheet2.xml" in book.namelist()
    assert "HYPERLINK(" in sheet
    assert "<f>" not in sheet


def test_the_file_is_copied_whole(seed_lake: Settings, tmp_path: Path) -> None:
    write(seed_lake, "duckdb", tmp_path / "copy.duckdb")
    with warehouse.open(tmp_path / "copy.duckdb") as connection:
        assert connection.execute("FROM plan_timeline").fetchall()


def test_follow_the_money_has_people_posts_and_articles(
    seed_lake: Settings, tmp_path: Path
) -> None:
    write(seed_lake, "ftm", tmp_path / "a.ftm.json")
    lines = (tmp_path / "a.ftm.json").read_text(encoding="utf-8").splitlines()
    entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    held = [entity for entity in entities.values() if entity["schema"] == "Occupancy"]
    assert held
    for occupancy in held:
        properties = occupancy["properties"]
        assert entities[properties["holder"][0]]["schema"] == "Person"
        assert entities[properties["post"][0]]["schema"] == "Position"
        assert entities[properties["proof"][0]]["schema"] == "PlainText"
    names = {name for entity in entities.values() for name in entity["properties"].get("name", [])}
    assert {"Yury Borisov", "NASA", "Russia", "director general, Roscosmos"} <= names


@pytest.mark.parametrize(("how", "name"), [("doc", "claim"), ("csv", "nothing")])
def test_what_there_is_none_of_is_refused(
    how: str, name: str, seed_lake: Settings, tmp_path: Path
) -> None:
    with pytest.raises(DatelineError):
        write(seed_lake, how, tmp_path, name)
