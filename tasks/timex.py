"""Time expressions of a text, as in TIMEX3, each with its value and the days that it speaks of."""

from datetime import date

from tasks.timex_bounds import bind_due, bind_lengths
from tasks.timex_calendar import add_days
from tasks.timex_discourse import Discourse, Mention
from tasks.timex_emission import emit
from tasks.timex_grammar import Phrase, find_phrases
from tasks.timex_inherit import inherit_fields
from tasks.timex_lexicon import Lexicon, lexicon
from tasks.timex_narrative import is_narrative
from tasks.timex_policy import pointer_at, policy
from tasks.timex_printed import writes_day_first
from tasks.timex_quotes import anchor_quoted
from tasks.timex_ranges import bind_far_ends
from tasks.timex_resolve import resolve
from tasks.timex_tokens import read_tokens
from tasks.timex_wire import is_age_in_years, is_wire_copy
from tasks.timex_zones import place_in_utc, zone_of_place
from warehouse.tables import Timex


def find_timexes(
    text: str, doc_id: str, dct: date | None, body: int = 0, language: str = "en"
) -> list[Timex]:
    """Time expressions in the order of the text.

    ``dct`` is the document's own day; without it, what is relative stays open, with the reason.
    ``body`` is where the text behind the dateline begins: no later time is counted from one before.
    ``language`` names the data file, and its region how dates in digits are written: en-GB.
    """
    words = lexicon(language.split("-")[0])
    phrases = inherit_fields(text, find_phrases(text, read_tokens(text, words), words), words)
    if any(map(is_age_in_years, phrases)) and is_wire_copy(text):
        phrases = [phrase for phrase in phrases if not is_age_in_years(phrase)]
    discourse = Discourse(
        dct,
        is_narrative=is_narrative(phrases, dct),
        day_first=writes_day_first(text, language),
        body=body,
        zone=zone_of_place(text[:body]),
        text=text,
    )
    rows = [_timex(text, doc_id, phrase, discourse, words) for phrase in phrases]
    rows = anchor_quoted(
        text,
        list(zip(phrases, rows, strict=True)),
        words,
        lambda phrase, day: _timex(text, doc_id, phrase, discourse.as_of(day), words),
        lambda: _told_within(text, dct),
    )
    return bind_lengths(text, bind_far_ends(text, rows, words), words)


def _told_within(text: str, dct: date | None) -> tuple[date, date] | None:
    """Days on which a quotation without its own may have been said; none in wire copy."""
    first = add_days(dct, -policy()["quoted"]["days_back"]) if dct else None
    return None if dct is None or first is None or is_wire_copy(text) else (first, dct)


def _timex(text: str, doc_id: str, phrase: Phrase, discourse: Discourse, words: Lexicon) -> Timex:
    discourse.at = phrase.start

    def pointer(form: str) -> str:
        return pointer_at(text, (phrase.start, phrase.end), form, words)

    named = resolve(phrase.meaning, discourse, pointer)
    row = emit(text, doc_id, phrase, named, words)
    if row.type == "DURATION":
        row = bind_due(text, row, discourse.dct, pointer, words)
    row = place_in_utc(row, phrase.meaning.fields, discourse.zone)
    if row.type == "DURATION" and row.value is not None:
        discourse.last_length = (row.value, row.end_char)
    is_compared = "back" in phrase.meaning.fields and row.grain == "quarter"
    is_printed = row.anchor is None and row.relation != "since"
    if row.value is not None and row.type in ("DATE", "TIME") and not is_compared:
        discourse.note(Mention(row.value, row.timex_id, row.end_char, is_printed))
    return row
