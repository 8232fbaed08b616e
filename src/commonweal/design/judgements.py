"""Judgements: what of ours a proposal rests on, each with the margin within which it may plausibly lie."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from commonweal.design.candidates import Candidate
from commonweal.design.fit import Factor, Fit
from commonweal.design.groundwork import Groundwork
from commonweal.design.placing import is_excluded
from commonweal.design.settings import Settings
from commonweal.design.supposed_numbers import say_values
from commonweal.design.suppositions import FACTORS
from commonweal.frameworks.measures import SignalForm
from commonweal.procurement.valuation import DEFAULT_PASS_SHARE


class JudgementKind(StrEnum):
    FACTOR = "factor"
    THRESHOLD = "threshold"
    PRICE = "price"
    LIMIT = "limit of hours"
    HOURS = "hours"
    COUNT = "count"
    ODDS = "odds of a gate"
    IMPORTANCE = "importance"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One judgement of ours, by the name under which it can be supposed.

    `title` is the criterion, measure, outcome or stage that it is about, empty for a setting of the whole design. It
    now lies at `present` and may plausibly lie from `lowest` to `highest`, looked at in steps of `step`. `relative`:
    these are changes in percent, since the figures behind it are several. `now` says it in words.
    """

    name: str
    kind: JudgementKind
    title: str
    now: str
    present: Decimal
    lowest: Decimal
    highest: Decimal
    step: Decimal
    relative: bool = False
    code: str = ""
    factor: Factor | None = None
    rest: tuple[Decimal, ...] = field(default=())

    def text(self, position: Decimal) -> str:
        """The value, as it is supposed: 0.41, -7%, or for the split its three parts."""
        if self.kind is JudgementKind.SPLIT:
            price, non_price = self.rest
            return f"{price:f}/{non_price - position:f}/{position:f}"
        return f"{position:+f}%" if self.relative else f"{position:f}"

    def positions(self, *, upwards: bool) -> tuple[Decimal, ...]:
        """The values looked at on one side, the nearest first: every whole step within the margin."""
        steps = self.present / self.step
        end = (self.highest if upwards else self.lowest) / self.step
        if upwards:
            return tuple(each * self.step for each in range(math.floor(steps) + 1, math.floor(end) + 1))
        return tuple(each * self.step for each in range(math.ceil(steps) - 1, math.ceil(end) - 1, -1))


HUNDREDTH = Decimal("0.01")
PERCENT = Decimal(1)
THRESHOLDS = ("least-factor", "least-factor-scored", "least-meaning")
PRICES = ("overlap-outcome", "overlap-kind", "entry-share", "condition-worth")
LIMITS = {
    "winner-hours-base": Decimal(1),
    "winner-funding-share": Decimal("0.0005"),
    "field-award-share": Decimal("0.001"),
}


def find_judgements(ground: Groundwork) -> tuple[Judgement, ...]:
    """Every judgement of ours that could bear on the choice, in order of name. What a person has set is none."""
    live = tuple(each for each in ground.candidates if not each.excluded and not is_excluded(each, ground.case))
    found = [
        *_factors(live, ground.settings),
        *_settings(ground.settings),
        *_hours(ground.settings),
        *_counts(live, ground.settings),
        *_odds(ground),
        *_importances(live, ground),
        *_split(ground),
    ]
    return tuple(sorted((each for each in found if each.lowest < each.highest), key=lambda each: each.name))


def move_margins(settings: Settings) -> dict[Factor, Decimal]:
    """How far each factor may plausibly be off, either way, as a share of itself."""
    return {
        Factor.OBSERVABILITY: settings.move_observability,
        Factor.INFLUENCE: settings.move_influence,
        Factor.SIGNAL: settings.move_signal,
        Factor.MEANING: settings.move_meaning,
    }


def could_pass(fit: Fit, factor: Factor, multiple: float) -> bool:
    """Whether a factor of this fit bears on the choice: the others pass, and it does or would when raised so far."""
    others = all(reading.passes for reading in fit.readings if reading.factor is not factor)
    reading = fit.reading(factor)
    return others and min(1.0, reading.value * multiple) >= reading.least


def _factors(live: tuple[Candidate, ...], settings: Settings) -> Iterator[Judgement]:
    margins = move_margins(settings)
    for _, group in sorted(_by_code(live).items()):
        for factor in FACTORS:
            fits = [fit for each in group for fit in (each.scored, each.condition)]
            ours = [fit for fit in fits if not fit.reading(factor).by]
            if not any(could_pass(fit, factor, 1 + float(margins[factor])) for fit in ours):
                continue
            values = {fit.reading(factor).value for fit in ours}
            alone = len(values) == 1 and len(ours) == len(fits)
            yield _factor(group[0], factor, values, margins[factor], alone=alone)


