"""From typed tokens to phrases: each stage replaces the longest matches by what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from re import Match
from typing import Any, cast

from tasks.timex_cardinals import join_cardinals
from tasks.timex_guards import is_allowed
from tasks.timex_lexicon import Lexicon, Rule
from tasks.timex_meaning import Fields, Meaning, merge_fields, shape_of
from tasks.timex_numbers import Payload
from tasks.timex_tokens import Token, Tokens

_KEPT_WHOLE = ("base", "further", "last")
"""Fields that hold a phrase itself; of all others the fields are taken over."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of text and what it means."""

    start: int
    end: int
    meaning: Meaning


def find_phrases(text: str, tokens: Tokens, lexicon: Lexicon) -> list[Phrase]:
    """Phrases of a text that mean a time, in order, none overlapping."""
    for stage, starters in enumerate(lexicon.starters):
        tokens = _apply_stage(text, tokens, lexicon, stage, starters.finditer(tokens.codes))
        if stage == 0:
            tokens = join_cardinals(text, tokens, lexicon)
    return list(_phrases(tokens, lexicon))


def _apply_stage(
    text: str,
    tokens: Tokens,
    lexicon: Lexicon,
    stage: int,
    starts: Iterable[Match[str]],
) -> Tokens:
    """The tokens with each match of the stage's rules replaced by one token."""
    codes: list[str] = []
    kept: list[Token] = []
    done = 0
    for start in starts:
        at = start.start()
        if at < done:
            continue
        rules = lexicon.candidates(stage, tokens.codes[at : at + 2])
        found = _best_match(text, tokens, at, rules, lexicon) if rules else None
        if found is None:
            continue
        end, token = found
        codes += (tokens.codes[done:at], lexicon.kind_of(token.payload))
        kept += tokens.tokens[done:at]
        kept.append(token)
        done = end
    codes.append(tokens.codes[done:])
    kept += tokens.tokens[done:]
    return Tokens("".join(codes), kept)


def _best_match(
    text: str, tokens: Tokens, at: int, rules: list[Rule], lexicon: Lexicon
) -> tuple[int, Token] | None:
    """The longest match that means something; of equals the rule that stands first."""
    matches = [(match, rule) for rule in rules if (match := rule.match(tokens.codes, at))]
    matches.sort(key=lambda found: -found[0].end())
    for match, rule in matches:
        start, end = tokens.tokens[at].start, tokens.tokens[match.end() - 1].end
        if not is_allowed(text, start, end, rule.guard, lexicon):
            continue
        payload = _read_payload(tokens, match, rule)
        if payload is not None:
            return match.end(), Token(start, end, text[start:end], payload)
    return None


def _read_payload(tokens: Tokens, match: Match[str], rule: Rule) -> Payload | None:
    if rule.word is not None:
        return {rule.kind: rule.word}
    fields = _read_fields(tokens, match, rule)
    if fields is None:
        return None
    meaning = Meaning(rule.kind, fields, rule.name)
    return dict.fromkeys(shape_of(meaning), cast(object, meaning))


def _read_fields(tokens: Tokens, match: Match[str], rule: Rule) -> Fields | None:
    fields = cast(Fields, rule.constants)
    for (field, category), (start, _) in zip(rule.fields, match.regs[1:], strict=True):
        if start < 0:
            continue
        value: Any = tokens.tokens[start].payload[category]
        is_whole = isinstance(value, Meaning) and field not in _KEPT_WHOLE
        known = value.fields if is_whole else cast(Fields, {field: value})
        merged = merge_fields(known, fields)
        if merged is None:
            return None
        fields = merged
    return fields


def _phrases(tokens: Tokens, lexicon: Lexicon) -> Iterable[Phrase]:
    for at, token in enumerate(tokens.tokens):
        meaning = next(iter(token.payload.values()), None)
        if not isinstance(meaning, Meaning):
            continue
        rule = lexicon.rules[meaning.rule]
        if rule.is_part:
            continue
        start = token.start
        before = tokens.tokens[at - 1] if at else None
        if rule.takes_article and before and before.text.lower() in lexicon.data["article"]:
            start = before.start
        yield Phrase(start, token.end, meaning)
