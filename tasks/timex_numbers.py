"""Kinds and values of tokens that hold digits."""

import re
from functools import lru_cache

Payload = dict[str, object]

SHAPES = (
    ("INT", "HOUR"),
    ("INT", "HOUR", "DAY", "MM"),
    ("INT", "HOUR", "DAY", "MM", "YY"),
    ("INT", "HOUR", "DAY", "YY"),
    ("INT", "DAY", "YY"),
    ("INT", "YY"),
    ("YY", "HOUR"),
    ("YY", "HOUR", "DAY", "MM"),
    ("INT",),
    ("INT", "YEAR", "HHMM"),
    ("INT", "YEAR"),
    ("INT", "HHMM"),
    ("HHMM",),
    ("INT", "YEAR3"),
    ("NTH", "DAYTH"),
    ("NTH",),
    ("INT", "DOTCLOCK"),
    ("CLOCK", "SPAN"),
    ("SPAN",),
    ("DECADE",),
    ("ISO",),
    ("SLASH",),
    ("APOS",),
)
"""Every set of categories that a token with digits can have."""

_AND_A_HALF = re.compile(r"(\d{1,3})(?:[ -]1/2|½)$")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)$", re.I)
_DECADE = re.compile(r"['’‘`]?(\d{1,4})['’]?s$")
_APOSTROPHE = re.compile(r"['’‘`](\d\d)$")
_DOTTED = re.compile(r"[012]?\d\.[0-5]\d$")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d+(?:\.\d+)?$")


@lru_cache(maxsize=8192)
def read_number(word: str) -> Payload | None:
    """Categories of a word with digits, each with its value; None where it is no time or count."""
    if len(word) >= 10 and word[4] == "-":
        return {"ISO": word}
    if match := _AND_A_HALF.match(word):
        return {"INT": int(match[1]) + 0.5}
    if "/" in word or word.count(".") == 2:
        return {"SLASH": word} if len(re.findall(r"[/.]", word)) == 2 else None
    if ":" in word:
        return _clock(word)
    for pattern, build in _SPECIAL:
        if match := pattern.match(word):
            return build(match[1])
    if not _NUMBER.match(word):
        return None
    if not word.isascii():
        return None
    return _plain(word)


def _plain(word: str) -> Payload:
    if "," in word or "." in word:
        value = float(word.replace(",", ""))
        number: Payload = {"INT": int(value) if value.is_integer() else value}
        return number | {"DOTCLOCK": word.replace(".", ":")} if _DOTTED.match(word) else number
    value = int(word) if len(word) < 10 else 0
    match len(word):
        case 1 | 2:
            return _small(word, value)
        case 3:
            return {"INT": value, "YEAR3": value}
        case 4:
            return _four(word, value)
        case _:
            return {"INT": value}


def _small(word: str, value: int) -> Payload:
    if len(word) == 2 and word[0] == "0":
        padded: Payload = {"YY": value, "HOUR": value}
        return padded | ({"DAY": value, "MM": value} if value else {})
    if value == 0:
        return {"INT": value, "HOUR": value}
    payload: Payload = {"INT": value}
    if value <= 24:
        payload["HOUR"] = value
    if value <= 31:
        payload["DAY"] = value
    if value <= 12:
        payload["MM"] = value
    return payload | {"YY": value} if value >= 10 else payload


def _four(word: str, value: int) -> Payload:
    is_clock = int(word[:2]) <= 24 and int(word[2:]) < 60
    clock: Payload = {"HHMM": f"{word[:2]}:{word[2:]}"} if is_clock else {}
    if word[0] == "0":
        return clock or {"INT": value}
    return {"INT": value, "YEAR": value} | clock if value < 2200 else {"INT": value} | clock


def _clock(word: str) -> Payload:
    parts = word.split(":")
    payload: Payload = {"SPAN": word}
    if len(parts) == 2 and int(parts[0]) > 24:
        return payload
    return {"CLOCK": word} | payload


def _ordinal(digits: str) -> Payload:
    value = int(digits[:6])
    return {"NTH": value, "DAYTH": value} if 1 <= value <= 31 else {"NTH": value}


def _decade(digits: str) -> Payload | None:
    if len(digits) == 4:
        if not 1000 <= int(digits) < 2200 or digits[3] != "0":
            return None
        return {"DECADE": digits}
    if len(digits) == 2 and digits[1] == "0":
        return {"DECADE": digits}
    if len(digits) == 3 and digits[2] == "0":
        return {"DECADE": digits}
    return None


def _apostrophe(digits: str) -> Payload:
    return {"APOS": int(digits)}


_SPECIAL = ((_ORDINAL, _ordinal), (_DECADE, _decade), (_APOSTROPHE, _apostrophe))
