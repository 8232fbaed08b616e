"""What a good answer may contain at these stages, and what the authority has still to state: told, never invented."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.exchange.tender_pack.pack_source import PackSource
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.procurement import PriceMethod, Procurement
from commonweal.record.text import inside_sentence, say_list
from commonweal.scheme.checks import BEFORE_PUBLICATION, State
from commonweal.scheme.scheme import AwardScheme, Scheme

NOT_HERE = (
    "No pricing schedule. It is the contracting authority's own, with everything else on price but its weighting.",
    "The specification, the terms of contract, the conditions of participation and the timetable.",
    "How to send in a bid, and whom to ask.",
)


def say_answering(procurement: Procurement, scheme: Scheme) -> tuple[str, ...]:
    """Guidance on answers: what every answer needs, then what early and tried-out work allows."""
    lines = [
        "Answer each part that is listed under the question: each is explained on its own in the assessment summary.",
        "Promise only what this contract would cause. What you would do anyway, or what your organisation does as a "
        "general policy, is not caused by it.",
        "Say for each promise who will see to it, by when, and what will show that it was kept.",
    ]
    tried_out = procurement.delivery_model.is_experimental or any(
        stage.kind.is_early for stage in procurement.contract_stages
    )
    if tried_out:
        lines += [
            "Give a range where a single figure would be a guess: the lowest, the likeliest and the highest, and what "
            "would move you from one to another.",
            "Name the assumptions that it rests on, and say how and when each will be tested.",
            "Say what you do not know yet and how you will find out. A sound finding that something does not work is a "
            "result.",
        ]
    if any(stage.gate for stage in procurement.contract_stages):
        lines.append(
            "Say what happens to each promise if the work stops at a gate: what is handed over, what is published, and "
            "who is told."
        )
    if any(each.measure_kind is MeasureKind.LEARNING for each in scheme.scored):
        lines.append("Where learning is asked for, say who outside the contract could use it, and how they get it.")
    return tuple(lines)


def say_open_points(source: PackSource) -> tuple[str, ...]:
    """What is still to be stated or decided before the pack is sent: from the scheme, then from the checks."""
    scheme, procurement = source.scheme, source.case.procurement
    points: list[str] = []
    if source.version is None:
        points.append("The scheme is a draft: nobody has adopted it.")
    if source.outdated:
        points.append("The case has changed since the scheme was adopted: design and adopt again.")
    points += _of_awards(scheme)
    points.append("How a tie is broken, whether a least score is needed, and what becomes of words over a limit.")
    unsaid = [f"‘{stage.title}’" for stage in procurement.gated_stages if stage.gate and stage.gate.stop_right is None]
    if unsaid:
        points.append(f"Whether there is a right to stop after {say_list(unsaid)}.")
    unlinked = list(dict.fromkeys(f"‘{each.title}’" for each in scheme.scored if not each.link_known))
    if unlinked:
        points.append(f"Whether {say_list(unlinked)} relates to what is bought.")
    return (*points, *_of_checks(source))


def _of_awards(scheme: Scheme) -> list[str]:
    """Each point once, with the award decisions that it is open at where these are not all."""
    at: dict[str, list[str]] = {}
    for award in scheme.awards:
        for point in _of_award(award):
            at.setdefault(point, []).append(inside_sentence(award.title))
    return [
        point if len(titles) == len(scheme.awards) else f"{point} ({say_list(titles)})" for point, titles in at.items()
    ]


def _of_award(award: AwardScheme) -> Iterator[str]:
    if award.conflict:
        yield award.conflict
    if award.split.method is PriceMethod.UNSTATED:
        yield "The price formula."
    if award.split.method is PriceMethod.FIXED_POINT:
        yield "The two prices between which points are given."
    if award.lacks_disqualifying:
        yield "What disqualifies a bid."
    own = [f"‘{part.title}’" for part in award.unasked]
    if own:
        yield f"The question and the scale of {say_list(own)}."


def _of_checks(source: PackSource) -> list[str]:
    waiting = [
        answer
        for answer in source.answers
        if answer.rule.moment in BEFORE_PUBLICATION
        and answer.verdict.state in {State.NOT_MET, State.NOT_ANSWERED, State.UNKNOWN}
    ]
    return [f"{answer.rule.title}: {answer.verdict.state.value}." for answer in waiting]
