"""People and the posts that a text gives them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tasks.occupancies_bodies import Bodies, find_dead, head_word, is_mere_profession
from tasks.occupancies_finder import Finder, Held
from tasks.occupancies_times import Times
from warehouse.identity import row_id
from warehouse.tables import Mention, Occupancy, Timex

_DASHES = str.maketrans("’", "'")


def find_occupancies(
    text: str,
    doc_id: str,
    mentions: list[Mention],
    dct: date | None,
    timexes: Sequence[Timex] = (),
) -> list[Occupancy]:
    """Posts with their holders, in the order of the text; one row for a person, post and body.

    A post of a state, a place or a kind of body that names none serves the one that the article
    speaks of most; its rule says so. `timexes` date the post where they stand behind it.
    """
    flat = text.translate(_DASHES)
    found = Finder(flat, mentions).find()
    bodied = {
        (person.entity_id, head_word(held.post)) for person, held, _ in found if held.organization
    }
    bodies, times = Bodies(mentions, flat), Times(text, timexes)
    dead = find_dead(flat, mentions)
    rows: dict[str, Occupancy] = {}
    for person, held, rule in found:
        if held.organization is None and (person.entity_id, head_word(held.post)) in bodied:
            continue
        basis, confidence = rule, 0.8
        is_title = rule != "post_after_name"
        inferred = bodies.serving(held.post, held.start, is_title)
        if held.organization is None and inferred:
            basis, confidence = f"{rule}, {inferred[1]}", 0.6
            held = replace(held, organization=inferred[0])
        if is_mere_profession(held.post, held.organization):
            continue
        if held.status == "current" and person.entity_id in dead:
            basis, held = f"{basis}, died", replace(held, status="former")
        if held.status == "current" and times.is_past(held.start, dct):
            basis, held = f"{basis}, told of the past", replace(held, status="former")
        row = _row(text, person, held, (basis, confidence))
        begins, ends = times.behind(row.end_char)
        row = replace(
            row,
            doc_id=doc_id,
            occupancy_id=row_id("oc", doc_id, person.entity_id, held.post, row.organization_id),
            as_of=dct,
            begins=begins,
            ends=ends,
        )
        rows.setdefault(row.occupancy_id, row)
    return sorted(rows.values(), key=lambda row: (row.start_char, row.end_char, row.occupancy_id))


def _row(text: str, person: Mention, held: Held, basis: tuple[str, float]) -> Occupancy:
    """The row of a post and its holder, before it is dated and has its id."""
    start, end = min(held.start, person.start_char), max(held.end, person.end_char)
    return Occupancy(
        doc_id="",
        start_char=start,
        end_char=end,
        text=text[start:end],
        rule=basis[0],
        confidence=basis[1],
        occupancy_id="",
        person_id=person.entity_id,
        post=held.post,
        organization_id=held.organization.entity_id if held.organization else None,
        status=held.status,
        as_of=None,
    )
