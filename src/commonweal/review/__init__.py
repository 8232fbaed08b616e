"""Review: a published notice read, what it leaves unsaid inferred with evidence, held against what would fit."""

from commonweal.review.award_reading import AwardReading, read_award
from commonweal.review.classification import Classification, Mention, classify
from commonweal.review.drafting import draft_case
from commonweal.review.inference import Inference, Passage, Rival, infer, infer_from
from commonweal.review.overview import NoticeRow, Overview, failed_row, make_overview, make_row
from commonweal.review.reviewing import Review, review_notice
from commonweal.review.scrubbing import holds_contact, scrub

__all__ = [
    "AwardReading",
    "Classification",
    "Inference",
    "Mention",
    "NoticeRow",
    "Overview",
    "Passage",
    "Review",
    "Rival",
    "classify",
    "draft_case",
    "failed_row",
    "holds_contact",
    "infer",
    "infer_from",
    "make_overview",
    "make_row",
    "read_award",
    "review_notice",
    "scrub",
]
