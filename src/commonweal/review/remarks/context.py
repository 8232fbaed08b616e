"""What a remark looks at: the notice, the case drafted from it, and what its criteria ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from commonweal.design.settings import Settings, design_settings
from commonweal.frameworks.applicability import Applicability, applicable_edition
from commonweal.frameworks.pack import Pack, Packs
from commonweal.procurement.case import Assumption, Case
from commonweal.procurement.notice import Notice
from commonweal.procurement.procurement import DeliveryModel
from commonweal.procurement.regime import Regime
from commonweal.procurement.stage import StageKind
from commonweal.procurement.valuation import Valuation, value_procurement
from commonweal.record.errors import CommonwealError
from commonweal.record.finding import Severity
from commonweal.record.source import Source
from commonweal.review.asking import AskedCriterion, AskedLot, AskedMeasure, read_asked, review_pack
from commonweal.review.classification import classify
from commonweal.review.drafting import NO_DRAFT, draft_case
from commonweal.review.inference import Inference, Passage, infer, match_patterns, passages_of
from commonweal.review.notice_kinds import NoticeMoment, moment_of
from commonweal.review.outlining import outline_case
from commonweal.review.regime_reading import read_regime
from commonweal.review.surviving import Survival, judge_survival


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What one remark found: a sentence and where in the notice.

    `severity`, `remedy` and `sources` stand in for the remark's own, where what was found calls for others.
    """

    message: str
    where: str = ""
    severity: Severity | None = None
    remedy: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a remark may look at. `case` is None where nothing can be drafted; `undrafted` says why.

    `sized` is false where the notice states no value: then the case holds no sums. `inferred` is filled where there
    is no case, which otherwise holds the same as assumptions.
    """

    notice: Notice
    packs: Packs
    settings: Settings
    moment: NoticeMoment
    regime: Regime
    lots: tuple[AskedLot, ...]
    case: Case | None
    sized: bool
    undrafted: str
    applicability: Applicability | None
    valuation: Valuation | None
    survivals: Mapping[str, Survival]
    inferred: Mapping[str, Inference]

    @property
    def pack(self) -> Pack:
        return review_pack(self.packs)

    @property
    def is_tender(self) -> bool:
        return self.moment is NoticeMoment.TENDER

    @property
    def asks(self) -> bool:
        """Whether the notice comes before bids: what it asks can still be mended, or was asked of bidders."""
        return self.moment in {NoticeMoment.EARLY, NoticeMoment.TENDER}

    @property
    def stage_kind(self) -> StageKind | None:
        """The kind of the longest stage, where words tell it; None where it is only our default."""
        if self.case is None:
            return classify(self.notice, self.packs).stage_kind if "stage-kind" in self.inferred else None
        longest = max(self.case.procurement.contract_stages, key=lambda stage: stage.months).kind
        return longest if self.assumed("stages", f"stages.{longest.value}.kind") else None

    @property
    def delivery_model(self) -> DeliveryModel | None:
        """How it is delivered, where words tell it or call for a template."""
        if self.case is None:
            return classify(self.notice, self.packs).delivery_model if "delivery-model" in self.inferred else None
        told = self.assumed("delivery_model") or self.assumed("stages")
        return self.case.procurement.delivery_model if told else None

    def is_told_by_code(self, *subjects: str) -> bool:
        """Whether nothing but a CPV code tells a subject: enough for a table, too little to remark on."""
        found = self.assumed(*subjects)
        return found is not None and found.words.startswith("CPV ")

    def assumed(self, *subjects: str) -> Assumption | None:
        """The first assumption on one of these subjects that was read from words."""
        every = self.case.assumptions if self.case else ()
        return next((each for each in every if each.subject in subjects and each.words), None)

    def told(self, subject: str, passages: Iterable[Passage] | None = None) -> Passage | None:
        """The first words of the notice that tell something, by the pack's patterns: the words and where they stand."""
        for passage in passages_of(self.notice) if passages is None else passages:
            found = match_patterns(passage.text, self.pack, subject=subject)
            if found:
                return Passage(text=found[0].words, where=passage.where)
        return None

    def scored_measures(self) -> Iterator[tuple[AskedCriterion, AskedMeasure]]:
        """What criteria of social value ask for, each measure once."""
        seen: set[str] = set()
        for lot in self.lots:
            for criterion in lot.criteria:
                for measure in criterion.measures if criterion.is_social_value else ():
                    if measure.code not in seen:
                        seen.add(measure.code)
                        yield criterion, measure


def make_context(notice: Notice, *, packs: Packs) -> Context:
    """Read, infer and draft as far as the notice allows."""
    settings = design_settings(packs)
    case, sized, undrafted = _draft(notice, packs)
    lots = read_asked(notice, packs)
    codes = [each.code for lot in lots for one in lot.criteria if one.is_social_value for each in one.measures]
    judged = judge_survival(codes, case=case, packs=packs, settings=settings, sized=sized) if case else {}
    return Context(
        notice=notice,
        packs=packs,
        settings=settings,
        moment=moment_of(notice),
        regime=case.procurement.regime if case else read_regime(notice, packs)[0],
        lots=lots,
        case=case,
        sized=sized,
        undrafted=undrafted,
        applicability=applicable_edition(case, packs=packs, known_on=notice.published) if case else None,
        valuation=value_procurement(case.procurement) if case else None,
        survivals=judged,
        inferred={} if case else {each.subject: each for each in infer(notice, packs)},
    )


def _draft(notice: Notice, packs: Packs) -> tuple[Case | None, bool, str]:
    """The case; whether it has sums; why there is none, or why it has none."""
    if notice.kind in NO_DRAFT:
        return None, False, ""
    try:
        return draft_case(notice, packs=packs), True, ""
    except CommonwealError as error:
        why = error.message
    try:
        return outline_case(notice, packs=packs), False, why
    except CommonwealError as error:
        return None, False, error.message
