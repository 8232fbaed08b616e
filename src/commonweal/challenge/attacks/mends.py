"""Mends that several attacks offer. Each gives none where it would not help here."""

from __future__ import annotations

import math
from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext
from commonweal.challenge.leak import Change, Mend
from commonweal.challenge.target import TargetCriterion
from commonweal.design.wording import LONGEST, official_words
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.case import DecisionKind
from commonweal.record.text import say_list

# Checking every claim is an audit, no sample: beyond this share another mend is better.
MOST_CHECKED = 0.9
# Shares to check are said in steps of so many percent.
STEP = 5
# At most so many measures are named as an example of what else could be asked for.
NAMED = 2


def give_marks_elsewhere(context: AttackContext, criterion: TargetCriterion, *, because: str) -> Iterator[Mend]:
    """Ask for it in the contract and give its marks to the other criteria, where there are others."""
    others = context.others(criterion)
    if not others or criterion.code in {each.code for each in others}:
        return
    yield Mend(
        title=f"Ask for ‘{criterion.title}’ in the contract, and give its {criterion.weighting:f} points to the other "
        "criteria.",
        because=because,
        changes=(Change(kind=DecisionKind.FORCE, subject=criterion.code, value="condition", stage=criterion.stage),),
        costs="The winner reports on it; nobody scores it.",
    )


def check_claims(criterion: TargetCriterion) -> Iterator[Mend]:
    """Verify so many claims that padding pulls no harder than the real thing."""
    if criterion.pull <= 1 or (share := 1 - 1 / criterion.pull) > MOST_CHECKED:
        return
    percent = percent_up(share)
    yield Mend(
        title=f"Check {percent}% of what is claimed under ‘{criterion.title}’ against records, and say so in what "
        "bidders read and in the contract.",
        because=f"With {percent}% of claims checked, an hour of padding earns no more than an hour of the real thing.",
        changes=checking(criterion, percent),
        costs=f"Somebody of the authority checks {percent}% of the claims at every report; the supplier keeps records.",
    )


def percent_up(share: float) -> int:
    """A share as the next whole step of percent."""
    return math.ceil(round(share * 100 / STEP, 6)) * STEP


def checking(criterion: TargetCriterion, percent: int) -> tuple[Change, ...]:
    """The decisions by which so many percent of claims are checked: its meaning, and what bidders and supplier read."""
    pull = criterion.pull * (1 - percent / 100)
    meaning = math.ceil(round(1000 / (1 + pull**2), 6)) / 1000
    subject = f"{criterion.code}.meaning"
    return (
        Change(kind=DecisionKind.FACTOR, subject=subject, value=f"{meaning:.3f}", stage=criterion.stage),
        *reword(
            criterion,
            "evidence",
            f"{criterion.evidence} Name the record that shows each claim: {percent}% of claims are checked against "
            "these records at every report, and what they do not show is not counted.",
        ),
        *reword(
            criterion,
            "condition",
            f"{criterion.condition} Keep the records that show what is claimed, and open them to the authority: at "
            f"every report {percent}% of claims, of its choice, are checked against them, and what they do not show "
            "is not counted.",
        ),
    )


def reword(criterion: TargetCriterion, part: str, text: str) -> tuple[Change, ...]:
    """The decision that words a part anew; none where the text would be longer than a case may hold."""
    text = " ".join(text.split())
    if len(text) > LONGEST[part.partition("-")[0]]:
        return ()
    subject = f"{criterion.code}.{part}"
    return (Change(kind=DecisionKind.WORDING, subject=subject, value=text, stage=criterion.stage),)


def wordable(context: AttackContext, criterion: TargetCriterion, part: str) -> bool:
    """Whether a part of a criterion is the authority's to word, and not an edition's own text."""
    pack_id = criterion.code.partition("/")[0]
    pack = next((each for each in context.packs.newest() if each.id == pack_id), None)
    return pack is None or not official_words(pack, part)


def ask_instead(context: AttackContext, criterion: TargetCriterion) -> Iterator[Mend]:
    """Ask for what the count brings about: for people to do, since it is another criterion or another measure."""
    better = list(_better_measures(context, criterion))[:NAMED]
    such_as = f", such as {say_list([f'‘{each}’' for each in better], last='or')}" if better else ""
    yield Mend(
        title=f"Ask for what ‘{criterion.title}’ brings about{such_as}, and keep the count for monitoring.",
        because="A count can be added to at will; what it changes is harder to claim.",
        costs="The criterion is worded anew, and whoever bids must think about what would change.",
    )


def _better_measures(context: AttackContext, criterion: TargetCriterion) -> Iterator[str]:
    """Measures of the same outcome and pack that tell what changed, and that padding pulls less than the real thing."""
    pack_id, _, name = criterion.measure.partition("/")
    pack = next((each for each in context.packs.newest() if each.id == pack_id), None)
    if pack is None or name not in pack.measures:
        return
    homes = {each.outcome for each in pack.criteria.values() if name in each.measures}
    names = dict.fromkeys(each for one in pack.criteria.values() if one.outcome in homes for each in one.measures)
    for other in (pack.measures[each] for each in names):
        if other.kind is MeasureKind.OUTCOME and other.fit.pull < 1:
            yield other.title
