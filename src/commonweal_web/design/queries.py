"""Reading a case as a design: its packs, its three schemes, what keeps it from being designed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from commonweal.design import Design, Explained, Recomposed, design_case, explain_code, recompose
from commonweal.design.recomposing import differs_in_composition_alone
from commonweal.exchange.case_file.adopted import outdated_findings
from commonweal.exchange.report.recognised import Recognition, find_recognised
from commonweal.frameworks import PackKind, Packs, load_packs
from commonweal.procurement.case import Case as EngineCase
from commonweal.procurement.case import DecisionKind
from commonweal.record.digest import digest
from commonweal.record.errors import CommonwealError
from commonweal.record.finding import Finding
from commonweal.scheme.scheme import Scheme
from commonweal_web.accounts.models import Organisation
from commonweal_web.design.keeping import Kept
from commonweal_web.design.models import LocalCriteria
from commonweal_web.layout.numbers import say_date
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import schemes_of
from commonweal_web.procurements.translate import Document, read_document

PARTS = {
    "title": _lazy("The procurement has no title."),
    "authority": _lazy("Who buys has not been said."),
    "procurement": _lazy("What is bought, and how the contract is awarded, has not been said."),
    "stages": _lazy("There is no stage yet."),
}
MOST_DESIGNS = 40
_DESIGNS: Kept[Design] = Kept(MOST_DESIGNS)
_BASES: Kept[Design] = Kept(MOST_DESIGNS)
_PACKS: Kept[Packs] = Kept(8)
_DOCUMENTS: Kept[Document] = Kept(MOST_DESIGNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Designed:
    """A case's document with the design that stands on it; `problem` says in a sentence why there is none."""

    document: Document
    packs: Packs
    design: Design | None
    problem: str = ""

    @property
    def case(self) -> EngineCase:
        assert self.document.opened is not None  # pages ask first
        return self.document.opened.case

    @property
    def ready(self) -> Design:
        assert self.design is not None  # pages ask first
        return self.design


# --- packs ----------------------------------------------------------------------------------------


def newest_local(organisation: Organisation) -> LocalCriteria | None:
    return LocalCriteria.objects.filter(organisation=organisation).order_by("-number").first()


def packs_of(organisation: Organisation) -> Packs:
    """The shipped packs with the organisation's own overlays laid on. One query."""
    local = newest_local(organisation)
    return packs_with(dict(local.texts) if local else {})


def packs_with(texts: dict[str, str]) -> Packs:
    """The packs with some overlays, by their names; kept by what the overlays say."""
    return _PACKS.get(digest(texts), lambda: load_packs(overlays=texts))


# --- designs --------------------------------------------------------------------------------------


def designed(case: Case) -> Designed:
    """The newest document of a case, designed if nothing is missing. Three queries."""
    return design_document(read_newest(case), packs_of(case.organisation))


def read_newest(case: Case) -> Document:
    """The newest document of a case, with its adopted schemes; read once for as long as it is kept."""
    version = case.versions.get(number=case.version)
    schemes = schemes_of(case)
    key = (version.digest, *(each.digest for each in schemes))
    return _DOCUMENTS.get(key, lambda: read_document(version.text, schemes))


def design_document(document: Document, packs: Packs) -> Designed:
    """A document's design, or the sentence that says what stands in its way."""
    if document.opened is None:
        return Designed(document=document, packs=packs, design=None, problem=document.problem)
    try:
        design = design_of(document.opened.case, packs)
    except CommonwealError as error:
        return Designed(document=document, packs=packs, design=None, problem=say_error(error))
    return Designed(document=document, packs=packs, design=design)


def kept_design(document: Document, packs: Packs) -> Design | None:
    """The design of a document if it is at hand; nothing is solved, for a list of tasks must not wait."""
    if document.opened is None or missing_parts(document):
        return None
    return _DESIGNS.find(_key(_without_adoptions(document.opened.case), packs))


def missing_parts(document: Document) -> list[str]:
    """What a case still lacks before it can be designed, a sentence each."""
    if document.opened is None:
        lacks = [words for part, words in PARTS.items() if not document.data.get(part)]
        return [str(each) for each in lacks] or [document.problem]
    unfunded = [stage for stage in document.opened.case.procurement.contract_stages if stage.funding is None]
    said = _("The stage “%(stage)s” has no funding, so nothing can be weighed against its size.")
    return [said % {"stage": stage.title} for stage in unfunded]


def design_of(case: EngineCase, packs: Packs) -> Design:
    """A case designed: as kept, else composed again where only weightings and words differ, else in full."""
    asked = _without_adoptions(case)
    return _DESIGNS.get(_key(asked, packs), lambda: _composed_or_solved(asked, packs))


def recomposed(design: Design, case: EngineCase, option: str) -> Recomposed:
    """One option with other weightings and words, at once; nothing is kept."""
    return recompose(design, _without_adoptions(case), options=(option,))


def _composed_or_solved(case: EngineCase, packs: Packs) -> Design:
    base_key = _key(_bare(case), packs)
    base = _BASES.find(base_key)
    if base is not None and differs_in_composition_alone(base, case):
        found = recompose(base, case)
        if found.exact:  # one that is merely as good would differ from one process to the next
            return found.design
    return _BASES.keep(base_key, design_case(case, packs=packs))


