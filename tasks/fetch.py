"""One address fetched over HTTP, within budgets, and never from a private network.

Runs in a worker that can be killed, so that a server that drips bytes costs its own address alone.
"""

import ipaddress
import re
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.decoding import Refusal
from tasks.unpacking import unpack

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS = 5
MAX_BYTES = 16 * 1024 * 1024
READ_SECONDS = 10.0
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """What to fetch, and what is held of it already."""

    url: str
    user_agent: str
    etag: str | None = None
    last_modified: str | None = None
    allow_private: bool = False
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered; ``url`` is where the last redirect led."""

    url: str
    status: int
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None


def fetch(request: Request) -> Fetched:
    """Follow an address to its answer; raises `Refusal` where there is none to be had."""
    import httpx

    until = time.monotonic() + request.seconds
    timeout = httpx.Timeout(min(READ_SECONDS, request.seconds))
    url, seen = request.url, set[str]()
    # No proxy and no cookies of the environment: what is connected to is what was checked.
    with httpx.Client(timeout=timeout, trust_env=False) as client:
        while url not in seen and len(seen) <= MAX_REDIRECTS:
            seen.add(url)
            try:
                answer, target = _get(client, request, url, until)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
                detail = f"{url}: {type(error).__name__}: {error}"[:500]
                raise Refusal("no_answer", detail) from error
            if target is None:
                return answer
            url = target
    raise Refusal("too_many_redirects", f"{request.url} leads on and on")


def check_host(host: str, port: int, *, allow_private: bool) -> str:
    """The address to connect to for a host; raises `Refusal` unless all it has are public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refusal("bad_address", f"{host}: {error}") from error
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    for address in addresses:
        if not allow_private and not _is_public(address):
            raise Refusal("private_address", f"{host} is {address}, which is no public address")
    return addresses[0]


def _is_public(address: str) -> bool:
    """Whether an address is of the open net, also where it is an IPv4 one in other clothes."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast


def _get(
    client: "httpx.Client", request: Request, url: str, until: float
) -> tuple[Fetched, str | None]:
    """The answer of one address, and where it leads on, if it does."""
    import httpx

    parsed = httpx.URL(url)
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise Refusal("bad_address", f"{url} is no address of the web")
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    address = check_host(parsed.host, port, allow_private=request.allow_private)
    headers = _headers(request) | {"Host": parsed.netloc.decode("ascii")}
    call = client.build_request(
        "GET",
        parsed.copy_with(host=address, userinfo=b""),
        headers=headers,
        extensions={"sni_hostname": parsed.host},
    )
    answer = client.send(call, stream=True)
    try:
        if answer.status_code in (301, 302, 303, 307, 308) and "location" in answer.headers:
            target = str(parsed.join(answer.headers["location"]))
            return Fetched(url, answer.status_code, b""), target
        body = _body(answer, until) if answer.status_code == 200 else b""
    finally:
        answer.close()
    return _fetched(url, answer, body), None


def _headers(request: Request) -> dict[str, str]:
    held = {
        "User-Agent": request.user_agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "If-None-Match": request.etag,
        "If-Modified-Since": request.last_modified,
    }
    return {name: value for name, value in held.items() if value}


def _body(answer: "httpx.Response", until: float) -> bytes:
    parts, size = list[bytes](), 0
    for part in answer.iter_raw():
        size += len(part)
        parts.append(part)
        if size > MAX_BYTES:
            raise Refusal("too_large", f"the answer is over {MAX_BYTES} bytes")
        if time.monotonic() > until:
            raise Refusal("too_slow", "the answer did not end in time")
    return unpack(b"".join(parts), answer.headers.get("content-encoding"))


def _fetched(url: str, answer: "httpx.Response", body: bytes) -> Fetched:
    kind = answer.headers.get("content-type", "")
    match = _CHARSET.search(kind)
    return Fetched(
        url=url,
        status=answer.status_code,
        body=body,
        media_type=kind.split(";")[0].strip().lower() or None,
        charset=match.group(1) if match else None,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        retry_after=answer.headers.get("retry-after"),
    )
