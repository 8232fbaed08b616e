"""Which documents of a case there are, who may take them, and what each is made from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from commonweal.exchange.published_scheme import Published
from commonweal.record.digest import digest
from commonweal_web.audit.queries import Wanted, events_of
from commonweal_web.layout.context import installed_version
from commonweal_web.layout.numbers import say_date
from commonweal_web.procurements.access import CaseAccess
from commonweal_web.procurements.models import Case, State
from commonweal_web.procurements.queries import forecast_of, schemes_of
from commonweal_web.procurements.translate import case_texts
from commonweal_web.publication.models import MadeDocument, MakingState, Publication, WordTemplate
from commonweal_web.publication.queries.document_kinds import DRAFT, KINDS, DocumentKind
from commonweal_web.publication.queries.material import Material, by_authority
from commonweal_web.publication.queries.published import packs_of_publication
from commonweal_web.publication.queries.remembered import proposal_of
from commonweal_web.publication.queries.standing import Standing, standing_of
from commonweal_web.publication.translate import opened_publication, scheme_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document as a page offers it, with what was made of it so far."""

    kind: DocumentKind
    of: str
    made: MadeDocument | None

    @property
    def is_ready(self) -> bool:
        return self.made is not None and self.made.state == MakingState.READY


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSet:
    """The documents of a draft or of a published version: those for bidders apart from those that stay inside."""

    of: str
    publication: Publication | None
    for_bidders: tuple[DocumentLine, ...]
    internal: tuple[DocumentLine, ...]


def may_take(access: CaseAccess, kind: DocumentKind, of: str) -> bool:
    """What is for bidders, once published, is for everybody who may see what is published; all else is inside."""
    published_for_all = kind.for_bidders and of != DRAFT and access.may("see-published")
    return published_for_all or access.may(kind.permission)


def document_sets(access: CaseAccess) -> tuple[DocumentSet, ...]:
    """The draft, where something is not published yet, then every published version, the newest first."""
    made = {(each.kind, each.of): each for each in MadeDocument.objects.filter(case=access.case).defer("content")}
    forecasts = set(access.case.versions.exclude(forecast="").values_list("number", flat=True))
    publications = tuple(Publication.objects.filter(case=access.case).order_by("-number"))
    has_draft = access.case.state not in {State.PUBLISHED, State.AMENDED, State.CLOSED}
    named: list[tuple[str, Publication | None]] = [(DRAFT, None)] if has_draft else []
    named += [(str(each.number), each) for each in publications]
    return tuple(
        _set(access, of, publication, made, forecast=_version_of(access.case, publication) in forecasts)
        for of, publication in named
    )


def _version_of(case: Case, publication: Publication | None) -> int:
    """The version of the case's document that a publication is of; of the draft, the newest."""
    return publication.case_version if publication else case.version


def bidder_lines(access: CaseAccess, publication: Publication) -> tuple[DocumentLine, ...]:
    of = str(publication.number)
    rows = MadeDocument.objects.filter(case=access.case, of=of).defer("content")
    return _set(access, of, publication, {(each.kind, each.of): each for each in rows}, forecast=False).for_bidders


def _set(
    access: CaseAccess,
    of: str,
    publication: Publication | None,
    made: dict[tuple[str, str], MadeDocument],
    *,
    forecast: bool,
) -> DocumentSet:
    """`forecast` says whether the case has one, as there is no document of a forecast without it."""
    lines = [
        DocumentLine(kind=kind, of=of, made=made.get((kind.key, of)))
        for kind in KINDS.values()
        if may_take(access, kind, of) and (forecast or not kind.of_forecast)
    ]
    return DocumentSet(
        of=of,
        publication=publication,
        for_bidders=tuple(line for line in lines if line.kind.for_bidders),
        internal=tuple(line for line in lines if not line.kind.for_bidders),
    )


def find_kind(key: str) -> DocumentKind | None:
    return KINDS.get(key)


