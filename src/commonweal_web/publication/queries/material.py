"""What the documents of a case are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import cached_property

from commonweal.design import check_case
from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.case_file.folder import FORECAST_FILE
from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.published_scheme import Published
from commonweal.exchange.tender_pack.pack_source import PackSource
from commonweal.frameworks import Packs
from commonweal.scheme.scheme import Scheme


@dataclass(frozen=True, kw_only=True)
class Material:
    """What documents are made from: a case with one scheme, published or a draft.

    `published` is the text that was published, empty for a draft, and `named` what names it; `texts` are the case's
    own files. Packs are looked for by those documents that need any: a case can be taken where an edition is no longer
    what it was.
    """

    opened: CaseFolder
    scheme: Scheme
    version: SchemeVersion | None
    find_packs: Callable[[], Packs]
    texts: Mapping[str, str]
    published: str = ""
    named: Published | None = None
    standing: str = ""
    mark: str = ""
    template: bytes | None = None
    template_name: str = ""

    @cached_property
    def packs(self) -> Packs:
        return self.find_packs()

    @property
    def forecast(self) -> str:
        """What the forecast is made from, word for word; empty where there is none."""
        return self.texts.get(FORECAST_FILE, "")

    @property
    def source(self) -> PackSource:
        """For the writers of the tender pack."""
        return PackSource(
            case=self.opened.case,
            scheme=self.scheme,
            packs=self.packs,
            version=self.version,
            answers=check_case(self.opened.case, packs=self.packs, scheme=self.scheme),
            template=self.template,
            template_name=self.template_name or "the template",
            standing=self.standing,
            mark=self.mark,
            published=self.named,
        )

    @property
    def for_workbooks(self) -> SchemeVersion | Scheme:
        """A workbook of a draft says of itself that it is not for use with bids."""
        return self.version if self.published and self.version else self.scheme


def by_authority(version: SchemeVersion, authority: str) -> SchemeVersion:
    """A version as documents for bidders name it: the authority adopted it, whoever in it did."""
    return replace(version, adopted_by=authority)
