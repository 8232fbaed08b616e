"""A procedure of several rounds is described in the tender notice, and is proportionate (s.20, reg 19(2))."""

from __future__ import annotations

from commonweal.procurement.round import RoundKind
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, not_answered
from commonweal.scheme.checks.rounds import outside_rounds

CHECK = "rounds-described"


def check(context: Context) -> Verdict:
    """Each round says how many go on, and the notice describes the process; a person says why it is proportionate."""
    if outside := outside_rounds(context):
        return outside
    rounds = context.procurement.rounds
    if len(rounds) < 2:
        return not_answered("The award is made in rounds, but the case does not list them.", where="rounds")
    for each in rounds:
        if each.kind is not RoundKind.FINAL and each.keeps_at_most is None and each.keeps_at_least is None:
            return not_answered(f"How many go on after {each.title} has not been said.", where=f"rounds/{each.id}")
    if not context.said(CHECK, "proportionate_because", str):
        return not_answered("Why so many rounds are proportionate has not been said.", "proportionate_because")
    return answer_by(
        context,
        CHECK,
        "described",
        yes="The tender notice describes the rounds, the numbers and how suppliers are selected in each.",
        no="The tender notice does not describe the rounds, the numbers and how suppliers are selected in each.",
        unsaid="Whether the tender notice describes every round has not been said.",
    )
