r"""Learn `tasks/weights/statements.tsv`: which readings of statements hold.

    python -m training.statements_choice --scorer STATEMENT_SCORE.py DOCS GOLD [DOCS GOLD …]
    python -m training.statements_choice --scorer … --compartment train --out FILE DOCS GOLD

Each draft with its other readings is one choice, "nothing is stated" among them; the weights are
those of a softmax over it, by gradient steps with a pull towards zero. The fifth of the articles
that `benchmarks/statements.py` holds aside is not read. Without `--write` or `--out` it prints what
four-fold cross-validation over articles gives. The same input gives the same file.

Of a corpus with compartments, such as PolNeAR, `--compartment` reads one, whole; names are then
only those that the tagger finds. Weights of such a corpus go to a file of their own (`--out`, for
`benchmarks/statements.py --weights`) and never ship where its licence does not say that they may.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import tasks.statements as finder
from benchmarks.folds import fold_of as fifth_of
from benchmarks.folds import is_aside
from benchmarks.statements import Article, load_scorer, read_article, read_lines
from tasks import mentions
from tasks.mentions import Tagger
from tasks.names_weights import read_weights
from tasks.registry import load_registry
from tasks.statements_choice import Pieces, nearest, shares_of, sum_of
from tasks.statements_drafts import Draft
from tasks.statements_features import draft_features, variant_features
from tasks.statements_units import Unit
from tasks.statements_variants import shape_of, slices, variants_of
from training.choosing import Choice, learn, write_weights

WEIGHTS = Path(__file__).parent.parent / "tasks" / "weights" / "statements.tsv"
NOTE = (
    "# Learned by training/ from Wikinews (CC BY 2.5), Voice of America and "
    "NASA (public domain), annotated under CC BY 4.0.\n"
)


class Drafted(NamedTuple):
    """The choice that a draft gives, and the pieces of each of its readings."""

    choice: Choice
    pieces: list[Pieces]


def main() -> None:
    """Collect choices, then print cross-validation or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="DOCS GOLD [DOCS GOLD …]")
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--compartment", help="only documents of this one, with found names")
    parser.add_argument("--folds", type=Path, help="weights of names by fifth of the articles")
    parser.add_argument("--out", type=Path, help="write the weights to this file")
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    pairs = zip(options.files[::2], options.files[1::2], strict=True)
    drafted = [
        each
        for docs, gold in pairs
        for article, doc, wanted in articles_of(docs, gold, options.compartment, options.folds)
        for each in _label(scorer.Doc(doc), _drafts(article), wanted["statements"])
    ]
    if options.out or options.write:
        held = learn([each.choice for each in drafted])
        write_weights(options.out or WEIGHTS, held, "" if options.out else NOTE)
    else:
        print_validation(drafted)


def articles_of(
    docs: Path, gold: Path, compartment: str | None = None, folds: Path | None = None
) -> Iterator[tuple[Article, dict[str, Any], dict[str, Any]]]:
    """Each article to learn from, with names as annotated and as found, its document and gold.

    `folds` has weights of names `0.npz` to `4.npz`, each learned without that fifth of the
    articles: names are then found as wrongly as in articles that are new.
    """
    registry = load_registry()
    golds = {row["doc_id"]: row for row in read_lines(gold)}
    for doc in read_lines(docs):
        is_out = doc["compartment"] != compartment if compartment else is_aside(doc["doc_id"])
        for names in ("found",) if compartment else ("gold", "found"):
            if not is_out and folds:
                mentions._tagger = partial(_tagger_of, folds / f"{fifth_of(doc['doc_id'])}.npz")
            if not is_out:
                wanted = golds[doc["doc_id"]]
                yield read_article(doc, wanted, names, registry), doc, wanted


@cache
def _tagger_of(path: Path) -> Tagger:
    return Tagger.of(read_weights(path.read_bytes()))


def _drafts(article: Article) -> list[tuple[Unit, Draft]]:
    """All drafts of an article before one is chosen."""
    seen: list[tuple[Unit, Draft]] = []

    def note(unit: Unit, draft: Draft) -> Draft | None:
        seen.append((unit, draft))
        return None if draft.rule.startswith("loose") else draft

    real, finder.choose = finder.choose, note
    finder.find_statements(
        article.text, article.doc_id, article.mentions, article.timexes, article.dct
    )
    finder.choose = real
    return seen


def _label(
    doc: Any, drafts: Sequence[tuple[Unit, Draft]], golds: list[dict[str, Any]]
) -> Iterator[Drafted]:
    cues = [doc.words([draft.cue_span] if draft.cue_span else []) for _, draft in drafts]
    wanted = [(doc.words(row["content"]), doc.words(row.get("cue"))) for row in golds]
    taken = [any(cue & own for own in cues) for _, cue in wanted]
    for (unit, draft), own in zip(drafts, cues, strict=True):
        inside = doc.words([(unit.words[0].start, unit.words[-1].end)])
        near = [
            content & inside
            for (content, cue), is_taken in zip(wanted, taken, strict=True)
            if cue & own or not is_taken
        ]
        shape = shape_of(unit, draft)
        variants = list(variants_of(unit, shape))
        choice = Choice(
            doc.id,
            draft_features(unit, draft, shape),
            [variant_features(unit, draft, shape, each) for each in variants],
            [_fit(doc.words(slices(unit, each.pieces)), near) for each in variants],
        )
        yield Drafted(choice, [each.pieces for each in variants])


def _fit(content: frozenset[int], near: Sequence[frozenset[int]]) -> float:
    return max((len(content & each) / len(content | each) for each in near if each), default=0.0)


def print_validation(drafted: Sequence[Drafted]) -> None:
    """By tenths of confidence, the share that was right on articles not learned from."""
    counts: Counter[tuple[int, str]] = Counter()
    for fold in range(4):
        held = learn([choice for choice, _ in drafted if fold_of(choice.doc_id) != fold])
        for each in drafted:
            if fold_of(each.choice.doc_id) == fold:
                counts.update(_judge(each, held))
    for tenth in range(10):
        n, right = counts[tenth, "all"], counts[tenth, "right"]
        print(f"{tenth / 10:.1f} and above: {n} choices, {right / max(n, 1):.2f} right")


def _judge(drafted: Drafted, held: dict[str, int]) -> list[tuple[int, str]]:
    choice, pieces = drafted
    base = sum_of(held, choice.shared)
    shares = shares_of([base + sum_of(held, names) for names in choice.readings])
    best, near = nearest(pieces, shares)
    tenth = min(int(10 * near), 9)
    return [(tenth, "all"), (tenth, "right" if choice.fits[best] >= 0.5 else "wrong")]


def fold_of(doc_id: str) -> int:
    """Which of four parts an article is in for cross-validation."""
    return int(sha256(doc_id.encode()).hexdigest(), 16) % 4


if __name__ == "__main__":
    main()
