"""The five folds of annotated documents, drawn by a hash; one split for every part of dateline."""

from hashlib import sha256

FOLDS = 5


def fold_of(doc_id: str) -> int:
    """The fold of a document; fold 0 is the fifth that is kept aside."""
    return int(sha256(f"aside/{doc_id}".encode()).hexdigest(), 16) % FOLDS


def is_aside(doc_id: str) -> bool:
    """Whether a document is of the fifth that is measured, never learned from or looked at."""
    return fold_of(doc_id) == 0
