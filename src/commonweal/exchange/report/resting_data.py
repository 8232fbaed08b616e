"""What a proposal rests on, as plain data."""

from __future__ import annotations

from typing import Any

from commonweal.design.problem import Key
from commonweal.design.sensitivity import Sensitivity
from commonweal.design.switching import Rest, Switch


def sensitivity_data(sensitivity: Sensitivity) -> dict[str, Any]:
    """The same as plain data."""
    survival = sensitivity.survival
    ranked = sorted(survival.shares.items(), key=lambda item: (-item[1], item[0]))
    return {
        "option": sensitivity.option,
        "judgements_screened": sensitivity.looked_at,
        "judgements_designed_again": sensitivity.tried,
        "rests_on": [_rest_data(each) for each in sensitivity.rests],
        "near_ties": [
            {
                "award_decisions": list(each.decisions),
                "scored": [{"criterion": code, "stage": stage} for code, stage in each.scored],
                "or": [{"criterion": code, "stage": stage} for code, stage in each.rival],
                "worth_short_share": round(each.short_share, 6),
            }
            for each in sensitivity.near_ties
        ],
        "survival": {
            "runs": survival.runs,
            "seed": survival.seed,
            "chosen": [
                {"criterion": code, "stage": stage, "scored": scored, "share_of_runs": round(share, 4)}
                for (code, stage, scored), share in ranked
            ],
        },
    }


def _rest_data(rest: Rest) -> dict[str, Any]:
    judgement = rest.judgement
    return {
        "judgement": judgement.name,
        "kind": judgement.kind.value,
        "now": judgement.now,
        "margin": [judgement.text(judgement.lowest), judgement.text(judgement.highest)],
        "below": _switch_data(rest.below),
        "above": _switch_data(rest.above),
        "change_share": round(rest.weight, 4),
        "in_the_runs": {"difference": round(rest.swing.difference, 4), "error": round(rest.swing.error, 4)}
        if rest.swing
        else None,
    }


def _switch_data(switch: Switch | None) -> dict[str, Any] | None:
    if switch is None:
        return None
    return {
        "at": switch.text,
        "comes_in": [_key_data(key) for key in switch.comes_in],
        "goes_out": [_key_data(key) for key in switch.goes_out],
        "outcomes": dict(switch.outcomes),
        "change_share_at_end": round(switch.end_change, 4),
    }


def _key_data(key: Key) -> dict[str, Any]:
    return {"criterion": key[0], "stage": key[1], "scored": key[2]}
