"""The workbooks of a tender pack."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.exchange.excel.evaluation_model import write_evaluation_model
from commonweal.exchange.excel.response_template import write_response_template
from commonweal.exchange.tender_pack.documents import Document
from commonweal.exchange.tender_pack.pack_source import PackSource

MODEL_NAME, RESPONSE_NAME = "evaluation-model.xlsx", "response-template.xlsx"


def write_excel(source: PackSource) -> Iterable[Document]:
    """The response template for bidders, and the evaluation model, which stays with the authority."""
    scheme = source.version or source.scheme
    return (
        Document(
            name=RESPONSE_NAME,
            says="the response template, for bidders to fill in",
            content=write_response_template(scheme, source.case, source.packs),
        ),
        Document(
            name=MODEL_NAME,
            says="the evaluation model, not for bidders",
            content=write_evaluation_model(scheme, source.case, source.packs),
        ),
    )
