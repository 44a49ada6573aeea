"""Datelines: where and when a report was filed, by which agency, and where its text begins."""

from dataclasses import dataclass
from datetime import date

from tasks.dateline_forms import Form, read_form
from tasks.dateline_lines import opening_lines
from tasks.dateline_words import day_near


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline; ``text[start:end]`` are its words with the closing mark, the text is behind.

    ``date`` is None where no day is printed, or one without a year and nothing to place it by.
    """

    place: str | None
    date: date | None
    agency: str | None
    start: int
    end: int
    body: int


def find_dateline(text: str, published: date | None = None) -> Dateline | None:
    """The dateline among the first lines of a text; ``published`` lends a printed day its year."""
    for line in opening_lines(text):
        form = read_form(text, line)
        if form is not None:
            return _dateline(text, form, published)
    return None


def _dateline(text: str, form: Form, published: date | None) -> Dateline:
    body = form.end
    while body < len(text) and text[body].isspace():
        body += 1
    day = day_near(form.day, published) if form.day else None
    return Dateline(form.place, day, form.agency, form.start, form.end, body)
