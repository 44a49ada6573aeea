"""Names in a text: by capitals, titles, head words, the article's own usage, and a registry."""

from dataclasses import dataclass

from tasks.names_around import extend
from tasks.names_evidence import Evidence, article_types
from tasks.names_lexicon import load_lexicon
from tasks.names_split import Draft, Splitter
from tasks.names_tokens import find_tokens, flatten, form_runs
from tasks.registry import Registry
from warehouse.tables import NameType


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: half-open span of the name alone, its type, and the rule that saw it."""

    start: int
    end: int
    type: NameType
    head_start: int
    head_end: int
    rule: str
    confidence: float


def find_names(text: str, registry: Registry, body: int = 0) -> list[Name]:
    """Names in the text, in order, none inside another.

    The dateline, which ends at ``body``, is read as well; no name reaches across its end.
    """
    lexicon, flat = load_lexicon(), flatten(text)
    splitter = Splitter(flat, registry, lexicon)
    drafts: list[Draft] = []
    tokens = splitter.cut_compounds(find_tokens(flat, lexicon))
    for run in form_runs(tokens, lexicon, splitter):
        drafts.extend(splitter.split(run))
    evidence = Evidence(flat, registry, lexicon, article_types(drafts, lexicon))
    return [
        Name(d.start, d.end, d.type, d.start, d.end, d.rule, d.confidence)
        for d in extend(evidence.settle(drafts), flat, lexicon)
        if d.type is not None and not d.start < body < d.end
    ]
