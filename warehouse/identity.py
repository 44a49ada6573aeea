"""Ids that depend on nothing but what they identify."""

from hashlib import blake2b, sha256

_SEPARATOR = "\x1f"


def row_id(kind: str, *parts: object) -> str:
    """Id of a row: ``kind``, a dash, and 80 bits of BLAKE2b over its natural key.

    80 bits keep the chance of one collision among a thousand million rows below one in a million.
    """
    text = _SEPARATOR.join(map(str, parts))
    return f"{kind}-{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}"


def sha256_hex(data: bytes) -> str:
    """SHA-256 of bytes in lower-case hexadecimal."""
    return sha256(data).hexdigest()
