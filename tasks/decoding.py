"""Bytes to text, or the reason why they are none."""

import codecs
import re
from typing import NamedTuple

from warehouse.tables import Reason

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
_CONTROL = bytes({*range(32)} - {*b"\t\n\r\f\x1b"}) + b"\x7f"
_DECLARED = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{2,30})[\"']")
# What UTF-8 looks like when it was read as Windows-1252 or Latin-1, once or twice.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00c6\u00c8-\u00d6\u00d8-\u00df\u00e0-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161"
    "\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030"
    "\u2039\u203a\u20ac\u2122]"
)
_WESTERN = re.compile("[A-Za-z\u00c0-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0178]+")
MAX_SNIFFED = 200_000
SAMPLE = 65_536


class Refusal(Exception):
    """A record that cannot become a document, with the reason from the fixed vocabulary."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason: Reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type["Refusal"], tuple[Reason, str]]:
        """Both parts travel between processes."""
        return Refusal, (self.reason, self.detail)


class Decoded(NamedTuple):
    """Text, the encoding that its bytes were in, and what had to be assumed."""

    text: str
    encoding: str
    odd: tuple[Refusal, ...] = ()


def decode(payload: bytes) -> Decoded:
    """The text of bytes: a byte order mark decides, else UTF-8, else what they look like.

    Raises `Refusal` where there is no text.
    """
    if not payload.strip():
        raise Refusal("empty", "there is nothing in it")
    encoding = next((name for bom, name in _BOMS if payload.startswith(bom)), "utf-8")
    try:
        decoded = Decoded(payload.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        decoded = _guess(payload, f"not valid {encoding.upper()} at byte {error.start}")
    if decoded.text.count("\0") * 100 > len(decoded.text):
        decoded = _decode_wide(payload)
    if not decoded.text.strip():
        raise Refusal("empty", "there is nothing in it but blanks")
    return decoded


def decode_page(payload: bytes, charset: str | None = None) -> tuple[str, str]:
    """The text of a page and its encoding: what it is valid in goes before what it declares."""
    head = payload[:4096]
    match = _DECLARED.search(head) or _XML_DECLARED.search(head)
    declared = [charset, match.group(1).decode("ascii", "replace") if match else None]
    is_marked = any(payload.startswith(bom) for bom, _ in _BOMS)
    if not is_marked and not is_valid_utf8(payload):
        for name in declared:
            if text := _try_decode(payload, name):
                return text.replace("\0", "\N{REPLACEMENT CHARACTER}"), (name or "").lower()
    try:
        decoded = decode(payload)
    except Refusal as refusal:
        if refusal.reason != "bad_encoding":
            raise
        text = payload.decode("utf-8", "replace")
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}"), "utf-8"
    return decoded.text.replace("\0", "\N{REPLACEMENT CHARACTER}"), decoded.encoding


def is_valid_utf8(payload: bytes) -> bool:
    """Whether bytes are strict UTF-8."""
    try:
        payload.decode()
    except UnicodeDecodeError:
        return False
    return True


def replace_unstorable(text: str, key: str, odd: list[Refusal]) -> str:
    """The text with lone surrogates and NUL, which tables cannot hold, each as U+FFFD.

    Every offset stays; ``odd`` gains a note where something was replaced.
    """
    if not _UNSTORABLE.search(text):
        return text
    odd.append(Refusal("repaired_encoding", f"{key} held lone surrogates or NUL"))
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def mend_mojibake(text: str, key: str, odd: list[Refusal]) -> str:
    """The text with UTF-8 that was read as another encoding put right; ``odd`` gains a note."""
    if not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding

    mended = fix_encoding(text)
    if mended != text:
        odd.append(Refusal("repaired_encoding", f"{key} was UTF-8 read as another encoding"))
    return mended


def _try_decode(payload: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        # Pages that declare Latin-1 are in Windows-1252, as browsers read them.
        is_latin = encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii")
        return payload.decode("cp1252" if is_latin else encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _decode_wide(payload: bytes) -> Decoded:
    """UTF-16 without a mark: every other byte is mostly NUL."""
    odd_nuls, even_nuls = payload[1:SAMPLE:2].count(0), payload[0:SAMPLE:2].count(0)
    half = len(payload[:SAMPLE]) / 2
    for encoding, n_nuls, others in (
        ("utf-16-le", odd_nuls, even_nuls),
        ("utf-16-be", even_nuls, odd_nuls),
    ):
        if n_nuls > half * 0.7 and others < half * 0.1:
            text = _try_decode(payload, encoding)
            if text and "\0" not in text:
                note = Refusal("guessed_encoding", f"read as {encoding.upper()}, which has no mark")
                return Decoded(text, encoding, (note,))
    raise Refusal("binary", f"{payload.count(0)} of {len(payload)} bytes are NUL")


def _guess(payload: bytes, fault: str) -> Decoded:
    sample = payload[:MAX_SNIFFED]
    if b"\0" in sample:
        return _decode_wide(payload)
    if len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) / 50:
        raise Refusal("binary", f"{fault}, and it is full of control characters")
    encoding = "cp1252" if _is_western(sample) else _detect(sample)
    text = _try_decode(payload, encoding)
    if text is None:
        raise Refusal("bad_encoding", fault)
    note = Refusal("guessed_encoding", f"{fault}; read as {encoding}")
    return Decoded(text, encoding or "", (note,))


def _is_western(sample: bytes) -> bool:
    """Whether bytes above ASCII are rare and stand, as Windows-1252, within words or as marks."""
    n_high = sum(byte > 127 for byte in sample)
    text = _try_decode(sample, "cp1252")
    if text is None or n_high * 8 > len(sample):
        return False
    high = {char for char in text if ord(char) > 127}
    marks = set("‘’“”–—…•€£§©®°«»¡¿·´½¼\u00a0\u2122")
    return all(char in marks or _WESTERN.fullmatch(char) for char in high)


def _detect(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
