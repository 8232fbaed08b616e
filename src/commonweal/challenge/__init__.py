"""Challenge: would this scheme reward the wrong bid? Asked before publication, while it can still be mended."""

from commonweal.challenge.challenging import challenge_scheme, challenge_target
from commonweal.challenge.leak import Change, Leak, Mend
from commonweal.challenge.report import AwardChallenge, ChallengeReport, FoundLeak, MendEffect, Verdict
from commonweal.challenge.target import Target, TargetCriterion, TargetStage
from commonweal.challenge.targeting import targets_of

__all__ = [
    "AwardChallenge",
    "ChallengeReport",
    "Change",
    "FoundLeak",
    "Leak",
    "Mend",
    "MendEffect",
    "Target",
    "TargetCriterion",
    "TargetStage",
    "Verdict",
    "challenge_scheme",
    "challenge_target",
    "targets_of",
]
