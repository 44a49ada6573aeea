"""When the input says that an article was published."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def parse_published(value: object) -> datetime | None:
    """A moment in UTC from an ISO 8601 date or time, or an RFC 5322 date; None if it is neither.

    A bare day is its midnight; a time without a zone is taken as UTC.
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _parse_mail_date(text)
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else _in_utc(moment)


def _parse_mail_date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None
