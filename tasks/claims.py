"""Claims: who does what when, as stated or reported. Plans, deadlines and dated events first."""

from warehouse.tables import Claim, Mention, Statement, StatementSpan, Timex


def find_claims(
    text: str,
    mentions: list[Mention],
    timexes: list[Timex],
    statements: list[Statement],
    spans: list[StatementSpan],
) -> list[Claim]:
    """All claims of a text in order; none where no row tells which document it is."""
    return []
