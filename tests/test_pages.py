"""Pages: what is text, what is not, and when they were published."""

import tomllib
from importlib.resources import files

import pytest

from tasks.decoding import Refusal
from tasks.pages import page_published, read_page
from tasks.pages_cleaning import boilerplate_rule, clean_lines, word_line
from tests.inputs import PAGE, TEXT

RULES = tomllib.loads((files("tasks") / "rules" / "boilerplate.toml").read_text("utf-8"))["rule"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_each_rule_takes_its_example_and_leaves_what_is_text(rule: dict[str, str]) -> None:
    assert boilerplate_rule(rule["example"]) == rule["name"]
    assert boilerplate_rule(rule["not"]) is None


def test_titles_above_the_text_are_taken_off() -> None:
    titles = frozenset(
        {word_line("Talks to end by 2026"), word_line("A long headline of it | News")}
    )
    text = "Talks to end, by 2026\nA long headline of it\nThe text.\nTalks to end by 2026"
    assert clean_lines(text, titles) == "The text.\nTalks to end by 2026"


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1"])
def test_a_charset_that_the_page_declares_is_used(charset: str) -> None:
    page = (
        PAGE.decode()
        .replace("Geneva", "Zürich “x”")
        .replace("<head>", f'<head><meta charset="{charset}">')
    )
    found = read_page(page.encode("windows-1252"))
    assert "Zürich “x”" in found.fields["text"]


def test_a_charset_that_lies_is_not_believed() -> None:
    page = PAGE.decode().replace("Geneva", "Zürich")
    assert "Zürich" in read_page(page.encode(), charset="windows-1252").fields["text"]


def test_a_page_in_utf_16_is_read() -> None:
    assert read_page(PAGE.decode().encode("utf-16")).fields["text"] == TEXT


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<html><body><script>var x = 1</script></body></html>", "no_article"),
        (b"<html><body>" + b"<div>" * 30_000 + b"x", "too_deep"),
        (b"<!doctype html>", "no_article"),
        (b"  ", "empty"),
    ],
)
def test_pages_without_an_article(page: bytes, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_page(page)
    assert caught.value.reason == reason


HEAD = "<html><head>{}</head><body><p>Some words of a page that tells a day.</p>{}</body></html>"


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        ('<meta property="article:published_time" content="2024-05-14T10:00:00Z">', "", None,
         ("2024-05-14T10:00:00Z", "metadata")),
        ('<script type="application/ld+json">{"@type": "Report", "datePublished": "2024-05-14"}'
         "</script>", "", None, ("2024-05-14", "metadata")),
        ("", "", "https://example.org/2024/05/14/talks", ("2024-05-14", "url")),
        ("", "<p>Published on May 14, 2024</p>", None, ("2024-05-14", "page")),
        ("", "<p>Our offices since 1998</p>", None, None),
    ],
)  # fmt: skip
def test_dates_and_what_they_rest_on(
    head: str, body: str, url: str | None, expected: tuple[str, str] | None
) -> None:
    assert page_published(HEAD.format(head, body).encode(), url) == expected


@pytest.mark.parametrize(
    ("canonical", "url", "expected"),
    [
        ("https://example.org/talks", None, "https://example.org/talks"),
        ("/talks", "https://example.org/talks?ref=x", "https://example.org/talks"),
        ("https://example.org/", "https://example.org/talks", "https://example.org/talks"),
        ("https://other.org/talks", "https://example.org/talks", "https://example.org/talks"),
    ],
)
def test_the_canonical_address_counts_where_it_names_the_page(
    canonical: str, url: str | None, expected: str
) -> None:
    page = PAGE.replace(b"https://example.org/talks", canonical.encode())
    assert read_page(page, url).fields["url"] == expected
