r"""Learn `tasks/weights/speakers.tsv`: whom pronouns and descriptions of speakers stand for.

    python -m training.statements_speakers --scorer STATEMENT_SCORE.py DOCS GOLD [DOCS GOLD …]

Each annotated source that names nobody outright is one choice among the names near it, "nobody
that is named" among them, with the annotated speakers before it as heard. The fifth of the articles
that `benchmarks/statements.py` holds aside is not read. Without `--write` it prints what four-fold
cross-validation over articles gives. The same input gives the same file.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.scorers import load_scorer
from benchmarks.statements import Article
from tasks.statements_antecedents import LIKELY
from tasks.statements_choice import shares_of, sum_of
from tasks.statements_speakers import Speakers
from training.choosing import Choice, learn, write_weights
from training.statements_choice import NOTE, articles_of, fold_of
from warehouse.tables import Mention

WEIGHTS = Path(__file__).parent.parent / "tasks" / "weights" / "speakers.tsv"


def main() -> None:
    """Collect choices, then print cross-validation or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="DOCS GOLD [DOCS GOLD …]")
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="weights of names by fifth of the articles")
    parser.add_argument("--write", action="store_true", help="write the weights that ship")
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    pairs = zip(options.files[::2], options.files[1::2], strict=True)
    choices = [
        choice
        for docs, gold in pairs
        for article, _, wanted in articles_of(docs, gold, folds=options.folds)
        for choice in collect(article, wanted["statements"], scorer)
    ]
    if options.write:
        write_weights(WEIGHTS, learn(choices), NOTE)
    else:
        print_validation(choices)


def collect(
    article: Article, golds: Sequence[dict[str, Any]], scorer: ModuleType
) -> Iterator[Choice]:
    """The choices of one article, in the order of its statements."""
    names = sorted(article.mentions, key=lambda m: (m.start_char, m.end_char))
    speakers = Speakers(article.text, names)
    heard: list[Mention | None] = []
    for statement in sorted(golds, key=lambda row: min(row["content"])):
        if not statement.get("source"):
            continue
        start, end = statement["source"][0]
        wanted = statement.get("speaker")
        if speakers.outright((start, end)) is None:
            shared, candidates = speakers.antecedents.weigh((start, end), heard)
            fits = [_is_same(scorer, wanted, each.mention) for each in candidates]
            readings = [each.features for each in candidates]
            if readings:
                yield Choice(article.doc_id, shared, readings, [float(fit) for fit in fits])
        same = [name for name in names if _is_same(scorer, wanted, name)]
        before = [name for name in same if name.start_char <= end]
        heard.append((before[-1:] or same[:1] or [None])[0])


def _is_same(scorer: ModuleType, wanted: str | None, name: Mention) -> bool:
    return bool(wanted and scorer.same_name(wanted, name.name))


def print_validation(choices: Sequence[Choice]) -> None:
    """How many were named rightly, wrongly, or left alone, on articles not learned from."""
    counts: Counter[str] = Counter()
    for fold in range(4):
        held = learn([each for each in choices if fold_of(each.doc_id) != fold])
        counts.update(_judge(each, held) for each in choices if fold_of(each.doc_id) == fold)
    for what, n in sorted(counts.items()):
        print(f"{what}: {n}")


def _judge(choice: Choice, held: dict[str, int]) -> str:
    base = sum_of(held, choice.shared)
    shares = shares_of([base + sum_of(held, names) for names in choice.readings])
    share = max(shares)
    is_known = max(choice.fits) > 0
    if share < LIKELY:
        return "named by the reader, not by us" if is_known else "named by neither"
    if choice.fits[shares.index(share)]:
        return "named rightly"
    return "named wrongly" if is_known else "named by us alone"


if __name__ == "__main__":
    main()
