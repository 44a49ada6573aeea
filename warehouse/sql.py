"""SQL as files and as safely written words."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyarrow as pa

SQL_TYPES: dict[pa.DataType, str] = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.binary(): "BLOB",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
    pa.list_(pa.field("element", pa.string())): "VARCHAR[]",
}


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One file under ``views`` or ``checks``; a view with parameters is a table macro."""

    name: str
    description: str
    grain: str
    parameters: str
    query: str


def sql_type(arrow_type: pa.DataType) -> str:
    """DuckDB's name of an Arrow type."""
    return SQL_TYPES[arrow_type]


def literal(text: str) -> str:
    """Text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


@cache
def sql_files(folder: str) -> tuple[SqlFile, ...]:
    """The SQL files of a folder of this package, by name.

    The first comment line describes the query; lines that begin with ``Grain:`` and ``Parameters:``
    say what one row is, and what a macro is called with.
    """
    found = (path for path in files("warehouse").joinpath(folder).iterdir())
    return tuple(
        _sql_file(path.name.removesuffix(".sql"), path.read_text(encoding="utf-8"))
        for path in sorted(found, key=lambda path: path.name)
        if path.name.endswith(".sql")
    )


@cache
def sql_text(name: str) -> str:
    """A single query kept under ``queries``."""
    return files("warehouse").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")


def _sql_file(name: str, text: str) -> SqlFile:
    lines = text.splitlines()
    comments = [line[2:].strip() for line in lines if line.startswith("--")]
    query = "\n".join(line for line in lines if not line.startswith("--"))
    return SqlFile(
        name,
        description=comments[0],
        grain=_labelled(comments, "Grain:"),
        parameters=_labelled(comments, "Parameters:"),
        query=query.strip(),
    )


def _labelled(comments: list[str], label: str) -> str:
    found = (line.removeprefix(label).strip() for line in comments if line.startswith(label))
    return next(found, "")
