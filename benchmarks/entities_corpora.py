"""Annotated articles with the thing that each name means, read from the forms they come in."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

from tasks.mentions import Name
from tasks.registry import Registry
from warehouse.tables import NameType

_CONLL: dict[str, NameType] = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "EVENT"}
_GUM: dict[str, NameType] = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "GPE",
    "event": "EVENT",
    "object": "PRODUCT",
    "abstract": "WORK",
}
_GUM_MARK = re.compile(r"(\w+)\[(\d+)\]")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "&", "-", "'s", "'"))
_PRONOUNS = frozenset(
    ("I", "He", "She", "It", "We", "You", "They", "My", "His", "Her", "Its", "Our", "Your")
) | frozenset(("Their", "This", "That", "These", "Those", "Me", "Who"))
"""Words that GUM links as it links names; they name nothing."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One article: its text, and for each name its span, type and thing."""

    doc_id: str
    text: str
    names: tuple[tuple[int, int, NameType, str], ...]
    unlinked: tuple[tuple[int, int], ...] = ()
    """Names whose thing is not known; a tagger that finds them is neither right nor wrong."""

    def given(self) -> list[Name]:
        """The names as a tagger would hand them on."""
        return [Name(s, e, kind, s, e, "gold", 1.0) for s, e, kind, _ in sorted(self.names)]


def read_corpus(form: str, paths: list[Path], registry: Registry) -> list[Gold]:
    """The articles of a corpus, from the files that its form comes in."""
    readers = {"names": _names, "aida": _aida, "gum": _gum, "meantime": _meantime}
    return list(readers[form](paths, registry))


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _names(paths: list[Path], _registry: Registry) -> Iterator[Gold]:
    texts = {doc["doc_id"]: doc["text"] for doc in read_lines(paths[0])}
    for row in read_lines(paths[1]):
        names = [(m["start"], m["end"], m["type"], m["name"]) for m in row["mentions"]]
        yield Gold(row["doc_id"], texts[row["doc_id"]], tuple(names))


def _meantime(paths: list[Path], _registry: Registry) -> Iterator[Gold]:
    """Texts in TimeML with our own marks, and the things that we read in them.

    A marked text is known by its hash; the file of things lists, for each, its names.
    """
    texts = {sha256(text.encode()).hexdigest(): text for text in map(_timeml, _files(paths[0]))}
    held = tomllib.loads(paths[2].read_text(encoding="utf-8"))["things"]
    things = {name: thing for thing, names in held.items() for name in names}
    for row in read_lines(paths[1]):
        text = texts.get(row["text_sha256"])
        if text is not None:
            spans = [(start, end, kind, text[start:end]) for start, end, kind in row["marks"]]
            names = tuple((s, e, kind, things.get(words, words)) for s, e, kind, words in spans)
            yield Gold(row["doc_id"], text, names)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.tml"))


def _timeml(path: Path) -> str:
    inside = path.read_text(encoding="utf-8").split("<TEXT>", 1)[1].split("</TEXT>", 1)[0]
    return unescape(re.sub(r"<[^>]+>", "", inside)).strip()


def _aida(paths: list[Path], registry: Registry) -> Iterator[Gold]:
    """Links of a benchmark whose text is masked, over the words and types of a CoNLL file.

    The benchmark counts characters of words one blank apart; here a sentence is a paragraph.
    """
    for row, words in zip(read_lines(paths[0]), _conll(paths[1]), strict=True):
        names: list[tuple[int, int, NameType, str]] = []
        unlinked: list[tuple[int, int]] = []
        for label in row["labels"]:
            first, last = (words.begins[at] for at in _ends(label["span"], words))
            start, end = first[0], last[0] + len(last[1])
            if label["entity_id"].startswith("Q"):
                kind = _narrow(first[2], words.text[start:end], registry)
                names.append((start, end, kind, label["entity_id"]))
            else:
                unlinked.append((start, end))
        yield Gold(str(row["id"]), words.text, tuple(names), tuple(unlinked))


@dataclass(slots=True)
class _Words:
    """A text with a blank line between its sentences.

    ``begins`` has, by each word's place where all words are one blank apart, its place in the
    text, the word and its tag.
    """

    text: str = ""
    begins: dict[int, tuple[int, str, str]] = field(default_factory=dict[int, tuple[int, str, str]])


def _ends(span: list[int], words: _Words) -> tuple[int, int]:
    """Where the first and the last word of a span begin."""
    return span[0], max(at for at in words.begins if at < span[1])


def _conll(path: Path) -> Iterator[_Words]:
    for part in path.read_text(encoding="utf-8").split("-DOCSTART-")[1:]:
        words, at = _Words(), 0
        for line in part.splitlines()[1:]:
            row = line.split()
            if row:
                words.begins[at] = len(words.text), row[0], row[-1].split("-")[-1]
                words.text += row[0] + " "
                at += len(row[0]) + 1
            elif words.text:
                words.text = words.text.rstrip() + "\n\n"
        words.text = words.text.rstrip()
        yield words


def _narrow(tag: str | None, words: str, registry: Registry) -> NameType:
    """The finer type of a CoNLL tag: MISC of a nationality is NORP, LOC as a registry has it."""
    kind = _CONLL.get(tag or "", "EVENT")
    known = registry.known(words) or registry.known(words.title())
    if tag == "MISC" and known and known.type == "NORP":
        return "NORP"
    return known.type if tag == "LOC" and known and known.type in ("LOC", "FAC") else kind


def _gum(paths: list[Path], _registry: Registry) -> Iterator[Gold]:
    """Capitalised mentions with a Wikipedia title, without the article before them."""
    for path in sorted(paths[0].glob("*.tsv")):
        text, spans = "", dict[str, list[Any]]()
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) < 7 or not re.fullmatch(r"\d+-\d+", cells[0]):
                continue
            start, end = map(int, cells[1].split("-"))
            text = text.ljust(start) + cells[2]
            titles = {n: title for title, n in re.findall(r"([^|]+?)\[(\d+)\]", cells[6])}
            for kind, number in _GUM_MARK.findall(cells[3]):
                if number in titles and kind in _GUM:
                    spans.setdefault(number, [titles[number], _GUM[kind], []])
                    spans[number][2].append((start, end))
        yield Gold(path.stem, text, tuple(_gum_names(text, spans)))


def _gum_names(text: str, spans: dict[str, list[Any]]) -> Iterator[tuple[int, int, NameType, str]]:
    taken: set[tuple[int, int]] = set()
    for title, kind, tokens in spans.values():
        while tokens and text[slice(*tokens[0])].lower() in ("the", "a", "an"):
            tokens = tokens[1:]
        while tokens and text[slice(*tokens[-1])] in ("'s", "'", "’s", "’"):
            tokens = tokens[:-1]
        words = [text[slice(*token)] for token in tokens]
        named = words and all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words)
        named = named and words[0] not in _PRONOUNS
        if named and words[0][0].isupper() and words[-1] not in _SMALL:
            span = tokens[0][0], tokens[-1][1]
            if span not in taken:
                taken.add(span)
                yield *span, kind, title
