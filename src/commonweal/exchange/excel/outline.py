"""What both workbooks are made from: each award decision with its numbered criteria, their questions and scales."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.design.settings import design_settings
from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.published_scheme import Published
from commonweal.frameworks.pack import Pack, Packs
from commonweal.procurement.award_decision import award_decisions
from commonweal.procurement.case import Case
from commonweal.procurement.procurement import Split
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source
from commonweal.scheme.criterion import AdoptedCriterion, QualityPart
from commonweal.scheme.question import Question, ScaleLevel
from commonweal.scheme.scheme import AwardScheme, Scheme

UNSTATED = "To be stated by the authority before publication."
QUALITY, SOCIAL_VALUE = "Quality", "Social value"
# Bids beyond those expected, and the fewest and the most of bids and evaluators that a workbook has room for.
SPARE_BIDS, FEWEST_BIDS, MOST_BIDS, MOST_EVALUATORS = 2, 6, 60, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredCriterion:
    """A criterion as scored. `key` is its id in both workbooks: the award decision, then its number there.

    `borrowed` marks a scale that the scheme does not state for it: points and names of its other answers' levels stand
    in, and what each must show is left to the authority.
    """

    key: str
    number: int
    part: str
    title: str
    weighting: Decimal
    scale: tuple[ScaleLevel, ...]
    question: str = ""
    word_limit: int | None = None
    evidence: str = ""
    sub_criteria: tuple[str, ...] = ()
    stage: str = ""
    sources: tuple[Source, ...] = ()
    borrowed: bool = False

    @property
    def maximum(self) -> Decimal:
        return max(level.points for level in self.scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardOutline:
    """One award decision. `prefix` begins the names of its sheets where there are several."""

    id: str
    title: str
    prefix: str
    split: Split
    criteria: tuple[ScoredCriterion, ...]
    methodology: str
    conflict: str
    bids: int
    evaluators: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeOutline:
    """A scheme, adopted or still a proposal. `digest` matches a filled copy with it; `shown_digest` is what people see:
    of a published scheme that of its open data.
    """

    scheme: Scheme
    digest: str
    shown_digest: str
    standing: str
    adopted: bool
    awards: tuple[AwardOutline, ...]


def outline_scheme(
    version: SchemeVersion | Scheme,
    case: Case,
    packs: Packs,
    *,
    award: str = "",
    bids: int | None = None,
    published: Published | None = None,
) -> SchemeOutline:
    """The outline of a scheme, whole or of one award decision, with room for so many bids where that is said."""
    if bids is not None and not 1 <= bids <= MOST_BIDS:
        raise MisuseError(f"A workbook has room for 1 to {MOST_BIDS} bids, not {bids}.")
    scheme = version.scheme if isinstance(version, SchemeVersion) else version
    known = [each.id for each in scheme.awards]
    if award and award not in known:
        raise MisuseError(f"There is no award decision '{award}'.", remedy=f"There are {', '.join(known)}.")
    chosen = [each for each in scheme.awards if award in {"", each.id}]
    return SchemeOutline(
        scheme=scheme,
        digest=scheme.digest(),
        shown_digest=published.digest if published else scheme.digest(),
        standing=published.words if published else _standing(version),
        adopted=isinstance(version, SchemeVersion),
        awards=tuple(
            _outline_award(each, scheme, case, packs, prefix=f"{number} " if len(chosen) > 1 else "", bids=bids)
            for number, each in enumerate(chosen, start=1)
        ),
    )


def _standing(version: SchemeVersion | Scheme) -> str:
    if isinstance(version, SchemeVersion):
        on = version.adopted_on
        return f"Scheme {version.version}, adopted on {on.day} {on:%B %Y}"
    return f"A proposal ({version.option} option) that nobody has adopted: not for use with bids"


def _outline_award(
    award: AwardScheme, scheme: Scheme, case: Case, packs: Packs, *, prefix: str, bids: int | None
) -> AwardOutline:
    decision = next((each for each in award_decisions(case.procurement) if each.id == award.id), None)
    usual = design_settings(packs)
    expected = (decision.bidders if decision else None) or int(usual.default_bidders)
    assessors = (decision.assessors if decision else None) or int(usual.default_assessors)
    return AwardOutline(
        id=award.id,
        title=award.title,
        prefix=prefix,
        split=award.split,
        criteria=_criteria(award, scheme, case, packs),
        methodology=award.methodology,
        conflict=award.conflict,
        bids=bids or min(max(expected + SPARE_BIDS, FEWEST_BIDS), MOST_BIDS),
        evaluators=min(max(assessors, 1), MOST_EVALUATORS),
    )


def _criteria(award: AwardScheme, scheme: Scheme, case: Case, packs: Packs) -> tuple[ScoredCriterion, ...]:
    usual = _usual_scale(award, scheme, packs)
    found = [
        _quality(part, f"{award.id}/{number}", number, usual) for number, part in enumerate(award.quality, start=1)
    ]
    scored = (each for each in award.social_value if each.question is not None and each.weighting is not None)
    found += [
        _social_value(each, f"{award.id}/{number}", number, case)
        for number, each in enumerate(scored, start=len(found) + 1)
    ]
    return tuple(found)


def _quality(part: QualityPart, key: str, number: int, usual: tuple[ScaleLevel, ...]) -> ScoredCriterion:
    question = part.question
    return ScoredCriterion(
        key=key,
        number=number,
        part=QUALITY,
        title=part.title,
        weighting=part.weighting,
        scale=question.scale if question else tuple(replace(level, descriptor=UNSTATED) for level in usual),
        question=question.text if question else part.asks,
        word_limit=question.word_limit if question else None,
        evidence=question.evidence if question else "",
        sub_criteria=part.sub_criteria or (tuple(each.title for each in question.sub_criteria) if question else ()),
        borrowed=question is None,
    )


def _social_value(each: AdoptedCriterion, key: str, number: int, case: Case) -> ScoredCriterion:
    assert each.question is not None
    assert each.weighting is not None
    return ScoredCriterion(
        key=key,
        number=number,
        part=SOCIAL_VALUE,
        title=each.title,
        weighting=each.weighting,
        scale=each.question.scale,
        question=each.question.text,
        word_limit=each.question.word_limit,
        evidence=each.question.evidence,
        sub_criteria=tuple(part.title for part in each.question.sub_criteria),
        stage=case.procurement.stage(each.stage).title,
        sources=each.reasons[0].sources if each.reasons else (),
    )


def _usual_scale(award: AwardScheme, scheme: Scheme, packs: Packs) -> tuple[ScaleLevel, ...]:
    """The scale of the award's own answers, else of the scheme's, else of the packs that it was made with."""
    asked = (*_questions(award), *(question for each in scheme.awards for question in _questions(each)))
    if asked:
        return asked[0].scale
    edition = [pack for pack in packs.editions if pack.name == scheme.edition]
    pack = next((pack for pack in (*edition, *packs.newest()) if pack.head.scale in pack.scales), None)
    if pack is None:
        raise MisuseError("No pack at hand states a scale of scores.", remedy="Add a pack that has one.")
    return _levels(pack)


def _levels(pack: Pack) -> tuple[ScaleLevel, ...]:
    return tuple(
        ScaleLevel(points=level.points, label=level.label, descriptor=level.descriptor)
        for level in pack.scales[pack.head.scale].levels
    )


def _questions(award: AwardScheme) -> tuple[Question, ...]:
    scored = [each.question for each in award.social_value] + [each.question for each in award.quality]
    return tuple(question for question in scored if question is not None)
