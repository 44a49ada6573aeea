"""The report: offline, escaped, and every row linked to the words that it rests on."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from flows.publish import quarantine_markdown
from flows.render import printable
from flows.settings import Settings
from tasks.segments import sentences
from warehouse.receipt import quote
from warehouse.tables import Run


class Page(HTMLParser):
    """Collects what a page links to, loads and runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.sources: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.add(tag)
        self.ids += filter(None, [held.get("id")])
        self.links += filter(None, [held.get("href")])
        self.sources += filter(None, [held.get("src")])


def test_every_link_leads_to_a_receipt_in_the_page(seed_lake: Settings) -> None:
    page = Page(seed_lake.report_path.read_text(encoding="utf-8"))
    assert len(page.links) > 30
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert len(page.ids) == len(set(page.ids))


def test_the_page_loads_and_runs_nothing(seed_lake: Settings) -> None:
    text = seed_lake.report_path.read_text(encoding="utf-8")
    page = Page(text)
    assert not page.sources
    assert not page.tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"url\(|@import|https?://", text)


def test_receipts_mark_the_words(seed_lake: Settings) -> None:
    text = seed_lake.report_path.read_text(encoding="utf-8")
    assert "<mark>" in text
    assert "Roscosmos" in text


def test_hostile_text_is_escaped(
    ingest: Callable[..., Run], settings: Settings, write_lines: Callable[..., Path]
) -> None:
    evil = "<script>alert(1)</script>"
    record = {
        "id": evil,
        "title": evil,
        "publisher": evil,
        "published": "2024-05-01",
        "text": f"“We go {evil} \x1b[31m,” President Anna Keller said in Geneva on Monday.",
    }
    ingest(write_lines(f"{'a'}.jsonl", record, {"no": evil}))
    text = settings.report_path.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_an_article_in_which_nothing_was_found_has_a_report(
    ingest: Callable[..., Run], settings: Settings, write_lines: Callable[..., Path]
) -> None:
    ingest(write_lines("a.jsonl", {"text": "it rained."}))
    assert "No dated plan was found." in settings.report_path.read_text(encoding="utf-8")


def test_terminal_and_markdown_disarm_text() -> None:
    assert printable("a\x1b[31mb\u202ec") == "a\\x1b[31mb\\u202ec"
    assert printable("Zürich – ok") == "Zürich – ok"
    table = quarantine_markdown([("a|b", None, "empty", "`<b>\n")])
    assert table.splitlines()[-1] == "| `a¦b` |  | `empty` | `'<b> ` |"


def test_quotes_hold_whole_sentences() -> None:
    text = "One here. Two there. Three."
    quoted = quote(text, 14, 19, sentences)
    assert quoted.marked() == "Two ⟦there⟧."
    assert quote(text, 4, 14, sentences).marked() == "One ⟦here. Two ⟧there."
