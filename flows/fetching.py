"""Addresses fetched with manners: robots, a pace for each host, retries that a server asks for."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from flows.answers import Answers
from flows.lanes import Lanes
from flows.workers import KillablePool, Limits
from tasks.decoding import Refusal
from tasks.fetch import Fetched, Request, fetch

TRIES = 3
BUSY = frozenset({429, 500, 502, 503, 504})
MAX_ROBOTS = 512 * 1024
MAX_PAUSE = 30.0
"""Longest pause that a robots file is granted, in seconds."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are fetched; ``retry_seconds`` is all that retries of one may wait.

    ``hosts`` is how many are called at a time, each at its own pace.
    """

    user_agent: str = "dateline"
    seconds: float = 30.0
    host_seconds: float = 1.0
    retry_seconds: float = 60.0
    allow_private: bool = False
    hosts: int = 6


@dataclass
class Fetcher:
    """Fetches in processes of its own; remembers robots, and when each host was last called.

    ``pool`` is where what was fetched is read.
    """

    pool: KillablePool
    manners: Manners
    pause: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict[str, RobotFileParser])
    _called: dict[str, float] = field(default_factory=dict[str, float])

    def __post_init__(self) -> None:
        self._lanes = Lanes(self.manners.hosts)
        self._answers = Answers()
        self._callers = KillablePool(Limits(workers=self.manners.hosts), import_caller)

    def close(self) -> None:
        """End the processes; what waits is not begun."""
        self._lanes.close()
        self._callers.close()

    def in_turn(self, url: str, job: Callable[[], Result]) -> Future[Result]:
        """Do a job in the turn of an address's host: one at a time for each, several hosts at once.

        The job may `get` addresses of that host, and must not wait for jobs of others.
        """
        return self._lanes.submit(_site(url), job)

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

    def get_page(self, url: str) -> Fetched:
        """As `get`, for a page that other feeds may name: it is fetched once.

        To be called in the turn of its host.
        """
        held = self._answers.find(url)
        if held is None:
            held = self.get(url)
            self._answers.keep(url, held)
        return held

    def _call(self, request: Request, site: str, gap: float) -> Fetched:
        """The answer, asked for again while the server is busy and the time for it lasts."""
        left = self.manners.retry_seconds
        for attempt in range(1, TRIES + 1):
            self._keep_pace(site, gap)
            try:
                answer = self._callers.submit(fetch, request, seconds=request.seconds + 5).result()
            finally:
                self._called[site] = time.monotonic()
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

    def _request(self, url: str) -> Request:
        manners = self.manners
        return Request(
            url,
            manners.user_agent,
            allow_private=manners.allow_private,
            seconds=manners.seconds,
        )


def import_caller() -> None:
    """Import what fetches, before time and memory are counted."""
    import httpx  # noqa: F401 - imported for later calls


def _site(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url


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
