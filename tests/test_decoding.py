"""Bytes to text: encodings, mojibake, and languages."""

import pytest

from tasks.decoding import Refusal, decode, mend_mojibake
from tasks.languages import find_language

WORDS = "Der Bürgermeister von Zürich eröffnete am Montag die Brücke über die Limmat."
RUSSIAN = "Министр заявил в понедельник, что переговоры завершатся до конца следующего года. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_valid_text_is_read_without_a_note(encoding: str) -> None:
    assert decode(WORDS.encode(encoding))[::2] == (WORDS, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(WORDS, "cp1252"), (WORDS, "utf-16-le"), (WORDS, "utf-16-be"), (RUSSIAN, "cp1251")],
)
def test_a_guessed_encoding_is_said(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found.text == text
    assert [note.reason for note in found.odd] == ["guessed_encoding"]


@pytest.mark.parametrize(
    "payload", [b"\x00\x01\x02\xff" * 50, b"\x89PNG\r\n\x1a\n\x01\x02\x03\xff"]
)
def test_binary_is_refused(payload: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        decode(payload)
    assert caught.value.reason == "binary"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("The cafÃ© isnâ€™t open.", "The café isn’t open."),
        ("Il a dit « été » à Zürich.", "Il a dit « été » à Zürich."),
        ("Plain words.", "Plain words."),
    ],
)
def test_mojibake_is_mended_and_said(text: str, mended: str) -> None:
    odd: list[Refusal] = []
    assert mend_mojibake(text, "text", odd) == mended
    assert bool(odd) == (text != mended)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (WORDS * 2, "de"),
        ("The minister said on Monday that the talks would end by the close of the year.", "en"),
        ("Le ministre a dit lundi que les négociations finiront avant la fin de l’année.", "fr"),
        ("El ministro dijo el lunes que las negociaciones terminarán antes del fin de año.", "es"),
        (RUSSIAN, "ru"),
        ("部長は月曜日に、交渉は年末までに終わると述べた。", "ja"),
        ("部长周一表示，谈判将在年底前结束，各方已同意公布结果。", "zh"),
        ("Shr 24 cts vs 31 cts. Net 1.2 mln vs 1.5 mln. Revs 12.3 mln vs 11.9 mln.", None),
        ("Short.", None),
    ],
)  # fmt: skip
def test_languages_are_told_where_they_are_plain(text: str, language: str | None) -> None:
    assert find_language(text) == language
