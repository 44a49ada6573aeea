"""Copy of the wire agencies, by its dateline, and what such news leaves unmarked."""

from tasks.dateline import find_dateline
from tasks.timex_grammar import Phrase
from tasks.timex_policy import policy


def is_wire_copy(text: str) -> bool:
    """Whether the dateline names an agency, or has the dash with which agencies closed theirs."""
    line = find_dateline(text)
    if line is None or line.place is None:
        return False
    return line.agency is not None or text[: line.body].rstrip().endswith(policy()["wire"]["dash"])


def is_age_in_years(phrase: Phrase) -> bool:
    """Whether a phrase tells how many years old something is."""
    meaning = phrase.meaning
    return meaning.rule in policy()["wire"]["ages"] and meaning.fields.get("unit") == "Y"
