"""Score names by the classes of other corpora: a word and its tag on each line.

    python benchmarks/names_coarse.py FILE... --classes conll|worldwide [--errors N]
    python benchmarks/names_coarse.py FILE... --classes conll --learn FILE

Our types are folded into the corpus's: GPE, LOC and FAC are its LOC where it has no finer one.
Spans are exact, in words joined by blanks. With ``--learn`` the tagger knows our word tables and
what it learns from that file (with the packages of training), to show what the engine can do.
Prints one JSON object; the commonest disagreements go to standard error.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tasks.mentions import Tagger
from tasks.names_weights import load_weights

Span = tuple[int, int, str]

CONLL = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
WORLDWIDE = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Location",
    "LOC": "Location",
    "FAC": "Facility",
    "NORP": "NORP",
    "PRODUCT": "Product",
}
WORLDWIDE_COARSE = {"Facility": "Location", "NORP": "Misc", "Product": "Misc"}
NO_NAMES = frozenset({"Date", "Money"})


def main() -> None:
    """Read the arguments, score all files, print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--classes", choices=("conll", "worldwide"), required=True)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--learn", type=Path)
    options = parser.parse_args()
    tagger = learned(options.learn) if options.learn else Tagger.of(load_weights())
    fold = _conll if options.classes == "conll" else _worldwide
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for text, gold in (each for path in options.files for each in read(path)):
        marked = {(s, e, fold(kind)) for s, e, kind in gold if kind not in NO_NAMES}
        ours = CONLL if options.classes == "conll" else WORLDWIDE
        found = {(n.start, n.end, fold(ours.get(n.type, "MISC"))) for n in tagger.tag([text])[0]}
        counts += Counter(gold=len(marked), found=len(found), right=len(marked & found))
        counts["spans"] += len({span[:2] for span in marked} & {span[:2] for span in found})
        errors.update(f"- {text[s:e]} {kind}" for s, e, kind in marked - found)
        errors.update(f"+ {text[s:e]} {kind}" for s, e, kind in found - marked)
    for error, times in errors.most_common(options.errors):
        print(times, error, file=sys.stderr)
    both = counts["gold"] + counts["found"]
    print(
        json.dumps(
            {
                "typed_f1": round(200 * counts["right"] / both, 1),
                "spans_f1": round(200 * counts["spans"] / both, 1),
                "precision": round(100 * counts["right"] / counts["found"], 1),
                "recall": round(100 * counts["right"] / counts["gold"], 1),
            }
        )
    )


def learned(path: Path) -> Tagger:
    """A tagger with our word tables that has learned from a file of CoNLL's classes alone."""
    from training.corpora import read_columns
    from training.examples import type_set
    from training.learning import Plan, learn

    types = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "NORP"}
    classes = {kind: type_set(ours) for kind, ours in types.items()}
    examples = [*read_columns(path, classes, "conll", documents=True)]
    return Tagger.of(learn(examples, load_weights(), Plan(rounds=12, fewest=1)))


def read(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """Texts of a file with their marks in characters; ``-DOCSTART-`` lines part them."""
    held = path.read_text(encoding="utf-8", errors="replace")
    for document in held.split("-DOCSTART-"):
        text, marks = "", list[Span]()
        begun: tuple[int, str] | None = None
        for line in [*document.splitlines(), ""]:
            parts = line.split() if line[:1].strip() else []
            place, _, kind = (parts[-1] if len(parts) > 1 else "O").partition("-")
            if begun and (place != "I" or kind != begun[1]):
                marks.append((begun[0], len(text.rstrip()), begun[1]))
                begun = None
            if len(parts) < 2:
                text = text.rstrip() + "\n\n" if text.strip() else text
                continue
            if not begun and place in ("B", "I"):
                begun = (len(text), kind)
            text += parts[0] + " "
        if text.strip():
            yield text, marks


def _conll(kind: str) -> str:
    return kind if kind in ("PER", "ORG", "LOC") else "MISC"


def _worldwide(kind: str) -> str:
    coarse = WORLDWIDE_COARSE.get(kind, kind)
    return coarse if coarse in ("Person", "Organization", "Location") else "Misc"


if __name__ == "__main__":
    main()
