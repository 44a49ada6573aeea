"""Fetching, against a real server that misbehaves."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from threading import Barrier

import pytest

from flows.answers import Answers as Held
from flows.fetching import Fetcher, Manners
from flows.lanes import Lanes
from flows.settings import Source
from flows.sources import read_pass
from flows.visits import Pass
from flows.workers import KillablePool, Limits, reading_pool
from tasks.decoding import Refusal
from tasks.fetch import Fetched, check_host
from tasks.records import Record
from tests.inputs import TEXT
from tests.misbehaving import Answers, misbehaving
from warehouse.tables import Visit

Read = Callable[..., tuple[list[Record], list[Visit]]]


@pytest.fixture(scope="module")
def pool() -> Iterator[KillablePool]:
    held = reading_pool(Limits())
    yield held
    held.close()


@pytest.fixture
def server() -> Iterator[str]:
    with misbehaving() as address:
        yield address


@pytest.fixture
def read(server: str, pool: KillablePool) -> Read:
    """Read one path of the server; records and visits."""

    def read_path(*paths: str, is_private: bool = True, seen: dict[str, Visit] | None = None):
        manners = Manners(seconds=1.5, host_seconds=0, allow_private=is_private, retry_seconds=5)
        source = Source(
            name="web", paths=[path if "://" in path else server + path for path in paths]
        )
        with closing(Fetcher(pool, manners)) as fetcher:
            items = [*read_pass(Pass(source, datetime.now(UTC), fetcher, seen or {}))]
        records = [item for item in items if isinstance(item, Record)]
        return records, [item for item in items if isinstance(item, Visit)]

    return read_path


def test_a_page_is_fetched(read: Read, server: str) -> None:
    records, visits = read("/page")
    assert [record.document.text for record in records] == [TEXT]
    assert (visits[0].state, visits[0].etag, records[0].snapshot.etag) == ("read", '"1"', '"1"')


def test_what_has_not_changed_is_not_read_again(read: Read, server: str) -> None:
    _, visits = read("/page")
    records, again = read("/page", seen={visit.uri: visit for visit in visits})
    assert records == []
    assert [(visit.state, visit.n_accepted) for visit in again] == [("unchanged", 1)]


def test_teasers_are_followed_to_their_pages_once(read: Read, server: str) -> None:
    records, visits = read("/feed")
    assert [(r.document.title, r.document.extraction_confidence > 0.9) for r in records] == [
        ("Talks to end", True),
        ("Talks to end by 2026", True),
    ]
    assert records[1].document.given_id == "t-2"
    read("/feed", seen={visit.uri: visit for visit in visits})
    assert Answers.asked["/b"] == 1


def test_a_page_that_two_feeds_name_is_fetched_once(read: Read, server: str) -> None:
    asked = Answers.asked["/b"]
    records, _ = read("/feed", "/feed?again")
    assert len({record.document.doc_id for record in records}) == 2
    assert len(records) == 4
    assert Answers.asked["/b"] == asked + 1


def test_answers_are_held_within_a_budget() -> None:
    held = Held(budget=40)
    for url in ("a", "b", "c"):
        held.keep(url, Fetched(url, 200, url.encode() * 1000))
    assert [held.find(url) is not None for url in ("a", "b", "c")] == [False, True, True]
    assert held.find("c") == Fetched("c", 200, b"c" * 1000)


BAD = {
    "/missing": "http_status",
    "/loop": "too_many_redirects",
    "/many": "too_many_redirects",
    "/elsewhere": "bad_address",
    "/bomb": "too_large",
    "/endless": "too_large",
    "/drip": "too_slow",
    "/slow_head": "too_slow",
    "/short": "no_answer",
    "/always_busy": "http_status",
    "/picture": "binary",
    "/private": "disallowed",
    "http://127.0.0.1:9/": "no_answer",
    "http://no.such.host.invalid/": "bad_address",
    "http://[::1/": "bad_address",
}


@pytest.mark.parametrize("path", BAD)
def test_a_bad_answer_is_an_issue_in_time(path: str, read: Read) -> None:
    started = time.monotonic()
    records, visits = read(path)
    assert [(r.document, r.issues[0].reason) for r in records] == [(None, BAD[path])]
    assert [(visit.state, visit.reason) for visit in visits] == [("failed", BAD[path])]
    assert time.monotonic() - started < 15


def test_a_busy_server_is_asked_again(read: Read) -> None:
    assert read("/busy")[0][0].document
    assert Answers.asked["/busy"] == 3


def test_private_addresses_are_refused_at_the_first_hop_and_behind_it(
    read: Read, server: str
) -> None:
    assert read("/page", is_private=False)[0][0].issues[0].reason == "private_address"
    assert Answers.asked == {}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "::1",
     "::ffff:127.0.0.1", "fe80::1", "fc00::1", "64:ff9b::7f00:1", "2002:7f00:1::", "100.64.0.1",
     "2130706433", "0x7f.1", "224.0.0.1"],
)  # fmt: skip
def test_no_private_address_in_any_clothes(host: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_host(host, 80, allow_private=False)
    assert caught.value.reason == "private_address"


def test_a_public_address_is_let_through() -> None:
    assert check_host("93.184.216.34", 80, allow_private=False) == "93.184.216.34"


def test_a_host_is_called_at_its_pace(pool: KillablePool, server: str) -> None:
    pauses: list[float] = []
    manners = Manners(host_seconds=5, allow_private=True)
    with closing(Fetcher(pool, manners, pauses.append)) as fetcher:
        for _ in range(2):
            fetcher.get(server + "/page")
    assert [round(pause) for pause in pauses] == [5, 5]


def test_several_hosts_are_called_at_once_and_each_one_by_one() -> None:
    lanes, meeting, order = Lanes(2), Barrier(2, timeout=20), list[int]()
    met = [lanes.submit(host, meeting.wait) for host in ("a.example", "b.example")]
    done = [lanes.submit("a.example", lambda n=n: order.append(n)) for n in range(5)]
    assert sorted(future.result(20) for future in met) == [0, 1]
    for future in done:
        future.result(20)
    assert order == [0, 1, 2, 3, 4]


def test_records_come_in_the_order_of_the_addresses(server: str, pool: KillablePool) -> None:
    manners = Manners(seconds=1.5, host_seconds=0, allow_private=True)
    elsewhere = server.replace("127.0.0.1", "localhost")
    paths = [server + "/drip", elsewhere + "/page", server + "/b", elsewhere + "/missing"]
    with closing(Fetcher(pool, manners)) as fetcher:
        made = Pass(Source(name="web", paths=paths), datetime.now(UTC), fetcher)
        visits = [item for item in read_pass(made) if isinstance(item, Visit)]
    assert [visit.uri for visit in visits] == paths
    assert [visit.reason for visit in visits] == ["too_slow", None, None, "http_status"]
