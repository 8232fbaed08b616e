"""What forms choose from: the engine's own values, each with words that can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.design.own_quality import own_scale
from commonweal.design.settings import Settings, design_settings
from commonweal.frameworks import PackKind, Packs, load_packs
from commonweal.procurement.case import MOST_IMPORTANCE, MOST_WORDS, USUAL_WORDS
from commonweal.procurement.valuation import DEFAULT_PASS_SHARE
from commonweal.record.digest import plain_decimal

Text = str | Promise
Choices = Mapping[str, Text]

UNKNOWN = "unknown"
LONGEST_ANSWER, USUAL_ANSWER = MOST_WORDS, USUAL_WORDS
GREATEST_IMPORTANCE = MOST_IMPORTANCE

AUTHORITY_KINDS: Choices = {
    "central-department": _("Central government department"),
    "executive-agency": _("Executive agency"),
    "non-departmental-public-body": _("Non-departmental public body"),
    "central-government": _("Central government, kind not known"),
    "ministry-of-defence": _("Ministry of Defence"),
    "local-authority": _("Local authority"),
    "nhs-body": _("NHS body"),
    "school": _("School"),
    "sub-central": _("Other sub-central authority"),
    "public-utility": _("Public utility"),
    "private-utility": _("Private utility"),
    "devolved-scotland": _("Devolved Scottish authority"),
    "devolved-wales": _("Devolved Welsh authority"),
    "devolved-northern-ireland": _("Devolved Northern Ireland authority"),
    "intelligence-service": _("Intelligence service"),
    "advanced-research-and-invention-agency": _("Advanced Research and Invention Agency"),
    UNKNOWN: _("I do not know"),
}
REGIMES: Choices = {
    "covered": _("Covered procurement"),
    "light-touch": _("Light touch"),
    "defence-and-security": _("Defence and security"),
    "utilities": _("Utilities"),
    "concession": _("Concession"),
    "below-threshold": _("Below threshold"),
    "exempt": _("Exempt"),
    "provider-selection": _("Provider selection regime (NHS)"),
    "scotland": _("Scottish rules"),
    "wales": _("Welsh devolved procurement"),
    "northern-ireland": _("Transferred Northern Ireland procurement"),
    "legacy": _("The earlier regulations"),
    UNKNOWN: _("I do not know"),
}
NATURES: Choices = {
    "services": _("Services"),
    "goods": _("Goods"),
    "works": _("Works"),
    UNKNOWN: _("I do not know"),
}
DELIVERY_MODELS: Choices = {
    "pilot": _("A pilot"),
    "sandbox": _("A sandbox"),
    "staged-funding": _("Staged funding"),
    "challenge": _("A challenge"),
    "research": _("Research"),
    "call-off": _("A call-off"),
    "conventional": _("A conventional contract"),
}
DELIVERY_HINTS: Choices = {
    "pilot": _("Something is tried out with real people before more is decided"),
    "sandbox": _("Something is tried out apart from live services, within limits that are set beforehand"),
    "staged-funding": _("Several suppliers start, and fewer are funded at each stage"),
    "challenge": _("A problem is put to the market, and the answers compete"),
    "research": _("Something is found out; nothing is put to use yet"),
    "call-off": _("Bought under a framework that is already there"),
    "conventional": _("What is wanted is known, and is supplied"),
}
AWARD_STRUCTURES: Choices = {
    "one-contract": _("One contract"),
    "rounds": _("One flexible procedure in rounds"),
    "contract-per-stage": _("A contract for each stage"),
    "framework": _("A framework"),
    "call-off": _("A call-off"),
}
AWARD_HINTS: Choices = {
    "one-contract": _("Stages follow each other in one contract, with gates between them"),
    "rounds": _("Suppliers are assessed more than once before one contract is awarded"),
    "contract-per-stage": _("Each stage is let on its own, with its own award criteria"),
    "framework": _("Contracts are awarded later, under terms that are set now"),
}
PRICE_METHODS: Choices = {
    "unstated": _("Not decided yet"),
    "lowest-ratio": _("Lowest price over price (relative)"),
    "linear": _("Linear between two prices"),
    "fixed-point": _("Against a fixed price"),
    "price-per-quality-point": _("Price for each quality point (price has no weighting)"),
    "value-for-money-index": _("Value for money index (price has no weighting)"),
}
STAGE_KINDS: Choices = {
    "explore": _("Explore (discovery, feasibility)"),
    "prototype": _("Prototype (alpha)"),
    "pilot": _("Pilot (sandbox, private beta)"),
    "demonstrate": _("Demonstrate (public beta)"),
    "scale": _("Scale"),
    "operate": _("Operate (live service)"),
}
ROUND_KINDS: Choices = {
    "participation": _("Participation"),
    "intermediate": _("Intermediate bids"),
    "final": _("Final bids"),
}
VATS: Choices = {
    "excluded": _("VAT is not in it"),
    "included": _("VAT is in it"),
    UNKNOWN: _("I do not know"),
}
CIRCUMSTANCES: Choices = {
    "research": _("Is it bought to find something out?"),
    "digital": _("Is it digital?"),
    "clinical": _("Does it bear on the care of patients?"),
    "people_take_part": _("Do people outside the supplier take part in it?"),
    "personal_data": _("Are personal data used?"),
    "physical_product": _("Is a thing made or supplied?"),
    "local_community": _("Is it delivered in and for a community?"),
    "labour_intensive": _("Is it carried mostly by people's work?"),
    "energy_or_materials": _("Does it use much energy or material?"),
    "supply_chain": _("Does it depend on a chain of suppliers?"),
    "suppliers_mostly_small": _("Are the firms likely to bid small themselves?"),
    "follow_on_intended": _("Is a later contract in view?"),
    "pilot_participants_may_bid": _("May those who took part in an earlier pilot bid?"),
    "delivered_overseas": _("Is it delivered mainly outside the United Kingdom?"),
}
CIRCUMSTANCES_SHORT: Choices = {
    "research": _("Bought to find something out"),
    "digital": _("Digital"),
    "clinical": _("Bears on the care of patients"),
    "people_take_part": _("People outside the supplier take part"),
    "personal_data": _("Personal data are used"),
    "physical_product": _("A thing is made or supplied"),
    "local_community": _("Delivered in and for a community"),
    "labour_intensive": _("Carried mostly by people's work"),
    "energy_or_materials": _("Uses much energy or material"),
    "supply_chain": _("Depends on a chain of suppliers"),
    "suppliers_mostly_small": _("Firms likely to bid are small"),
    "follow_on_intended": _("A later contract is in view"),
    "pilot_participants_may_bid": _("Those of an earlier pilot may bid"),
    "delivered_overseas": _("Delivered mainly outside the United Kingdom"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An outcome or a mission: its name in documents, what people call it, and where it comes from."""

    name: str
    title: str
    of: str


