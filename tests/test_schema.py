"""Tables as declared: Arrow, Parquet, DuckDB and the dictionary agree."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import warehouse
from flows.settings import Settings
from warehouse.dictionary import PATH, data_dictionary
from warehouse.schema import arrow_schema, columns, comment, table_key, to_arrow
from warehouse.shard import ShardCounts, read_counts, read_rows, write_shard
from warehouse.sql import sql_files, sql_type
from warehouse.tables import TABLES, Document, Timex

ROOT = Path(__file__).parent.parent


def timex(**fields: object) -> Timex:
    return Timex(
        **{
            "timex_id": "tx-1", "doc_id": "do-1", "start_char": 0, "end_char": 4, "text": "2024",
            "rule": "year", "type": "DATE", "value": "2024", "anchor": None,
        }
        | fields
    )  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_has_the_declared_columns_and_comments(table: str, seed_lake: Settings) -> None:
    with warehouse.open(seed_lake.lake) as connection:
        held = connection.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ?"
            " ORDER BY column_index",
            [table],
        ).fetchall()
    kinds = {"TIMESTAMPTZ": "TIMESTAMP WITH TIME ZONE"}
    declared = [(c.name, sql_type(c.arrow_type), c.comment) for c in columns(table)]
    assert held == [(name, kinds.get(kind, kind), note) for name, kind, note in declared]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_says_what_it_holds(table: str) -> None:
    assert comment(table).endswith(".")
    assert all(column.comment.endswith(".") for column in columns(table))
    assert set(table_key(table)) <= {column.name for column in columns(table)}


def test_no_column_has_a_reserved_name() -> None:
    assert not {column.name for table in TABLES for column in columns(table)} & {"end", "at"}


def test_rows_survive_parquet(tmp_path: Path) -> None:
    rows = [timex(), timex(timex_id="tx-2", alternatives=["2023", "2025"], mod="START")]
    write_shard(tmp_path / "shard", {"timex": rows}, ShardCounts(2, 0))
    assert read_rows(tmp_path / "shard", Timex) == rows
    assert read_rows(tmp_path / "shard", Document) == []
    assert read_counts(tmp_path / "shard") == ShardCounts(2, 0)
    assert pq.read_schema(tmp_path / "shard" / "timex.parquet").equals(
        arrow_schema("timex"), check_metadata=True
    )


def test_a_null_in_a_key_is_refused_on_write(tmp_path: Path) -> None:
    with pytest.raises(pa.ArrowInvalid):
        write_shard(tmp_path / "shard", {"timex": [timex(timex_id=None)]})
    assert not (tmp_path / "shard").exists()


def test_no_rows_are_a_table_too() -> None:
    assert to_arrow("alias", []).schema == arrow_schema("alias")


def test_the_data_dictionary_is_fresh() -> None:
    assert (ROOT / PATH).read_text(encoding="utf-8") == data_dictionary()


@pytest.mark.parametrize("view", sql_files("views"), ids=lambda view: view.name)
def test_every_view_answers_and_says_what_a_row_is(view, seed_lake: Settings) -> None:
    arguments = {"": "", "day": "(DATE '2022-08-01')", "id": "('tx-none')"}[view.parameters]
    with warehouse.open(seed_lake.lake) as connection:
        assert connection.execute(f"FROM {view.name}{arguments} LIMIT 1").description
        held = connection.execute(
            "SELECT comment FROM duckdb_views() WHERE view_name = $1"
            " UNION SELECT comment FROM duckdb_functions() WHERE function_name = $1",
            [view.name],
        ).fetchall()
    assert held == [(view.description,)]
    assert view.grain.startswith("one row")


def test_query_gives_pandas(seed_lake: Settings) -> None:
    frame = warehouse.query("SELECT count(*) AS n FROM document", seed_lake.lake)
    assert frame["n"].tolist() == [1]
