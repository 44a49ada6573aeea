"""What readers of formats hand on: the fields of one article, before it is a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tasks.decoding import Refusal
from warehouse.tables import DctBasis


@dataclass(frozen=True, slots=True)
class Article:
    """One article as a reader found it.

    ``fields`` holds ``text`` and any of the known keys, as a line of JSON does; ``basis`` is what
    ``published`` rests on, ``odd`` what had to be mended.
    """

    fields: Mapping[str, Any]
    media_type: str
    encoding: str = "utf-8"
    basis: DctBasis = "given"
    confidence: float = 1.0
    locator: str | None = None
    odd: tuple[Refusal, ...] = ()
