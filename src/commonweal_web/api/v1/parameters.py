"""What callers send in an address, a header or a field: each bounded, and described for the reader of the API."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Header, Path
from pydantic import Field, StringConstraints

NO_NUL = r"^[^\x00]*$"
LONGEST_DOCUMENT = 2_000_000
MOST_NUMBER = 1_000_000
Line = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=4_000, pattern=NO_NUL)]
DocumentText = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_DOCUMENT, pattern=NO_NUL)]
Slug = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Number = Annotated[int, Field(ge=1, le=MOST_NUMBER)]

Reference = Annotated[
    str,
    Path(
        description="The reference of the procurement, such as 7K3F9-QX2MD.",
        pattern=r"^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$",
        max_length=11,
    ),
]
IfMatch = Annotated[
    str,
    Header(
        alias="If-Match",
        description="The version that your change was made from, as ETag gave it; 409 if another came.",
        pattern=r'^(W/)?"?[0-9]{1,9}"?$',
        max_length=14,
    ),
]
OptionName = Literal["lighter", "balanced", "fuller"]
StateName = Literal["draft", "in-approval", "approved", "published", "amended", "closed"]


def version_of(if_match: str) -> int:
    """The number that If-Match names."""
    return int(if_match.removeprefix("W/").strip('"'))
