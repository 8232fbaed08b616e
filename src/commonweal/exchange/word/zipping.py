"""A Word file is a zip: written so that equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile

FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def fixed_zip(content: bytes) -> bytes:
    """The same members in the same order, without the day and the machine on which they were put there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, date_time=FIXED_DATE)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            new.writestr(info, old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
