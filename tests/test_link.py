"""Names linked across articles: what is one, what is not, in any order, and as the user says."""

import random

import pytest

from tests.linked import link_articles
from warehouse.clusters import Clusters, Heard, Merge
from warehouse.corrections import Correction

SILVA = "[PERSON Ana Silva] of [ORG Zorvin Works] spoke in [GPE Rome]."
LONE = "[PERSON Silva] was at [ORG Zorvin Works] again on Monday."
ARTICLES = [
    SILVA,
    LONE,
    "[PERSON Ana M. Silva] left [ORG Zorvin Works] for [ORG Harlow Steel Corp.].",
    "[PERSON Silva] sang in [GPE Lima] with [PERSON Jo Bell].",
    "[ORG Harlow Space Board] ([ORG HSB]) met [PERSON Jo Bell] in [GPE Lima].",
    "[ORG HSB] and [PERSON Jo Bell] met in [GPE Lima] on Friday.",
    "[PERSON Deirdre Coleman] of [ORG Zorvin Works] spoke.",
    "[PERSON Dierdre Coleman] of [ORG Zorvin Works] spoke with [PERSON Jo Bell].",
    "[PERSON Deirdre Coleman] met [ORG Zorvin Works] and [PERSON Jo Bell] in [GPE Oslo].",
    "[PERSON Carla Silva] swam in [GPE Oslo].",
]


def test_a_lone_surname_means_the_person_whose_company_it_keeps() -> None:
    links = link_articles([SILVA, LONE, "[PERSON Silva] sang in [GPE Lima]."])
    assert links.names(1)["Silva"] == "Ana Silva"
    assert links.names(2)["Silva"] == "Silva"


def test_cities_of_one_name_are_apart() -> None:
    war = (
        "[GPE Venezuela] is at war; [GPE Venezuela] and [GPE Venezuela] sent it to [GPE Valencia]."
    )
    rows = link_articles([war, "[GPE Spain] sent it to [GPE Valencia]."]).rows["entity"]
    assert sorted(str(row[3]) for row in rows if row[2] == "Valencia") == ["ES", "VE"]


def test_what_every_article_names_is_no_company() -> None:
    wire = [f"[ORG Harlow Wire] saw [PERSON Jo Bell{n}]." for n in "abcdefghij" * 3]
    articles = [
        "[PERSON Ana Silva] and [ORG Harlow Wire].",
        "[PERSON Silva] and [ORG Harlow Wire].",
    ]
    assert link_articles([*articles, *wire]).names(1)["Silva"] == "Silva"


def test_people_who_share_a_surname_are_apart() -> None:
    things = link_articles([SILVA, "[PERSON Carla Silva] of [ORG Zorvin Works] spoke."]).things
    assert things[0]["Ana Silva"] != things[1]["Carla Silva"]


def test_a_middle_initial_makes_no_other_person() -> None:
    things = link_articles([ARTICLES[0], ARTICLES[2]]).things
    assert things[0]["Ana Silva"] == things[1]["Ana M. Silva"]


def test_two_middle_initials_make_two_people() -> None:
    articles = ["[PERSON Jo Bell] left.", "[PERSON Jo A. Bell] left.", "[PERSON Jo C. Bell] left."]
    assert len({next(iter(found.values())) for found in link_articles(articles).things}) == 3


def test_a_misspelt_name_is_one_with_its_company() -> None:
    links = link_articles([ARTICLES[6], ARTICLES[7], ARTICLES[8]])
    assert links.names(1)["Dierdre Coleman"] == "Deirdre Coleman"
    assert [row[6] for row in links.rows["link"]] == ["misspelling"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[PERSON Maria Silva]", "[PERSON Mario Silva]"),
        ("[EVENT Harlow Artemis I]", "[EVENT Harlow Artemis V]"),
        ("[ORG Rolling Stone]", "[ORG Rolling Stones]"),
        ("[GPE Harlowville]", "[PERSON Harlowvile]"),
    ],
)
def test_names_that_are_not_misspelt(one: str, other: str) -> None:
    company = " met [ORG Zorvin Works] and [PERSON Jo Bell]."
    things = link_articles([one + company, other + company]).things
    assert next(iter(things[0].values())) != next(iter(things[1].values()))


def test_an_acronym_that_another_article_explains() -> None:
    assert link_articles(ARTICLES[4:6]).names(1)["HSB"] == "Harlow Space Board"


