"""Rows to the terminal, to JSON lines and to CSV; hostile text is made harmless on the way out."""

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import IO, Any

from warehouse.cells import csv_cell, plain


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"
    parquet = "parquet"


def default_format(stream: IO[str] | None = None) -> Format:
    """A table on a terminal, JSON lines elsewhere."""
    return Format.table if (stream or sys.stdout).isatty() else Format.json


def print_rows(
    names: Sequence[str], rows: Iterable[Sequence[Any]], how: Format, stream: IO[str] | None = None
) -> None:
    """Print rows on ``stream`` (default: standard output) as a table, JSON lines or CSV."""
    out = stream or sys.stdout
    if how is Format.table:
        _print_table(names, rows, out)
    elif how is Format.csv:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([csv_cell(value) for value in row] for row in rows)
    else:
        for row in rows:
            print_json(dict(zip(names, row, strict=True)), out)


def print_json(value: object, stream: IO[str] | None = None) -> None:
    """One JSON object on one line."""
    text = json.dumps(value, ensure_ascii=False, default=plain)
    (stream or sys.stdout).write(text + "\n")


def printable(text: str) -> str:
    """The text with control and direction characters shown as escapes, so that none is obeyed."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    return character.encode("unicode_escape").decode("ascii")


def _print_table(names: Sequence[str], rows: Iterable[Sequence[Any]], out: IO[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_table_cell(value)) for value in row))
    console = Console(file=out, soft_wrap=False, highlight=False)
    if not console.is_terminal:
        console = Console(file=out, width=160, highlight=False)
    console.print(table)


def _table_cell(value: object) -> str:
    return "" if value is None else printable(str(plain(value)))
