"""What the record says of the events of design."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.audit.sentences import Sentence, register

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
_KIND = {"decision": lambda key: KINDS.get(str(key), str(key))}

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
