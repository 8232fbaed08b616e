"""What is promised is scored, and nothing follows if it does not come."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.mends import give_marks_elsewhere, reword
from commonweal.challenge.leak import Mend
from commonweal.challenge.target import TargetCriterion
from commonweal.design.fit import net_million_pounds
from commonweal.design.signal import likely_count
from commonweal.frameworks.measures import SignalForm
from commonweal.procurement.stage import StageKind
from commonweal.record.text import inside_sentence

BIDDER = "overclaimer"
# Where a service stands already, nothing is tried out that might honestly fail.
STANDING = {StageKind.SCALE, StageKind.OPERATE}
TESTED = (
    " A test that shows that it cannot work is no failure to deliver, if the supplier has reported it when it was seen."
)


def attack(context: AttackContext) -> Iterator[Found]:
    """Each scored promise that no due KPI rates and that no condition makes the supplier keep."""
    for each in context.target.criteria:
        if not each.contract_known or _followed_up(context, each):
            continue
        severity, because = _beyond_likely(context, each)
        yield Found(
            criterion=each,
            severity=severity,
            finding=f"Whoever promises most under ‘{each.title}’ earns most, and nothing follows if it does not come.",
            because=because,
            mends=(
                *_held_to_it(context, each),
                *give_marks_elsewhere(
                    context, each, because="A promise that nobody is held to tells no bids apart: it earns no marks."
                ),
            ),
        )


def _followed_up(context: AttackContext, criterion: TargetCriterion) -> bool:
    """A KPI that is due, or a condition that asks for more than a report or says what follows."""
    if criterion.kpi is not None and criterion.kpi.due:
        return True
    reports = context.words("reports-only", criterion.condition)
    return bool(criterion.condition) and (not reports or bool(context.words("remedy", criterion.condition)))


def _beyond_likely(context: AttackContext, criterion: TargetCriterion) -> tuple[float, str]:
    """The share of a bold promise that is not to be expected: of a count its P95, else what an overclaimer claims."""
    profile, stage = criterion.profile, context.target.stage(criterion.stage).stage
    if profile is not None and profile.signal.form is SignalForm.COUNT and stage.funding is not None:
        share = float(context.pack.parameter("likely-share"))
        mean, most = likely_count(profile.signal, million_pounds=net_million_pounds(stage), share=share)
        if most > mean > 0:
            what = inside_sentence(criterion.measure_title)
            return 1 - mean / most, (
                f"Of {what}, about {_count(mean)} {criterion.unit} are to be expected at this stage, and one good "
                f"deliverer in {1 / (1 - share):.0f} would reach more than {_count(most)}; a bid may promise so many, "
                "and more, for full marks."
            )
    claims = float(context.pack.bidders[BIDDER].claims)
    return 1 - 1 / claims, (
        f"An overclaimer promises {claims:.1f} times what it expects, so that {1 - 1 / claims:.0%} of its promise was "
        "never likely."
    )


def _count(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")


def _held_to_it(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    """A condition that makes the promise the contract's, and says what follows."""
    stage = context.target.stage(criterion.stage).stage
    changes = reword(
        criterion,
        "condition",
        f"{criterion.condition} What the bid promises under ‘{criterion.title}’ is delivered as promised, and every "
        f"report says how far it has come. What is not done by {stage.last_moment_words} is made good at the "
        "supplier's cost before the last payment of the stage, or taken off that payment in proportion."
        f"{'' if stage.kind in STANDING else TESTED}",
    )
    if changes:
        yield Mend(
            title=f"Write into the contract what follows if what is promised under ‘{criterion.title}’ does not come.",
            because="A promise that must be kept is made with care.",
            changes=changes,
            costs="The supplier bears the risk of its own promise; the authority looks at every report.",
        )
