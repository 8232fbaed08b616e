"""What checks, their questions, criteria, outcomes and editions are called, by their names in documents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.procurements.translate.choices import shipped_packs

# What a decision says of a criterion, by kind and value.
SAID: Mapping[tuple[str, str], str | Promise] = {
    ("link", "yes"): _("relates to what is bought"),
    ("link", "no"): _("does not relate to what is bought"),
    ("additionality", "deliverable"): _("is what the contract buys"),
    ("additionality", "spillover"): _("goes beyond what the contract buys"),
    ("force", "scored"): _("scored"),
    ("force", "condition"): _("as a contract condition"),
}


@cache
def check_titles() -> Mapping[str, str]:
    return {name: rule.title for pack in shipped_packs().newest() for name, rule in pack.checks.items()}


@cache
def questions() -> Mapping[tuple[str, str], str]:
    """The words of every check's questions, by check and question."""
    return {
        (name, key): ask.question
        for pack in shipped_packs().newest()
        for name, rule in pack.checks.items()
        for key, ask in rule.asks.items()
    }


@cache
def subjects() -> Mapping[str, str]:
    """Criteria by code, with and without their pack; outcomes; editions."""
    found: dict[str, str] = {}
    for pack in shipped_packs().newest():
        found |= {code: each.title for code, each in pack.outcomes.items()}
        found |= {code: each.title for code, each in pack.criteria.items()}
        found |= {f"{pack.id}/{code}": each.title for code, each in pack.criteria.items()}
        found |= dict.fromkeys((pack.id, pack.name), pack.head.code_label or pack.head.title)
    return found


def subject_words(kind: str, subject: str) -> str:
    """What a decision is about; of a factor or of words also which part."""
    code, dot, part = subject.rpartition(".") if kind in {"factor", "wording"} else (subject, "", "")
    title = subjects().get(code, code)
    return f"{title}, {part.replace('-', ' ')}" if dot else title
