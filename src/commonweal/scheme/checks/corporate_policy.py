"""PPN 002: general corporate policy earns no marks."""

from __future__ import annotations

from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met
from commonweal.scheme.checks.reach import no_scheme, outside_edition
from commonweal.scheme.question import Question

CHECK = "corporate-policy"
# Words with which the lowest level of a scale says that a general statement is worth nothing.
_GENERAL = ("policy", "policies", "general")


def check(context: Context) -> Verdict:
    """Every scored question gives a general policy the lowest level, or a person confirms that it earns nothing."""
    if outside := outside_edition(context, "ppn-002"):
        return outside
    if context.scheme is None:
        return no_scheme()
    if not context.scheme.scored:
        return does_not_apply("No social value criterion is scored.")
    unsaid = [each for each in context.scheme.scored if each.question is None or not _covers(each.question)]
    if not unsaid:
        return met("Every scored question gives no marks to a general policy.")
    title = unsaid[0].title
    return answer_by(
        context,
        CHECK,
        "confirmed",
        yes="A person has confirmed that no scored question rewards a general policy.",
        no=f"'{title}' could reward a general policy.",
        unsaid=f"The scale of '{title}' does not say that a general policy earns nothing.",
    )


def _covers(question: Question) -> bool:
    lowest = min(question.scale, key=lambda level: level.points, default=None)
    return lowest is not None and any(word in lowest.descriptor.lower() for word in _GENERAL)
