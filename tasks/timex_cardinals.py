"""Number words of several tokens read as one number."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tasks.timex_lexicon import Lexicon
from tasks.timex_numbers import Payload
from tasks.timex_tokens import OTHER, Token, Tokens

_SCALES = (100, 1000, 1_000_000, 1_000_000_000)


def join_cardinals(text: str, tokens: Tokens, lexicon: Lexicon) -> Tokens:
    """The tokens with each run of number words (twenty-four, nineteen ninety-seven) made one."""
    codes: list[str] = []
    kept: list[Token] = []
    done = 0
    for start, end, payload in _numbers(tokens, lexicon):
        first, last = tokens.tokens[start].start, tokens.tokens[end - 1].end
        codes += (tokens.codes[done:start], lexicon.kind_of(payload))
        kept += tokens.tokens[done:start]
        kept.append(Token(first, last, text[first:last], payload))
        done = end
    codes.append(tokens.codes[done:])
    kept += tokens.tokens[done:]
    return Tokens("".join(codes), kept)


def _numbers(tokens: Tokens, lexicon: Lexicon) -> Iterator[tuple[int, int, Payload]]:
    """Runs of number words that are one number; a run of several (two four-year terms) is split."""
    for run in _run(lexicon).finditer(tokens.codes):
        start, stop = run.span()
        while start < stop:
            ends = range(stop, start, -1)
            read = ((end, _read_run(tokens.tokens[start:end])) for end in ends)
            end, payload = next(((end, value) for end, value in read if value), (start + 1, None))
            if payload is not None:
                yield start, end, payload
            start = end


def _run(lexicon: Lexicon) -> re.Pattern[str]:
    if "cardinals" not in lexicon.compiled:
        names = ("CARD", "=-", "NTH", f"={lexicon.data['number_joint']}")
        card, dash, nth, joint = (f"[{lexicon.characters(name) or OTHER}]" for name in names)
        source = f"{card}(?:{dash}?{card}|{joint}{card}){{0,7}}(?:{dash}{nth})?"
        lexicon.compiled["cardinals"] = re.compile(source)
    return lexicon.compiled["cardinals"]


def _read_run(tokens: list[Token]) -> Payload | None:
    nth = tokens[-1].payload.get("NTH")
    numbers = [value for token in tokens if isinstance(value := token.payload.get("CARD"), int)]
    if isinstance(nth, int):
        return {"NTH": sum(numbers) + nth}
    if _is_year(numbers):
        return {"INT": numbers[0] * 100 + sum(numbers[1:]), "YEAR": _year(numbers)}
    if len(numbers) > 1 and not _is_number(numbers):
        return None
    value = _value(numbers)
    if 1 <= value <= 24:
        return {"INT": value, "HOUR": value}
    return {"INT": value, "YEAR": value} if 1900 <= value < 2100 else {"INT": value}


def _is_year(numbers: list[int]) -> bool:
    return (
        len(numbers) in (2, 3)
        and 11 <= numbers[0] <= 20
        and 10 <= numbers[1] < 100
        and (len(numbers) == 2 or (numbers[1] >= 20 and numbers[1] % 10 == 0 and numbers[2] < 10))
    )


def _year(numbers: list[int]) -> int:
    return numbers[0] * 100 + sum(numbers[1:])


def _is_number(numbers: list[int]) -> bool:
    """Whether words add up to one number: scales multiply, tens take units, nothing else adds."""
    for before, after in pairwise(numbers):
        tens_and_units = 20 <= before < 100 and after < 10
        if not (tens_and_units or after in _SCALES or before in _SCALES):
            return False
    return True


def _value(numbers: list[int]) -> int:
    total = current = 0
    for number in numbers:
        if number == 100:
            current = max(current, 1) * 100
        elif number in _SCALES:
            total += max(current, 1) * number
            current = 0
        else:
            current += number
    return total + current
