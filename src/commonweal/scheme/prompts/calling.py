"""Calling prompts: those whose situations all hold, with what the case fills in."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.frameworks.pack import Packs
from commonweal.frameworks.prompts import Listing, Prompt, PromptSubject, fill_in
from commonweal.procurement.case import Case
from commonweal.procurement.exemption import treated_procurement
from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.prompts.filling import fill_in_values, list_lines
from commonweal.scheme.prompts.situations import present_situations
from commonweal.scheme.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledPrompt:
    """A prompt with `contract` and `notice` filled in from a case."""

    id: str
    pack: str
    prompt: Prompt
    contract: str
    notice: str


def call_prompts(case: Case, scheme: Scheme, *, packs: Packs) -> tuple[CalledPrompt, ...]:
    """Every prompt of the newest packs at hand that the case calls for, by subject, then by name."""
    procurement = case.procurement
    present = present_situations(procurement, scheme)
    values = fill_in_values(procurement, scheme)
    newest = {pack.id: pack for pack in sorted(packs.editions, key=lambda each: each.edition)}
    called = [
        CalledPrompt(
            id=name,
            pack=pack.name,
            prompt=prompt,
            contract=fill_in(prompt.contract, values),
            notice=fill_in(prompt.notice, values),
        )
        for pack in newest.values()
        for name, prompt in pack.prompts.items()
        if present.issuperset(prompt.when)
    ]
    order = list(PromptSubject)
    return tuple(sorted(called, key=lambda each: (order.index(each.prompt.subject), each.id)))


def listed(case: Case, scheme: Scheme, called: tuple[CalledPrompt, ...]) -> dict[Listing, tuple[str, ...]]:
    """The lists that the prompts called for refer to, each once."""
    lines = list_lines(case.procurement, scheme)
    wanted = {listing for each in called for listing in each.prompt.lists}
    return {listing: lines[listing] for listing in Listing if listing in wanted}


def where_told(case: Case) -> str:
    """Where bidders are told what the contract will provide for: not every procurement has a tender notice."""
    procurement = treated_procurement(case)
    without = procurement.regime.under_the_act is False or procurement.award_structure is AwardStructure.CALL_OFF
    return "In what bidders are sent" if without else "In the notice"


def regime_remark(case: Case) -> str:
    """What to bear in mind of the references to law; empty where the Act's general rules apply in full."""
    procurement = treated_procurement(case)
    if procurement.regime.under_the_act is False:
        return (
            f"The Act's rules on award do not apply here: the regime is {procurement.regime.kind.words}. References to "
            "them say where a prompt comes from; the contract has to settle the same things all the same."
        )
    if procurement.regime.kind is RegimeKind.LIGHT_TOUCH:
        return (
            "A light touch contract may be changed freely (s.74(2)). What the prompts ask about change is then a "
            "matter of fairness to those who bid."
        )
    if procurement.regime.kind is RegimeKind.DEFENCE:
        return (
            "For a defence authority's contract the Act permits one more kind of change, to take up new technology "
            "(Schedule 8 paragraph 10). Whether this is such a contract is for your lawyer to say."
        )
    return ""
