"""The forms that datelines take, as expressions over the head of a line."""

import re
from dataclasses import dataclass

from tasks.dateline_words import PrintedDay, is_month, joints, labels, month_number, read_digits

_HEAD = 220
_TITLE = 200
_MARK = r"(?:--+|[-–—_―])"
_SEPARATOR = rf"(?:\s*(?:{_MARK}|:|\"(?=\s)))"
_NAME = r"[^\W\d_](?:[^\W\d_]|['’.&]|-(?![-\s]))*"
_NEXT = rf"(?:[ ]?,[.]?[ ]{{0,2}}|[ ]{{1,2}}(?:&[ ])?|/){_NAME}"
_PLACE = rf"(?P<place>{_NAME}(?:{_NEXT}){{0,7}}(?:[ ]?,[.](?=[ ]))?)"
_AGENCY = r"(?:\((?P<agency>[A-Z0-9][\w&.’' /-]{1,40})\)|/(?P<wire>[A-Z][\w ]{2,30})/)"
_DATE = (
    r"(?<!\w)(?P<date>(?P<month>[^\W\d_]{3,9})\.?[ ]{0,2}(?P<day>[\dlIoO]{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?[ ](?P<month2>[^\W\d_]{3,9})\.?"
    r")"
    r"(?:,?[ ](?P<year>\d{4}))?(?!\w)"
)
_JUNK = r"(?:(?:RPT|CORRECTED|REPEAT|UPDATE|URGENT|ADDS)\s*--?\s*)?"

_DATED = re.compile(
    rf"{_JUNK}(?:\((?P<first>[A-Z]+)\)\s*{_MARK}\s*)?{_PLACE}"
    rf"[ ]?[,.;]*[ ]{{0,2}}(?:{_MARK}[ ])?{_DATE}"
    rf"(?P<tail>\s*,?\s*(?:{_AGENCY}|(?P<bare>Reuters?|AP|UPI|AFP)(?=\s*{_MARK})))?(?P<mark>{_SEPARATOR}*)"
)
_SIGNED = re.compile(rf"{_PLACE}?[ ]?,?\s*{_MARK}?\s*{_AGENCY}(?P<mark>{_SEPARATOR}*)")
_PLAIN = re.compile(
    rf"{_PLACE}(?P<mark>(?:[ ]*{_MARK}+(?=\s)|\s*(?:--|[—–])|:(?=\s)){_SEPARATOR}*)"
)
_DAY_LINE = re.compile(
    r"(?:[A-Z][a-z]+day,?[ ])?(?:(?P<month>[A-Z][a-z]+)\.?[ ](?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})[ ](?P<month2>[A-Z][a-z]+)),?[ ](?P<year>\d{4})[ \t]*(?=\n|$)"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A dateline as printed, with where its words begin and end."""

    place: str | None
    day: PrintedDay | None
    agency: str | None
    start: int
    end: int


def read_form(text: str, line: tuple[int, int]) -> Form | None:
    """The dateline at the beginning of a line, given with its number."""
    start, number = line
    head = text[start : start + _HEAD]
    for read in (_day_line, _dated, _signed, _plain):
        form = read(head, start, number)
        if form is not None:
            return form
    return None


def _day_line(head: str, start: int, number: int) -> Form | None:
    match = _DAY_LINE.match(head)
    if match is None or (number and start > _TITLE):
        return None
    day = _printed_day(match)
    return Form(None, day, None, start, start + len(match.group().rstrip())) if day else None


def _dated(head: str, start: int, number: int) -> Form | None:
    match = _DATED.match(head)
    if match is None:
        return None
    day, place = _printed_day(match), _clean(match["place"])
    is_closed = bool(match["mark"] or match["agency"] or match["wire"])
    if day is None or not is_closed or not _may_be_place(place, is_dated=not number):
        return None
    agency = match["agency"] or match["wire"] or match["bare"] or match["first"]
    return Form(place, day, agency, start + match.start("place"), start + match.end())


def _signed(head: str, start: int, number: int) -> Form | None:
    match = _SIGNED.match(head)
    if match is None:
        return None
    agency = match["agency"] or match["wire"]
    place = _clean(match["place"]) if match["place"] else None
    if place and match["mark"].startswith(":") and not place.isupper():
        if number or not _may_be_place(place, is_dated=False):
            return None
        return Form(head[: match.end() - 1], None, None, start, start + match.end())
    if not _may_be_agency(agency) or (place and not _may_be_place(place, is_dated=False)):
        return None
    is_capital = place is not None and _is_capital(place)
    is_glued = head[match.end() : match.end() + 1].isalnum()
    if (number and not is_capital) or not (match["mark"] or is_glued or is_capital):
        return None
    return Form(place, None, agency, start, start + match.end())


def _plain(head: str, start: int, number: int) -> Form | None:
    match = _PLAIN.match(head)
    if match is None or number > 2:
        return None
    place = _clean(match["place"])
    if number and match["mark"][0] == ":" and " " in place:
        return None
    if not _is_capital(place) or not _may_be_place(place, is_dated=False):
        return None
    if not head[match.end() :].strip():
        return None
    return Form(place, None, None, start, start + match.end())


def _printed_day(match: re.Match[str]) -> PrintedDay | None:
    groups = match.groupdict()
    word = groups["month"] or groups["month2"] or ""
    printed = groups["day"] or groups["day2"] or ""
    if printed[0] == "l" and is_month(word + "l"):
        printed = printed[1:]
    month, day = month_number(word), read_digits(printed)
    if month is None or day is None or not 1 <= day <= 31:
        return None
    return PrintedDay(int(match["year"]) if match["year"] else None, month, day)


def _is_capital(place: str) -> bool:
    """Whether a place is printed in capitals, its country or state aside."""
    first = place.split(",")[0]
    return sum(map(str.isupper, first)) > 2 * sum(map(str.islower, first))


def _clean(place: str) -> str:
    return place.strip().removesuffix(",").strip()


def _may_be_place(place: str, *, is_dated: bool) -> bool:
    """Whether words look like the name of a place, not like a label or a sentence."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", place)
    lowered = [part.lower().rstrip(".") for word in words for part in re.split("[-’']", word)]
    if not words or lowered[0] in labels() or (not is_dated and labels() & set(lowered)):
        return False
    if is_dated:
        return len(words) <= 8
    small = [word for word in words if word[0].islower() and word.lower() not in joints()]
    return not small


def _may_be_agency(agency: str) -> bool:
    return agency[:1].isupper() and not any(word[0].islower() for word in agency.split())
