"""Scoring: from moderated scores and prices to points and an order, by the rules that the scheme publishes.

The challenge scores invented bids and the evaluation real ones, by the same code. Everything is exact: fractions
inside, decimals where people read, and rounding only where the published method rounds.
"""

from commonweal.scheme.scoring.bid import Bid
from commonweal.scheme.scoring.ranking import Place, Ranking, rank_bids, shortlist
from commonweal.scheme.scoring.rules import CriterionRule, Part, PriceRule, ScoringRules, TieRule, rules_of

__all__ = [
    "Bid",
    "CriterionRule",
    "Part",
    "Place",
    "PriceRule",
    "Ranking",
    "ScoringRules",
    "TieRule",
    "rank_bids",
    "rules_of",
    "shortlist",
]
