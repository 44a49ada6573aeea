"""Bodies that every country has, such as a parliament: whose body an article means."""

from dataclasses import dataclass, field

from tasks.entities_heard import Longer
from tasks.entities_lexicon import load_link_lexicon
from tasks.mentions import Name
from tasks.registry import Registry, RegistryEntry

_NEAR = 40


@dataclass(frozen=True, slots=True)
class Bodies:
    """The countries that an article is about, and whose bodies it names in full."""

    flat: str
    registry: Registry
    countries: tuple[RegistryEntry, ...]
    owners: dict[str, RegistryEntry] = field(default_factory=dict[str, RegistryEntry])

    def national(self, printed: str, name: Name) -> Longer | None:
        """The body of that name in the country at hand.

        That is the country named before it, or before it elsewhere in the article, or the one most
        often named that has such a body; None where there is none.
        """
        body = _body(printed)
        if body is None:
            return None
        before = nation_before(name, self.flat, self.registry)
        country = before or self.owners.get(body) or self._holder(body)
        if country is None:
            return None
        rule, score = ("national_body", 0.85) if before else ("national_body_of_article", 0.75)
        for asked in (printed, body):
            for shown in _national_names(asked, self.registry.names_of(country)):
                known = self.registry.known(shown)
                if known and known.type in ("ORG", "NORP"):
                    return Longer(known.entry.name, "short", rule, score)
        return Longer(f"{body} of {_with_article(country.name)}", "short", rule, score - 0.05)

    def _holder(self, body: str) -> RegistryEntry | None:
        lexicon = load_link_lexicon()
        holders, others = lexicon.holders.get(body), lexicon.without.get(body, frozenset())
        for country in self.countries:
            if country.iso not in others and (holders is None or country.iso in holders):
                return country
        return None


def read_bodies(names: list[Name], flat: str, registry: Registry, counts: dict[str, int]) -> Bodies:
    """The countries of an article, the most often named first, and the owners that it gives."""
    owners: dict[str, RegistryEntry] = {}
    for name in names:
        body = _body(flat[name.start : name.end])
        owner = nation_before(name, flat, registry) if body else None
        if body and owner:
            owners.setdefault(body, owner)
    states = (registry.state(code) for code in sorted(counts, key=lambda code: -counts[code]))
    return Bodies(flat, registry, tuple(state for state in states if state), owners)


def count_countries(names: list[Name], flat: str, registry: Registry) -> dict[str, int]:
    """How often the country of each code is named: itself, its people or its cities."""
    counts: dict[str, int] = {}
    for name in names:
        known = registry.known(flat[name.start : name.end])
        code = known.entry.country if known and known.type in ("GPE", "NORP", "FAC") else None
        if code:
            counts[code] = counts.get(code, 0) + 1
    return counts


def nation_before(name: Name, flat: str, registry: Registry) -> RegistryEntry | None:
    """The country, by its name or its people's, whose words stand right before a name."""
    words = flat[max(0, name.start - _NEAR) : name.start].rstrip().split(" ")
    for count in (1, 2):
        near = " ".join(words[-count:]).removesuffix("'s")
        known = registry.known(near) if near[:1].isupper() else None
        if known and known.type in ("GPE", "NORP") and known.entry.iso:
            return known.entry
    return None


def _body(printed: str) -> str | None:
    return load_link_lexicon().national.get(printed.removeprefix("the ").removeprefix("The "))


def _national_names(body: str, country: tuple[str, ...]) -> list[str]:
    return [
        shown
        for land in country
        for shown in (
            f"{land} {body}",
            f"{body} of {land}",
            f"{body} of the {land}",
            f"{body} ({land})",
        )
    ]


def _with_article(country: str) -> str:
    """The name of a country as it stands behind `of`."""
    return f"the {country}" if country.split()[-1] in load_link_lexicon().articled else country
