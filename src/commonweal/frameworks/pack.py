"""A pack edition: policy, law or judgement as data, with who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from commonweal.frameworks.challenging import Attack, BidderType, EffortKind, UsualCount
from commonweal.frameworks.crosswalk import Crosswalk, KindHomes
from commonweal.frameworks.definitions import Criterion, Outcome, Pattern, Scale, Template
from commonweal.frameworks.measures import Measure, MeasureKind
from commonweal.frameworks.naming import Formula, NamedCriterion
from commonweal.frameworks.notice_type import NoticeType
from commonweal.frameworks.pack_head import Lineage, PackHead, PackKind
from commonweal.frameworks.prompts import Prompt
from commonweal.frameworks.rules import Remark, Rule
from commonweal.frameworks.statement import Statement
from commonweal.procurement.mission import Mission
from commonweal.quantities.additionality import TermGuide
from commonweal.quantities.discounting import DiscountSchedule
from commonweal.quantities.experience import BaseRate, EvidenceGrade
from commonweal.quantities.optimism import OptimismBias
from commonweal.quantities.proxy_value import ProxyValue
from commonweal.quantities.schedule import Schedule
from commonweal.quantities.series import YearSeries
from commonweal.quantities.working_day import Calendar
from commonweal.record.errors import MisuseError, RefusedError


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
    statements: Mapping[str, Statement] = field(default_factory=dict)
    efforts: Mapping[MeasureKind, EffortKind] = field(default_factory=dict)
    usual_counts: Mapping[str, UsualCount] = field(default_factory=dict)
    bidders: Mapping[str, BidderType] = field(default_factory=dict)
    attacks: Mapping[str, Attack] = field(default_factory=dict)
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
