"""Bytes to documents."""

from datetime import UTC, datetime

import pytest

from tasks.published import parse_published
from tasks.records import Origin, read_json_line, read_text

ORIGIN = Origin("articles/a.txt", datetime(2024, 5, 1, tzinfo=UTC))
LINES = Origin("articles/a.jsonl", datetime(2024, 5, 1, tzinfo=UTC))


def document(payload: bytes, origin: Origin = LINES):
    return read_json_line(payload, origin, "line 1").document


def test_text_is_kept_to_the_letter() -> None:
    payload = "Tïtle\r\n\r\nBody  with\tblanks \n".encode()
    found = read_text(payload, ORIGIN).document
    assert (found.text, found.uri) == (payload.decode(), "articles/a.txt")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert read_text("Zürich".encode(encoding), ORIGIN).document.text == "Zürich"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Title here\n\nBody.", "Title here"),
        ("A sentence is no title.\n\nBody.", None),
        ("Only one line", None),
        ("x" * 151 + "\n\nBody.", None),
    ],
)
def test_a_short_first_line_is_the_title(text: str, title: str | None) -> None:
    assert read_text(text.encode(), ORIGIN).document.title == title


def test_known_keys_fill_columns_and_others_are_kept() -> None:
    found = document(
        b'{"id": 7, "url": "https://e.org/a", "title": "T", "publisher": "P", "language": "en",'
        b' "published": "2024-05-01T10:00:00+02:00", "text": "Words.", "score": [1, 2]}'
    )
    assert (found.given_id, found.uri, found.title, found.publisher) == (
        "7", "https://e.org/a", "T", "P",
    )  # fmt: skip
    assert found.published_at == datetime(2024, 5, 1, 8, tzinfo=UTC)
    assert found.extra == '{"score": [1, 2]}'


def test_an_article_without_address_is_known_by_its_id_or_its_words() -> None:
    assert document(b'{"id": "7", "text": "Words."}').uri == "local::7"
    assert document(b'{"text": "Words."}').uri.startswith("sha256:")


def test_ids_follow_from_content_alone() -> None:
    one = document(b'{"id": "7", "text": "Words."}')
    other = document(b'{ "text":"Words.", "id":"7" }', Origin("b.jsonl", LINES.retrieved_at))
    assert one.doc_id == other.doc_id
    assert one.doc_id != document(b'{"id": "7", "text": "Other."}').doc_id
    assert one.doc_id != document(b'{"id": "7", "text": "Words.", "title": "T"}').doc_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-07-27", datetime(2022, 7, 27, tzinfo=UTC)),
        ("2022-07-27T10:30:00Z", datetime(2022, 7, 27, 10, 30, tzinfo=UTC)),
        ("2022-07-27 10:30:00+02:00", datetime(2022, 7, 27, 8, 30, tzinfo=UTC)),
        ("Wed, 27 Jul 2022 10:30:00 GMT", datetime(2022, 7, 27, 10, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("2022-02-31", None),
        ("someday", None),
        (None, None),
        (20220727, None),
    ],
)
def test_published_dates(text: object, expected: datetime | None) -> None:
    assert parse_published(text) == expected
