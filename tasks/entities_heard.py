"""What the names of one article stand for, as it is heard."""

from dataclasses import dataclass, field

from tasks.entities_words import KINDS, name_key
from warehouse.tables import MentionForm, NameType


@dataclass(frozen=True, slots=True)
class Longer:
    """A fuller or better name for the same thing, and how it was found."""

    name: str
    form: MentionForm
    rule: str
    score: float


@dataclass(slots=True)
class ArticleNames:
    """All names of an article by the words that may stand for them."""

    printed: list[str]
    types: dict[str, NameType] = field(default_factory=dict[str, NameType])
    longer: dict[tuple[str, str], Longer] = field(default_factory=dict[tuple[str, str], Longer])
    sharers: dict[str, tuple[str, float]] = field(default_factory=dict[str, tuple[str, float]])
    """Surnames of several people of the article, each with the one most often named in full and how
    sure that is.
    """

    def hear(self, printed: str, kind: NameType) -> Longer | None:
        """The fuller name that a name stands for at a place, if the article has one."""
        key = name_key(printed, kind)
        held = self.sharers.get(key) if kind == "PERSON" else None
        if held:
            return Longer(held[0], "short", "person_short_name_shared", held[1])
        return self.longer.get((KINDS[kind], key))

    def add(self, printed: str, kind: NameType, longer: Longer) -> None:
        """Note what a name stands for, unless something better was noted."""
        key = name_key(printed, kind)
        if key != name_key(longer.name, kind):
            self.longer.setdefault((KINDS[kind], key), longer)
