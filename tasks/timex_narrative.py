"""Whether a text tells of another time than its own."""

from collections.abc import Sequence
from datetime import date

from tasks.timex_grammar import Phrase
from tasks.timex_policy import policy


def is_narrative(phrases: Sequence[Phrase], dct: date | None) -> bool:
    """Whether most of the dates printed with month and year lie years from the document's day."""
    years = [
        fields["year"]
        for phrase in phrases
        if "year" in (fields := phrase.meaning.fields) and "month" in fields
    ]
    terms = policy()["narrative"]
    if dct is None or len(years) < terms["full_dates"]:
        return False
    away = sum(abs(year - dct.year) > terms["years_away"] for year in years)
    return away >= terms["share_away"] * len(years)
