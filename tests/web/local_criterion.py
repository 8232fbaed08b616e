"""A criterion of an organisation's own, as its form sends it."""

from __future__ import annotations

SAID = {
    "code": "ward-voice",
    "title": "Wards have a voice: #1",
    "summary": "Those on the wards can change what is built.",
    "outcome": "capability",
    "question": "Which decisions can the wards change?",
    "early_sign": "Who was asked",
    "condition": "Report which decisions the wards changed.",
    "limb": "how-supplied",
    "statement": "It is used on wards.",
    "related": ["clinical", "digital"],
    "measure": "Decisions that a ward changed",
    "unit": "decisions",
    "kind": "learning",
    "shows_half": "1",
    "shows_most": "2",
    "window": "0",
    **{f"influence_{stage}": "0.9" for stage in ("explore", "prototype", "pilot", "demonstrate", "scale", "operate")},
    "gap": "1.5",
    "scatter": "0.6",
    "bid_gap": "1.2",
    "bid_scatter": "0.7",
    "pull": "0.3",
    "pull_because": "Each decision can be asked after.",
    "hours_bid": "1",
    "hours_month": "0.2",
    "hours_once": "0.5",
    "hours_assess": "0.5",
    "reason": "Our wards told us: 'ask'.",
}
