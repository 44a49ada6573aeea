"""When a page was published: what it declares, its address, and the words on it."""

import re
from typing import NamedTuple

from lxml.html import HtmlElement

from tasks.pages_facts import PageFacts
from tasks.published import parse_published
from warehouse.tables import DctBasis

_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{1,2})[/-]?(\d{1,2})(?:/|-|$)")


class PageDate(NamedTuple):
    """A day or moment as the page prints it, in ISO 8601, and what it rests on."""

    value: str
    basis: DctBasis


def page_date(tree: HtmlElement, facts: PageFacts, url: str | None) -> PageDate | None:
    """The day of publication, with its time where the page declares one for that day.

    A year that only a search of the whole page found is no date: such numbers are often others.
    """
    day = _find_day(tree, url, extensive=False)
    if day is None:
        day = _find_day(tree, url, extensive=True)
        if day is None or day.endswith("-01-01"):
            return None
        return PageDate(day, "page")
    declared = next((value for value in facts.dates if _is_on(value, day)), None)
    if declared:
        return PageDate(declared, "metadata")
    match = _URL_DAY.search(url or "")
    is_of_url = match is not None and day == "{}-{:0>2}-{:0>2}".format(*match.groups())
    return PageDate(day, "url" if is_of_url else "page")


def _is_on(value: str, day: str) -> bool:
    """Whether a declared moment falls on a day by its own clock."""
    if not value.startswith(day):
        return False
    return parse_published(value) is not None


def _find_day(tree: HtmlElement, url: str | None, *, extensive: bool) -> str | None:
    from htmldate import find_date

    try:
        return find_date(tree, url=url, original_date=True, extensive_search=extensive)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None  # a page that the finder cannot read has no date
