"""Inputs that mean harm, or that harm came to: each by its name, with what must become of it.

`LOST` has an issue with that reason and no document, `READ` only documents, `BOTH` has both.
Big ones are made when asked for.
"""

import gzip
import io
import json
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from tests.inputs import LINES, PAGE, RSS, SGML, tarred, warc, zipped

Made = bytes | Callable[[], bytes]
GOOD = b"Minister Anna Keller spoke in Geneva on Monday."


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    """A link within a tar."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def nested(depth: int) -> bytes:
    """A zip in a zip, and so on."""
    held = zipped(a__txt=GOOD)
    for _ in range(depth):
        held = zipped(a__zip=held)
    return held


def zip_link() -> bytes:
    """A zip whose member is a link."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return held.getvalue()


def locked_zip() -> bytes:
    """A zip whose member says that it is encrypted."""
    held = bytearray(zipped(a__txt=GOOD))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        held[held.index(mark) + place] |= 1
    return bytes(held)


def broken_zip() -> bytes:
    """A zip whose member's bytes were changed."""
    held = bytearray(zipped(a__txt=GOOD * 40))
    held[60] ^= 0xFF
    return bytes(held)


def many_attributes() -> bytes:
    """A page with one element of many attributes, and many that are never closed."""
    attributes = " ".join(f'a{n}="{n}"' for n in range(200_000))
    return f"<html><body><p {attributes}>words</p>{'<b>' * 50_000}x</body></html>".encode()


