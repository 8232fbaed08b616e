"""The tender pack, gathered once: Word, PDF and every other document of it say the same."""

from commonweal.exchange.tender_pack.documents import KINDS, Document, make_documents, save_documents
from commonweal.exchange.tender_pack.gathering import make_tender_pack
from commonweal.exchange.tender_pack.pack_source import PackSource
from commonweal.exchange.tender_pack.pack_view import TenderPack

__all__ = [
    "KINDS",
    "Document",
    "PackSource",
    "TenderPack",
    "make_documents",
    "make_tender_pack",
    "save_documents",
]
