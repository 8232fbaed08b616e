"""Design: three proportionate schemes, stage by stage, each choice with its reason."""

from commonweal.design.fit import Factor, Fit, Reading
from commonweal.design.proposal import OPTIONS, Burden, Proposals, SchemeProposal, field_cost_share, propose_schemes
from commonweal.design.questions import Explained, ForcedCost, check_case, explain_code
from commonweal.design.rationale import Ruling, WhyNot
from commonweal.design.stability import Stability, measure_stability

__all__ = [
    "OPTIONS",
    "Burden",
    "Explained",
    "Factor",
    "Fit",
    "ForcedCost",
    "Proposals",
    "Reading",
    "Ruling",
    "SchemeProposal",
    "Stability",
    "WhyNot",
    "check_case",
    "explain_code",
    "field_cost_share",
    "measure_stability",
    "propose_schemes",
]
