"""What checks, their questions, and decisions with their subjects are called, by their names in documents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.frameworks.titles import check_titles, subject_titles
from commonweal_web.procurements.translate.choices import Choices, shipped_packs

# What was decided, by kind: of a subject that is named behind it.
DECISION_KINDS: Choices = {
    "adopt": gettext_lazy("Adopted"),
    "insist": gettext_lazy("Insisted on"),
    "force": gettext_lazy("Placed against advice"),
    "exclude": gettext_lazy("Left out"),
    "link": gettext_lazy("Link to what is bought"),
    "additionality": gettext_lazy("Whether it goes beyond the contract"),
    "factor": gettext_lazy("A factor of fit changed"),
    "weighting": gettext_lazy("A weighting set"),
    "edition": gettext_lazy("The edition chosen"),
    "outcome": gettext_lazy("The outcome chosen"),
    "wording": gettext_lazy("Words changed"),
}
# What a decision says of its subject, by kind and value.
DECISION_VALUES: Mapping[tuple[str, str], str | Promise] = {
    ("link", "yes"): gettext_lazy("relates to what is bought"),
    ("link", "no"): gettext_lazy("does not relate to what is bought"),
    ("additionality", "deliverable"): gettext_lazy("is what the contract buys"),
    ("additionality", "spillover"): gettext_lazy("goes beyond what the contract buys"),
    ("force", "scored"): gettext_lazy("scored"),
    ("force", "condition"): gettext_lazy("as a contract condition"),
}
# Kinds that say where something belongs, and depart from no advice.
STATED = frozenset({"link", "additionality"})
# Subjects that no pack names.
SUBJECTS: Choices = {
    "quality": gettext_lazy("your own quality criteria"),
    "none": gettext_lazy("no edition"),
}


@cache
def known_checks() -> Mapping[str, str]:
    """The titles of the shipped packs' checks, by name."""
    return check_titles(shipped_packs().editions)


def check_title(name: str) -> str:
    """A check as its pack calls it; by its name where no shipped pack has it."""
    return known_checks().get(name, name)


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
def known_subjects() -> Mapping[str, str]:
    """What the shipped packs call the subjects of decisions."""
    return subject_titles(shipped_packs().editions)


def subject_title(subject: str, titles: Mapping[str, str] | None = None) -> str:
    """What a decision is about, with the part of it that a factor or words are of. `titles` are those of the packs at
    hand, as `subject_titles` has them; without them the shipped ones.
    """
    known = known_subjects() if titles is None else titles
    code, dot, part = subject.rpartition(".")
    if dot and subject not in known and code in known:
        return _("%(title)s, %(part)s") % {"title": known[code], "part": part.replace("-", " ")}
    return str(known.get(subject) or SUBJECTS.get(subject) or subject)


def decision_title(kind: str) -> str:
    return str(DECISION_KINDS.get(kind, kind))


def decision_value(kind: str, value: str) -> str:
    """What a decision says of its subject, in words; a percentage with its sign, and a text as it stands."""
    if kind == "weighting":
        return _("%(number)s%%") % {"number": value}
    return str(DECISION_VALUES.get((kind, value), value))


def decision_words(kind: str, value: str) -> tuple[str, str]:
    """What was decided, and what it says of its subject; where its words say both, the second is empty."""
    if kind in STATED and (kind, value) in DECISION_VALUES:
        return str(capfirst(str(DECISION_VALUES[kind, value]))), ""
    return decision_title(kind), decision_value(kind, value) if value else ""
