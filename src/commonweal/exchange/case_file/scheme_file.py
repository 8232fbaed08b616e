"""schemes/v001.yaml …: one adopted scheme a file, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commonweal.exchange.case_file.writing import plain_data, yaml_text
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import YamlFile
from commonweal.record.errors import AlteredEdition
from commonweal.scheme.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeVersion:
    """A scheme as adopted: by whom, when, why, after which version, and the digest of what it says.

    `made_from` is the digest of what the case said that day.
    """

    version: int
    adopted_by: str
    adopted_on: date
    reason: str
    digest: str
    made_from: str
    scheme: Scheme
    parent: int | None = None


def scheme_text(version: SchemeVersion) -> str:
    """The file of a scheme version."""
    heading = (
        f"Scheme {version.version}, adopted by {version.adopted_by} on {version.adopted_on}. Do not edit:\n"
        "a change is a new version. The texts are the authority's own now; check them before publication."
    )
    return yaml_text(plain_data(version), heading=heading)


def read_scheme(file: YamlFile) -> SchemeVersion:
    """Read a scheme version; refused when its content is no longer what was adopted."""
    version = convert(file.data, SchemeVersion, file=file)
    if version.scheme.digest() != version.digest:
        raise AlteredEdition(
            f"Scheme {version.version} is not what was adopted: its content has changed.",
            where=file.name,
            remedy="Restore it from your copies; a change is a new version.",
        )
    return version
