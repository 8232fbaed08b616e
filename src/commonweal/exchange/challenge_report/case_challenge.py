"""The challenge of a case: which scheme was challenged, with which forecast, and what that tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from commonweal.record.errors import MisuseError

if TYPE_CHECKING:  # what computes loads numpy, and whoever opens a case need not wait for that
    from commonweal.challenge import ChallengeReport
    from commonweal.design import Proposals
    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.exchange.case_file.scheme_file import SchemeVersion
    from commonweal.exchange.challenge_report.finding import Beside
    from commonweal.exchange.charts import Chart
    from commonweal.exchange.charts.chart import Size
    from commonweal.forecast.result import Forecast
    from commonweal.frameworks.pack import Packs
    from commonweal.procurement.case import Case
    from commonweal.scheme.scheme import Scheme

USUAL_OPTION = "balanced"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseChallenge:
    """A challenge with what it was made of. `version` is the adopted version that was challenged, None for a proposal.

    `forecast` told what efforts are worth, None where the pack alone does. `beside`: how the other proposals are
    aligned, where a proposal was challenged and they are at hand. It shows itself in a notebook.
    """

    case: Case
    packs: Packs
    scheme: Scheme
    version: SchemeVersion | None
    forecast: Forecast | None
    report: ChallengeReport
    beside: tuple[Beside, ...] = ()

    @property
    def finding(self) -> tuple[str, ...]:
        """The verdict and what it rests on, in a few sentences; the first stands alone."""
        from commonweal.exchange.challenge_report.finding import tell_finding

        return tell_finding(self.report, self.beside)

    def charts(self, *, size: Size | None = None) -> tuple[Chart, ...]:
        """Every chart, in the order that a reader asks; each shows itself and has its table."""
        from commonweal.exchange.charts.challenge import draw_challenge
        from commonweal.exchange.charts.chart import WIDE

        return draw_challenge(self.report, size=size or WIDE)

    def chart(self, name: str) -> Chart:
        """One chart by its name. Raises MisuseError for another name."""
        charts = {each.name: each for each in self.charts()}
        if name not in charts:
            raise MisuseError(f"There is no chart '{name}'.", remedy=f"There are {', '.join(charts)}.")
        return charts[name]

    def __repr__(self) -> str:
        return "\n".join([f"Challenge of {self.case.procurement.title} ({self.subject})", *self.finding])

    def _repr_html_(self) -> str:
        from commonweal.exchange.challenge_report.pages import notebook_html

        return notebook_html(self)

    @property
    def subject(self) -> str:
        """What was challenged, in words: 'version 2, the balanced scheme' or 'the balanced proposal'."""
        if self.version is None:
            return f"the {self.scheme.option} proposal"
        return f"version {self.version.version}, the {self.scheme.option} scheme"


def challenge_case(
    opened: CaseFolder,
    *,
    packs: Packs,
    option: str = "",
    version: int | None = None,
    with_forecast: bool = True,
    seed: int = 1,
) -> CaseChallenge:
    """Challenge a case as it was opened: its newest adopted scheme, else the proposal of an option.

    `option` (lighter, balanced or fuller) asks for that proposal, `version` for an adopted version by its number.
    Where the case has a forecast it tells what efforts are worth, unless `with_forecast` is false. Equal input gives an
    equal challenge. Raises MisuseError, one sentence, for a version that there is none of, and what `propose_schemes`
    and the forecast raise, with file and line.
    """
    if option and version is not None:
        raise MisuseError("An option and a version are two schemes.", remedy="Ask for one of them.")
    adopted = None if option else _adopted(opened, version)
    forecast = value_efforts(opened, packs=packs, seed=seed) if with_forecast else None
    if adopted is not None:
        return challenge_of(opened.case, adopted.scheme, packs=packs, version=adopted, forecast=forecast, seed=seed)
    proposals = propose_of(opened, packs=packs)
    scheme = proposals.option(option or USUAL_OPTION).scheme
    found = challenge_of(opened.case, scheme, packs=packs, forecast=forecast, seed=seed)
    return replace(found, beside=tuple(beside_of(proposals, found)))


def beside_of(proposals: Proposals, found: CaseChallenge) -> Iterator[Beside]:
    """How the other proposals are aligned; nothing is attacked and nothing played."""
    from commonweal.challenge.challenging import alignments
    from commonweal.exchange.challenge_report.finding import Beside

    for proposal in proposals.options:
        if proposal.option != found.scheme.option:
            told = alignments(proposal.scheme, found.case, packs=found.packs, forecast=found.forecast)
            for award, alignment in told.items():
                yield Beside(option=proposal.option, award=award, alignment=alignment)


def challenge_of(
    case: Case,
    scheme: Scheme,
    *,
    packs: Packs,
    version: SchemeVersion | None = None,
    forecast: Forecast | None = None,
    seed: int = 1,
) -> CaseChallenge:
    """Challenge a scheme that is at hand, with the forecast that is to tell what efforts are worth, if any."""
    from commonweal.challenge import challenge_scheme

    report = challenge_scheme(scheme, case, packs=packs, forecast=forecast, seed=seed)
    return CaseChallenge(case=case, packs=packs, scheme=scheme, version=version, forecast=forecast, report=report)


def value_efforts(opened: CaseFolder, *, packs: Packs, seed: int) -> Forecast | None:
    """The case's forecast, quickly made: it is asked only how pounds are shared among kinds.

    None where the case has none. Raises as `forecast_case` does.
    """
    if opened.forecast is None:
        return None
    from commonweal.exchange.case_file.placing import placing_inputs
    from commonweal.forecast.quick import forecast_quickly

    with placing_inputs(opened):
        return forecast_quickly(opened.case.procurement, opened.forecast, packs=packs, seed=seed)


def _adopted(opened: CaseFolder, version: int | None) -> SchemeVersion | None:
    if version is None:
        return opened.newest_scheme
    found = next((each for each in opened.schemes if each.version == version), None)
    if found is None:
        there = f"There are 1 to {len(opened.schemes)}." if opened.schemes else "None is adopted yet."
        raise MisuseError(f"The case has no version {version}.", where=str(opened.path), remedy=there)
    return found


def propose_of(opened: CaseFolder, *, packs: Packs) -> Proposals:
    """The case's proposals; errors name file and line."""
    from commonweal.design import propose_schemes
    from commonweal.exchange.case_file.placing import placing_errors

    with placing_errors(opened, packs):
        return propose_schemes(opened.case, packs=packs)
