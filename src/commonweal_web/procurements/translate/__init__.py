"""Between rows and the engine's values: documents, their parts, what forms choose from, files in and out."""

from commonweal_web.procurements.translate.document import (
    EMPTY,
    Document,
    case_texts,
    changed,
    index_columns,
    is_person_label,
    person_label,
    person_labels,
    read_document,
)
from commonweal_web.procurements.translate.parts import Parts, Path, part_of

__all__ = [
    "EMPTY",
    "Document",
    "Parts",
    "Path",
    "case_texts",
    "changed",
    "index_columns",
    "is_person_label",
    "part_of",
    "person_label",
    "person_labels",
    "read_document",
]
