"""Excel documents: the evaluation model, the bidder's response template, and both read back."""

from commonweal.exchange.excel.evaluation_model import write_evaluation_model
from commonweal.exchange.excel.preview import ResponsePreview, ScoresPreview, Trouble
from commonweal.exchange.excel.reading_response import read_response
from commonweal.exchange.excel.reading_scores import read_scores
from commonweal.exchange.excel.response_template import write_response_template

__all__ = [
    "ResponsePreview",
    "ScoresPreview",
    "Trouble",
    "read_response",
    "read_scores",
    "write_evaluation_model",
    "write_response_template",
]
