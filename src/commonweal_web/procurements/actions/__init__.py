"""What can be done to a case. Each is one transaction, one event, by a person."""

from commonweal_web.procurements.actions.saving import (
    MAXIMUM_TEXT,
    Overtaken,
    acting,
    add_version,
    change_case,
    save_parts,
    start_case,
    text_with,
)
from commonweal_web.procurements.actions.team import (
    LastLead,
    NotPossible,
    add_member,
    change_role,
    remove_member,
)
from commonweal_web.procurements.translate import part_of

__all__ = [
    "MAXIMUM_TEXT",
    "LastLead",
    "NotPossible",
    "Overtaken",
    "acting",
    "add_member",
    "add_version",
    "change_case",
    "change_role",
    "part_of",
    "remove_member",
    "save_parts",
    "start_case",
    "text_with",
]
