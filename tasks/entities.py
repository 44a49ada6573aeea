"""Names of one article linked to the things that they name, each link with its rule."""

from dataclasses import dataclass

from tasks.entities_heard import ArticleNames, Longer
from tasks.entities_lexicon import load_link_lexicon
from tasks.entities_names import hear_names
from tasks.entities_scene import Scene, read_scene
from tasks.entities_words import KINDS, bare_name, fold, name_key
from tasks.gazetteer import find_city
from tasks.mentions import Name
from tasks.registry import Known, Registry
from tasks.segments import flatten
from warehouse.identity import row_id
from warehouse.tables import Mention, MentionForm, NameType

_PLACE_OR_TEAM = {"ORG", "GPE"}
_LONGEST_CHAIN = 4
"""No name is short for a name that is short for a name … more often than this."""


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
    flat = flatten(text)
    article, scene = hear_names(names, flat), read_scene(names, flat, registry)
    mentions: list[Mention] = []
    links: dict[tuple[str, NameType], Link] = {}
    for name, printed in zip(names, article.printed, strict=True):
        kind = article.types.get(printed, name.type)
        if scene.sport and {kind, name.type} == _PLACE_OR_TEAM:
            kind = name.type
        link = links.get((printed, kind))
        if link is None:
            link, is_everywhere = _link(name, printed, kind, article, scene)
            if is_everywhere:
                links[printed, kind] = link
        mentions.append(_mention(name, kind, text, doc_id, link))
    return sorted(mentions, key=lambda mention: (mention.start_char, mention.end_char))


def own_id(name: str, kind: NameType) -> str:
    """Id of a thing that no registry holds: of its kind and what all spellings of it share."""
    return row_id("en", KINDS[kind], name_key(name, kind))


def _link(
    name: Name, printed: str, kind: NameType, article: ArticleNames, scene: Scene
) -> tuple[Link, bool]:
    """The link of a name, and whether it is the same wherever the article has the name."""
    registry = scene.registry
    if kind in ("ORG", "NORP"):
        own = article.hear(printed, kind)
        body = scene.bodies.national(printed, name)
        if body and not (own and own.rule == "acronym_definition"):
            return _named(_fuller(body, own), "ORG", registry), False
    known = _known(printed, kind, registry)
    place = scene.places.which(name, known) if kind == "GPE" else None
    if place:
        return _placed(place, registry), not scene.places.may_differ(printed)
    if known is None:
        return _heard(printed, kind, article, registry), True
    if kind == "ORG" and scene.sport and known.type == "GPE":
        return _team(printed, article, scene), True
    other = scene.stand_in(name, known)
    if other:
        return _named(other, "ORG" if other.rule == "national_team" else kind, registry), False
    region = scene.places.region(name)
    return _entry_link(region, "region", 0.8) if region else _entry_link(known, "registry", 1.0), (
        region is None and not scene.may_stand_in(known)
    )


def _fuller(body: Longer, own: Longer | None) -> Longer:
    """The article's own fuller name of a body, where it says whose body it is."""
    if own is None:
        return body
    words, short = name_key(own.name, "ORG"), name_key(body.name.split(" of ")[0], "ORG")
    return own if words.endswith(short) or words.startswith(f"{short} of ") else body


def _placed(place: Known | Longer, registry: Registry) -> Link:
    """A place that is not the one most often meant by its name."""
    if isinstance(place, Longer):
        return _named(place, "GPE", registry)
    return _entry_link(place, "place_of_the_name", 0.85)


def _team(printed: str, article: ArticleNames, scene: Scene) -> Link:
    """The club that a city's name stands for in a report on its sport."""
    own = article.hear(printed, "ORG")
    if own:
        return _named(own, "ORG", scene.registry)
    club = Longer(f"{printed.title()} {scene.sport} club", "metonym", "team_of_city", 0.7)
    return _named(club, "ORG", scene.registry)


def _heard(printed: str, kind: NameType, article: ArticleNames, registry: Registry) -> Link:
    """The link of a name that no registry holds, by the longer names of its article."""
    heard = Longer(bare_name(printed, kind), "name", "own_name", 1.0)
    for _ in range(_LONGEST_CHAIN):
        longer = article.hear(heard.name, kind)
        if longer is None:
            break
        is_first = heard.rule == "own_name"
        form, rule = (longer.form, longer.rule) if is_first else (heard.form, heard.rule)
        heard = Longer(longer.name, form, rule, min(heard.score, longer.score))
        if _known(heard.name, kind, registry):
            break
    return _named(heard, kind, registry)


def _named(heard: Longer, kind: NameType, registry: Registry) -> Link:
    known = _known(heard.name, kind, registry)
    if known is None:
        is_plain = heard.rule != "own_name" or fold(heard.name) == name_key(heard.name, kind)
        rule, score = (heard.rule, heard.score) if is_plain else ("spelling", 0.95)
        return Link(own_id(heard.name, kind), heard.name, heard.form, rule, score)
    rule = "registry" if heard.rule == "own_name" else heard.rule
    return Link(known.entry.entity_id, known.entry.name, heard.form, rule, heard.score)


def _entry_link(known: Known, rule: str, score: float) -> Link:
    named = "nationality" if known.form == "nationality" else rule
    return Link(known.entry.entity_id, known.entry.name, known.form, named, score)


def _known(printed: str, kind: NameType, registry: Registry) -> Known | None:
    """What a registry says of a name, where it is of the same kind."""
    bare = bare_name(printed, kind)
    for asked in dict.fromkeys((printed, printed.title(), bare)):
        known = registry.known(asked)
        if known and (kind == "PERSON") == (known.type == "PERSON"):
            return known
    if kind == "GPE":
        realm, _, place = bare.partition(" of ")
        return (registry.known(place) if fold(realm) in _realms() else None) or find_city(printed)
    return _known_body(bare, kind, registry) if " " in bare and kind != "PERSON" else None


def _known_body(bare: str, kind: NameType, registry: Registry) -> Known | None:
    """A body by any spelling of its name, or behind its owner's (`NASA Ames`, `US Treasury`)."""
    known = registry.known_by_key(name_key(bare, kind))
    if known and KINDS[known.type] == KINDS[kind]:
        return known
    first, _, rest = bare.partition(" ")
    owner, part = registry.known(first), registry.known(rest)
    if owner is None or part is None or KINDS[part.type] != KINDS[kind]:
        return None
    is_owned = bool(owner.entry.iso) and part.entry.country == owner.entry.iso
    return part if is_owned or (owner.type == "ORG" and " " in rest) else None


def _realms() -> frozenset[str]:
    return load_link_lexicon().realms


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