COACH = "[ORG Harlow Rovers] head coach [PERSON Jo Bell] saw [PERSON Al Moe], [PERSON Ed Poe]."
JUDGE = "[ORG Zorvin Works] chief executive [PERSON Jo Bell] met [PERSON Vi Roe] in [GPE Lima]."


def test_homonyms_with_other_posts_and_other_company_are_apart() -> None:
    things = link_articles([COACH, JUDGE, JUDGE + " Then he left."]).things
    assert things[1]["Jo Bell"] == things[2]["Jo Bell"] != things[0]["Jo Bell"]


def test_company_in_common_makes_one_person_of_two_posts() -> None:
    things = link_articles([COACH, JUDGE + " [PERSON Al Moe] left."]).things
    assert things[0]["Jo Bell"] == things[1]["Jo Bell"]


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_batches_give_the_same_links(seed: int) -> None:
    shuffled = random.Random(seed).sample(ARTICLES, len(ARTICLES))
    assert link_articles(shuffled, batches=1 + seed).rows == link_articles(ARTICLES).rows


def test_a_batch_again_changes_nothing() -> None:
    links = link_articles(ARTICLES, batches=len(ARTICLES))
    assert links.rows == link_articles(ARTICLES).rows
    assert links.changed[-1] <= 10


def test_an_article_changes_only_what_it_names() -> None:
    before = link_articles(ARTICLES).rows["entity"]
    after = link_articles([*ARTICLES, "[PERSON Bo Quill] went to [GPE Oslo]."]).rows["entity"]
    assert {row[2] for row in set(before) ^ set(after)} == {"Bo Quill", "Oslo"}


def test_an_id_outlives_a_better_name() -> None:
    early = "2024-01-01 [PERSON Ana M. Silva] left."
    late = ["2024-01-02 [PERSON Ana Silva] came.", "2024-01-03 [PERSON Ana Silva] ate."]
    alone = link_articles([early]).things[0]["Ana M. Silva"]
    links = link_articles([*late, early])
    assert {found.popitem()[1] for found in links.things} == {alone}
    assert [row[2] for row in links.rows["entity"]] == ["Ana Silva"]


def test_a_merge_is_forced_and_named() -> None:
    merge = Correction("merge", ("Ana Silva", "Jo Bell"))
    links = link_articles([SILVA, "[PERSON Jo Bell] left."], [merge])
    assert links.things[0]["Ana Silva"] == links.things[1]["Jo Bell"]
    assert links.rows["link"][0][6:8] == ("correction", 1.0)


def test_a_split_keeps_spellings_apart() -> None:
    split = Correction("split", ("Ana M. Silva", "Ana Silva"))
    things = link_articles([ARTICLES[0], ARTICLES[2]], [split]).things
    assert things[0]["Ana Silva"] != things[1]["Ana M. Silva"]


def test_a_split_takes_a_short_name_from_its_article() -> None:
    article = "[PERSON Ana Silva] met [PERSON Silva]."
    links = link_articles([article], [Correction("split", ("Silva", "Ana Silva"))])
    assert links.things[0]["Silva"] != links.things[0]["Ana Silva"]


def test_a_block_takes_a_name_out() -> None:
    links = link_articles([SILVA], [Correction("block", ("Zorvin Works",))])
    assert set(links.things[0]) == {"Ana Silva", "Rome"}
    assert "Zorvin Works" not in {row[2] for row in links.rows["entity"]}


def test_a_rename_and_a_retype() -> None:
    told = [
        Correction("rename", ("Zorvin Works",), "Zorvin Werke"),
        Correction("retype", ("Ana Silva",), "WORK"),
    ]
    rows = {row[2]: row[1] for row in link_articles([SILVA], told).rows["entity"]}
    assert rows["Zorvin Werke"] == "ORG"
    assert rows["Ana Silva"] == "WORK"


def test_a_correction_that_matches_nothing_is_reported() -> None:
    told = [Correction("merge", ("Ana Silva", "Nobody Here"))]
    assert link_articles([SILVA], told).unmatched == told


def test_registered_things_are_not_joined() -> None:
    heard = {name: Heard(name, name, name != "c", ("2024", name)) for name in "abc"}
    clusters = Clusters(heard)
    clusters.join_all([Merge("c", "a", "r", 0.9), Merge("c", "b", "r", 0.8)])
    assert clusters.entity_ids() == {"c": "a", "a": "a", "b": "b"}
