from collections.abc import Iterable

import duckdb
import pytest

from tests.factories import claim, document, entity, occupancy, quotation
from warehouse.publish import create_views
from warehouse.schema import to_arrow
from warehouse.tables import TABLES

ARTICLES = [document("d1", "2022-07-27"), document("d2", "2022-08-10")]
NAMES = [entity(name) for name in ("Russia", "NASA", "ISS", "Borisov", "Gatens", "Bell", "Silva")]


def ask(query: str, **rows: Iterable[object]) -> list[tuple]:
    """The answer to a query over some rows of each table."""
    held = {"document": ARTICLES, "entity": NAMES} | rows
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.register("given", to_arrow(table, held.get(table, [])))
            connection.execute(f"CREATE TABLE {table} AS FROM given")
            connection.unregister("given")
        create_views(connection)
        return connection.execute(query).fetchall()


def diverging(*claims, **rows) -> list[tuple]:
    return ask("SELECT kind, holder, other_holder FROM divergence", claim=claims, **rows)


def said(statement_id: str, speaker: str):
    statement, span = quotation(statement_id, "d1", speaker, "five words of a plan")
    return statement, span


LEAVE = claim("c1", "Russia", "withdraw", "ISS", days=("2025-01-01", None))
STAY = claim("c2", "NASA", "continue", "ISS", days=(None, "2031-01-01"))


def test_opposed_plans_whose_times_meet_diverge() -> None:
    query = "SELECT holder, other_holder, disputed_from, disputed_until FROM divergence"
    (row,) = ask(query, claim=[LEAVE, STAY])
    assert [str(value) for value in row] == ["NASA", "Russia", "2025-01-01", "2031-01-01"]


FALSE_ONES = {
    "two reports of one plan": [
        LEAVE,
        claim("c3", "Russia", "withdraw", "ISS", days=("2025-01-01", None), doc_id="d2"),
    ],
    "opposed plans whose times do not meet": [
        LEAVE,
        claim("c3", "NASA", "continue", "ISS", days=(None, "2025-01-01")),
    ],
    "two doers of the same": [
        LEAVE,
        claim("c3", "NASA", "withdraw", "ISS", days=("2031-01-01", None)),
    ],
    "a condition": [
        LEAVE,
        claim("c3", "NASA", "continue", "ISS", days=(None, "2031-01-01"), realis="conditional"),
    ],
    "one actor quoted twice": [
        LEAVE,
        claim("c3", "Russia", "continue", "ISS", days=(None, "2031-01-01")),
    ],
    "a past and a future": [
        LEAVE,
        claim("c3", "NASA", "continue", "ISS", days=(None, "2031-01-01"), realis="actual"),
    ],
    "other things": [LEAVE, claim("c3", "NASA", "continue", "Bell", days=(None, "2031-01-01"))],
    "undated plans of two articles": [
        claim("c3", "Russia", "withdraw", "ISS"),
        claim("c4", "NASA", "continue", "ISS", doc_id="d2"),
    ],
}


@pytest.mark.parametrize("claims", FALSE_ONES.values(), ids=FALSE_ONES.keys())
def test_what_does_not_diverge(claims) -> None:
    assert diverging(*claims) == []


def test_two_speakers_who_date_one_plan_otherwise_diverge() -> None:
    statements, spans = zip(said("s1", "Borisov"), said("s2", "Gatens"), strict=True)
    claims = [
        claim("c1", "NASA", "launch", "ISS", statement_id="s1", days=("2025-01-01", "2026-01-01")),
        claim("c2", "NASA", "launch", "ISS", statement_id="s2", days=("2027-01-01", "2028-01-01")),
    ]
    held = diverging(*claims, statement=statements, statement_span=spans)
    assert held == [("other_time", "Borisov", "Gatens")]


def test_the_doer_is_the_thing_where_nothing_is_acted_on() -> None:
    statement, span = said("s1", "Gatens")
    stay = claim("c2", "ISS", "continue", "", object_id=None, object_text=None, statement_id="s1")
    leave = claim("c1", "Russia", "close", "ISS")
    assert diverging(leave, stay, statement=[statement], statement_span=[span]) == [
        ("opposed", "Gatens", "Russia")
    ]


def test_an_act_told_by_one_and_denied_by_another_diverges() -> None:
    statements, spans = zip(said("s1", "Borisov"), said("s2", "Gatens"), strict=True)
    told = {"realis": "actual", "rule": "event", "statement_id": "s1"}
    denied = {"realis": "negated", "rule": "event", "statement_id": "s2"}
    claims = [
        claim("c1", "NASA", "damage", "ISS", **told),
        claim("c2", "NASA", "damage", "ISS", **denied),
    ]
    held = diverging(*claims, statement=statements, statement_span=spans)
    assert held == [("denied", "Borisov", "Gatens")]


