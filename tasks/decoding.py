"""Bytes to text, or the reason why they are none."""

import codecs
import re

from warehouse.tables import Reason

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")


class Refusal(Exception):
    """A record that cannot become a document, with the reason from the fixed vocabulary."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail


def decode(payload: bytes) -> tuple[str, str]:
    """The text of bytes and the encoding that they were in.

    A byte order mark decides, else it must be UTF-8. Raises `Refusal` where there is no text.
    """
    if not payload.strip():
        raise Refusal("empty", "there is nothing in it")
    encoding = next((name for bom, name in _BOMS if payload.startswith(bom)), "utf-8")
    try:
        text = payload.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in payload:
            raise Refusal("binary", "it holds NUL bytes and is no text") from error
        detail = f"not valid {encoding.upper()} at byte {error.start}"
        raise Refusal("bad_encoding", detail) from error
    if text.count("\0") * 100 > len(text):
        raise Refusal("binary", f"{text.count(chr(0))} of {len(text)} characters are NUL")
    if not text.strip():
        raise Refusal("empty", "there is nothing in it but blanks")
    return text, encoding


def replace_unstorable(text: str, key: str, odd: list[Refusal]) -> str:
    """The text with lone surrogates and NUL, which tables cannot hold, each as U+FFFD.

    Every offset stays; ``odd`` gains a note where something was replaced.
    """
    if not _UNSTORABLE.search(text):
        return text
    odd.append(Refusal("repaired_encoding", f"{key} held lone surrogates or NUL"))
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
