"""Authorities, procurements, lots, rounds, award decisions, stages, gates, missions; and what a notice says."""

from commonweal.procurement.authority import Authority, AuthorityKind
from commonweal.procurement.award_decision import AwardDecision, award_decisions
from commonweal.procurement.case import (
    Answer,
    Assumption,
    Case,
    Decision,
    DecisionKind,
    Importance,
    QualityCriterion,
    Withdrawal,
)
from commonweal.procurement.lot import Lot
from commonweal.procurement.mission import Mission, MissionShare
from commonweal.procurement.notice import (
    Notice,
    NoticeSource,
    PublishedCriterion,
    PublishedKpi,
    PublishedLot,
    Said,
)
from commonweal.procurement.procurement import (
    AwardStructure,
    Circumstances,
    Commencement,
    DeliveryModel,
    Extra,
    Nature,
    PriceMethod,
    Procurement,
    Split,
)
from commonweal.procurement.regime import UNDER_THE_ACT, Regime, RegimeKind
from commonweal.procurement.round import Round, RoundKind
from commonweal.procurement.stage import Consequence, Gate, Stage, StageKind
from commonweal.procurement.valuation import (
    DEFAULT_PASS_SHARE,
    Valuation,
    ValuedPart,
    reach_shares,
    value_procurement,
)

__all__ = [
    "DEFAULT_PASS_SHARE",
    "UNDER_THE_ACT",
    "Answer",
    "Assumption",
    "Authority",
    "AuthorityKind",
    "AwardDecision",
    "AwardStructure",
    "Case",
    "Circumstances",
    "Commencement",
    "Consequence",
    "Decision",
    "DecisionKind",
    "DeliveryModel",
    "Extra",
    "Gate",
    "Importance",
    "Lot",
    "Mission",
    "MissionShare",
    "Nature",
    "Notice",
    "NoticeSource",
    "PriceMethod",
    "Procurement",
    "PublishedCriterion",
    "PublishedKpi",
    "PublishedLot",
    "QualityCriterion",
    "Regime",
    "RegimeKind",
    "Round",
    "RoundKind",
    "Said",
    "Split",
    "Stage",
    "StageKind",
    "Valuation",
    "ValuedPart",
    "Withdrawal",
    "award_decisions",
    "reach_shares",
    "value_procurement",
]
