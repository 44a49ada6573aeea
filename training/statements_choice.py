r"""Learn `tasks/weights/statements.tsv`: which readings of statements hold.

    python -m training.statements_choice --scorer STATEMENT_SCORE.py DOCS GOLD [DOCS GOLD …]

Each draft with its other readings is one choice, "nothing is stated" among them; the weights are
those of a softmax over it, by gradient steps with a pull towards zero. The fifth of the articles
that `benchmarks/statements.py` holds aside is not read. Without `--write` it prints what
four-fold cross-validation over articles gives. The same input gives the same file.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import tasks.statements as finder
from benchmarks.statements import is_aside, load_scorer, read_article, read_lines
from tasks.registry import load_registry
from tasks.statements_choice import Pieces, nearest, shares_of, sum_of
from tasks.statements_drafts import Draft
from tasks.statements_features import draft_features, variant_features
from tasks.statements_units import Unit
from tasks.statements_variants import shape_of, slices, variants_of

WEIGHTS = Path(__file__).parent.parent / "tasks" / "weights" / "statements.tsv"
ROUNDS, RATE, PULL = 300, 0.25, 1e-3
FEWEST, LEAST = 6, 4
"""Examples that a feature must have, and hundredths that its weight must have, to be kept."""
NOTE = (
    "# Learned by training/statements_choice.py from Wikinews (CC BY 2.5), Voice of America and "
    "NASA (public domain), annotated under CC BY 4.0.\n"
)


class Choice(NamedTuple):
    """One draft: its features, those of its readings, and how well each fits what readers saw."""

    doc_id: str
    shared: list[str]
    readings: list[list[str]]
    pieces: list[Pieces]
    fits: list[float]


class Table(NamedTuple):
    """Choices as columns: a row for each reading, and the features of each by number."""

    choice: NDArray[Any]
    wanted: NDArray[Any]
    nothing: NDArray[Any]
    rows: NDArray[Any]
    features: NDArray[Any]
    shared_choices: NDArray[Any]
    shared_features: NDArray[Any]
    names: list[str]


def main() -> None:
    """Collect choices, then print cross-validation or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="DOCS GOLD [DOCS GOLD …]")
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    pairs = zip(options.files[::2], options.files[1::2], strict=True)
    choices = [choice for docs, gold in pairs for choice in collect(docs, gold, scorer)]
    if options.write:
        held = learn(choices)
        lines = "".join(f"{name}\t{value}\n" for name, value in sorted(held.items()))
        WEIGHTS.write_text(NOTE + lines, encoding="utf-8")
    else:
        print_validation(choices)


def collect(docs: Path, gold: Path, scorer: ModuleType) -> list[Choice]:
    """The choices of all articles that are not held aside, with names as found and as annotated."""
    registry = load_registry()
    golds = {row["doc_id"]: row for row in read_lines(gold)}
    found: list[Choice] = []
    for doc in read_lines(docs):
        if is_aside(doc["doc_id"]):
            continue
        wanted = golds[doc["doc_id"]]
        for names in ("gold", "found"):
            article = read_article(doc, wanted, names, registry)
            drafts = _drafts(article)
            found += _label(scorer.Doc(doc), drafts, wanted["statements"])
    return found


def _drafts(article: Any) -> list[tuple[Unit, Draft]]:
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


def _label(doc: Any, drafts: Sequence[tuple[Unit, Draft]], golds: list[dict[str, Any]]) -> Any:
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
        yield Choice(
            doc.id,
            draft_features(unit, draft, shape),
            [variant_features(unit, draft, shape, each) for each in variants],
            [each.pieces for each in variants],
            [_fit(doc.words(slices(unit, each.pieces)), near) for each in variants],
        )


def _fit(content: frozenset[int], near: Sequence[frozenset[int]]) -> float:
    return max((len(content & each) / len(content | each) for each in near if each), default=0.0)


def learn(choices: Sequence[Choice]) -> dict[str, int]:
    """Weights by feature, in hundredths."""
    table = _table(choices)
    held = np.zeros(len(table.names))
    sums = np.zeros(len(table.names))
    for _ in range(ROUNDS):
        slope = _slope(table, held) / len(choices) + PULL * held
        sums += slope * slope
        held -= RATE * slope / (np.sqrt(sums) + 1e-9)
    whole = np.rint(held * 100).astype(int)
    return {
        name: int(value)
        for name, value in zip(table.names, whole, strict=True)
        if abs(value) >= LEAST
    }


def _table(choices: Sequence[Choice]) -> Table:
    counts = Counter(name for each in choices for name in each.shared)
    counts.update(name for each in choices for names in each.readings for name in set(names))
    names = sorted(name for name, n in counts.items() if n >= FEWEST)
    number = {name: n for n, name in enumerate(names)}
    rows: list[tuple[int, float]] = []
    pairs: list[tuple[int, int]] = []
    shared: list[tuple[int, int]] = []
    nothing: list[float] = []
    for n, each in enumerate(choices):
        best = max(each.fits)
        near = [fit >= best - 0.03 and best >= 0.5 for fit in each.fits]
        nothing.append(float(best < 0.5))
        shared += [(n, number[name]) for name in each.shared if name in number]
        for is_near, reading in zip(near, each.readings, strict=True):
            pairs += [(len(rows), number[name]) for name in reading if name in number]
            rows.append((n, is_near / max(sum(near), 1)))
    columns = np.array(rows), np.array(pairs), np.array(shared)
    return Table(
        columns[0][:, 0].astype(int), columns[0][:, 1], np.array(nothing),
        columns[1][:, 0], columns[1][:, 1], columns[2][:, 0], columns[2][:, 1], names,
    )  # fmt: skip


def _slope(table: Table, held: NDArray[Any]) -> NDArray[Any]:
    """How the loss rises with each weight."""
    n = len(table.nothing)
    base = np.bincount(table.shared_choices, held[table.shared_features], n)
    score = np.bincount(table.rows, held[table.features], len(table.choice)) + base[table.choice]
    lifted = np.exp(np.clip(score, -30, 30))
    share = lifted / (1 + np.bincount(table.choice, lifted, n))[table.choice]
    miss = share - table.wanted
    size = len(held)
    total = np.bincount(table.choice, miss, n)
    own = np.bincount(table.features, miss[table.rows], size)
    return own + np.bincount(table.shared_features, total[table.shared_choices], size)


def print_validation(choices: Sequence[Choice]) -> None:
    """By tenths of confidence, the share that was right on articles not learned from."""
    counts: Counter[tuple[int, str]] = Counter()
    for fold in range(4):
        held = learn([each for each in choices if _fold(each.doc_id) != fold])
        for each in choices:
            if _fold(each.doc_id) == fold:
                counts.update(_judge(each, held))
    for tenth in range(10):
        n, right = counts[tenth, "all"], counts[tenth, "right"]
        print(f"{tenth / 10:.1f} and above: {n} choices, {right / max(n, 1):.2f} right")


def _judge(choice: Choice, held: dict[str, int]) -> list[tuple[int, str]]:
    base = sum_of(held, choice.shared)
    shares = shares_of([base + sum_of(held, names) for names in choice.readings])
    best, near = nearest(choice.pieces, shares)
    tenth = min(int(10 * near), 9)
    return [(tenth, "all"), (tenth, "right" if choice.fits[best] >= 0.5 else "wrong")]


def _fold(doc_id: str) -> int:
    return int(sha256(doc_id.encode()).hexdigest(), 16) % 4


if __name__ == "__main__":
    main()
