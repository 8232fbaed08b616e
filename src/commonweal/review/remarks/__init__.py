"""Remarks on a published notice: one condition a file, its text in the pack of remarks."""

from commonweal.review.remarks.context import Context, Noted, make_context
from commonweal.review.remarks.predicates import PREDICATES
from commonweal.review.remarks.running import remark_on

__all__ = ["PREDICATES", "Context", "Noted", "make_context", "remark_on"]
