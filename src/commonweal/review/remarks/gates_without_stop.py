"""Gates or stages that hang on success, and no right to stop told."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.procurement.procurement import DeliveryModel
from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """Of an experiment or a staged contract, before bids."""
    model = context.delivery_model
    if not context.asks or model in {None, DeliveryModel.CONVENTIONAL, DeliveryModel.CALL_OFF}:
        return
    gates = context.told("gates")
    if gates is None or context.told("stop-right"):
        return
    yield Noted(
        message=f"What follows hangs on an earlier step (‘{gates.text}’), and the notice does not tell that the "
        "authority may stop there.",
        where=gates.where,
    )
