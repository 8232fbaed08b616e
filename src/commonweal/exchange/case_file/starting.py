"""The text of a new case: from a drafted case, or from a template with what to fill in marked."""

from __future__ import annotations

from typing import Any

from commonweal.exchange.case_file.layout import LAYOUT_VERSION, layout_of_case
from commonweal.exchange.case_file.writing import plain_data, yaml_text
from commonweal.frameworks.definitions import Template
from commonweal.procurement.case import MOST_IMPORTANCE, Case
from commonweal.procurement.valuation import DEFAULT_PASS_SHARE
from commonweal.quantities.period import describe_months
from commonweal.record.text import CONTROLS

FROM_NOTICE = (
    "Drafted from a published notice. What was inferred or assumed stands under 'assumptions' with the words it was\n"
    "read from: correct what is wrong, then run commonweal design on this folder."
)


def case_text(case: Case) -> str:
    """case.yaml of a case. What the reader would refuse in a text, as notices may hold it, is left out."""
    return yaml_text(_seen(plain_data(layout_of_case(case))), heading=FROM_NOTICE)


def _seen(data: Any) -> Any:
    """Plain data without the characters that nobody sees."""
    if isinstance(data, dict):
        return {key: _seen(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_seen(value) for value in data]
    return CONTROLS.sub("", data.replace("\r\n", "\n")) if isinstance(data, str) else data


def template_text(template: Template) -> str:
    """case.yaml of a template. Words in capitals are to be filled in; the rest is the template's usual shape."""
    lines = [
        f"# {template.title}. {template.summary}",
        "# Fill in what stands in capitals. Every line that begins with # is a comment.",
        f"commonweal: {LAYOUT_VERSION}",
        "title: TITLE OF THE PROCUREMENT",
        "authority:",
        "  name: NAME OF THE CONTRACTING AUTHORITY",
        "  # central-department, ministry-of-defence, executive-agency, non-departmental-public-body,",
        "  # local-authority, nhs-body, school, sub-central, …",
        "  kind: unknown",
        "procurement:",
        "  description: WHAT IS BOUGHT AND WHAT IT IS FOR",
        "  nature: services  # goods, services, works",
        "  # covered, light-touch, defence-and-security, utilities, concession, below-threshold, exempt, …",
        "  regime: {kind: unknown}",
        f"  delivery_model: {template.delivery_model}",
        f"  award_structure: {template.award_structure}",
        "  # The day of the first notice decides which social value edition binds. With none, it is unknown.",
        "  # commencement: {on: 2027-02-01, planned: true}",
        f"  split: {{price: {template.price}, quality: {template.quality}, social_value: {template.social_value}}}",
        "  # What is true of it decides which criteria relate to the subject matter. Leave out what you do not know.",
        "  # circumstances:",
        *[f"    # {line}" for line in CIRCUMSTANCES],
        "stages:",
    ]
    for stage in template.stages:
        lines += [
            f"  - id: {stage.id}",
            f"    title: {stage.title}",
            f"    kind: {stage.kind}",
            f"    months: {stage.months}  # usual: {describe_months(stage.months)}",
        ]
        if stage.under_contract:
            lines += [
                "    # What one contract is paid for this stage.",
                "    # funding: {amount: 60000, vat: excluded}",
            ]
        else:
            lines.append("    under_contract: false")
        if stage.gate and stage.under_contract:
            lines.append(f"    gate: {{pass_share: {DEFAULT_PASS_SHARE}}}  # the odds, as you believe them now")
    lines += [
        f"# How much each matters to you, 0 to {MOST_IMPORTANCE}. Left out, a usual importance is taken.",
        "# importance: {missions: {nhs: 4}, outcomes: {capability: 5}}",
        "# Decisions are yours, each with a reason: insist, exclude, force, link, additionality, factor, weighting, …",
        "decisions: []",
        "",
    ]
    return "\n".join(lines)


CIRCUMSTANCES = (
    "research: true               # it is bought to find something out",
    "digital: true",
    "clinical: true",
    "people_take_part: true       # people outside the supplier take part in it",
    "personal_data: true",
    "physical_product: true",
    "local_community: true        # it is delivered in and for a community",
    "labour_intensive: true",
    "energy_or_materials: true",
    "supply_chain: true           # it depends on a chain of suppliers",
    "suppliers_mostly_small: true # the firms likely to bid are small themselves",
    "follow_on_intended: true     # a later contract is in view",
    "pilot_participants_may_bid: true",
)
