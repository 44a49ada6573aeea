"""The warehouse as readers use it: ``warehouse.open()`` and ``warehouse.query()``."""

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import DatelineError

if TYPE_CHECKING:
    import duckdb
    import pandas

DEFAULT_LAKE = "lake"


def open(path: str | Path = DEFAULT_LAKE) -> "duckdb.DuckDBPyConnection":
    """A read-only DuckDB connection with all tables and views.

    ``path`` is a lake's folder or a published file. The connection reads nothing but that file: no
    other file, no network. Raises `DatelineError` where nothing is published.
    """
    import duckdb  # the annotators import this package for its tables alone

    file = Path(path)
    file = file / "warehouse.duckdb" if file.is_dir() else file
    if not file.exists():
        raise DatelineError(f"no warehouse at {file}", "run `dateline run`, or pass --lake")
    connection = duckdb.connect(str(file), read_only=True)
    connection.execute("SET enable_external_access = false")
    return connection


def query(sql: str, path: str | Path = DEFAULT_LAKE) -> "pandas.DataFrame":
    """The rows of a query over the warehouse as a pandas table."""
    with open(path) as connection:
        return connection.sql(sql).df()
