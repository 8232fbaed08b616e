"""What holds of every proposal, whatever the procurement."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from commonweal.design import Proposals, explain_code, propose_schemes
from commonweal.frameworks import MeasureKind, Packs, Standing, load_packs
from commonweal.procurement import Case
from commonweal.scheme.checks import State, floor_points
from commonweal.scheme.placement import Place
from commonweal.scheme.weighting import share_out
from strategies import cases, make_case, stage


@cache
def packs() -> Packs:
    return load_packs()


def examine(proposals: Proposals) -> None:
    """Every promise of a proposal at once: drawing procurements is dear, looking is cheap."""
    stages = {each.id for each in proposals.case.procurement.contract_stages}
    for option in proposals.options:
        scheme = option.scheme
        for award in scheme.awards:
            if award.conflict:
                assert not award.social_value
                continue
            assert award.total == 100
            assert all(each.weighting >= 3 for each in award.social_value if each.weighting is not None)
            least = floor_points(proposals.applicability, award.split)
            if proposals.applicability.standing is Standing.BINDS and least:
                assert award.social_value_total >= least
        for each in (*scheme.scored, *scheme.contract):
            assert each.stage in stages
            assert each.reasons
            assert each.reasons[0].sources
            assert each.forced or each.measure_kind is not MeasureKind.EFFORT
            assert (each.question is not None) == (each.place is Place.SCORED)
            assert {"subject-matter", "clear-and-measurable", "functional", "proportionate"} == set(each.tests)
        for answer in option.answers:
            if answer.rule.design_controls:
                assert answer.verdict.state is not State.NOT_MET, answer.verdict.message
        placed = {(each.code, each.stage) for each in (*scheme.scored, *scheme.contract)}
        for rejection in option.rejected:
            assert (rejection.code, rejection.stage) not in placed
            assert rejection.because
            assert rejection.mend
        over = {"relaxed-burden-caps", "prescribed-reporting-over-limit"}
        if not any(finding.code in over for finding in option.findings):
            assert all(burden.hours <= burden.cap for burden in (*option.winner, *option.field))
    shares = [option.worth_share for option in proposals.options]
    assert shares == sorted(shares)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_proposal_keeps_its_promises(case: Case) -> None:
    """Nothing *not met* that design controls, no effort count scored, a reason and a source for every choice."""
    examine(propose_schemes(case, packs=packs()))


@pytest.mark.nightly
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_proposal_keeps_its_promises_at_length(case: Case) -> None:
    """The same over many more procurements."""
    examine(propose_schemes(case, packs=packs()))


def test_the_same_case_gives_the_same_scheme() -> None:
    """Byte for byte, twice in one process."""
    case = make_case(stage("pilot", 9, 450_000, gate=True), stage("demonstrate", 12, 900_000))
    one, other = (propose_schemes(case, packs=packs()) for _ in range(2))
    assert [each.scheme.digest() for each in one.options] == [each.scheme.digest() for each in other.options]


def test_forcing_never_gains() -> None:
    """A criterion below a threshold earns nothing, so what forcing costs is never negative."""
    case = make_case(stage("pilot", 9, 450_000), circumstances={"people_take_part": True})
    proposals = propose_schemes(case, packs=packs())
    for code in ("standards", "shared-facility", "6a", "1a", "teaching-beyond-team"):
        for cost in explain_code(code, proposals, packs=packs(), option="balanced").costs:
            assert cost.worth_lost_share >= 0


@pytest.mark.parametrize(
    ("total", "claims", "least", "shares"),
    [
        (10, [1, 1, 1], 3, [4, 3, 3]),
        (10, [5, 1], 3, [7, 3]),
        (20, [1, 1], 3, [10, 10]),
        (10, [1], 3, [10]),
        (9, [10, 1, 1], 3, [3, 3, 3]),
        ("10.5", [1, 1], 3, ["5.25", "5.25"]),
    ],
)
def test_share_out_by_hand(total: str, claims: list[float], least: int, shares: list[str]) -> None:
    """Largest remainder after the least, ties to the earlier."""
    given_shares = share_out(Decimal(total), claims, least=Decimal(least))
    assert given_shares == [Decimal(share) for share in shares]


def test_option_names_are_refused_kindly() -> None:
    """An option that is not there."""
    proposals = propose_schemes(make_case(), packs=packs())
    with pytest.raises(ValueError, match="There is no option"):
        proposals.option("fullest")
    assert replace(proposals.case) == proposals.case
