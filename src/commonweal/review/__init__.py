"""Review: a published notice read, what it leaves unsaid inferred with evidence, a case drafted from it."""

from commonweal.review.award_reading import AwardReading, read_award
from commonweal.review.classification import Classification, Mention, classify
from commonweal.review.drafting import draft_case
from commonweal.review.inference import Inference, Passage, Rival, infer, infer_from
from commonweal.review.scrubbing import holds_contact, scrub

__all__ = [
    "AwardReading",
    "Classification",
    "Inference",
    "Mention",
    "Passage",
    "Rival",
    "classify",
    "draft_case",
    "holds_contact",
    "infer",
    "infer_from",
    "read_award",
    "scrub",
]