@pytest.mark.parametrize(
    ("kind", "realis", "days"),
    [("other_time", "planned", ("2027-01-01", "2028-01-01")), ("denied", "negated", (None, None))],
)
def test_what_is_done_by_nobody_named_diverges_too(kind, realis, days) -> None:
    statements, spans = zip(said("s1", "Borisov"), said("s2", "Gatens"), strict=True)
    first = {"days": ("2025-01-01", "2026-01-01")} if kind == "other_time" else {"realis": "actual"}
    last = {"days": days, "realis": realis, "rule": "event"}
    claims = [
        claim("c1", None, "launch", "ISS", statement_id="s1", **first),
        claim("c2", None, "launch", "ISS", statement_id="s2", **last),
    ]
    held = diverging(*claims, statement=statements, statement_span=spans)
    assert held == [(kind, "Borisov", "Gatens")]


@pytest.mark.parametrize(
    ("later", "change"),
    [
        (("withdraw", ("2025-01-01", None)), "repeated"),
        (("leave", ("2029-01-01", None)), "moved"),
        (("stay", ("2025-01-01", None)), "reversed"),
    ],
)
def test_a_position_goes_on(later, change) -> None:
    predicate, days = later
    after = claim("c9", "Russia", predicate, "ISS", days=days, doc_id="d2")
    held = ask("SELECT said_on, change FROM position_history", claim=[LEAVE, after])
    assert [(str(day), told) for day, told in held] == [
        ("2022-07-27", "first"),
        ("2022-08-10", change),
    ]


def test_a_quotation_is_found_in_other_words_and_another_mouth() -> None:
    one = quotation("s1", "d1", "Borisov", "We will start building a Russian orbital station soon.")
    two = quotation("s2", "d2", "Gatens", "“we will start building a russian orbital station”")
    three = quotation("s3", "d2", "Gatens", "We had not heard officially from any of them.")
    statements, spans = zip(one, two, three, strict=True)
    held = ask(
        "SELECT earliest_statement_id, statement_id, share, is_verbatim, is_same_speaker"
        " FROM quote_variant",
        statement=statements,
        statement_span=spans,
    )
    assert held == [("s1", "s2", 1.0, False, False)]


def test_a_day_knows_what_was_out() -> None:
    late = claim("c3", "NASA", "launch", "ISS", days=("2022-08-01", "2022-08-02"), doc_id="d2")
    rows = {"claim": [LEAVE, late], "occupancy": [occupancy("Bell", "head", "2022-07-27", "NASA")]}
    early = ask("SELECT kind, who, standing FROM as_known_on('2022-08-01')", **rows)
    assert early == [("claim", "Russia", "ahead"), ("occupancy", "Bell", None)]
    later = ask("SELECT standing FROM as_known_on('2022-08-10') WHERE kind = 'claim'", **rows)
    assert sorted(later) == [("ahead",), ("over",)]


def test_a_post_goes_from_one_to_the_next() -> None:
    rows = [
        occupancy("Bell", "head", "2022-01-01", "NASA"),
        occupancy("Bell", "head", "2022-03-01", "NASA", status="former"),
        occupancy("Silva", "head", "2022-06-01", "NASA"),
    ]
    held = ask("SELECT person, status, next_person FROM office_holder ORDER BY ALL", occupancy=rows)
    assert held == [
        ("Bell", "current", "Silva"),
        ("Bell", "former", None),
        ("Silva", "current", None),
    ]


@pytest.mark.parametrize(
    ("day", "person"), [("2021-12-31", None), ("2022-02-01", "Bell"), ("2022-07-01", "Silva")]
)
def test_the_holder_of_a_day(day, person) -> None:
    rows = [
        occupancy("Bell", "head", "2022-01-01", "NASA"),
        occupancy("Bell", "head", "2022-03-01", "NASA", status="former"),
        occupancy("Silva", "head", "2022-06-01", "NASA"),
    ]
    held = ask(f"SELECT person FROM holder_as_of('{day}')", occupancy=rows)
    assert held == ([(person,)] if person else [])


def test_nobody_holds_a_post_that_a_later_text_ends() -> None:
    rows = [
        occupancy("Bell", "head", "2022-01-01", "NASA"),
        occupancy("Bell", "head", "2022-01-05", "NASA", status="former"),
    ]
    assert ask("FROM holder_as_of('2022-02-01')", occupancy=rows) == []


def test_a_body_that_was_inferred_gives_way_to_one_that_is_named() -> None:
    rows = [
        occupancy("Bell", "president", "2022-01-01", "Russia"),
        occupancy("Bell", "president", "2022-01-02", "NASA", rule="test, state_of_article"),
    ]
    held = ask("SELECT organization FROM holder_as_of('2022-02-01')", occupancy=rows)
    assert held == [("Russia",)]
