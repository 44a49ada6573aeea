"""Addresses fetched with manners: robots, a pace for each host, retries that a server asks for."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from flows.workers import KillablePool
from tasks.decoding import Refusal
from tasks.fetch import Fetched, Request, fetch

TRIES = 3
BUSY = frozenset({429, 500, 502, 503, 504})
MAX_ROBOTS = 512 * 1024
MAX_PAUSE = 30.0
"""Longest pause that a robots file is granted, in seconds."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are fetched; ``retry_seconds`` is all that retries of one may wait."""

    user_agent: str = "dateline"
    seconds: float = 30.0
    host_seconds: float = 1.0
    retry_seconds: float = 60.0
    allow_private: bool = False


@dataclass
class Fetcher:
    """Fetches through workers; remembers robots and the last call of each host."""

    pool: KillablePool
    manners: Manners
    pause: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict[str, RobotFileParser])
    _called: dict[str, float] = field(default_factory=dict[str, float])

    def get(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """The good or unchanged answer of an address; raises `Refusal` where there is none."""
        try:
            parts = urlsplit(url)
        except ValueError as error:
            raise Refusal("bad_address", f"{url}: {error}") from error
        site = f"{parts.scheme}://{parts.netloc}"
        robots = self._robots_of(site)
        if not robots.can_fetch(self.manners.user_agent, url):
            raise Refusal("disallowed", f"{site}/robots.txt asks for it not to be fetched")
        asked = robots.crawl_delay(self.manners.user_agent) or 0
        gap = max(self.manners.host_seconds, min(float(asked), MAX_PAUSE))
        request = replace(self._request(url), etag=etag, last_modified=last_modified)
        answer = self._call(request, site, gap)
        if answer.status not in (200, 304):
            raise Refusal("http_status", f"{url}: {answer.status}")
        return answer

    def _call(self, request: Request, site: str, gap: float) -> Fetched:
        """The answer, asked for again while the server is busy and the time for it lasts."""
        left = self.manners.retry_seconds
        for attempt in range(1, TRIES + 1):
            self._keep_pace(site, gap)
            answer = self.pool.submit(fetch, request, seconds=request.seconds + 5).result()
            wait = _wait(answer, attempt)
            if answer.status not in BUSY or attempt == TRIES or wait > left:
                return answer
            left -= wait
            self.pause(wait)
        raise AssertionError("unreachable: the last attempt returns")

    def _robots_of(self, site: str) -> RobotFileParser:
        """The robots file of a site; without one all is allowed, with a broken server nothing."""
        if site not in self._robots:
            parser = RobotFileParser()
            answer = self._call(self._request(f"{site}/robots.txt"), site, 0)
            if answer.status == 200:
                text = answer.body[:MAX_ROBOTS].decode("utf-8", "replace")
                parser.parse(text.splitlines())
            else:
                denied = answer.status >= 500
                parser.parse(["User-agent: *", "Disallow: /" if denied else "Disallow:"])
            self._robots[site] = parser
        return self._robots[site]

    def _keep_pace(self, site: str, gap: float) -> None:
        now = time.monotonic()
        due = self._called.get(site, now - gap) + gap
        if due > now:
            self.pause(due - now)
        self._called[site] = time.monotonic()

    def _request(self, url: str) -> Request:
        manners = self.manners
        return Request(
            url,
            manners.user_agent,
            allow_private=manners.allow_private,
            seconds=manners.seconds,
        )


def _wait(answer: Fetched, attempt: int) -> float:
    """Seconds that a busy server asks to be left alone; else more with each attempt."""
    asked = (answer.retry_after or "").strip()
    if asked.isdigit():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, TypeError, IndexError):
        return float(2**attempt)
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
