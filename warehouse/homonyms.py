"""One name, several people: articles that share nothing and give different posts are kept apart."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from warehouse.identity import row_id

TELLING = 3
"""How many other things articles name before it says much that none of them is shared."""

FAMOUS = 4
"""Who is named in that many times the articles is more likely to be the one meant."""

Row = tuple[str, str, object, str | None, str | None]
"""Heard thing, document, when first met, a thing named beside it, a post given to it."""


class Reading(NamedTuple):
    """What a heard thing means in one document."""

    doc_id: str
    heard_id: str
    entity_id: str
    rule: str
    score: float
    evidence: str | None


def split_homonyms(rows: Iterable[Row]) -> Iterator[Reading]:
    """Documents that speak of another bearer of a name than most do; ``rows`` by heard thing."""
    for heard_id, group in groupby(rows, key=itemgetter(0)):
        yield from _split(heard_id, list(group))


def _split(heard_id: str, rows: list[Row]) -> Iterator[Reading]:
    groups = _groups(rows)
    posts: dict[str, set[str]] = {}
    for _, doc_id, _, _, post_id in rows:
        if post_id:
            posts.setdefault(groups[doc_id], set()).add(post_id)
    sizes: dict[str, int] = {}
    for group in groups.values():
        sizes[group] = sizes.get(group, 0) + 1
    if len(posts) < len(("one", "other")):
        return
    company: dict[str, set[str]] = {}
    for _, doc_id, _, thing_id, _ in rows:
        if thing_id:
            company.setdefault(groups[doc_id], set()).add(thing_id)
    main = min(posts, key=lambda group: (-sizes[group], group))
    for doc_id, group in sorted(groups.items()):
        held = posts.get(group, set())
        is_telling = len(company.get(group, ())) >= TELLING
        is_telling = is_telling and sizes[main] < FAMOUS * sizes[group]
        if group != main and held and is_telling and not held & posts[main]:
            anchor = min(held)
            evidence = f"post {anchor}; no name in common with the articles on the other"
            yield Reading(
                doc_id,
                heard_id,
                row_id("en", "homonym", heard_id, anchor),
                "homonym",
                0.7,
                evidence,
            )


def _groups(rows: list[Row]) -> dict[str, str]:
    """The first document of each document's group: those that share a thing or a post are one."""
    leader: dict[str, str] = {}

    def find(node: str) -> str:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    documents = sorted({row[1] for row in rows})
    for _, doc_id, _, thing_id, post_id in rows:
        for thing in filter(None, (thing_id, post_id)):
            one, other = sorted((find(f"d{doc_id}"), find(f"t{thing}")))
            leader[other] = one
    return {doc_id: find(f"d{doc_id}") for doc_id in documents}
