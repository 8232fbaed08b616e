"""A bidder's filled response template, as it would be taken. Nothing is kept of it."""

from __future__ import annotations

from commonweal.exchange.excel import ResponsePreview, read_response
from commonweal_web.publication.models import Publication
from commonweal_web.publication.queries.published import packs_of_publication
from commonweal_web.publication.translate import opened_publication, scheme_of


def preview_response(publication: Publication, content: bytes, *, name: str) -> ResponsePreview:
    """What a filled template says, with every fault by sheet and cell. Raises UnreadableInput for what is none."""
    opened = opened_publication(publication)
    version = scheme_of(opened, publication.scheme.number)
    return read_response(content, version, opened.case, packs_of_publication(publication, opened), name=name)
