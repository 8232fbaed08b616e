"""The exact answer as a forecast states it, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.forecast.estimate import PERCENTILES, Estimate, Method, Summary, stated
from commonweal.forecast.exact import ExactDistribution, find_exactly
from commonweal.forecast.model import ImpactModel
from commonweal.record.errors import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactAnswer:
    """Social value and net value over all stages, found without draws; or `refused`, with the reason.

    Intervals are bounds on the error of the grid, not of sampling: a percentile is off by no more than `pounds_error`,
    at a share that is off by no more than `share_error`.
    """

    social_value: Summary | None
    net: Summary | None
    pounds_error: Decimal
    share_error: Decimal
    refused: str = ""


def answer_exactly(model: ImpactModel) -> ExactAnswer:
    """Both distributions by convolution, where the model is a sum of independent terms given the gates."""
    try:
        net = find_exactly(model)
    except RefusedError as reason:
        return ExactAnswer(
            social_value=None, net=None, pounds_error=Decimal(0), share_error=Decimal(0), refused=reason.message
        )
    return ExactAnswer(
        social_value=_summary(net.before_costs()),
        net=_summary(net),
        pounds_error=stated(net.pounds_error),
        share_error=stated(net.share_error),
    )


def _summary(found: ExactDistribution) -> Summary:
    drawn = [_within(found.quantile(share), found.pounds_error) for share in PERCENTILES]
    positive = 1.0 - found.cdf(0.0)
    return Summary(
        mean=_within(found.mean, found.pounds_error),
        p5=drawn[0],
        p25=drawn[1],
        p50=drawn[2],
        p75=drawn[3],
        p95=drawn[4],
        positive_share=_within(positive, found.share_error),
    )


def _within(value: float, error: float) -> Estimate:
    return Estimate(
        value=stated(value),
        standard_error=Decimal(0),
        low=stated(value - error),
        high=stated(value + error),
        method=Method.EXACT,
    )
