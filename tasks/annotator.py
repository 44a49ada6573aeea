"""Which annotators there are, for whoever runs them elsewhere: this module imports none of them."""

ANNOTATOR = "2026.11.23"
"""Version of the annotators; raised whenever one of them may give other rows for the same text."""

OWN = "dateline"
"""The finder of names that ships."""


def annotator_version(engine: str = OWN) -> str:
    """What reads the documents: the version of the annotators, and who finds the names."""
    return ANNOTATOR if engine == OWN else f"{ANNOTATOR}+{engine}"
