"""A pack edition: policy, law or judgement as data, with who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonweal.frameworks.crosswalk import Crosswalk, KindHomes
from commonweal.frameworks.definitions import (
    Criterion,
    Measure,
    Outcome,
    Pattern,
    Remark,
    Rule,
    Scale,
    SubCriterion,
    Template,
)
from commonweal.frameworks.naming import Formula, NamedCriterion
from commonweal.frameworks.notice_type import NoticeType
from commonweal.frameworks.prompts import Prompt
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.mission import Mission
from commonweal.procurement.procurement import Circumstances
from commonweal.procurement.regime import RegimeKind
from commonweal.quantities.additionality import TermGuide
from commonweal.quantities.discounting import DiscountSchedule
from commonweal.quantities.experience import BaseRate, EvidenceGrade
from commonweal.quantities.optimism import OptimismBias
from commonweal.quantities.proxy_value import ProxyValue
from commonweal.quantities.schedule import Schedule
from commonweal.quantities.series import YearSeries
from commonweal.quantities.working_day import Calendar
from commonweal.record.errors import MisuseError, RefusedError
from commonweal.record.source import Source


class PackKind(StrEnum):
    SOCIAL_VALUE_MODEL = "social-value-model"
    LAW = "law"
    CRITERIA = "criteria"
    MISSIONS = "missions"
    READING = "reading"
    APPRAISAL = "appraisal"
    NOTICES = "notices"
    CROSSWALK = "crosswalk"
    VALUES = "values"
    PROMPTS = "prompts"
    REVIEW = "review"


class Status(StrEnum):
    IN_FORCE = "in-force"
    DRAFT = "draft"
    SUPERSEDED = "superseded"


class FloorBase(StrEnum):
    TOTAL = "total"
    NON_PRICE = "non-price"


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorBand:
    """A least weighting by value including VAT: from (inclusive), below (exclusive). A share of the base."""

    share: Decimal
    source: Source
    from_pounds: Decimal = Decimal(0)
    below_pounds: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretion:
    """A regime in which an edition is optional: for the bodies named, or for all where none is.

    `unsure_authorities`: of their contracts some are optional and some not, and the case does not say which.
    """

    regime: RegimeKind
    authorities: tuple[AuthorityKind, ...] = ()
    unsure_authorities: tuple[AuthorityKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Contracts that an edition leaves out: the circumstance that tells, and the words for them."""

    circumstance: str
    words: str

    def __post_init__(self) -> None:
        known = [each.name for each in fields(Circumstances)]
        if self.circumstance not in known:
            raise MisuseError(
                f"There is no circumstance '{self.circumstance}'.", remedy=f"Known are {', '.join(known)}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """When an edition binds, and whom. Decided by the day the procurement commences, never by today's.

    From `optional_from` to the day before `mandatory_from` an authority could choose it or the edition before it.
    `unsure_regimes`: how the edition treats them was not seen.
    """

    authorities: tuple[AuthorityKind, ...]
    unsure_authorities: tuple[AuthorityKind, ...]
    regimes: tuple[RegimeKind, ...]
    mandatory_from: date
    source: Source
    optional_from: date | None = None
    mandatory_until: date | None = None
    least_pounds: Decimal | None = None
    not_for: tuple[AuthorityKind, ...] = ()
    discretionary: tuple[Discretion, ...] = ()
    unsure_regimes: tuple[RegimeKind, ...] = ()
    leaves_out: tuple[LeftOut, ...] = ()
    early_adoption: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRules:
    """What an edition asks of a scheme."""

    floors: tuple[FloorBand, ...]
    base: FloorBase
    absolute_base: FloorBase
    base_source: Source
    recommended_outcomes: int | None = None
    outcomes_source: Source | None = None
    commitments_in_contract: bool = False
    commitments_source: Source | None = None
    kpis_from_pounds: Decimal | None = None
    least_kpis: int = 0
    kpis_source: Source | None = None
    exception: str = ""
    exception_source: Source | None = None
    prescribed_reporting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Licensed:
    """Whose values these are, and who confirmed, when, that a licence allows their use here.

    The figures of such a pack are computed with and never shown: only their number and the digests leave.
    `file_digest` is of the file that they were read from.
    """

    publisher: str
    confirmed_by: str
    confirmed_on: date
    file_digest: str

    def __post_init__(self) -> None:
        if not self.confirmed_by.strip():
            raise MisuseError("A licence is confirmed by a named person.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """What pack.yaml says. `follows` is the pack it took over from, `follows_label` what people call that.

    `by_name_only`: its outcomes and criteria are named so that they can be referred to, and no more of it is held.
    """

    title: str
    kind: PackKind
    issuer: str
    status: Status
    published: date
    summary: str
    licence: str
    sources: Mapping[str, Source]
    attribution: str = ""
    follows: str = ""
    follows_label: str = ""
    pending: tuple[str, ...] = ()
    applies: Applies | None = None
    rules: EditionRules | None = None
    question: str = ""
    standing: tuple[SubCriterion, ...] = ()
    scale: str = ""
    code_label: str = ""
    by_name_only: bool = False
    licensed: Licensed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """An overlay that made this edition from another."""

    overlay: str
    on_digest: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One edition of one pack. `digest` is of everything in it, so that a case can say what it used."""

    id: str
    edition: str
    head: PackHead
    digest: str
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    criteria: Mapping[str, Criterion] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    parameters: Mapping[str, Schedule[Decimal]] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    checks: Mapping[str, Rule] = field(default_factory=dict)
    templates: Mapping[str, Template] = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    missions: Mapping[str, Mission] = field(default_factory=dict)
    names: Mapping[str, NamedCriterion] = field(default_factory=dict)
    crosswalks: Mapping[str, Crosswalk] = field(default_factory=dict)
    homes: Mapping[str, KindHomes] = field(default_factory=dict)
    notices: Mapping[str, NoticeType] = field(default_factory=dict)
    discounting: Mapping[str, DiscountSchedule] = field(default_factory=dict)
    series: Mapping[str, YearSeries] = field(default_factory=dict)
    values: Mapping[str, ProxyValue] = field(default_factory=dict)
    optimism: Mapping[str, OptimismBias] = field(default_factory=dict)
    additionality: Mapping[str, TermGuide] = field(default_factory=dict)
    grades: Mapping[str, EvidenceGrade] = field(default_factory=dict)
    base_rates: Mapping[str, BaseRate] = field(default_factory=dict)
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    lineage: tuple[Lineage, ...] = ()
    changelog: str = ""

    @property
    def name(self) -> str:
        return f"{self.id}/{self.edition}"

    def parameter(self, name: str, *, on: date | None = None) -> Decimal:
        """A number in force on a day; with no day, the newest."""
        schedule = self.parameters.get(name)
        if schedule is None:
            raise MisuseError(f"The pack {self.name} has no parameter '{name}'.")
        dated = schedule.at(on) if on else schedule.values[-1]
        if dated is None:
            raise MisuseError(f"'{schedule.label}' has no value on {on} in the pack {self.name}.")
        return dated.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """The packs at hand, one edition each where only one may serve, all editions of each social value model."""

    editions: tuple[Pack, ...]

    def __post_init__(self) -> None:
        names = [pack.name for pack in self.editions]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise MisuseError(f"The pack {twice} is there twice.", remedy="Give your copy an edition name of its own.")

    def newest(self) -> tuple[Pack, ...]:
        """The newest edition of each pack; an overlaid edition is newer than the one it lies on."""
        newest = {pack.id: pack for pack in sorted(self.editions, key=lambda each: each.edition)}
        return tuple(newest[pack_id] for pack_id in sorted(newest))

    def of_kind(self, kind: PackKind) -> tuple[Pack, ...]:
        """The newest edition of each pack of a kind."""
        return tuple(pack for pack in self.newest() if pack.head.kind is kind)

    def get(self, pack_id: str, edition: str = "") -> Pack:
        """A pack by id, or by id and edition; the newest edition when none is named."""
        found = [pack for pack in self.editions if pack.id == pack_id and edition in {"", pack.edition}]
        if not found:
            known = ", ".join(pack.name for pack in self.editions)
            asked = f"{pack_id}/{edition}" if edition else pack_id
            raise MisuseError(f"There is no pack {asked}.", remedy=f"At hand are {known}.")
        return max(found, key=lambda pack: pack.edition)

    def prompts_for(self, check: str) -> tuple[tuple[str, Prompt], ...]:
        """The prompts that help to meet a check, by name, of the newest edition of each pack."""
        newest = {pack.id: pack for pack in sorted(self.editions, key=lambda each: each.edition)}
        return tuple(
            (name, prompt)
            for pack in newest.values()
            for name, prompt in pack.prompts.items()
            if check in prompt.checks
        )

    def criterion(self, code: str) -> Criterion:
        """A criterion by its full code, PACK/ID."""
        pack_id, _, criterion_id = code.partition("/")
        pack = self.get(pack_id)
        if criterion_id in pack.names:
            raise _named_only(code, pack)
        found = pack.criteria.get(criterion_id)
        if found is None:
            raise MisuseError(
                f"There is no criterion '{code}'.", remedy="commonweal packs show lists a pack's criteria."
            )
        return found

    def codes(self) -> tuple[str, ...]:
        """The full code of every criterion."""
        return tuple(f"{pack.id}/{criterion}" for pack in self.editions for criterion in pack.criteria)

    def find_code(self, text: str, *, menu: Iterable[str] = ()) -> str:
        """The full code that a person means: exact, or its last part where only one has it, the menu's codes first."""
        on_menu = [code for code in dict.fromkeys(menu) if text.lower() in {code, code.partition("/")[2]}]
        if len(on_menu) == 1:
            return on_menu[0]
        codes = dict.fromkeys(self.codes())
        if text in codes:
            return text
        ends = [code for code in codes if code.partition("/")[2] == text.lower()]
        if len(ends) == 1:
            return ends[0]
        if ends:
            raise MisuseError(f"'{text}' could be {' or '.join(ends)}.", remedy="Write it out.")
        for pack in self.editions:
            if text.removeprefix(f"{pack.id}/") in pack.names:
                raise _named_only(text, pack)
        import difflib

        near = difflib.get_close_matches(text, [*codes, *(code.partition("/")[2] for code in codes)], n=1)
        remedy = f"Did you mean '{near[0]}'?" if near else "commonweal packs show lists a pack's criteria."
        raise MisuseError(f"There is no criterion '{text}'.", remedy=remedy)


def _named_only(code: str, pack: Pack) -> RefusedError:
    return RefusedError(
        f"'{code}' is a criterion of {pack.head.title}, which is held by name only: nothing can be designed with it.",
        remedy="Choose a criterion of an edition that is held in full.",
    )
