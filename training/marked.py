"""Marks made by hand on texts of other corpora: kept here without the texts, which are rebuilt.

``annotations/marked.jsonl`` has a line for each text: corpus, doc_id, the SHA-256 of the text as
rebuilt, and marks (start, end, type) in code points.
"""

import json
import re
import tarfile
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from html import unescape
from pathlib import Path

from training.corpora import ANNOTATIONS
from training.examples import Example, make_example, type_set

_GUM_WORD = re.compile(r"(\d+)-\d+\t(\d+)-(\d+)\t([^\t]*)\t")
_TIMEML_TEXT = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
_SKIPPED_WORDS = 380
"""Words of a release that open_news may hold; marks were made on what follows."""

_MARKED_WORDS = 260
_PARAGRAPH = 600
"""A part ends with its paragraph where that is near, else with its last word."""

_JOINED = (
    (r" ([,.;:!?%)\]}])", r"\1"),
    (r"([(\[{$£€#]) ", r"\1"),
    (r" (n't|['’](?:s|re|ve|ll|d|m|t)\b)", r"\1"),
    (r"(\w)s (['’]) (?=\w)", r"\1s\2 "),
    (r"(\w) - (\w)", r"\1-\2"),
    (r"(\w) - (\w)", r"\1-\2"),
    (r"(\w) / (\w)", r"\1/\2"),
)
"""What stands together in print, from words set apart; in this order."""


def read_marked(corpus: str, source: Path) -> Iterator[Example]:
    """Examples of one corpus of ``REBUILT`` from its folder or archive.

    Raises:
        ValueError: a text differs from the one that was marked.

    """
    rebuild = REBUILT[corpus]
    lines = (ANNOTATIONS / "marked.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        if row["corpus"] != corpus:
            continue
        text = rebuild(source, row["doc_id"])
        if sha256(text.encode()).hexdigest() != row["text_sha256"]:
            raise ValueError(f"{corpus}: the text of {row['doc_id']} is not the one marked")
        marks = [(start, end, type_set(kind)) for start, end, kind in row["marks"]]
        yield make_example(f"{corpus}:{row['doc_id']}", corpus, text, marks)


def gum_text(folder: Path, doc_id: str) -> str:
    """A text of GUM from its WebAnno table, words joined as in print, a sentence a line."""
    words = [
        (match[1], int(match[2]), int(match[3]), match[4])
        for line in (folder / f"{doc_id}.tsv").read_text(encoding="utf-8").splitlines()
        if (match := _GUM_WORD.match(line))
    ]
    letters = [" "] * words[-1][2]
    last_sentence, last_end = words[0][0], 0
    for sentence, start, end, word in words:
        letters[start:end] = word
        if sentence != last_sentence and start > last_end:
            letters[last_end] = "\n"
        last_sentence, last_end = sentence, end
    return "\n".join(_join(line) for line in "".join(letters).split("\n"))


def meantime_text(folder: Path, doc_id: str) -> str:
    """A text of MEANTIME in TimeML form without its tags."""
    match = _TIMEML_TEXT.search((folder / f"{doc_id}.tml").read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{doc_id} has no text")
    return unescape(re.sub(r"<[^>]+>", "", match[1])).strip("\n")


def nasa_text(archive: Path, doc_id: str) -> str:
    """What stands behind the first words of a release, up to a bounded length."""
    with tarfile.open(archive) as held:
        member = held.extractfile(f"nasa_articles/{doc_id}.md")
        if member is None:
            raise ValueError(f"{doc_id} is no file")
        text = member.read().decode("utf-8", "replace").replace("\r\n", "\n")
    text = text[text.find("\n", _end_of_word(text, _SKIPPED_WORDS)) :].strip()
    text = text.partition("-end-")[0]
    if len(text.split()) <= _MARKED_WORDS:
        return text.strip()
    end = _end_of_word(text, _MARKED_WORDS)
    line = text.find("\n", end)
    return text[: line if 0 < line < end + _PARAGRAPH else end].strip()


@lru_cache(maxsize=1)
def _wikigold_texts(path: Path) -> list[str]:
    texts: list[str] = []
    held = path.read_text(encoding="utf-8", errors="replace")
    for document in re.split(r"(?m)^-DOCSTART-.*$", held):
        sentences = [
            " ".join(row.split()[0] for row in sentence.splitlines())
            for sentence in re.split(r"\n\s*\n", document.strip())
        ]
        texts.append("\n".join(map(_join, filter(None, sentences))))
    return list(filter(None, texts))


def wikigold_text(path: Path, doc_id: str) -> str:
    """A text of Wikigold by its place in the file, words joined as in print."""
    return _wikigold_texts(path)[int(doc_id)]


REBUILT = {
    "gum": gum_text,
    "meantime": meantime_text,
    "nasa_rest": nasa_text,
    "wikigold": wikigold_text,
}
"""How the texts of each marked corpus are rebuilt from its folder or file."""


def _end_of_word(text: str, number: int) -> int:
    words = re.finditer(r"\S+", text)
    return next(word.end() for at, word in enumerate(words, 1) if at == number)


def _join(line: str) -> str:
    for apart, together in _JOINED:
        line = re.sub(apart, together, line)
    joined, opened = "", False
    for part in re.split(r'( ?" ?)', line):
        if part.strip() != '"':
            joined += part
            continue
        blank_before, blank_after = part.startswith(" "), part.endswith(" ")
        if opened:
            joined += '" ' if blank_after else '"'
        else:
            joined += ' "' if blank_before else '"'
        opened = not opened
    return joined.strip()
