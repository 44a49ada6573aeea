"""What users have, read as documents."""

import gzip
import tarfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.fetching import Fetcher, Manners
from flows.settings import Source
from flows.sources import read_pass
from flows.visits import Pass
from flows.workers import KillablePool, Limits, reading_pool
from tasks.formats import kind_of
from tasks.records import Record
from tests.inputs import LINES, NEWSML, NINJS, PAGE, RSS, SGML, TEXT, tarred, warc, zipped
from warehouse.tables import Document

Read = Callable[..., list[Record]]
TWO = ["Keller spoke.", "Petrov spoke."]


@pytest.fixture(scope="module")
def pool() -> Iterator[KillablePool]:
    """One worker for all tests."""
    held = reading_pool(Limits())
    yield held
    held.close()


@pytest.fixture
def read(tmp_path: Path, pool: KillablePool) -> Read:
    """Write inputs by name, and read the folder that holds them."""

    def read_inputs(_source: dict[str, object] | None = None, **inputs: bytes) -> list[Record]:
        for name, payload in inputs.items():
            (tmp_path / name.replace("__", ".")).write_bytes(payload)
        given = {"name": "test", "paths": [str(tmp_path)]} | (_source or {})
        made = Pass(Source.model_validate(given), datetime.now(UTC), Fetcher(pool, Manners()))
        return [item for item in read_pass(made) if isinstance(item, Record)]

    return read_inputs


def document(records: list[Record]) -> Document:
    assert [record.document is None for record in records] == [False], records
    return records[0].document


def texts(records: list[Record]) -> list[str]:
    return [record.document.text for record in records if record.document]


def test_a_page_is_its_article(read: Read) -> None:
    found = document(read(talks__html=PAGE))
    assert (found.text, found.title, found.byline) == (TEXT, "Talks to end by 2026", "A. Writer")
    assert (found.publisher, found.language, found.uri) == (
        "Example News", "en-GB", "https://example.org/talks",
    )  # fmt: skip
    assert found.extraction_confidence > 0.9


def test_the_day_of_publication_is_that_of_the_publishers_clock(read: Read) -> None:
    found = document(read(talks__html=PAGE))
    assert (str(found.published_on), found.published_basis) == ("2024-05-13", "metadata")
    assert str(found.published_at) == "2024-05-14 03:30:00+00:00"


def test_entries_of_a_feed_are_articles(read: Read) -> None:
    full, teaser = (record.document for record in read(news__xml=RSS))
    assert (full.given_id, full.uri, full.published_basis) == (
        "t-1", "https://example.org/talks", "feed",
    )  # fmt: skip
    assert full.text == f"{TEXT}\n{TEXT}"
    assert (teaser.text, teaser.extraction_confidence) == ("Only a line of it & no more", 0.5)


def test_newsml_is_read(read: Read) -> None:
    found = document(read(item__xml=NEWSML))
    assert (found.text, found.title, found.given_id) == (
        TEXT,
        "Talks to end",
        "urn:newsml:example:1",
    )
    assert (str(found.published_on), found.publisher) == ("2024-05-13", "Example Agency")


def test_ninjs_is_read(read: Read) -> None:
    found = document(read(item__json=NINJS))
    assert (found.text, found.title) == ("Keller spoke in Geneva.\nPetrov did not.", "Talks to end")


def test_reuters_sgml_keeps_the_dateline_and_drops_the_signature(read: Read) -> None:
    found = document(read(reut__sgm=SGML))
    assert found.text == "GENEVA, Feb 26 - Keller spoke on Monday.\n    Petrov did not."
    assert (found.given_id, found.title, str(found.published_on)) == (
        "7", "TALKS <ABC> TO END", "1987-02-26",
    )  # fmt: skip


MANY = {
    "lines": ("a__jsonl", LINES),
    "an array": ("a__json", b'[{"text": "Keller spoke."},\n {"text": "Petrov spoke."}]'),
    "an array of lines": ("a__jsonl", b"[\n" + LINES.replace(b"}\n{", b"},\n{") + b"]"),
    "objects laid out": ("a__json", LINES.replace(b"{", b"{\n  ")),
    "a wrapped list": ("a__json", b'{"articles": [' + LINES.replace(b"}\n{", b"}, {") + b"]}"),
    "csv": ("a__csv", b'id,text\n1,"Keller spoke."\n2,"Petrov spoke."\n'),
    "csv with semicolons": ("a__csv", b"id;text\n1;Keller spoke.\n2;Petrov spoke.\n"),
    "tsv": ("a__tsv", b"id\ttext\n1\tKeller spoke.\n2\tPetrov spoke.\n"),
    "gzip": ("a__jsonl.gz", gzip.compress(LINES)),
    "gzip of two members": ("a__jsonl.gz", gzip.compress(LINES[:38]) + gzip.compress(LINES[38:])),
    "gzip in gzip": ("a__jsonl.gz.gz", gzip.compress(gzip.compress(LINES))),
    "zip": ("a__zip", zipped(a__txt=b"Keller spoke.", b__txt=b"Petrov spoke.")),
    "zip in zip": ("a__zip", zipped(b__zip=zipped(a__jsonl=LINES))),
    "tar": ("a__tar", tarred((tarfile.TarInfo("a.jsonl"), LINES))),
    "tar in gzip": ("a__tgz", gzip.compress(tarred((tarfile.TarInfo("a.jsonl"), LINES)))),
}  # fmt: skip