@cache
def shipped_packs() -> Packs:
    """The packs that come with Commonweal; read once, for they never change."""
    return load_packs()


@cache
def usual() -> Settings:
    """What a design takes where nothing is said."""
    return design_settings(shipped_packs())


def usual_bids() -> str:
    return plain_decimal(usual().default_bidders)


def usual_assessors() -> str:
    return plain_decimal(usual().default_assessors)


def usual_importance() -> str:
    return plain_decimal(usual().default_importance)


def usual_chance() -> str:
    """The chance that a stage succeeds, as a percentage, where nobody has said."""
    return plain_decimal(DEFAULT_PASS_SHARE * 100)


@cache
def usual_points() -> tuple[Decimal, ...]:
    """The scores of the scale that is taken where the authority describes none, from the least to the most."""
    return tuple(sorted(level.points for level in own_scale(shipped_packs()).levels))


@cache
def usual_levels() -> tuple[str, ...]:
    """What earns each score of the authority's own questions, where it describes no scale."""
    return tuple(level.descriptor for level in own_scale(shipped_packs()).levels)


@cache
def usual_scores() -> str:
    """The scores of that scale, with their labels, in a line."""
    return ", ".join(f"{level.points:f} {level.label}" for level in own_scale(shipped_packs()).levels)


@cache
def missions() -> tuple[Named, ...]:
    return tuple(
        Named(name=name, title=mission.title, of=pack.head.title)
        for pack in shipped_packs().of_kind(PackKind.MISSIONS)
        for name, mission in pack.missions.items()
    )


@cache
def outcomes() -> tuple[Named, ...]:
    """Every outcome of any edition, the newest packs' first; one name once."""
    found: dict[str, Named] = {}
    newest = sorted(shipped_packs().editions, key=lambda pack: (pack.edition, pack.id), reverse=True)
    for pack in newest:
        for name, outcome in pack.outcomes.items():
            found.setdefault(name, Named(name=name, title=outcome.title, of=pack.head.title))
    return tuple(found.values())