def _without_adoptions(case: EngineCase) -> EngineCase:
    """Adoptions and withdrawals bear on no design."""
    held = tuple(each for each in case.decisions if each.kind is not DecisionKind.ADOPT)
    return replace(case, decisions=held, withdrawn=())


def _bare(case: EngineCase) -> EngineCase:
    """The case without what a composition may change."""
    of_choice = tuple(
        each for each in case.decisions if each.kind not in {DecisionKind.WEIGHTING, DecisionKind.WORDING}
    )
    return replace(case, decisions=of_choice, quality=(), answers={})


def _key(case: EngineCase, packs: Packs) -> str:
    return digest({"case": case, "packs": [f"{pack.name} {pack.digest}" for pack in packs.editions]})


def forget_designs() -> None:
    """For tests and benches: as if the process had just started."""
    for kept in (_DESIGNS, _BASES):
        kept.clear()


# --- questions ------------------------------------------------------------------------------------


def why_not(found: Designed, code: str, option: str, *, stages: tuple[str, ...] = ()) -> Explained:
    """Where a criterion stands and why; what forcing it would cost at the stages asked for. Raises MisuseError."""
    proposals = found.ready.proposals
    return explain_code(code, proposals, packs=found.packs, option=option, forced_at=stages)


def outdated(document: Document) -> tuple[Finding, ...]:
    """A warning where the case is no longer what its newest scheme was adopted from."""
    opened = document.opened
    return outdated_findings(opened.case, opened.newest_scheme) if opened else ()


def says_more(document: Document) -> bool:
    """Whether a person has said what disqualifies a bid since the newest scheme was adopted without it."""
    opened = document.opened
    if opened is None or opened.newest_scheme is None or not opened.case.answer("methodology-stated", "disqualifying"):
        return False
    return any(award.lacks_disqualifying for award in opened.newest_scheme.scheme.awards)


def recognised(scheme: Scheme, document: Document, packs: Packs) -> Recognition:
    assert document.opened is not None
    return find_recognised(scheme, document.opened.case.procurement, packs)


def say_error(error: CommonwealError) -> str:
    """An error of the engine in one or two sentences; where in a file it lies means nothing here."""
    remedy = error.remedy if "commonweal " not in error.remedy and "--" not in error.remedy else ""
    return f"{error.message} {remedy}".strip()


# --- what forms choose from -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Menus:
    """What a form may offer, each as (value, text)."""

    criteria: tuple[tuple[str, str], ...]
    stages: tuple[tuple[str, str], ...]
    awards: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    editions: tuple[tuple[str, str], ...]
    doubtful: tuple[tuple[str, str], ...]


def told_apart(named: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Each title; where several have it, with the edition that each is of."""
    often = Counter(title for title, _of in named.values())
    return {code: f"{title} ({of or code})" if often[title] > 1 else title for code, (title, of) in named.items()}


def menus_of(found: Designed) -> Menus:
    """The menus of a case's decisions; where the design fails, those that need none."""
    procurement = found.case.procurement
    candidates = found.design.proposals.candidates if found.design else ()
    criteria = told_apart({each.code: (each.criterion.title, each.pack.head.code_label) for each in candidates})
    doubtful = {each.code: criteria[each.code] for each in candidates if each.criterion.additionality is not None}
    edition = found.design.proposals.applicability.pack if found.design else None
    models = dict.fromkeys(
        (pack.id, pack.head.title) for pack in found.packs.of_kind(PackKind.SOCIAL_VALUE_MODEL) if pack.criteria
    )
    return Menus(
        criteria=tuple(sorted(criteria.items(), key=lambda each: each[1])),
        stages=tuple((each.id, each.title) for each in procurement.contract_stages),
        awards=tuple((each.id, each.title) for each in found.design.ground.decisions) if found.design else (),
        outcomes=tuple((code, each.title) for code, each in edition.outcomes.items()) if edition else (),
        editions=(*models, ("none", _("No edition"))),
        doubtful=tuple(sorted(doubtful.items(), key=lambda each: each[1])),
    )


# --- schemes to compare ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeOf:
    """A scheme that can be compared: an adopted version, or an option as it stands."""

    key: str
    title: str
    scheme: Scheme


def scheme_choices(found: Designed) -> list[SchemeOf]:
    """Adopted versions, the newest first, then the three options as they stand."""
    opened = found.document.opened
    said = _("Version %(number)s, the %(option)s one, adopted on %(day)s")
    choices = [
        SchemeOf(
            key=f"version-{each.version}",
            title=said % {"number": each.version, "option": each.scheme.option, "day": say_date(each.adopted_on)},
            scheme=each.scheme,
        )
        for each in reversed(opened.schemes if opened else ())
    ]
    proposed = found.design.proposals.options if found.design else ()
    choices += [
        SchemeOf(
            key=each.option,
            title=_("The %(option)s option as it stands") % {"option": each.option},
            scheme=each.scheme,
        )
        for each in proposed
    ]
    return choices
