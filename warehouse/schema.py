"""Arrow schemas and column facts, derived from the row classes of `warehouse.tables`."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false
# pyarrow ships no types, and its stubs leave arrays and fields open.

import types
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from warehouse.tables import TABLES

STRINGS = pa.list_(pa.field("element", pa.string()))
"""Lists by the name that Parquet gives to what is in them, so that a schema survives a file."""

ARROW_TYPES: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
    list[str]: STRINGS,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column."""

    name: str
    arrow_type: pa.DataType
    is_nullable: bool
    comment: str
    values: tuple[str, ...]


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Columns of a table: its key first, then as declared."""
    hints = get_type_hints(TABLES[table], include_extras=True)
    declared = [name for name, hint in hints.items() if get_origin(hint) is Annotated]
    key = table_key(table)
    names = [*key, *(name for name in declared if name not in key)]
    return tuple(_column(name, hints[name]) for name in names)


def table_key(table: str) -> tuple[str, ...]:
    """Names of the columns that identify a row."""
    return TABLES[table].KEY


def comment(table: str) -> str:
    """What a table holds, in one sentence."""
    return (TABLES[table].__doc__ or "").strip()


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Arrow schema of a table; every field carries its comment."""
    return pa.schema(
        [
            pa.field(c.name, c.arrow_type, c.is_nullable, {"comment": c.comment})
            for c in columns(table)
        ],
        {"comment": comment(table)},
    )


def to_arrow(table: str, rows: Iterable[object]) -> pa.Table:
    """Rows of a table as Arrow, with the declared schema."""
    schema = arrow_schema(table)
    held: Sequence[object] = list(rows)
    arrays = [pa.array([*map(attrgetter(field.name), held)], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _column(name: str, hint: Any) -> Column:
    annotated, text = get_args(hint)
    options = get_args(annotated) if _is_union(annotated) else (annotated,)
    bare = next(option for option in options if option is not type(None))
    values = get_args(bare) if get_origin(bare) is Literal else ()
    arrow_type = pa.string() if values else ARROW_TYPES[bare]
    return Column(name, arrow_type, type(None) in options, text, values)


def _is_union(annotated: object) -> bool:
    return get_origin(annotated) in (Union, types.UnionType)
