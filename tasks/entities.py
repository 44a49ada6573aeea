"""Names of one article linked to the things that they name, each link with its rule."""

from dataclasses import dataclass

from tasks.entities_names import ArticleNames, hear_names
from tasks.mentions import Name
from tasks.registry import Registry
from warehouse.identity import row_id
from warehouse.tables import Mention, MentionForm, NameType

_COARSE: dict[NameType, str] = {
    "PERSON": "person",
    "NORP": "group",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "thing",
    "EVENT": "event",
    "WORK": "thing",
    "LAW": "thing",
}
"""Types that name the same kind of thing, so that a mistyped mention still finds its entity."""


@dataclass(frozen=True, slots=True)
class Link:
    """What one name was linked to, and why."""

    entity_id: str
    name: str
    form: MentionForm
    rule: str
    score: float


def link_names(names: list[Name], text: str, doc_id: str, registry: Registry) -> list[Mention]:
    """Mentions with their entities, in the order of the text.

    A name that no registry holds and no longer name in the article explains lives on its own.
    """
    article = hear_names(names, text)
    links: dict[tuple[str, NameType], Link] = {}
    mentions: list[Mention] = []
    for name, printed in zip(names, article.printed, strict=True):
        kind = article.types.get(printed, name.type)
        link = links.get((printed, kind)) or _link(printed, kind, article, registry)
        links[printed, kind] = link
        mentions.append(_mention(name, kind, text, doc_id, link))
    return sorted(mentions, key=lambda mention: (mention.start_char, mention.end_char))


def coarse_type(kind: NameType) -> str:
    """The kind of thing that a name of this type names."""
    return _COARSE[kind]


def _link(printed: str, kind: NameType, article: ArticleNames, registry: Registry) -> Link:
    found = _registered(printed, kind, registry, "registry", 1.0)
    if found:
        return found
    for longer, form, rule, score in article.longer(printed, kind):
        found = _registered(longer, kind, registry, rule, score)
        if found:
            return Link(found.entity_id, found.name, form, rule, score)
        return Link(_own_id(longer, kind), longer, form, rule, score)
    return Link(_own_id(printed, kind), printed, "name", "own_name", 1.0)


def _registered(
    printed: str, kind: NameType, registry: Registry, rule: str, score: float
) -> Link | None:
    known = registry.known(printed) or registry.known(printed.title())
    if known is None or (kind == "PERSON") != (known.type == "PERSON"):
        return None
    named = "nationality" if known.form == "nationality" else rule
    return Link(known.entry.entity_id, known.entry.name, known.form, named, score)


def _own_id(name: str, kind: NameType) -> str:
    return row_id("en", coarse_type(kind), name.casefold())


def _mention(name: Name, kind: NameType, text: str, doc_id: str, link: Link) -> Mention:
    return Mention(
        doc_id=doc_id,
        start_char=name.start,
        end_char=name.end,
        text=text[name.start : name.end],
        rule=name.rule,
        confidence=name.confidence,
        mention_id=row_id("mn", doc_id, name.start, name.end, kind),
        type=kind,
        name=link.name,
        entity_id=link.entity_id,
        form=link.form,
        link_rule=link.rule,
        link_score=link.score,
        head_start_char=name.head_start,
        head_end_char=name.head_end,
    )
