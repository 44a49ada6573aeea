"""The values of a JSON file that is not one object a line: an array, or objects laid out."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# JSON may hold anything.

import json
from collections.abc import Iterator
from typing import Any

from tasks.decoding import Refusal, decode

LISTS = ("articles", "items", "documents", "results", "data", "stories", "posts", "entries")
"""Keys under which services wrap their list of articles."""

_BLANK = " \t\r\n,"


def json_values(payload: bytes) -> Iterator[tuple[int, Any]]:
    """The number and value of each item: of an array, of objects in a row, or of a wrapped list.

    Items before a fault are yielded; then it raises `Refusal`.
    """
    text = decode(payload).text.removeprefix("\ufeff")
    start = _skip(text, 0, " \t\r\n")
    is_array = text[start : start + 1] == "["
    for number, value in enumerate(_values(text, start + is_array, is_array=is_array), 1):
        held = _wrapped(value) if number == 1 and not is_array else None
        if held is not None:
            yield from enumerate(held, 1)
            return
        yield number, value


def _values(text: str, position: int, *, is_array: bool) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    position = _skip(text, position, _BLANK)
    while position < len(text):
        if is_array and text[position] == "]":
            return
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            raise Refusal("bad_json", f"character {position}: {error}"[:500]) from error
        yield value
        position = _skip(text, position, _BLANK)
    if is_array:
        raise Refusal("cut", "the array does not end")


def _wrapped(value: Any) -> list[Any] | None:
    if not isinstance(value, dict) or "text" in value:
        return None
    held: dict[str, Any] = value
    found = (held[key] for key in LISTS if isinstance(held.get(key), list))
    return next(found, None)


def _skip(text: str, position: int, blanks: str) -> int:
    while position < len(text) and text[position] in blanks:
        position += 1
    return position
