r"""Learn `tasks/rules/claim_weights.toml`: which clauses are claims that a reader would note.

    python training/claims_worth.py DOCS.jsonl FACTS.jsonl --scorer FACT_SCORE.py [--write]

Logistic regression by plain gradient descent, with a pull towards zero. The fifth of the articles
that `benchmarks/facts.py` holds aside is not read. Without `--write` it only prints what ten-fold
cross-validation over articles gives: recall and precision by threshold, and the reliability table.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any

import tasks.claims as claims_module
from benchmarks.facts import _annotated, _lines
from benchmarks.folds import is_aside
from benchmarks.scorers import load_scorer
from tasks.contract import annotation_json
from tasks.registry import load_registry

Example = tuple[list[str], bool]
WEIGHTS = Path(__file__).parent.parent / "tasks" / "rules" / "claim_weights.toml"
ROUNDS, RATE, PULL = 400, 1.0, 0.003


def main() -> None:
    """Collect examples, print what cross-validation gives, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = collect(options)
    print_validation(examples)
    if options.write:
        learned = learn([each for held in examples.values() for each in held])
        lines = [f'"{name}" = {round(value, 2)}' for name, value in sorted(learned.items())]
        note = (
            "# Learned by training/claims_worth.py from annotated Wikinews articles (CC BY 4.0).\n"
        )
        WEIGHTS.write_text(f"{note}\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def collect(options: argparse.Namespace) -> dict[str, list[Example]]:
    """Features and truth of every clause, by article."""
    scorer, registry = load_scorer(options.scorer), load_registry()
    gold = {row["doc_id"]: row["claims"] for row in _lines(options.facts)}
    seen: list[list[str]] = []
    real = claims_module.confidence_of

    def note(names: list[str]) -> float:
        seen.append(names)
        return float(len(seen))

    claims_module.confidence_of = note
    examples: dict[str, list[Example]] = {}
    for doc in _lines(options.docs):
        key = doc["doc_id"]
        if key not in gold or is_aside(key):
            continue
        seen.clear()
        annotation = _annotated(doc, registry, None)
        truths = label(scorer, gold[key], annotation_json(annotation)["claims"])
        noted = [seen[int(claim.confidence) - 1] for claim in annotation.claims]
        examples[key] = list(zip(noted, truths, strict=True))
    claims_module.confidence_of = real
    return examples


def label(scorer: Any, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[bool]:
    """Whether each claim found is one that gold has."""
    paired = {j for _, j in scorer.claim_pairs(gold, found)}
    return [j in paired for j in range(len(found))]


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by feature."""
    held: dict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        slopes: dict[str, float] = defaultdict(float)
        for names, truth in examples:
            miss = truth - share(held, names)
            for name in names:
                slopes[name] += miss
        for name, slope in slopes.items():
            held[name] += RATE * (slope / len(examples) - PULL * held[name])
    return dict(held)


def share(held: dict[str, float], names: Iterable[str]) -> float:
    """Probability that a clause with these features is a claim."""
    return 1 / (1 + exp(-sum(held.get(name, 0.0) for name in names)))


def print_validation(examples: dict[str, list[Example]]) -> None:
    """Scores on articles that the weights were not learned from."""
    folds = {key: int(sha256(key.encode()).hexdigest(), 16) % 10 for key in examples}
    judged: list[tuple[float, bool]] = []
    for fold in range(10):
        rest = [e for key, held in examples.items() if folds[key] != fold for e in held]
        learned = learn(rest)
        for key, held in examples.items():
            if folds[key] == fold:
                judged += [(share(learned, names), truth) for names, truth in held]
    total = sum(truth for _, truth in judged)
    for n in range(10):
        inside = [(p, t) for p, t in judged if n / 10 <= p < (n + 1) / 10]
        above = [t for p, t in judged if p >= n / 10]
        kept = sum(above) / max(len(above), 1)
        right = sum(t for _, t in inside) / max(len(inside), 1)
        print(
            json.dumps(
                {
                    "from": n / 10,
                    "n": len(inside),
                    "right": round(right, 2),
                    "precision above": round(kept, 2),
                    "share of found kept": round(sum(above) / max(total, 1), 2),
                }
            )
        )


if __name__ == "__main__":
    main()