@pytest.mark.parametrize("case", MANY)
def test_inputs_that_hold_many(case: str, read: Read) -> None:
    name, payload = MANY[case]
    records = read(**{name: payload})
    assert texts(records) == TWO
    assert len(records) == 2


def test_parquet_is_read(read: Read, tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": TWO, "id": [1, 2]}), tmp_path / "a.parquet")
    records = read()
    assert texts(records) == TWO
    assert records[0].document.given_id == "1"


def test_columns_are_mapped(read: Read) -> None:
    source = {
        "columns": {"text": "body", "published": "when", "byline": "who"},
        "day_first": True,
        "time_zone": "Europe/Berlin",
    }
    found = document(
        read(source, a__csv=b"when,who,body\n3/4/2024 00:30,A. Writer,Keller spoke.\n")
    )
    assert (found.text, found.byline, str(found.published_on)) == (
        "Keller spoke.", "A. Writer", "2024-04-03",
    )  # fmt: skip
    assert str(found.published_at) == "2024-04-02 22:30:00+00:00"


def test_a_web_archive_gives_pages_with_their_addresses(read: Read) -> None:
    record = read(crawl__warc__gz=warc(("https://example.org/talks?x=1", PAGE)))[0]
    assert (record.document.text, record.document.uri) == (TEXT, "https://example.org/talks")
    assert str(record.snapshot.retrieved_at) == "2024-05-14 10:00:00+00:00"


def test_a_web_archive_that_is_cut_says_so(read: Read) -> None:
    whole = warc(("https://example.org/a", PAGE), ("https://example.org/b", PAGE))
    records = read(crawl__warc__gz=whole[: len(whole) * 3 // 4])
    assert [record.document is not None for record in records] == [True, False]
    assert records[1].issues[0].reason == "cut"


CUT = {
    "lines": ("a__jsonl__gz", LINES),
    "rows": ("a__csv__gz", b"id,text\n1,Keller spoke.\n2,Petrov spoke.\n"),
}


@pytest.mark.parametrize("case", CUT)
def test_what_stands_before_a_cut_is_read(case: str, read: Read) -> None:
    name, payload = CUT[case]
    packer = zlib.compressobj(wbits=31)
    records = read(**{name: packer.compress(payload[:-4]) + packer.flush(zlib.Z_SYNC_FLUSH)})
    assert texts(records) == TWO[:1]
    assert [issue.reason for issue in records[-1].issues] == ["cut"]


def test_a_text_that_is_cut_is_no_document(read: Read) -> None:
    records = read(a__txt__gz=gzip.compress(b"Keller spoke. " * 99)[:-9])
    assert [(r.document, r.issues[0].reason) for r in records] == [(None, "cut")]


def test_junk_behind_packed_lines_costs_nothing_and_is_said(read: Read) -> None:
    records = read(a__jsonl__gz=gzip.compress(LINES) + b"junk")
    assert texts(records) == TWO
    assert [(r.is_note, r.issues[0].reason) for r in records[2:]] == [(True, "trailing_bytes")]


def test_members_of_an_archive_are_known_by_their_names(read: Read) -> None:
    found = document(read(a__zip=zipped(letter__txt=b"Keller spoke.")))
    assert found.uri.endswith("a.zip#letter.txt")


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a", b"words", "text"),
        ("a.xyz", b"words", "unknown"),
        ("a.xyz", b"<!doctype HTML><html>", "page"),
        ("a.txt", b"<html> is a word of HTML", "text"),
        ("a.xml", b"<?xml version='1.0'?><feed xmlns='x'>", "feed"),
        ("a.xml", b"<?xml version='1.0'?><html xmlns='x'>", "page"),
        ("a.html", "<html>".encode("utf-16"), "page"),
        ("a.jsonl", b"\x1f\x8b\x08", "gzip"),
        ("a.txt", b"%PDF-1.4", "pdf"),
        ("a.png", b"\x89PNG\r\n", "unknown"),
    ],
)
def test_kinds(name: str, head: bytes, kind: str) -> None:
    assert kind_of(name, head) == kind
