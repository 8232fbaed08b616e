"""What leaves the program: safe on any encoding, and honest when it cannot be written. Light, as help needs it."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from collections.abc import Callable, Mapping

HANDLER = "commonweal"
REFUSED = 4
# What an encoding without our characters shows in their place.
PLAIN: Mapping[str, str] = {
    "━": "=",
    "─": "-",
    "◆": "*",
    "■": "#",
    "□": "o",
    "◌": "~",
    "·": ".",
    "–": "-",
    "−": "-",
    "×": "x",
    "→": "->",
    "…": "...",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "£": "GBP ",
    "●": "*",
    "•": "*",
}


def plain_characters(error: UnicodeError) -> tuple[str, int]:
    """A codec's error handler: our signs and quotation marks in ASCII, letters without accents, else a ?."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    stretch = error.object[error.start : error.end]
    return "".join(map(_plain, stretch)), error.end


def _plain(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return PLAIN.get(letter) or bare or "?"


def prepare_streams() -> None:
    """Let standard output and error take any text, whatever their encoding."""
    codecs.register_error(HANDLER, plain_characters)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=HANDLER)


def speaks_unicode() -> bool:
    """Whether standard output takes every character as it is."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def write_out(run: Callable[[], int]) -> int:
    """Run something that prints, and give its status; 4 with one sentence where the output cannot be written.

    A reader that has gone (a pipe to head) is no error.
    """
    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        place = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(
            f"Error: {place}This cannot be written ({error.strerror or error}). Make room or choose another place.\n"
        )
        return REFUSED
    return status


def _drop_output() -> None:
    """Python must not try again, and complain, at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
