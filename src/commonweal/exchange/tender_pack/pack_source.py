"""What documents are made from: a case, the scheme that they carry, and how far a person has adopted it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.exchange.case_file.adopted import basis_digest
from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.published_scheme import Published
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.scheme.checks import CheckAnswer
from commonweal.scheme.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSource:
    """A case with one scheme. `version` is None where nobody has adopted it: then every page says that it is a draft.

    `template` is the authority's own Word template, and `template_name` what its errors call it. `standing` says in a
    sentence how far the scheme is where there is more to say than its adoption, and `mark` stands on every page while
    it is not published. `published` names a published scheme: its documents then carry no other number and digest.
    """

    case: Case
    scheme: Scheme
    packs: Packs
    version: SchemeVersion | None = None
    answers: tuple[CheckAnswer, ...] = ()
    template: bytes | None = None
    template_name: str = "the template"
    standing: str = ""
    mark: str = ""
    published: Published | None = None

    @property
    def outdated(self) -> bool:
        """Whether the case has changed since the scheme was adopted."""
        return self.version is not None and self.version.made_from != basis_digest(self.case)


def adopted_source(case: Case, version: SchemeVersion, *, packs: Packs) -> PackSource:
    """A version that a person adopted."""
    return _source(case, version.scheme, packs=packs, version=version)


def draft_source(case: Case, scheme: Scheme, *, packs: Packs) -> PackSource:
    """A scheme that nobody has adopted yet."""
    return _source(case, scheme, packs=packs, version=None)


def _source(case: Case, scheme: Scheme, *, packs: Packs, version: SchemeVersion | None) -> PackSource:
    from commonweal.design import check_case

    return PackSource(
        case=case,
        scheme=scheme,
        packs=packs,
        version=version,
        answers=check_case(case, packs=packs, scheme=scheme),
    )