def _factor(candidate: Candidate, factor: Factor, values: set[float], margin: Decimal, *, alone: bool) -> Judgement:
    present = Decimal(repr(min(values))) if alone else Decimal(0)
    reach = margin * present if alone else 100 * margin
    return Judgement(
        name=f"{candidate.code}.{factor}",
        kind=JudgementKind.FACTOR,
        title=candidate.criterion.title,
        now=say_values(values),
        present=present,
        lowest=present - reach,
        highest=min(present + reach, Decimal(1)) if alone else reach,
        step=HUNDREDTH if alone else PERCENT,
        relative=not alone,
        code=candidate.code,
        factor=factor,
    )


def _by_code(live: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for each in live:
        groups.setdefault(each.code, []).append(each)
    return groups


def _settings(settings: Settings) -> Iterator[Judgement]:
    kinds = [(name, JudgementKind.THRESHOLD, HUNDREDTH, settings.move_threshold) for name in THRESHOLDS]
    kinds += [(name, JudgementKind.PRICE, HUNDREDTH, settings.move_price) for name in PRICES]
    kinds += [(name, JudgementKind.LIMIT, step, settings.move_limit) for name, step in LIMITS.items()]
    for name, kind, step, margin in kinds:
        yield _plain(name, kind, getattr(settings, name.replace("-", "_")), margin, step=step)


def _plain(
    name: str, kind: JudgementKind, present: Decimal, margin: Decimal, *, step: Decimal = HUNDREDTH, title: str = ""
) -> Judgement:
    """A judgement that is one figure, with a margin that is a share of it."""
    return Judgement(
        name=name,
        kind=kind,
        title=title,
        now=f"{present.normalize():f}",
        present=present,
        lowest=present * (1 - margin),
        highest=present * (1 + margin),
        step=step,
    )


def _hours(settings: Settings) -> Iterator[Judgement]:
    reach = 100 * settings.move_hours
    yield Judgement(
        name="hours",
        kind=JudgementKind.HOURS,
        title="",
        now="our estimates",
        present=Decimal(0),
        lowest=-reach,
        highest=reach,
        step=PERCENT,
        relative=True,
    )


def _counts(live: tuple[Candidate, ...], settings: Settings) -> Iterator[Judgement]:
    """Deadweight and the poor deliverer's share of every measure that is counted and could pass."""
    seen: set[str] = set()
    for each in live:
        for fit in (each.scored, each.condition):
            measure, name = each.pack.measures[fit.measure], f"{each.pack.id}/{fit.measure}"
            signal, set_by = measure.fit.signal, fit.reading(Factor.SIGNAL).by
            bears = could_pass(fit, Factor.SIGNAL, 1 + 2 * float(settings.move_count))
            if signal.form is not SignalForm.COUNT or name in seen or set_by or not bears:
                continue
            seen.add(name)
            for part, value in (("deadweight", signal.deadweight), ("poor-share", signal.poor_share)):
                margin, kind = settings.move_count, JudgementKind.COUNT
                yield _plain(f"{name}.{part}", kind, value, margin, title=measure.title)


def _odds(ground: Groundwork) -> Iterator[Judgement]:
    """Gates whose odds nobody has stated, where the odds of a later stage bear on one award decision."""
    together = {stage for decision in ground.decisions if len(decision.stages) > 1 for stage in decision.stages[:-1]}
    for stage in ground.case.procurement.contract_stages:
        if stage.gate is not None and stage.gate.pass_share is None and stage.id in together:
            kind, margin = JudgementKind.ODDS, ground.settings.move_pass
            yield _plain(f"{stage.id}.pass-share", kind, DEFAULT_PASS_SHARE, margin, title=stage.title)


def _importances(live: tuple[Candidate, ...], ground: Groundwork) -> Iterator[Judgement]:
    """Outcomes whose importance nobody has set, neither of them nor of a mission that their criteria serve."""
    titles = {
        name: outcome.title for each in live for name, outcome in each.pack.outcomes.items() if each.pack.outcomes
    }
    missions = set(ground.case.importance.missions)
    open_to = {
        each.criterion.outcome
        for each in live
        if (each.scored.passes or each.condition.passes)
        and not missions & {share.mission for share in each.criterion.missions}
    }
    for outcome in sorted(open_to - set(ground.case.importance.outcomes)):
        present, reach = ground.settings.default_importance, ground.settings.move_importance
        yield Judgement(
            name=f"importance.{outcome}",
            kind=JudgementKind.IMPORTANCE,
            title=titles.get(outcome, outcome),
            now=f"{present.normalize():f}",
            present=present,
            lowest=max(present - reach, Decimal(0)),
            highest=min(present + reach, Decimal(5)),
            step=Decimal(1),
        )


def _split(ground: Groundwork) -> Iterator[Judgement]:
    """The split, where nobody has stated it: points between quality and social value."""
    if ground.case.procurement.split is not None:
        return
    settings = ground.settings
    present, reach = settings.default_social_value, settings.move_split
    yield Judgement(
        name="split",
        kind=JudgementKind.SPLIT,
        title="",
        now=f"{settings.default_price:f}/{settings.default_quality:f}/{present:f}",
        present=present,
        lowest=max(present - reach, Decimal(0)),
        highest=min(present + reach, present + settings.default_quality),
        step=Decimal(1),
        rest=(settings.default_price, settings.default_quality + present),
    )
