"""What the user says of names: which are one, which are not, and what they are."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from warehouse.errors import DatelineError
from warehouse.tables import NameType

Verb = Literal["merge", "split", "rename", "block", "retype"]
_FORMS: dict[Verb, tuple[str, ...]] = {
    "merge": ("names",),
    "split": ("name", "from"),
    "rename": ("name", "to"),
    "block": ("name",),
    "retype": ("name", "type"),
}
HINT = "docs/entities.md shows the form of each correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of ``corrections.toml``: names as printed, or entity ids."""

    verb: Verb
    names: tuple[str, ...]
    value: str = ""
    """The new name of a rename, the type of a retype."""

    def __str__(self) -> str:
        shown = " and ".join(map(repr, self.names))
        return f"{self.verb} {shown}" + (f" to {self.value!r}" if self.value else "")


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of a file; none where there is no file.

    Raises `DatelineError` that names the entry at fault.
    """
    if not path.exists():
        return []
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DatelineError(f"{path}: {error}", HINT) from error
    return list(_corrections(held, path))


def write_correction(path: Path, correction: Correction) -> None:
    """Append a correction to a file, which is made where it is missing."""
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + correction_toml(correction))


def correction_toml(correction: Correction) -> str:
    """The entry as it stands in the file."""
    names = [_quoted(name) for name in correction.names]
    lines = [f"[[{correction.verb}]]"]
    if correction.verb == "merge":
        lines.append(f"names = [{', '.join(names)}]")
    else:
        keys = _FORMS[correction.verb]
        values = [*names, *([_quoted(correction.value)] if correction.value else [])]
        lines += [f"{key} = {value}" for key, value in zip(keys, values, strict=True)]
    return "\n".join(lines) + "\n"


def _corrections(held: dict[str, Any], path: Path) -> Iterator[Correction]:
    for verb, entries in held.items():
        if verb not in get_args(Verb) or not isinstance(entries, list):
            raise DatelineError(f"{path}: no correction is called {verb!r}", HINT)
        for number, entry in enumerate(cast(list[Any], entries), 1):
            yield _correction(cast(Verb, verb), entry, f"{path}: {verb} {number}")


def _correction(verb: Verb, entry: Any, where: str) -> Correction:
    keys = _FORMS[verb]
    fields = cast(dict[str, Any], entry) if isinstance(entry, dict) else {}
    if set(fields) != set(keys):
        raise DatelineError(f"{where} has not just {' and '.join(keys)}", HINT)
    if verb == "merge":
        names = fields["names"]
        if not _are_names(names) or len(names) < len(("one", "other")):
            raise DatelineError(f"{where}: names is a list of two names or more", HINT)
        return Correction(verb, tuple(names))
    values = [fields[key] for key in keys]
    if not _are_names(values):
        raise DatelineError(f"{where}: {' and '.join(keys)} are words in quotes", HINT)
    if verb == "retype" and values[1] not in get_args(NameType):
        raise DatelineError(f"{where}: no type is called {values[1]!r}", HINT)
    has_value = verb in ("rename", "retype")
    return Correction(
        verb, tuple(values[:1] if has_value else values), values[1] if has_value else ""
    )


def _are_names(values: Any) -> bool:
    held = cast(Iterable[Any], values) if isinstance(values, list) else [None]
    return all(isinstance(value, str) and value.strip() for value in held)


def _quoted(words: str) -> str:
    """A TOML string of one line."""
    shown = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in shown) + '"'
