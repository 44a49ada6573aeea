"""Tables as sheets of a workbook, where XlsxWriter is installed (the extra `xlsx`)."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false, reportMissingImports=false
# XlsxWriter ships no types, and is an extra.

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import duckdb

from warehouse.cells import csv_cell, plain
from warehouse.errors import DatelineError

MAX_ROWS = 1_048_575
"""Rows of a sheet below its head; more go on in the next sheet."""

MAX_CELL = 32_767
"""Characters of a cell; what is longer ends in an ellipsis, and is whole in the other formats."""

CHUNK = 1000


def write_workbook(connection: duckdb.DuckDBPyConnection, path: Path, names: list[str]) -> int:
    """Write each table or view to a sheet of its own; returns how many rows there are.

    Raises `DatelineError` where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise DatelineError("XlsxWriter is not installed", "it is in the extra `xlsx`") from error
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd",
        "tmpdir": str(path.parent),
    }  # fmt: skip
    n_rows = 0
    with xlsxwriter.Workbook(str(path), options) as book:
        styles = {
            "head": book.add_format({"bold": True}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "quoted": book.add_format({"quote_prefix": True}),
        }
        for name in names:
            n_rows += _write_table(connection, book, name, styles)
    return n_rows


def _write_table(
    connection: duckdb.DuckDBPyConnection, book: Any, name: str, styles: dict[str, Any]
) -> int:
    connection.execute(f"FROM {name}")
    head = [column[0] for column in connection.description or []]
    rows, n_rows, n_sheets = _rows(connection), 0, 0
    while (first := next(rows, None)) or n_sheets == 0:
        n_sheets += 1
        sheet = book.add_worksheet(name[:28] if n_sheets == 1 else f"{name[:26]} {n_sheets}")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, head, styles["head"])
        held = chain([first] if first else [], islice(rows, MAX_ROWS - 1))
        for number, row in enumerate(held, 1):
            _write_row(sheet, number, row, styles)
            n_rows += 1
    return n_rows


def _write_row(sheet: Any, number: int, row: tuple[Any, ...], styles: dict[str, Any]) -> None:
    for column, value in enumerate(row):
        _write_cell(sheet, number, column, value, styles)


def _write_cell(
    sheet: Any, number: int, column: int, value: object, styles: dict[str, Any]
) -> None:
    """One cell by its type; text is never a formula, and stays text when it is saved as CSV."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(number, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(number, column, value)
    elif isinstance(value, datetime) and value.year >= 1900:
        moment = value.astimezone(UTC).replace(tzinfo=None)
        sheet.write_datetime(number, column, moment, styles["moment"])
    elif isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(number, column, value)
    else:
        text = str(plain(value)) if not isinstance(value, list | dict) else str(csv_cell(value))
        style = styles["quoted"] if text != csv_cell(text) else None
        shown = text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"
        sheet.write_string(number, column, shown, style)


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while held := connection.fetchmany(CHUNK):
        yield from held