def document_title(key: str) -> str:
    """What a document is called, as the record names it."""
    kind = KINDS.get(key)
    return str(kind.title) if kind else key


def document_of(of: str) -> str:
    """What a document was made of, in words."""
    return _("the draft") if of == DRAFT else _("version %(number)s") % {"number": of}


def was_taken(case: Case) -> bool:
    """Whether anybody has taken a document of what is published. One query."""
    return events_of(case.chain, Wanted(kinds=frozenset({"document-taken"}))).exclude(facts__of=DRAFT).exists()


def document_name(case: Case, kind: DocumentKind, of: str) -> str:
    """The name of a downloaded file: two procurements, two versions and a draft never share one."""
    return f"{case.reference}-{kind.name}-{'draft' if of == DRAFT else f'v{of}'}.{kind.ending}"


def material_for(case: Case, of: str, *, for_bidders: bool) -> Material | None:
    """What documents of a draft or of a published version are made from; None where there is no such thing."""
    if of == DRAFT:
        return _draft(standing_of(case))
    publication = Publication.objects.filter(case=case, number=int(of)).select_related("scheme", "template").first()
    return _published(publication, for_bidders=for_bidders) if publication else None


def _draft(standing: Standing) -> Material | None:
    opened, version = standing.opened, standing.version
    if opened is None:
        return None
    scheme = version.scheme if version else proposal_of(opened, "balanced", standing.packs).scheme
    template = newest_template(standing.case)
    if version:
        said = _("Scheme %(number)s is a draft: it is adopted, and neither approved nor published.")
        told = said % {"number": version.version}
    else:
        told = _("This is a draft of the balanced proposal. Nobody has adopted it.")
    return Material(
        opened=opened,
        scheme=scheme,
        version=version,
        find_packs=lambda: standing.packs,
        texts=case_texts(standing.document.text, schemes_of(standing.case), forecast=forecast_of(standing.case)),
        standing=told,
        mark=_("DRAFT: not published") if version else _("DRAFT: nobody has adopted this scheme"),
        template=bytes(template.content) if template else None,
        template_name=template.name if template else "",
    )


def _published(publication: Publication, *, for_bidders: bool) -> Material:
    opened = opened_publication(publication)
    version = scheme_of(opened, publication.scheme.number)
    authority = opened.case.procurement.authority.name
    template = publication.template
    said = _("Version %(number)s of the scheme, published by %(authority)s on %(day)s.")
    return Material(
        opened=opened,
        scheme=version.scheme,
        version=by_authority(version, authority) if for_bidders else version,
        find_packs=lambda: packs_of_publication(publication, opened),
        texts=case_texts(
            opened.case_text,
            tuple(publication.case.schemes.filter(number__lte=version.version)),
            forecast=publication.case.versions.get(number=publication.case_version).forecast,
        ),
        published=publication.text,
        named=Published(number=publication.number, on=localdate(publication.at), digest=publication.digest),
        standing=said % {"number": publication.number, "authority": authority, "day": say_date(publication.at)},
        template=bytes(template.content) if template else None,
        template_name=template.name if template else "",
    )


def newest_template(case: Case) -> WordTemplate | None:
    """The organisation's own Word template of today; None where Commonweal's own is used."""
    newest = WordTemplate.objects.filter(organisation=case.organisation_id).last()
    return newest if newest and newest.content else None


def material_key(material: Material, kind: DocumentKind) -> str:
    """The digest of all that a document is made from, this release included."""
    return digest(
        {
            "kind": kind.key,
            "case": material.opened.case_text,
            "scheme": material.scheme.digest(),
            "published": material.published,
            "standing": material.standing,
            "packs": {pack.name: pack.digest for pack in material.packs.editions},
            "template": digest(material.template.hex()) if material.template else "",
            "release": installed_version(),
            **({"forecast": material.forecast} if kind.of_forecast else {}),
        }
    )
