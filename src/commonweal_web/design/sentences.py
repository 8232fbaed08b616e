"""What the record says of the events of design."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.sentences import Sentence, register
from commonweal_web.procurements.translate.choices import shipped_packs
from commonweal_web.procurements.translate.saying import named_title

KINDS: dict[str, str | Promise] = {
    "insist": _("to insist on a criterion"),
    "force": _("to force a criterion in"),
    "exclude": _("to exclude a criterion"),
    "link": _("on the link of a criterion to the subject matter"),
    "additionality": _("on what the contract buys and what goes beyond it"),
    "factor": _("on a factor of fit"),
    "weighting": _("on weightings"),
    "edition": _("on the edition"),
    "outcome": _("on the outcome"),
    "wording": _("on wording"),
    "adopt": _("to adopt an option"),
}
_KIND = {"decision": lambda key: KINDS.get(str(key), str(key)), "subject": lambda name: say_subject(str(name))}


def say_subject(name: str) -> str | Promise:
    """What a decision is about, by its title as far as the shipped packs have it."""
    if name == "quality":
        return _("your own quality criteria")
    code = name.partition(".")[0]
    titles = {pack.id: pack.head.title for pack in reversed(shipped_packs().editions)}
    for pack in shipped_packs().editions:
        if code.startswith(f"{pack.id}/") and code.partition("/")[2] in pack.criteria:
            return str(pack.criteria[code.partition("/")[2]].title)
    return titles.get(code) or named_title(code)


register(
    Sentence(
        kind="decision-made",
        title=_("Decision made"),
        text=_("%(by)s decided %(decision)s: %(subject)s."),
        words=_KIND,
    ),
    Sentence(
        kind="decision-withdrawn",
        title=_("Decision withdrawn"),
        text=_("%(by)s withdrew the decision %(decision)s: %(subject)s."),
        words=_KIND,
    ),
    Sentence(
        kind="scheme-adopted",
        title=_("Scheme adopted"),
        text=_("%(by)s adopted the %(option)s option as scheme %(scheme)s."),
    ),
    Sentence(
        kind="local-criteria-changed",
        title=_("Local criteria changed"),
        text=_("%(by)s saved version %(version)s of the organisation's local criteria."),
    ),
)
