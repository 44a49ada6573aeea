"""Rows of Parquet files."""

from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.decoding import Refusal

ROWS = 500


def parquet_rows(file: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the filled cells of each row; raises `Refusal` where the rest is lost."""
    number = 0
    try:
        source = file if file.seekable() else pa.BufferReader(file.read())
        for batch in pq.ParquetFile(source).iter_batches(ROWS):
            for row in batch.to_pylist():
                number += 1
                yield number, {name: cell for name, cell in row.items() if cell is not None}
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Refusal("bad_table", f"behind row {number}: {error}"[:500]) from error
    if number == 0:
        raise Refusal("empty", "there are no rows in it")
