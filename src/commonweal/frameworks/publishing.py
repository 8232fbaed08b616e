"""Publishing editions: recording each new one's digest, refusing a changed one, compiling them all, writing the
schemas.

python -m commonweal.frameworks.publishing [--unreleased NAME …]: an edition that no release has carried yet may still
change; name it to record it anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from commonweal.frameworks.compiled import COMPILED, compiled_text
from commonweal.frameworks.loading import SHIPPED, build_pack, edition_folders, published_digests, read_edition
from commonweal.frameworks.schemas import pack_schemas

SCHEMAS = Path(__file__).parent / "schema"
HEADING = "# Editions as they were published. An edition never changes: a change is a new edition.\n"


def publish(unreleased: Sequence[str]) -> str:
    """Record new editions and compile all. An empty answer is success; else the sentence that says what is wrong."""
    editions = [read_edition(folder, shown=False) for folder in edition_folders(SHIPPED)]
    recorded = published_digests()
    for raw in editions:
        build_pack(raw)
        digest = raw.content_digest()
        if raw.name in recorded and recorded[raw.name] != digest and raw.name not in unreleased:
            return (
                f"The edition {raw.name} was published with other content. Write a change as a new edition; or, if no "
                f"release has carried it, record it anew with --unreleased {raw.name}."
            )
        recorded[raw.name] = digest
    names = [raw.name for raw in editions]
    lines = [f"{name}: {recorded[name]}\n" for name in names]
    (SHIPPED / "editions.yaml").write_text(HEADING + "".join(lines), encoding="utf-8")
    COMPILED.write_text(
        compiled_text((raw.name, SHIPPED / raw.name, dict(raw.files)) for raw in editions) + "\n", encoding="utf-8"
    )
    for name, schema in pack_schemas().items():
        (SCHEMAS / f"{name}.json").write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return ""


if __name__ == "__main__":
    problem = publish([name for name in sys.argv[1:] if name != "--unreleased"])
    if problem:
        sys.exit(problem)
