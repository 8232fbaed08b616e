"""Design: three proportionate schemes, stage by stage, each choice with its reason."""

from commonweal.design.fit import Factor, Fit, Reading
from commonweal.design.proposal import OPTIONS, Burden, Proposals, SchemeProposal, field_cost_share, propose_schemes
from commonweal.design.rationale import Ruling, WhyNot

__all__ = [
    "OPTIONS",
    "Burden",
    "Factor",
    "Fit",
    "Proposals",
    "Reading",
    "Ruling",
    "SchemeProposal",
    "WhyNot",
    "field_cost_share",
    "propose_schemes",
]
