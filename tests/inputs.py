"""Small inputs of every kind that tests share, made here."""

import gzip
import io
import tarfile
import zipfile

BODY = (
    "Minister Anna Keller told reporters in Geneva on Monday that the talks on the treaty, which"
    " began last year, would end by 2026, and that all sides had agreed to publish the result.",
    "The delegations had met four times since the spring, she said, and each time the list of"
    " open questions was shorter; the last of them concerned the costs of the new laboratory.",
    "Observers called the announcement a surprise, since only a week ago the head of the other"
    " delegation, Ivan Petrov, had told the parliament that no end of the talks was in sight.",
)
TEXT = "\n".join(BODY)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Talks to end - Example News</title>
<meta property="og:title" content="Talks to end by 2026">
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2024-05-13T23:30:00-04:00">
<meta name="author" content="A. Writer"><link rel="canonical" href="https://example.org/talks">
</head><body><nav><a href="/">Home</a><a href="/world">World</a></nav><article>
<h1>Talks to end by 2026</h1>{"".join(f"<p>{paragraph}</p>" for paragraph in BODY)}
<p>Sign up for our newsletter to get more.</p></article>
<aside><p><a href="/b">Another story that is linked beside this one</a></p></aside>
<footer>Copyright Example News</footer></body></html>""".encode()
RSS = f"""<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example News</title>
<link>https://example.org/</link><language>en</language>
<item><title>Talks to end</title><link>https://example.org/talks</link><guid>t-1</guid>
<pubDate>Tue, 14 May 2024 03:30:00 GMT</pubDate><content:encoded><![CDATA[{
    "".join(f"<p>{paragraph}</p>" for paragraph in BODY * 2)
}]]></content:encoded></item>
<item><title>A teaser</title><link>https://example.org/b</link><guid>t-2</guid>
<description>Only a line of it &amp; no more</description></item></channel></rss>""".encode()
NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example:1" version="1">
<itemMeta><provider literal="Example Agency"/><firstCreated>2024-05-13T20:00:00Z</firstCreated>
</itemMeta><contentMeta><headline>Talks to end</headline><by>A. Writer</by><language tag="en"/>
</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
{"".join(f"<p>{paragraph}</p>" for paragraph in BODY)}</body></html></inlineXML></contentSet>
</newsItem>""".encode()
NINJS = b"""{"uri": "urn:x:1", "versioncreated": "2024-05-13T20:00:00Z", "headline": "Talks to end",
 "body_xhtml": "<p>Keller spoke in Geneva.</p><p>Petrov did not.</p>", "language": "en"}"""
SGML = b"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" OLDID="5544" NEWID="7"><DATE>26-FEB-1987 15:01:01.79</DATE>
<UNKNOWN>&#5;&#5;C T</UNKNOWN><TEXT>&#2;<TITLE>TALKS &lt;ABC> TO END</TITLE>
<DATELINE>    GENEVA, Feb 26 - </DATELINE><BODY>Keller spoke on Monday.
    Petrov did not.
 Reuter
&#3;</BODY></TEXT></REUTERS>"""
LINES = b'{"id": "1", "text": "Keller spoke."}\n{"id": "2", "text": "Petrov spoke."}\n'


def warc(*pages: tuple[str, bytes]) -> bytes:
    """A web archive of pages by their addresses, each record a gzip member."""
    records = bytearray()
    for url, page in pages:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2024-05-14T10:00:00Z\r\nContent-Type: application/http; msgtype=response"
            f"\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        records += gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)
    return bytes(records)


def zipped(**members: bytes) -> bytes:
    """A zip of members; two underscores in a name stand for a dot."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, payload in members.items():
            archive.writestr(name.replace("__", "."), payload)
    return held.getvalue()


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """A tar of members as declared."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for info, payload in members:
            info.size = len(payload)
            archive.addfile(info, io.BytesIO(payload))
    return held.getvalue()
