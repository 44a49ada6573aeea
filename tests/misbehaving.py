"""A server on loopback that does what servers should not."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from tests.inputs import PAGE, RSS

BOMB = gzip.compress(b"\0" * 80_000_000)


class Answers(BaseHTTPRequestHandler):
    """Answers by path; counts what was asked for."""

    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        answer = getattr(self, "get_" + self.path.strip("/").split("?")[0].replace(".", "_"), None)
        if answer:
            answer()
        else:
            self.send(404)

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def get_robots_txt(self) -> None:
        self.send(200, b"User-agent: *\nDisallow: /private\n")

    def get_page(self) -> None:
        is_known = self.headers["If-None-Match"] == '"1"'
        self.send(304 if is_known else 200, b"" if is_known else PAGE, ETag='"1"',
                  Content_Type="text/html")  # fmt: skip

    def get_feed(self) -> None:
        host = f"http://{self.headers['Host']}".encode()
        body = RSS.replace(b"https://example.org/b", host + b"/b").replace(b"A teaser", b"B")
        self.send(200, body, Content_Type="text/plain")

    def get_b(self) -> None:
        page = PAGE.replace(b"https://example.org/talks", b"/b")
        self.send(200, page, Content_Type="text/html")

    def get_loop(self) -> None:
        self.send(302, Location="/loop2")

    def get_loop2(self) -> None:
        self.send(302, Location="/loop")

    def get_many(self) -> None:
        self.send(302, Location=f"/many?{self.asked['/many'] + time.time()}")

    def get_inwards(self) -> None:
        self.send(302, Location="http://169.254.169.254/latest/meta-data/")

    def get_elsewhere(self) -> None:
        self.send(302, Location="file:///etc/passwd")

    def get_bomb(self) -> None:
        self.send(200, BOMB, Content_Encoding="gzip", Content_Type="text/html")

    def get_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65_536)

    def get_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x")
            time.sleep(0.1)

    def get_slow_head(self) -> None:
        while True:
            self.wfile.write(b"H")
            time.sleep(0.1)

    def get_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"only this")

    def get_busy(self) -> None:
        is_ready = self.asked["/busy"] > 2
        self.send(200 if is_ready else 503, PAGE, Retry_After="0", Content_Type="text/html")

    def get_always_busy(self) -> None:
        self.send(429, Retry_After="9999")

    def get_picture(self) -> None:
        self.send(200, b"\x89PNG\r\n\x1a\n\x00\x00", Content_Type="text/html")

    def get_private(self) -> None:
        self.send(200, PAGE)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@contextmanager
def misbehaving() -> Iterator[str]:
    """The address of a server that runs while it is needed."""
    Answers.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
