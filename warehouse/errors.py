"""Faults that the reader can mend."""


class DatelineError(Exception):
    """A fault that the reader can mend; ``hint`` says how."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint
