"""Reading a case as a challenge: which scheme, with what is taken for granted, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commonweal.challenge import ChallengeReport, challenge_scheme
from commonweal.challenge.challenging import SEED
from commonweal.challenge.report import Verdict
from commonweal.design import OPTIONS, Proposals
from commonweal.exchange.case_file.scheme_file import SchemeVersion as AdoptedScheme
from commonweal.exchange.challenge_report.case_challenge import USUAL_OPTION, CaseChallenge, beside_of
from commonweal.forecast.quick import forecast_quickly
from commonweal.forecast.result import Forecast
from commonweal.frameworks import PackKind, Packs
from commonweal.procurement.case import Case as EngineCase
from commonweal.record.digest import digest
from commonweal.record.errors import CommonwealError
from commonweal.scheme.scheme import Scheme
from commonweal_web.design.keeping import Kept
from commonweal_web.design.packs_in_force import packs_in_force
from commonweal_web.design.queries import Designed, design_document, packs_of, read_newest
from commonweal_web.forecast.queries import forecast_key, read_forecasting
from commonweal_web.layout.context import installed_version
from commonweal_web.procurements.models import Case, SchemeVersion
from commonweal_web.procurements.queries import forecast_of, schemes_of
from commonweal_web.procurements.translate import Document
from commonweal_web.procurements.translate.wording import plain_message
from commonweal_web.publication.translate import opened_as_of, scheme_of

ADOPTED = "adopted"
CHALLENGED = (ADOPTED, *OPTIONS)
QUICKLY = -1  # in the key of a forecast: made as a challenge asks for it, by the engine's own number of draws
_REPORTS: Kept[ChallengeReport] = Kept(60)
_FORECASTS: Kept[Forecast] = Kept(40)
_VERDICTS: Kept[Verdict] = Kept(500)


@dataclass(frozen=True, kw_only=True)
class Challenged:
    """A scheme of a case with all that its challenge is made from.

    `of` is "adopted" or an option. `row` and `version` are the adopted version, None for a proposal, which has the
    `proposals` that it is one of. `forecast` tells what efforts are worth; where the case's own cannot be made,
    `forecast_problem` says why.
    """

    of: str
    document: Document
    packs: Packs
    scheme: Scheme
    case: EngineCase
    row: SchemeVersion | None = None
    version: AdoptedScheme | None = None
    proposals: Proposals | None = None
    forecast: Forecast | None = None
    forecast_key: str = ""
    forecast_problem: str = ""

    @property
    def key(self) -> str:
        """The digest of all that the challenge is made from, this release included."""
        return digest(
            {
                "scheme": self.scheme.digest(),
                "case": self.case,
                "packs": [f"{pack.name} {pack.digest}" for pack in self.packs.editions],
                "forecast": self.forecast_key,
                "seed": SEED,
                "release": installed_version(),
            }
        )


class NotReady(Exception):
    """There is no scheme to challenge yet: the case cannot be designed, or nothing of that kind is there."""

    def __init__(self, found: Designed) -> None:
        super().__init__(found.problem)
        self.found = found


class NotChallenged(Exception):
    """The engine will not challenge what is there: one sentence."""


def challenged_now(case: Case, of: str = "") -> Challenged | None:
    """As `challenged`, with the report at hand: what pages ask for. Raises NotChallenged, one sentence, too."""
    try:
        asked = challenged(case, of)
        if asked is not None:
            report_of(asked)
    except CommonwealError as error:
        raise NotChallenged(plain_message(error)) from error
    return asked


def challenged(case: Case, of: str = "") -> Challenged | None:
    """What is challenged: an option as it stands, or the newest adopted scheme; without `of` that, or the balanced one.

    None where an adopted scheme is asked for and there is none. Raises NotReady while the case cannot be designed. Nine
    queries at most; an adopted scheme is read with the packs of its day and the challenge's edition of today.
    """
    document, packs = read_newest(case), packs_of(case.organisation)
    row = schemes_of(case)[-1] if schemes_of(case) else None
    if of == ADOPTED or (not of and row is not None):
        return _with_forecast(_adopted(case, row, document, packs), case, packs) if row else None
    found = design_document(document, packs)
    if found.design is None:
        raise NotReady(found)
    option = of or USUAL_OPTION
    proposals = found.ready.proposals
    scheme = proposals.option(option).scheme
    made = Challenged(of=option, document=document, packs=packs, scheme=scheme, case=found.case, proposals=proposals)
    return _with_forecast(made, case, packs)


def version_challenged(case: Case, number: int) -> Challenged | None:
    """An adopted version by its number, as `challenged` has the newest: what a mend is held against."""
    document, packs = read_newest(case), packs_of(case.organisation)
    row = next((each for each in schemes_of(case) if each.number == number), None)
    return _with_forecast(_adopted(case, row, document, packs), case, packs) if row else None


def _adopted(case: Case, row: SchemeVersion, document: Document, packs: Packs) -> Challenged:
    """An adopted scheme with the case as it then stood. Raises CommonwealError where its packs are gone."""
    opened = opened_as_of(case, row, row.case_version)
    version = scheme_of(opened, row.number)
    todays = {pack.name for pack in packs.of_kind(PackKind.CHALLENGE)}
    lock = {name: digits for name, digits in opened.lock.items() if name not in todays}
    held = packs_in_force(case.organisation, lock, used=version.scheme.packs, at=row.adopted_at)
    return Challenged(
        of=ADOPTED,
        document=document,
        packs=_with_todays_challenge(held, packs),
        scheme=version.scheme,
        case=opened.case,
        row=row,
        version=version,
    )


def _with_todays_challenge(held: Packs, today: Packs) -> Packs:
    """What bidders would do is judged by what is known today, whenever the scheme was adopted."""
    rest = tuple(pack for pack in held.editions if pack.head.kind is not PackKind.CHALLENGE)
    return replace(held, editions=(*rest, *(pack for pack in today.editions if pack.head.kind is PackKind.CHALLENGE)))


def _with_forecast(made: Challenged, case: Case, packs: Packs) -> Challenged:
    """With the case's forecast as a challenge asks it: quickly, for how pounds are shared among kinds."""
    found = read_forecasting(made.document, forecast_of(case), packs)
    if found.inputs is None:
        return replace(made, forecast_problem=found.problem)
    key = forecast_key(found, draws=QUICKLY)
    try:
        forecast = _FORECASTS.get(
            key, lambda: forecast_quickly(found.procurement, found.stated, packs=found.packs, seed=SEED)
        )
    except CommonwealError as error:
        return replace(made, forecast_problem=plain_message(error))
    return replace(made, forecast=forecast, forecast_key=key)


def report_of(asked: Challenged) -> ChallengeReport:
    """What the challenge tells; kept by all that it is made from. Raises CommonwealError, one sentence."""
    return _REPORTS.get(
        asked.key,
        lambda: challenge_scheme(asked.scheme, asked.case, packs=asked.packs, forecast=asked.forecast, seed=SEED),
    )


def case_challenge(asked: Challenged) -> CaseChallenge:
    """The same with what it was made of, and a proposal beside the others: as the reports tell it. Raises as that."""
    found = CaseChallenge(
        case=asked.case,
        packs=asked.packs,
        scheme=asked.scheme,
        version=asked.version,
        forecast=asked.forecast,
        report=report_of(asked),
    )
    return replace(found, beside=tuple(beside_of(asked.proposals, found))) if asked.proposals else found


def remember_verdict(case: Case, report: ChallengeReport) -> None:
    """For the task list, which computes nothing: what was found of the scheme that a case has now."""
    _VERDICTS.keep((case.pk, case.version), report.verdict)


def verdict_at_hand(case: Case) -> Verdict | None:
    """What was last found of the scheme that a case has now, if anybody here has looked."""
    return _VERDICTS.find((case.pk, case.version))


def forget_challenges() -> None:
    """For tests: as if the process had just started."""
    for kept in (_REPORTS, _FORECASTS, _VERDICTS):
        kept.clear()
