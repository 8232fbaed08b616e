"""The parts of an OCDS release that we read, as types; every other part is passed over."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

import msgspec

Text: TypeAlias = str | int | None


class Part(msgspec.Struct, frozen=True, rename="camel"):
    """Any object of a release. A missing part and a part that is null read alike."""


class Document(Part, frozen=True):
    id: Text = None
    notice_type: Text = None


class Identifier(Part, frozen=True):
    scheme: Text = None
    id: Text = None
    uri: Text = None
    description: Text = None


class Value(Part, frozen=True):
    amount: Decimal | None = None
    amount_gross: Decimal | None = None
    currency: Text = None


class Period(Part, frozen=True):
    start_date: Text = None
    end_date: Text = None
    max_extent_date: Text = None
    duration_in_days: Text = None
    duration_in_months: Decimal | None = None


class Described(Part, frozen=True):
    description: Text = None


class Technique(Part, frozen=True):
    """A framework agreement, or a dynamic market."""

    description: Text = None
    method: Text = None
    type: Text = None


class Techniques(Part, frozen=True):
    has_framework_agreement: bool | None = None
    framework_agreement: Technique | None = None
    has_dynamic_purchasing_system: bool | None = None


class Number(Part, frozen=True):
    number: Decimal | None = None
    weight: Text = None


class Criterion(Part, frozen=True):
    type: Text = None
    name: Text = None
    description: Text = None
    numbers: tuple[Number, ...] | None = None


class AwardCriteria(Part, frozen=True):
    description: Text = None
    weighting_description: Text = None
    criteria: tuple[Criterion, ...] | None = None


class Candidates(Part, frozen=True):
    """How many are let into the second stage of a lot."""

    minimum_candidates: Decimal | None = None
    maximum_candidates: Decimal | None = None


class Lot(Part, frozen=True):
    id: Text = None
    title: Text = None
    description: Text = None
    value: Value | None = None
    contract_period: Period | None = None
    award_criteria: AwardCriteria | None = None
    options: Described | None = None
    renewal: Described | None = None
    second_stage: Candidates | None = None


class LotDetails(Part, frozen=True):
    award_criteria: AwardCriteria | None = None
    award_criteria_details: Text = None


class Address(Part, frozen=True):
    region: Text = None


class Item(Part, frozen=True):
    classification: Identifier | None = None
    additional_classifications: tuple[Identifier, ...] | None = None
    delivery_addresses: tuple[Address, ...] | None = None


class Procedure(Part, frozen=True):
    features: Text = None


class Communication(Part, frozen=True):
    future_notice_date: Text = None


class ContractTerms(Part, frozen=True):
    performance_terms: Text = None


class Tender(Part, frozen=True):
    id: Text = None
    title: Text = None
    description: Text = None
    legal_basis: Identifier | None = None
    special_regime: tuple[Text, ...] | None = None
    above_threshold: bool | None = None
    procurement_method: Text = None
    procurement_method_details: Text = None
    procurement_method_rationale: Text = None
    procurement_method_rationale_classifications: tuple[Identifier, ...] | None = None
    main_procurement_category: Text = None
    procedure: Procedure | None = None
    classification: Identifier | None = None
    items: tuple[Item, ...] | None = None
    value: Value | None = None
    lots: tuple[Lot, ...] | None = None
    lot_details: LotDetails | None = None
    award_criteria_details: Text = None
    contract_period: Period | None = None
    tender_period: Period | None = None
    award_period: Period | None = None
    expression_of_interest_deadline: Text = None
    techniques: Techniques | None = None
    communication: Communication | None = None
    contract_terms: ContractTerms | None = None
    risk_details: Text = None
    submission_method_details: Text = None
    amendments: tuple[Described, ...] | None = None
    documents: tuple[Document, ...] | None = None


class PartyDetails(Part, frozen=True):
    classifications: tuple[Identifier, ...] | None = None


class Party(Part, frozen=True):
    """An organisation. Its contact point is personal data: it is never decoded."""

    id: Text = None
    name: Text = None
    roles: tuple[Text, ...] | None = None
    address: Address | None = None
    details: PartyDetails | None = None


class Organisation(Part, frozen=True):
    id: Text = None
    name: Text = None


class Planning(Part, frozen=True):
    documents: tuple[Document, ...] | None = None
    milestones: tuple[Described, ...] | None = None


class Observation(Part, frozen=True):
    id: Text = None
    period: Period | None = None


class Metric(Part, frozen=True):
    """A KPI."""

    title: Text = None
    description: Text = None
    observations: tuple[Observation, ...] | None = None


class Implementation(Part, frozen=True):
    final_value: Value | None = None
    metrics: tuple[Metric, ...] | None = None


class Outcome(Part, frozen=True):
    """An award or a contract: its notices, value and KPIs, what was bought. Who won is passed over."""

    documents: tuple[Document, ...] | None = None
    value: Value | None = None
    above_threshold: bool | None = None
    main_procurement_category: Text = None
    items: tuple[Item, ...] | None = None
    agreed_metrics: tuple[Metric, ...] | None = None
    no_agreed_metrics_rationale: Text = None
    implementation: Implementation | None = None


class Release(Part, frozen=True):
    ocid: Text = None
    id: Text = None
    date: Text = None
    tag: tuple[Text, ...] | None = None
    description: Text = None
    buyer: Organisation | None = None
    parties: tuple[Party, ...] | None = None
    planning: Planning | None = None
    tender: Tender | None = None
    awards: tuple[Outcome, ...] | None = None
    contracts: tuple[Outcome, ...] | None = None

    @property
    def is_release(self) -> bool:
        """Whether it says what procurement it belongs to, or what is bought."""
        return bool(self.ocid) or self.tender is not None


class Record(Part, frozen=True):
    releases: tuple[Release, ...] | None = None
    compiled_release: Release | None = None


class Package(Release, frozen=True):
    """A release, a release package or a record package: what stands at the top of a file or a line."""

    releases: tuple[Release, ...] | None = None
    records: tuple[Record, ...] | None = None

    @property
    def is_package(self) -> bool:
        return self.releases is not None or self.records is not None
