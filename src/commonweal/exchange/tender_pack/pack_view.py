"""What a tender pack says, as plain words. Each field is a placeholder of the Word template too, with what it means.

What is not for bidders is not here: expected numbers of bidders, odds of gates, importance, worth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def told(says: str) -> Any:
    """A field with what it says: the reference page of placeholders is written from it."""
    return field(metadata={"says": says})


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLevel:
    points: str = told("the score, such as 3")
    label: str = told("its short name")
    descriptor: str = told("what a bid must show to earn it")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCriterion:
    title: str = told("the criterion's title")
    number: str = told("its number in the pack, such as 3.2")
    part: str = told("Quality or Social value")
    weighting: str = told("its weighting, such as 10%")
    official: str = told("the official criterion that it is or refines; empty where there is none")
    stage: str = told("the stage in which what is promised is delivered; empty for quality")
    why: str = told("why it is asked; empty for quality")
    question: str = told("the question; empty where the authority has still to add it")
    word_limit: str = told("the most words, such as 500; empty where there is no question yet")
    evidence: str = told("what convinces at this stage")
    sub_criteria: tuple[str, ...] = told("what is explained on its own in each assessment summary")
    levels: tuple[PackLevel, ...] = told("the scale of scores, from the lowest")
    commitment: str = told("what the contract will then hold the supplier to; empty where that is nothing more")
    note: str = told("a note on it; empty where there is none")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackWeighting:
    title: str = told("what is assessed")
    part: str = told("Price, Quality or Social value")
    weighting: str = told("its weighting, such as 10%")
    official: str = told("the official criterion that it is or refines; empty where there is none")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAward:
    title: str = told("the award decision's title")
    number: str = told("its number in the pack, such as 3")
    stages: str = told("the stages whose contract it leads to")
    price: str = told("the weighting of price, such as 40%")
    quality: str = told("the weighting of quality")
    social_value: str = told("the weighting of social value")
    total: str = told("all weightings added up")
    method: str = told("how bids are assessed, in words")
    price_example: str = told("what the price formula does to one price, worked out; empty where it cannot be")
    scores: str = told("the scale of scores in one sentence; empty where nothing has a scale")
    weightings: tuple[PackWeighting, ...] = told("every part with its weighting, price first")
    criteria: tuple[PackCriterion, ...] = told("every criterion of quality and social value")
    conflict: str = told("what stands in the way of the least weighting; empty where nothing does")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackKpi:
    title: str = told("the KPI's title")
    measure: str = told("the measure, where it says more than the title, with its unit")
    bands: str = told("the bands of the ratings; where no target is due yet, how it is rated: Other, with words")
    every: str = told("how often it is reported, such as 3 months")
    owner: str = told("who reads it")
    evidence: str = told("the evidence")
    by: str = told("the edition that prescribes it; empty where the scheme sets it")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackKpiScale:
    title: str = told("the KPI's title")
    levels: tuple[PackLevel, ...] = told("its levels, from 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEvidence:
    month: str = told("the month by which it is due, counted from the start of the contract")
    decides: str = told("what it decides")
    items: tuple[str, ...] = told("what is due, by criterion")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStage:
    number: str = told("its number in the drawing, from 1")
    title: str = told("the stage's title")
    kind: str = told("its kind, such as pilot")
    length: str = told("how long it takes")
    months: str = told("its months, counted from the start of the contract, such as 4 to 12")
    contracts: str = told("how many contracts run side by side, such as 10 contracts")
    funding: str = told("what one contract is paid for it; Commonweal's own template leaves this out")
    purpose: str = told("what it is for")
    deliverables: str = told("what is delivered")
    gate: str = told("the gate after it; empty where none follows")
    gate_decides: str = told("what is decided there, and on what")
    kpis: tuple[PackKpi, ...] = told("the KPIs of this stage")
    evidence: tuple[PackEvidence, ...] = told("the evidence due in this stage")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLater:
    title: str = told("the stage's title")
    purpose: str = told("what it is for")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRound:
    title: str = told("the round's title")
    says: str = told("its kind, and how many bidders it keeps where that is said")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCondition:
    title: str = told("the criterion that is asked for without marks")
    places: str = told("at which stages, and whether as a KPI or as a contract condition")
    text: str = told("what the contract asks: a prompt for drafting")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDeferral:
    title: str = told("the criterion")
    where: str = told("at which stage it is not asked for, and at which it is")
    because: str = told("why not yet")
    early_sign: str = told("what can be seen meanwhile; empty where nothing can")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackBranch:
    title: str = told("what may follow outside the contract")
    says: str = told("why it is no bidder's promise")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSourceLine:
    mark: str = told("law, guidance or our judgement")
    text: str = told("title and place")
    confidence: str = told("how it was learnt: primary, secondary, recalled or judgement")
    dated: str = told("the date of the text that was read; empty where it has none")
    url: str = told("its address; empty where it has none")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPrompt:
    title: str = told("the prompt's title")
    contract: str = told("what the contract has to settle")
    notice: str = told("what bidders must be told too")
    decide: tuple[str, ...] = told("questions to decide")
    why: str = told("what goes wrong without it")
    checks: str = told("the checks that it helps to meet, with their answers")
    sources: str = told("who says so, law, guidance and our judgement told apart")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPromptGroup:
    subject: str = told("what the prompts are about")
    prompts: tuple[PackPrompt, ...] = told("the prompts on it")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackList:
    title: str = told("what is listed")
    lines: tuple[str, ...] = told("its lines")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEdition:
    name: str = told("a pack and its edition")
    digest: str = told("its digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderPack:
    title: str = told("the procurement's title")
    authority: str = told("the contracting authority's name")
    lead: str = told("what is assessed, in a sentence or two")
    status: str = told("who adopted the scheme and when; or that it is a draft that nobody has adopted")
    mark: str = told("the words on every page of a draft; empty for an adopted scheme")
    version: str = told("the version, such as Version 1 once published, Scheme 1 before that, or Draft")
    dated: str = told("the day of publication, before that of adoption; empty for a draft")
    digest: str = told("the digest of the published open data; before publication the scheme's own")
    foot: str = told("version, date and the digest's first twelve characters, for the foot of a page")
    description: str = told("what is bought")
    structure: str = told("how it is bought, in a sentence")
    ribbon_words: str = told("the stages in a sentence: the words for those who do not see the drawing")
    stages: tuple[PackStage, ...] = told("the stages that are bought")
    later_stages: tuple[PackLater, ...] = told("stages that are not bought here")
    rounds: tuple[PackRound, ...] = told("the rounds of tendering")
    lots: tuple[str, ...] = told("the lots")
    awards: tuple[PackAward, ...] = told("the award decisions")
    why_heading: str = told("the words over each reason: whose it is")
    answering: tuple[str, ...] = told("what a good answer may contain at these stages")
    bands_note: str = told("what the bands are, and what they are not")
    kpi_scales: tuple[PackKpiScale, ...] = told(
        "the levels of KPIs that are rated by level, where no question has them"
    )
    prescribed: str = told("what an edition prescribes as reporting; empty where it prescribes nothing")
    conditions: tuple[PackCondition, ...] = told("what the contract asks without marks")
    deferrals: tuple[PackDeferral, ...] = told("what comes later, and why it is not asked now")
    branches: tuple[PackBranch, ...] = told("what may follow outside this contract")
    not_here: tuple[str, ...] = told("what is not in this pack, and is the authority's own")
    open_points: tuple[str, ...] = told("what the authority has still to state or to decide before this is sent")
    sources: tuple[PackSourceLine, ...] = told("who says so")
    editions: tuple[PackEdition, ...] = told("the packs that the scheme was made with")
    attributions: tuple[str, ...] = told("the licence lines of what is reused")
    prompts_say: str = told("what the drafting prompts are")
    prompt_groups: tuple[PackPromptGroup, ...] = told("the drafting prompts; Commonweal puts them in an annex apart")
    prompt_lists: tuple[PackList, ...] = told("what the prompts refer to")
    told_where: str = told("where bidders are told what the contract will provide for")
