"""People of one article: short names, middle names, initials, surnames that several bear."""

from tasks.entities_heard import ArticleNames, Longer
from tasks.entities_words import bare_name, name_key

_SON_OF = frozenset(("bin", "ibn", "bint"))
_LEAST_SURE, _SURE = 0.4, 0.4
"""How sure a surname of several means the one named most often: with none and all of the names."""


def hear_people(article: ArticleNames) -> None:
    """Short names of people, people with and without middle names, and surnames that are shared."""
    fullest: dict[str, str] = {}
    counts: dict[str, int] = {}
    by_ends: dict[tuple[str, str], list[str]] = {}
    for printed in article.printed:
        if article.types[printed] != "PERSON":
            continue
        key = name_key(printed, "PERSON")
        words = key.split()
        if len(words) > 1:
            counts[key] = counts.get(key, 0) + 1
            if key not in fullest:
                fullest[key] = bare_name(printed, "PERSON")
                by_ends.setdefault((words[0], words[-1]), []).append(key)
    best = {key: _usual(keys) for keys in by_ends.values() for key in keys}
    _hear_initialled(by_ends, best)
    _hear_added(best)
    shorts: dict[str, dict[str, None]] = {}
    for key, full in best.items():
        if key != full:
            _note(article, key, Longer(fullest[full], "name", "person_variant", 0.95))
        words = key.split()
        for cut in range(1, len(words)):
            # Behind `bin` stands the father's name, which the son does not go by.
            if words[cut - 1] not in _SON_OF:
                shorts.setdefault(" ".join(words[cut:]), {})[full] = None
    for key, full in best.items():
        shorts.setdefault(key.split()[0], {full: None})
    for short, bearers in shorts.items():
        if len(bearers) == 1:
            full = fullest[next(iter(bearers))]
            _note(article, short, Longer(full, "short", "person_short_name", 0.9))
        elif short not in best:
            totals = dict.fromkeys(bearers, 0)
            for key, count in counts.items():
                if best[key] in totals:
                    totals[best[key]] += count
            usual = max(totals, key=lambda full: totals[full])
            share = totals[usual] / sum(totals.values())
            article.sharers[short] = fullest[usual], round(_LEAST_SURE + _SURE * share, 2)


def _note(article: ArticleNames, key: str, longer: Longer) -> None:
    article.longer.setdefault(("person", key), longer)


def _usual(keys: list[str]) -> str:
    """Of one person's names the one without middle names, else the first."""
    return next((key for key in keys if key.count(" ") == 1), keys[0])


def _hear_initialled(by_ends: dict[tuple[str, str], list[str]], best: dict[str, str]) -> None:
    """``S. Silva`` is the one person with that initial and surname."""
    initialled: dict[tuple[str, str], list[str]] = {}
    for (first, last), keys in by_ends.items():
        if len(first) > 1:
            initialled.setdefault((first[0], last), []).append(best[keys[0]])
    for (first, last), keys in by_ends.items():
        bearers = initialled.get((first, last), [])
        if len(first) == 1 and len(bearers) == 1:
            best |= dict.fromkeys(keys, bearers[0])


def _hear_added(best: dict[str, str]) -> None:
    """A name with another surname behind it (`Ana Silva Reyes`) is that of `Ana Silva`."""
    for key in best:
        words = key.split()
        for cut in range(2, len(words)):
            shorter = " ".join(words[:cut])
            if best[key] == key and best.get(shorter) == shorter:
                best[key] = shorter
