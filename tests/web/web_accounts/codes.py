"""One-time codes as an app makes them (RFC 6238), written anew so that the service is held to the standard."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time


def code_now(secret: str, *, later: int = 0) -> str:
    """The six figures of this half minute, or of a later one."""
    count = int(time.time()) // 30 + later
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", count), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
