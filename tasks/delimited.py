"""CSV and TSV: rows by the names in the first line."""

import csv
import io
from collections.abc import Iterator
from typing import IO, Any

from tasks.decoding import Refusal, decode
from tasks.unpacking import Joined

MAX_FIELD = 16_000_000
SAMPLE = 65_536
DELIMITERS = ",;\t|"


def delimited_rows(file: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The line number and the cells of each row by column; empty cells are left out.

    Raises `Refusal` where the rest cannot be read; rows before it are yielded.
    """
    head = file.read(SAMPLE)
    text_head = decode(head[: head.rfind(b"\n") + 1] or head)
    source = io.BufferedReader(Joined(head, file))
    encoding = text_head.encoding
    text = io.TextIOWrapper(source, encoding=encoding, errors="strict", newline="")
    delimiter = max(DELIMITERS, key=text_head.text.split("\n", 1)[0].count)
    csv.field_size_limit(MAX_FIELD)
    rows = csv.reader(_without_nul(text), delimiter=delimiter)
    try:
        names = [name.strip().removeprefix("\ufeff") for name in next(rows, list[str]())]
        for row in rows:
            if any(row):
                yield rows.line_num, _named(names, row)
    except csv.Error as error:
        raise Refusal("bad_table", f"line {rows.line_num}: {error}") from error
    except UnicodeDecodeError as error:
        fault = f"behind line {rows.line_num}: not valid {encoding.upper()}"
        raise Refusal("bad_encoding", fault) from error


def _named(names: list[str], row: list[str]) -> dict[str, Any]:
    if len(row) > len(names):
        return {"row": row}  # more cells than names: no telling which is which
    return {name: cell for name, cell in zip(names, row, strict=False) if cell != ""}


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "\N{REPLACEMENT CHARACTER}")
