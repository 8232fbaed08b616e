"""Design: three proportionate schemes, stage by stage, each choice with its reason."""

from commonweal.design.difference import (
    Difference,
    OptionDifference,
    compare_proposals,
    decisions_to_keep,
    suppose,
)
from commonweal.design.fit import Factor, Fit, Reading
from commonweal.design.proposal import (
    OPTIONS,
    Design,
    Proposals,
    SchemeProposal,
    design_case,
    field_cost_share,
    propose_schemes,
)
from commonweal.design.questions import Explained, ForcedCost, check_case, explain_code
from commonweal.design.rationale import Ruling, WhyNot
from commonweal.design.recomposing import Recomposed, recompose
from commonweal.design.sensitivity import Sensitivity, find_what_matters
from commonweal.design.workload import Burden

__all__ = [
    "OPTIONS",
    "Burden",
    "Design",
    "Difference",
    "Explained",
    "Factor",
    "Fit",
    "ForcedCost",
    "OptionDifference",
    "Proposals",
    "Reading",
    "Recomposed",
    "Ruling",
    "SchemeProposal",
    "Sensitivity",
    "WhyNot",
    "check_case",
    "compare_proposals",
    "decisions_to_keep",
    "design_case",
    "explain_code",
    "field_cost_share",
    "find_what_matters",
    "propose_schemes",
    "recompose",
    "suppose",
]
