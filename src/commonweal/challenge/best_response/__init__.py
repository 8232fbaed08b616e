"""What a bidder does who puts effort where the marks are, and what that is worth to society."""

from commonweal.challenge.best_response.alignment import alignment, attained_share, best_effort, padding_payoffs
from commonweal.challenge.best_response.auditing import cheapest_audit
from commonweal.challenge.best_response.bands import BandedResponse, respond_to_bands
from commonweal.challenge.best_response.best_weights import best_weights
from commonweal.challenge.best_response.incentives import incentive_strength
from commonweal.challenge.best_response.inducing import Inducement, induce
from commonweal.challenge.best_response.model import BidderModel

__all__ = [
    "BandedResponse",
    "BidderModel",
    "Inducement",
    "alignment",
    "attained_share",
    "best_effort",
    "best_weights",
    "cheapest_audit",
    "incentive_strength",
    "induce",
    "padding_payoffs",
    "respond_to_bands",
]
