"""Who finds the names: the tagger of this package, or a spaCy pipeline that the user names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from tasks.annotator import OWN
from tasks.mentions import Name, find_names
from tasks.registry import Registry
from warehouse.tables import NameType

NameFinder = Callable[[str, Registry, int], list[Name]]
"""Text, registry and where the body begins; gives names in order, none inside another."""

LABELS: dict[str, NameType] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "NORP": "NORP",
    "FAC": "FAC",
    "FACILITY": "FAC",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "PRODUCT": "PRODUCT",
    "EVENT": "EVENT",
    "WORK_OF_ART": "WORK",
    "WORK": "WORK",
    "LAW": "LAW",
}
"""Labels of OntoNotes pipelines, and those of CoNLL-2003 that say as much."""

_BEFORE = ("the ", "The ", "a ", "an ")
_BEHIND = ("'s", "’s")


class UnknownEngine(ValueError):
    """An engine that is not known or cannot be loaded, with what to do."""


@lru_cache(maxsize=2)
def name_finder(engine: str = OWN) -> NameFinder:
    """The finder of an engine: ``dateline``, or ``spacy:PIPELINE`` (a package or a folder).

    Raises:
        UnknownEngine: the engine has another form, or spaCy or the pipeline is not installed.

    """
    if engine == OWN:
        return find_names
    kind, _, pipeline = engine.partition(":")
    if kind != "spacy" or not pipeline:
        raise UnknownEngine(f"names.engine is {engine!r}; it is 'dateline' or 'spacy:PIPELINE'")
    return SpacyFinder.load(pipeline).find


@dataclass(frozen=True, slots=True)
class SpacyFinder:
    """Names as a spaCy pipeline finds them, trimmed to the name alone."""

    pipeline: Any
    rule: str

    @classmethod
    def load(cls, pipeline: str) -> "SpacyFinder":
        """The pipeline by its package's name or folder."""
        try:
            import spacy  # pyright: ignore[reportMissingImports] - an extra
        except ImportError as error:
            raise UnknownEngine("spaCy is not installed; it comes with dateline[spacy]") from error
        try:
            loaded = spacy.load(pipeline)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - an extra
        except OSError as error:
            raise UnknownEngine(f"spaCy has no pipeline {pipeline}; install it") from error
        meta = cast(dict[str, str], loaded.meta)  # pyright: ignore[reportUnknownMemberType] - an extra
        return cls(loaded, f"spacy {meta.get('name')} {meta.get('version')}")

    def find(self, text: str, registry: Registry, body: int = 0) -> list[Name]:
        """Names of the pipeline that have one of our types."""
        names: list[Name] = []
        for entity in self.pipeline(text).ents:
            kind = LABELS.get(entity.label_)
            start, end = _trim(text, entity.start_char, entity.end_char)
            if kind and start < end and not start < body < end:
                names.append(Name(start, end, kind, start, end, self.rule, 0.5))
        return names


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without an article before it and a possessive behind it."""
    words = text[start:end]
    start += next((len(word) for word in _BEFORE if words.startswith(word)), 0)
    end -= next((len(sign) for sign in _BEHIND if words.endswith(sign)), 0)
    return start, end
