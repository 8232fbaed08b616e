"""What a proposal rests on, in words: the same for terminal, page and Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from commonweal.design.fit import Factor
from commonweal.design.judgements import Judgement, JudgementKind
from commonweal.design.problem import Key
from commonweal.design.proposal import Proposals
from commonweal.design.rivals import NearTie
from commonweal.design.sensitivity import Sensitivity
from commonweal.design.settings import criteria_pack
from commonweal.design.survival import Swing
from commonweal.design.switching import Rest, Switch
from commonweal.frameworks.pack import Packs
from commonweal.record.text import first_upper, inside_sentence, say_list
from commonweal.scheme.placement import Place

NEVER = "–"
# What is not in the scheme and yet came back in this share of runs is worth a line of its own.
OFTEN = 0.4
FACTOR_SUBJECTS = {
    Factor.OBSERVABILITY: "when {} can be seen",
    Factor.INFLUENCE: "how far the supplier controls {}",
    Factor.SIGNAL: "how surely {} tells good from poor",
    Factor.MEANING: "how far more of {} means more value",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRow:
    """One judgement as a row. `percent` is how much of the scheme changes over its margin."""

    name: str
    words: str
    now: str
    below: str
    above: str
    changes: str
    percent: int
    swing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalRow:
    """How often one choice came back; `chosen` is false for what is not in the scheme and yet came often."""

    title: str
    stage: str
    place: str
    percent: int
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsView:
    """The finding, the three judgements that matter most, near ties, the table, and how often choices survive."""

    sentence: str
    named: tuple[str, ...]
    ties: tuple[str, ...]
    rows: tuple[RestRow, ...]
    survival: tuple[SurvivalRow, ...]
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Titles:
    """How things are called here."""

    criteria: Mapping[str, str]
    stages: Mapping[str, str]
    outcomes: Mapping[str, str]
    settings: Mapping[str, str]

    def criterion(self, code: str) -> str:
        return f"‘{self.criteria[code]}’"

    def at(self, stage: str) -> str:
        return f" at ‘{self.stages[stage]}’" if len(self.stages) > 1 else ""


def make_rests(sensitivity: Sensitivity, proposals: Proposals, packs: Packs) -> RestsView:
    """Put what a proposal rests on into words."""
    titles = _titles(proposals, packs)
    return RestsView(
        sentence=_headline(sensitivity),
        named=tuple(say_rest(each, titles) for each in sensitivity.named),
        ties=tuple(_say_tie(each, titles) for each in sensitivity.near_ties),
        rows=tuple(_row(each, titles) for each in sensitivity.rests),
        survival=_survival_rows(sensitivity, proposals, titles),
        method=_say_method(sensitivity),
    )


def _say_method(sensitivity: Sensitivity) -> str:
    runs = sensitivity.survival.runs
    return (
        f"{sensitivity.looked_at} judgements were screened and the {sensitivity.tried} that seemed to change most were "
        "designed again, each alone, at both ends of its plausible margin. The share is how much of the scheme "
        f"differs, in what is asked and in weightings, over that margin. Survival is counted in {runs} runs with every "
        f"factor moved at once, so that half of them may as well be {_error(runs)} points more or fewer. All margins "
        "are our judgements."
    )


def _error(runs: int) -> int:
    return round(100 * (0.25 / runs) ** 0.5) if runs else 0


def _titles(proposals: Proposals, packs: Packs) -> _Titles:
    return _Titles(
        criteria={each.code: each.criterion.title for each in proposals.candidates},
        stages={stage.id: stage.title for stage in proposals.case.procurement.contract_stages},
        outcomes={name: each.title for pack in packs.editions for name, each in pack.outcomes.items()},
        settings={name: each.label for name, each in criteria_pack(packs).parameters.items()},
    )


def _headline(sensitivity: Sensitivity) -> str:
    count = len(sensitivity.named)
    if not count:
        return f"No single judgement within its margin changes the {sensitivity.option} scheme."
    number = {1: "one of our judgements", 2: "two of our judgements", 3: "these three of our judgements"}[count]
    switches = [each for rest in sensitivity.named for each in (rest.below, rest.above) if each is not None]
    scored = any(key[2] for each in switches for key in (*each.comes_in, *each.goes_out))
    stays = "" if scored else " Where they first switch, what is scored stays as it is."
    return f"The {sensitivity.option} scheme rests most on {number}.{stays}"


def say_rest(rest: Rest, titles: _Titles) -> str:
    """One judgement, where it switches first, and what then changes."""
    subject = f"{first_upper(_subject(rest.judgement, titles))} (now {rest.judgement.now}){_likewise(rest)}"
    return f"{subject}. {_say_value(rest.judgement, rest.nearest, rest)}, {_say_changes(rest.nearest, titles)}."


def _subject(judgement: Judgement, titles: _Titles) -> str:
    if judgement.factor is not None:
        return FACTOR_SUBJECTS[judgement.factor].format(f"‘{judgement.title}’")
    if judgement.kind is JudgementKind.COUNT:
        part = judgement.name.rpartition(".")[2]
        words = {
            "deadweight": "how much of ‘{}’ would happen anyway",
            "poor-share": "what a poor deliverer reaches of ‘{}’",
        }
        return words[part].format(judgement.title)
    return {
        JudgementKind.HOURS: "the hours that every criterion takes",
        JudgementKind.ODDS: f"the odds of passing the gate after ‘{judgement.title}’",
        JudgementKind.IMPORTANCE: f"how much ‘{judgement.title}’ matters to you, which nobody has said",
        JudgementKind.SPLIT: "the split between price, quality and social value, which nobody has stated",
    }.get(judgement.kind) or inside_sentence(titles.settings[judgement.name])


def _likewise(rest: Rest) -> str:
    """Other factors of the same criterion that change the same at the same point."""
    return "".join(f"; likewise {FACTOR_SUBJECTS[factor].format('it')}" for factor in rest.alike)


def _say_value(judgement: Judgement, switch: Switch, rest: Rest) -> str:
    if judgement.kind in {JudgementKind.SPLIT, JudgementKind.IMPORTANCE}:
        return f"At {switch.text}"
    if judgement.relative:
        return f"From {abs(switch.at):f}% {'less' if switch is rest.below else 'more'}"
    pull = _say_pull(judgement, switch) if judgement.factor is Factor.MEANING else ""
    return f"From {switch.text} {'down' if switch is rest.below else 'up'}{pull}"


def _say_pull(judgement: Judgement, switch: Switch) -> str:
    """The same of the pull of padding g, of which meaning is made: μ = 1/(1 + g²)."""
    now, then = (math.sqrt(1 / float(each) - 1) for each in (judgement.present, switch.at))
    return f" (a pull of padding of {then:.2f} rather than {now:.2f})"


def _say_changes(switch: Switch, titles: _Titles, *, most: int = 2) -> str:
    """What changes, what is scored first: the first few, and how many more."""
    ins, outs = set(switch.comes_in), set(switch.goes_out)
    found = [f"the outcome there becomes ‘{titles.outcomes.get(to, to)}’" for _, to in switch.outcomes if to]
    for code, stage, scored in _scored_first(ins):
        if (code, stage, not scored) in outs:
            outs.discard((code, stage, not scored))
            ins.discard((code, stage, scored))
            words = ("scored", "asked for") if scored else ("asked for", "scored")
            found.append(f"{titles.criterion(code)} is {words[0]}, no longer {words[1]}{titles.at(stage)}")
    for code, stage, scored in _scored_first(ins):
        left = next((key for key in sorted(outs) if (key[0], key[2]) == (code, scored)), None)
        if left is not None:
            outs.discard(left)
            ins.discard((code, stage, scored))
            found.append(f"{titles.criterion(code)} moves from ‘{titles.stages[left[1]]}’ to ‘{titles.stages[stage]}’")
    came = [f"{titles.criterion(c)} comes in{titles.at(s)}{', scored' * scored}" for c, s, scored in _scored_first(ins)]
    gone = [f"{titles.criterion(c)} goes out{titles.at(s)}" for c, s, _ in _scored_first(outs)]
    # What comes in beside what goes out, so that the first few show both.
    found += [words for pair in zip_longest(came, gone) for words in pair if words]
    more = len(found) - most
    shown = found[:most] + ([f"{more} more {'things change' if more > 1 else 'thing changes'}"] if more > 0 else [])
    return say_list(shown)


def _scored_first(keys: Iterable[Key]) -> list[Key]:
    return sorted(keys, key=lambda key: (not key[2], key))


def _row(rest: Rest, titles: _Titles) -> RestRow:
    return RestRow(
        name=short_name(rest.judgement),
        words=first_upper(_subject(rest.judgement, titles)) + _likewise(rest),
        now=rest.judgement.now,
        below=rest.below.text if rest.below else NEVER,
        above=rest.above.text if rest.above else NEVER,
        changes=first_upper(_say_changes(rest.nearest, titles, most=1)),
        percent=round(100 * rest.weight),
        swing=_say_swing(rest.swing),
    )


def short_name(judgement: Judgement) -> str:
    """The name under which it can be supposed, a criterion by the last part of its code."""
    return judgement.name.partition("/")[2] if judgement.kind is JudgementKind.FACTOR else judgement.name


def _say_swing(swing: Swing | None) -> str:
    return f"{100 * swing.difference:+.0f} ± {100 * swing.error:.0f}" if swing else ""


def _say_tie(tie: NearTie, titles: _Titles) -> str:
    ours, theirs = (_say_scored(keys, titles) for keys in (tie.scored, tie.rival))
    return (
        f"Near tie: scoring {ours}, and scoring {theirs} instead, are worth the same within "
        f"{_say_hair(tie.short_share)}. A person must choose."
    )


def _say_hair(share: float) -> str:
    return "a thousandth" if share <= 0.001 else f"{100 * share:.1f}%"


def _say_scored(keys: tuple[tuple[str, str], ...], titles: _Titles) -> str:
    return say_list([f"{titles.criterion(code)}{titles.at(stage)}" for code, stage in keys]) or "nothing"


def _survival_rows(sensitivity: Sensitivity, proposals: Proposals, titles: _Titles) -> tuple[SurvivalRow, ...]:
    survival, scheme = sensitivity.survival, proposals.option(sensitivity.option).scheme
    placed = [
        ((each.code, each.stage, each.place is Place.SCORED), True) for each in (*scheme.scored, *scheme.contract)
    ]
    mine = {key for key, _ in placed}
    others = [(key, False) for key, share in survival.shares.items() if share >= OFTEN and key not in mine]
    order = list(titles.stages)
    rows = sorted((*placed, *others), key=lambda each: (not each[1], order.index(each[0][1]), not each[0][2], each[0]))
    return tuple(_survival_row(key, chosen, sensitivity, titles) for key, chosen in rows)


def _survival_row(key: Key, chosen: bool, sensitivity: Sensitivity, titles: _Titles) -> SurvivalRow:
    code, stage, scored = key
    share, runs = sensitivity.survival.share(code, stage, scored=scored), sensitivity.survival.runs
    return SurvivalRow(
        title=titles.criteria[code],
        stage=titles.stages[stage],
        place="scored" if scored else "asked for",
        percent=round(100 * share),
        words=f"{round(share * runs)} of {runs}",
        chosen=chosen,
    )
