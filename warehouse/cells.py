"""Values on their way out: what a spreadsheet would run is made harmless, the rest is plain."""

import json
from datetime import date, datetime

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell (OWASP, CSV injection)."""


def csv_cell(value: object) -> object:
    """A cell of a CSV file: text that a spreadsheet would run begins with an apostrophe."""
    shown = plain(value)
    if isinstance(shown, list | dict):
        return json.dumps(shown, ensure_ascii=False, default=plain)
    return "'" + shown if isinstance(shown, str) and shown.startswith(FORMULA_STARTS) else shown


def plain(value: object) -> object:
    """A value as JSON can hold it: days and moments in ISO 8601, bytes as hexadecimal digits."""
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value  # pyright: ignore[reportUnknownVariableType] - JSON may hold anything
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else str(value)
