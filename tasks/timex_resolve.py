"""From what a phrase means to the time it names."""

from collections.abc import Callable

from tasks.timex_dates import resolve_date
from tasks.timex_discourse import Discourse
from tasks.timex_lengths import resolve_duration, resolve_set
from tasks.timex_meaning import Meaning
from tasks.timex_named import Named
from tasks.timex_times import resolve_time


def resolve(meaning: Meaning, discourse: Discourse, pointer: Callable[[str], str]) -> Named:
    """The time that a phrase names; ``pointer`` tells, when asked, where its verb points."""
    fields = meaning.fields
    if "ref" in fields:
        return Named(fields["ref"], is_vague=True)
    if "iso" in fields and "clock" not in fields:
        return resolve_date(fields, discourse, pointer)
    match meaning.kind:
        case "DUR":
            return resolve_duration(fields, discourse)
        case "SET":
            return resolve_set(fields)
        case "TIME":
            return resolve_time(fields, discourse, pointer)
        case _:
            return resolve_date(fields, discourse, pointer)