def laughs() -> bytes:
    """XML entities that stand for each other ten times over."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>'
    return f"{head}<rss version='2.0'><channel><title>&l9;</title></channel></rss>".encode()


def outside_entity(root: str) -> bytes:
    """XML that asks for a file of the machine."""
    head = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return f"{head}<{root}><channel><title>&x;</title></channel></{root}>".encode()


def huge_field() -> bytes:
    """A table whose second field is never closed."""
    return b'id,text\n1,"' + b"x" * 20_000_000


def swollen_zip() -> bytes:
    """A zip that says of its list of members that it is enormous."""
    held = bytearray(zipped(a__txt=GOOD))
    place = held.rindex(b"PK\x05\x06")
    held[place + 12 : place + 16] = struct.pack("<I", 0xF0000000)
    return bytes(held)


LOST: dict[str, tuple[str, Made]] = {
    "empty.txt": ("empty", b""),
    "blanks.txt": ("empty", b" \n\t\r\n" * 99),
    "only-bom.txt": ("empty", b"\xef\xbb\xbf"),
    "empty.jsonl": ("empty", b""),
    "empty.csv": ("empty", b"id,text\n"),
    "empty.zip": ("empty", zipped()),
    "picture.txt": ("binary", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9),
    "program.txt": ("binary", b"\x7fELF\x02\x01\x01\x00" * 99),
    "noise.txt": ("binary", bytes(range(1, 32)) * 40 + b"\xff\xfe\xfd"),
    "nul.txt": ("binary", b"\0" * 10_000),
    "office.docx": ("unsupported_type", zipped(**{"[Content_Types]__xml": b"<x/>"})),
    "photo.html": ("unsupported_type", b"\xff\xd8\xff\xe0\x00\x10JFIF" * 9),
    "unknown.xyz": ("unsupported_type", GOOD),
    "cut.json": ("bad_json", b'{"text": "x'),
    "deep.json": ("bad_json", b"[" * 1_000_000),
    "deep-object.jsonl": ("bad_json", b'{"a":' * 200_000 + b"\n"),
    "nan.jsonl": ("no_text", b'{"x": NaN}\n'),
    "number.jsonl": ("wrong_type", b'{"text": 7}\n'),
    "list.jsonl": ("wrong_type", b"[1]\n"),
    "null.jsonl": ("no_text", b'{"text": null}\n'),
    "blank-text.jsonl": ("empty", b'{"text": "  "}\n'),
    "long-text.jsonl": ("too_large", lambda: json.dumps({"text": "word " * 1_100_000}).encode()),
    "long-line.jsonl": ("too_large", lambda: b'{"text": "' + b"x" * 34_000_000 + b'"}\n'),
    "objects.json": ("out_of_memory", lambda: b"[" + b"{}," * 2_000_000 + b"{}]"),
    "numbers.jsonl": ("no_text", lambda: b'{"a":[' + b"1," * 2_000_000 + b"1]}\n"),
    "big.txt": ("too_large", lambda: GOOD * 800_000),
    "big.html": ("too_large", lambda: b"<html>" + b"<p>words</p>" * 800_000),
    "script-only.html": ("no_article", b"<html><body><script>go()</script></body></html>"),
    "no-words.html": ("no_article", b"<!doctype html><html><body></body></html>"),
    "deep.html": ("too_deep", lambda: b"<html>" + b"<div>" * 100_000 + b"x"),
    "attributes.html": ("too_many", many_attributes),
    "not-a.xml": ("bad_feed", b"<<<>>>" * 99),
    "laughs.xml": ("bad_xml", laughs),
    "outside.rss": ("bad_xml", outside_entity("rss")),
    "page.rss": ("no_article", b"<html><body>no feed</body></html>"),
    "entity.newsml": ("bad_xml", outside_entity("newsItem")),
    "cut.newsml": ("bad_xml", b"<newsItem><contentSet>"),
    "no-text.newsml": ("no_text", b"<newsItem/>"),
    "bomb.txt.gz": ("too_large", lambda: gzip.compress(b"x" * 200_000_000)),
    "bomb.gz.gz.txt.gz": ("too_large", lambda: gzip.compress(gzip.compress(b"x" * 90_000_000))),
    "cut.txt.gz": ("cut", gzip.compress(GOOD * 99)[:-12]),
    "broken.txt.gz": ("cut", gzip.compress(GOOD * 99)[:20] + b"\xff" * 99),
    "deep.zip": ("too_deep", nested(5)),
    "bomb.zip": ("too_large", lambda: zipped(a__txt=b"x" * 90_000_000)),
    "upwards.zip": ("outside_path", zipped(**{"../a__txt": GOOD})),
    "absolute.zip": ("outside_path", zipped(**{"/etc/a__txt": GOOD})),
    "drive.zip": ("outside_path", zipped(**{"C:\\a__txt": GOOD})),
    "link.zip": ("outside_path", zip_link()),
    "locked.zip": ("locked", locked_zip()),
    "broken.zip": ("bad_archive", broken_zip()),
    "cut.zip": ("cut", zipped(a__txt=GOOD)[:-9]),
    "swollen.zip": ("too_many", swollen_zip()),
    "upwards.tar": ("outside_path", tarred((tarfile.TarInfo("../../a.txt"), GOOD))),
    "link.tar": ("outside_path", tarred((link("a.txt", "/etc/passwd"), b""))),
    "hard-link.tar": ("outside_path", tarred((link("a.txt", "b", tarfile.LNKTYPE), b""))),
    "device.tar": ("unreadable", tarred((link("a.txt", "", tarfile.CHRTYPE), b""))),
    "cut.tar": ("bad_archive", tarred((tarfile.TarInfo("a.txt"), GOOD * 99))[:300]),
    "cut.warc.gz": ("cut", warc(("https://example.org/a", PAGE))[:-40]),
    "no-length.warc": ("bad_archive", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"),
    "corrupt.parquet": ("bad_table", b"PAR1" + b"\xff" * 999 + b"PAR1"),
    "huge-field.csv": ("bad_table", huge_field),
    "broken.pdf": ("bad_pdf", b"%PDF-1.4\n" + b"obj " * 999),
}  # fmt: skip

READ: dict[str, Made] = {
    "utf-16.txt": GOOD.decode().encode("utf-16"),
    "cp1252.txt": "Der Bürgermeister von Zürich eröffnete die Brücke.".encode("cp1252"),
    "mojibake.jsonl": '{"text": "The cafÃ© isnâ€™t open."}\n'.encode(),
    "surrogate.jsonl": b'{"text": "Keller \\ud800 spoke \\u0000."}\n',
    "controls.txt": b"Keller \x1b[31mspoke\x1b[0m \xe2\x80\xaein Geneva.",
    "formula.jsonl": b'{"text": "=cmd|calc!A1", "title": "<script>alert(1)</script>"}\n',
    "one-line.txt": lambda: b"word " * 600_000,
    "many-marks.txt": lambda: ("a" + "\u0301" * 200_000).encode(),
    "crlf.jsonl": LINES.replace(b"\n", b"\r\n"),
    "members.jsonl.gz": gzip.compress(LINES[:38]) + gzip.compress(LINES[38:]),
    "padded.jsonl.gz": gzip.compress(LINES) + b"\0" * 512,
    "junk.jsonl.gz": gzip.compress(LINES) + b"junk",
    "no-end.rss": RSS[:-40],
    "ampersand.rss": RSS.replace(b"A teaser", b"A & B"),
    "control.sgm": SGML,
    "lying-charset.html": PAGE.replace(b"<head>", b'<head><meta charset="utf-16">'),
    "nul.html": PAGE.replace(b"Geneva", b"Gen\0eva"),
    "future.jsonl": b'{"text": "Keller spoke.", "published": "2999-01-01"}\n',
    "impossible.jsonl": b'{"text": "Keller spoke.", "published": "2024-02-31"}\n',
}  # fmt: skip


def payload(made: Made) -> bytes:
    """The bytes of an input."""
    return made if isinstance(made, bytes) else made()


def cut_lines() -> bytes:
    """Packed lines that end within the second."""
    packer = zlib.compressobj(wbits=31)
    return packer.compress(LINES[:-9]) + packer.flush(zlib.Z_SYNC_FLUSH)


BOTH: dict[str, tuple[str, Made]] = {
    "cut-lines.jsonl.gz": ("cut", cut_lines()),
    "bad-line.jsonl": ("bad_json", LINES + b'{"text": "x\n' + LINES),
    "ragged.csv": ("no_text", b"id,text\n1,Keller spoke.\n2,Petrov spoke.,more,cells\n"),
    "mixed.zip": ("outside_path", zipped(**{"a__txt": GOOD, "../b__txt": GOOD})),
    "cut-array.json": ("bad_json", b'[{"text": "Keller spoke."}, {"text": "Pe'),
}
