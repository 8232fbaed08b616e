"""Gathering the report of a challenge: the verdict first, leaks with their mends second, the detail third."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from commonweal.exchange.business_case.view import Block, BusinessCase, Part, Picture
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge
from commonweal.exchange.challenge_report.ground_parts import tell_judgements, tell_method, tell_sureness
from commonweal.exchange.challenge_report.leak_parts import tell_every_leak
from commonweal.exchange.challenge_report.opening import tell_opening
from commonweal.exchange.challenge_report.standing_parts import ChartHere, tell_audit, tell_certificates, tell_criteria
from commonweal.exchange.challenge_report.tournament_parts import tell_price, tell_tournament
from commonweal.exchange.tender_pack.clean_text import clean_view
from commonweal.record.text import first_upper

if TYPE_CHECKING:  # what draws is slow to import, and a terminal draws nothing
    from commonweal.exchange.charts.chart import Chart

SUBTITLE = "Challenge: would this scheme reward the wrong bid?"
STATUS = (
    "Our judgement, before publication, of what a scheme would reward. It is neither a verdict on any bidder nor legal "
    "advice, and no part of any evaluation of bids."
)
DIGEST_SHOWN = 12
PARTS: tuple[tuple[str, str, Callable[[CaseChallenge], Iterator[Block | ChartHere]]], ...] = (
    ("leaks", "Every leak and its mends", tell_every_leak),
    ("criteria", "By criterion", tell_criteria),
    ("certificates", "What no weighting mends", tell_certificates),
    ("checking", "What checking claims would do", tell_audit),
    ("tournament", "Who wins, and what ambition earns", tell_tournament),
    ("price", "Pounds per mark", tell_price),
    ("sureness", "How sure this is", tell_sureness),
    ("judgements", "What is taken for granted", tell_judgements),
    ("method", "Method and limits", tell_method),
)


def make_challenge(found: CaseChallenge, *, case: str = "CASE", pictures: bool = True) -> BusinessCase:
    """Everything that the report says. Equal challenges give equal reports.

    `case` is how the case is called on the command line, for the commands that adopt a mend. Without `pictures` no
    chart is drawn.
    """
    procurement, report = found.case.procurement, found.report
    charts = {chart.name: chart for chart in found.charts()} if pictures else {}
    parts = PARTS if any(award.standing for award in report.awards) else PARTS[-1:]
    made = BusinessCase(
        title=procurement.title,
        subtitle=SUBTITLE,
        authority=procurement.authority.name,
        finding=found.finding,
        standing=f"Challenged: {found.subject}.",
        mark="",
        status=STATUS,
        foot=f"{first_upper(found.subject)}, {report.scheme_digest[:DIGEST_SHOWN]}, {report.pack}, seed {report.seed}",
        parts=tuple(
            Part(mark=mark, title=f"{number}. {title}", blocks=tuple(_drawn(tell(found), charts)))
            for number, (mark, title, tell) in enumerate(parts, start=1)
        ),
        opening=tuple(tell_opening(found, case=case)),
    )
    return clean_view(made)


def _drawn(blocks: Iterator[Block | ChartHere], charts: Mapping[str, Chart]) -> Iterator[Block]:
    """The blocks with each chart in its place; one that is left out, or not wanted, is passed over."""
    for block in blocks:
        if not isinstance(block, ChartHere):
            yield block
        elif block.name in charts and charts[block.name].spec is not None:
            yield Picture(chart=charts[block.name])
