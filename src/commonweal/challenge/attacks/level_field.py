"""Everybody scores alike: the marks are there and decide nothing."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.challenge.attacks.context import AttackContext, Found
from commonweal.challenge.attacks.mends import give_marks_elsewhere
from commonweal.challenge.leak import Mend
from commonweal.design.signal import bid_signal
from commonweal.record.text import first_upper

ALL_SAY_YES = "What every competent bidder can promise is asked of whoever wins: it tells no bids apart."


def attack(context: AttackContext) -> Iterator[Found]:
    """Each scored criterion on which good and poor bids read too much alike."""
    least = float(context.settings.least_factor_scored)
    for each in context.target.criteria:
        if each.profile is None or (signal := bid_signal(each.profile.bids)) >= least:
            continue
        because = each.profile.bids.because
        yield Found(
            criterion=each,
            severity=1 - signal,
            finding=f"Good and poor bids would score alike on ‘{each.title}’, so its marks would decide little.",
            because=f"The bids of a good and of a poor deliverer can be told apart by {signal:.0%} of what certainty "
            f"would be, and {least:.0%} is the least for a scored criterion."
            f"{f' {first_upper(because)}.' if because else ''}",
            mends=(
                *give_marks_elsewhere(context, each, because=ALL_SAY_YES),
                Mend(
                    title=f"Ask under ‘{each.title}’ for evidence that a poor deliverer could not give.",
                    because="Results of the same method elsewhere, good and bad, tell bids apart; promises do not.",
                    costs="The criterion is evidenced by another measure.",
                ),
            ),
        )
