"""Every scored commitment becomes a term of the contract or a KPI."""

from __future__ import annotations

from dataclasses import replace

from commonweal.frameworks.applicability import Standing
from commonweal.frameworks.pack_head import EditionRules
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, not_met, unknown
from commonweal.scheme.checks.reach import no_scheme

CHECK = "commitments-in-contract"


def check(context: Context) -> Verdict:
    """Each scored criterion has a KPI or a contract term, and a person confirms that the contract holds the rest."""
    rules = context.applicability.rules
    verdict = _answer(context, rules)
    source = rules.commitments_source if rules else None
    return replace(verdict, sources=(source,)) if source else verdict


def _answer(context: Context, rules: EditionRules | None) -> Verdict:
    if context.applicability.standing is Standing.UNKNOWN:
        return unknown("Which social value edition applies is unknown.")
    if rules is None or not rules.commitments_in_contract:
        return does_not_apply("No social value edition that applies asks for it.")
    if context.scheme is None:
        return no_scheme()
    if not context.scheme.scored:
        return does_not_apply("No social value criterion is scored.")
    in_contract = {criterion.code for criterion in context.scheme.contract}
    for criterion in context.scheme.scored:
        if criterion.kpi is None and not criterion.condition.strip() and criterion.code not in in_contract:
            return not_met(f"'{criterion.title}' is scored but has no KPI and no contract term.", where=criterion.code)
    return answer_by(
        context,
        CHECK,
        "in_contract",
        yes="Every scored commitment becomes a term of the contract or a KPI.",
        no="The contract leaves out some of the winning bid's commitments.",
        unsaid="Whether the contract takes up every scored commitment has not been said.",
    )
