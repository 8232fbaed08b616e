"""The front door: would this scheme reward the wrong bid? (method, section 6)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from commonweal.challenge.attacks import AttackContext, attack_target
from commonweal.challenge.best_response import alignment
from commonweal.challenge.counting import counts_only
from commonweal.challenge.forecast_worths import worths_of
from commonweal.challenge.judgements import Judgements, challenge_pack, judgements_of
from commonweal.challenge.leak import Leak, Mend
from commonweal.challenge.mending import mended
from commonweal.challenge.modelling import Modelled, model_target
from commonweal.challenge.moving import Fared, fares_below, fares_better
from commonweal.challenge.pricing import pounds_per_mark
from commonweal.challenge.report import AwardChallenge, ChallengeReport, FoundLeak, MendEffect, Verdict
from commonweal.challenge.standing import share, stand
from commonweal.challenge.target import Target
from commonweal.challenge.targeting import targets_of
from commonweal.challenge.tournament import Field, draw_field, fields_for, picks_level, play
from commonweal.design.settings import Settings, design_settings
from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.scheme.scheme import Scheme

if TYPE_CHECKING:
    from commonweal.forecast.result import Forecast

# Marks under which a leak is hardly worth a mend; the part of the social value mark from which leaks lead bids astray.
HARDLY = 0.5
ASTRAY = 0.5
SEED = 1

Worths = Mapping[MeasureKind, Decimal]


def challenge_scheme(
    scheme: Scheme, case: Case, *, packs: Packs, forecast: Forecast | None = None, seed: int = SEED
) -> ChallengeReport:
    """Challenge every award decision of a scheme before it is published.

    `forecast` replaces what the pack says that efforts are worth, for the kinds that it prices. The same seed gives the
    same report. Raises MisuseError where the scheme is not one of this case's award decisions.
    """
    targets = targets_of(scheme, case, packs=packs)
    return ChallengeReport(
        option=scheme.option,
        scheme_digest=scheme.digest(),
        pack=challenge_pack(packs).name,
        seed=seed,
        awards=tuple(
            challenge_target(each, packs=packs, worths=worths_of(forecast, each), seed=seed) for each in targets
        ),
    )


def alignments(scheme: Scheme, case: Case, *, packs: Packs, forecast: Forecast | None = None) -> dict[str, Decimal]:
    """The alignment (a share) at each award decision that scores social value, by its id; nothing else is tried.

    Arguments and errors are those of `challenge_scheme`.
    """
    judgements = judgements_of(packs)
    scored = [each for each in targets_of(scheme, case, packs=packs) if each.criteria]
    models = {each.id: model_target(each, judgements, worths=worths_of(forecast, each)) for each in scored}
    return {name: share(alignment(each.model, each.weights)) for name, each in models.items()}


def challenge_target(
    target: Target, *, packs: Packs, worths: Worths | None = None, seed: int = SEED, mends: bool = True
) -> AwardChallenge:
    """Challenge one award decision. Without `mends` what they would bring about is not computed."""
    ground = _ground(target, packs=packs, worths=worths, seed=seed)
    if not target.criteria:
        return _nothing_scored(target)
    modelled, twin = ground.model(target), ground.model(counts_only(target, packs=packs))
    leaks, against_twin = ground.attack(modelled), fares_better(modelled, twin, ground.judgements)
    below = fares_below(modelled, ground.judgements, float(ground.judgements.least_alignment))
    tournament = play(modelled, ground.judgements, ground.field)
    before = _Before(modelled=modelled, leaks=leaks, picks=tournament.level)
    return AwardChallenge(
        target=target,
        verdict=_verdict(against_twin, below, leaks, target),
        standing=stand(modelled, ground.judgements),
        twin=stand(twin, ground.judgements, to_mend=False),
        against_twin=against_twin,
        below=below,
        tournament=tournament,
        twin_tournament=play(twin, ground.judgements, ground.field),
        leaks=tuple(_found(leak, before, ground) if mends else _left(leak) for leak in leaks),
        pounds_per_mark=pounds_per_mark(target),
        from_forecast=tuple(sorted(modelled.from_forecast)),
    )


@dataclass(frozen=True, kw_only=True)
class _Before:
    """One award decision as it stands, against which mends are held."""

    modelled: Modelled
    leaks: Sequence[Leak]
    picks: Decimal


def _found(leak: Leak, before: _Before, ground: _Ground) -> FoundLeak:
    return FoundLeak(leak=leak, effects=tuple(_effect(each, leak, before, ground) for each in leak.mends))


def _left(leak: Leak) -> FoundLeak:
    """A leak whose mends are not tried."""
    return FoundLeak(leak=leak, effects=(None,) * len(leak.mends))


def _nothing_scored(target: Target) -> AwardChallenge:
    return AwardChallenge(
        target=target,
        verdict=Verdict.NOTHING_SCORED,
        standing=None,
        twin=None,
        against_twin=None,
        below=None,
        tournament=None,
        twin_tournament=None,
        leaks=(),
        pounds_per_mark=pounds_per_mark(target),
        from_forecast=(),
    )


def points_taken(leaks: Sequence[Leak], total: Decimal) -> Decimal:
    """Points of the whole mark that leaks of social value take together, never more than the `total` of social value.

    Of each criterion only its worst counts, for two leaks may take the same marks. A leak of the whole takes marks that
    criteria lose too, so that the greater of the two counts, and not both. What lies in price takes no such marks.
    """
    worst: dict[tuple[str, str], float] = {}
    for leak in leaks:
        key = (leak.criterion, leak.stage)
        worst[key] = max(worst.get(key, 0.0), leak.harm)
    whole = worst.pop(("", ""), 0.0)
    return share(min(float(total), max(whole, sum(worst.values()))))


def _verdict(against_twin: Fared, below: Fared, leaks: Sequence[Leak], target: Target) -> Verdict:
    """Misleads: leaks take half of the mark, or counts alone would do no worse. Leaks: something worth mending, which
    price alone may be. Narrow: no leak, and an alignment that stays under the threshold where V, M and K move."""
    taken = float(points_taken(leaks, target.total))
    if against_twin.share < ASTRAY or taken >= ASTRAY * float(target.total):
        return Verdict.MISLEADS
    if any(leak.severity * float(leak.points) >= HARDLY for leak in leaks):
        return Verdict.LEAKS
    return Verdict.NARROW if below.holds else Verdict.HOLDS


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """What every model and every attack on one award decision stands on."""

    judgements: Judgements
    settings: Settings
    packs: Packs
    worths: Worths | None
    field: Field
    told: dict[tuple[str, str], str]

    def model(self, target: Target) -> Modelled:
        return model_target(target, self.judgements, worths=self.worths)

    def attack(self, modelled: Modelled) -> tuple[Leak, ...]:
        return attack_target(
            AttackContext(
                target=modelled.target,
                modelled=modelled,
                judgements=self.judgements,
                settings=self.settings,
                packs=self.packs,
                told=self.told,
            )
        )


def _ground(target: Target, *, packs: Packs, worths: Worths | None, seed: int) -> _Ground:
    judgements, bidders = judgements_of(packs), target.bidders
    return _Ground(
        judgements=judgements,
        settings=design_settings(packs),
        packs=packs,
        worths=worths,
        told={},
        field=draw_field(judgements.bidders, judgements, bidders=bidders, fields=fields_for(bidders), seed=seed),
    )


def _effect(mend: Mend, leak: Leak, before: _Before, ground: _Ground) -> MendEffect | None:
    """The same challenge on the target as the mend would make it; None where nothing is stated or left to score."""
    target = mended(before.modelled.target, mend.changes) if mend.changes else None
    if target is None or not target.criteria:
        return None
    was, after = before.modelled, ground.model(target)
    left = ground.attack(after)
    return MendEffect(
        mend=mend,
        alignment_before=share(alignment(was.model, was.weights)),
        alignment_after=share(alignment(after.model, after.weights)),
        points_before=points_taken(before.leaks, before.modelled.target.total),
        points_after=points_taken(left, target.total),
        picks_before=before.picks,
        picks_after=picks_level(after, ground.judgements, ground.field),
        stops=all(_place(each) != _place(leak) for each in left),
        better=fares_better(after, was, ground.judgements),
    )


def _place(leak: Leak) -> tuple[str, str, str]:
    return (leak.attack, leak.criterion, leak.stage)
