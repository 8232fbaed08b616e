"""Parts of a document in words: what each is called, and what it says, for pages that show or compare them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal_web.layout.numbers import say_decimal
from commonweal_web.procurements.translate import choices, naming
from commonweal_web.procurements.translate.parts import Path

Text = str | Promise
ANY = "*"
LABELS: dict[tuple[str, ...], Text] = {
    ("title",): gettext_lazy("Title"),
    ("authority", "name"): gettext_lazy("Name of the contracting authority"),
    ("authority", "kind"): gettext_lazy("Kind of authority"),
    ("authority", "region"): gettext_lazy("Region"),
    ("authority", "identifier"): gettext_lazy("Identifier in a public register"),
    ("procurement", "description"): gettext_lazy("What is bought"),
    ("procurement", "cpv"): gettext_lazy("CPV codes"),
    ("procurement", "regime", "kind"): gettext_lazy("Rules"),
    ("procurement", "regime", "limb"): gettext_lazy("Limb of section 7(1)"),
    ("procurement", "regime", "paragraph"): gettext_lazy("Paragraph of Schedule 2"),
    ("procurement", "nature"): gettext_lazy("Nature"),
    ("procurement", "declared_value"): gettext_lazy("Stated value of the whole"),
    ("procurement", "extras"): gettext_lazy("Amounts beyond the stages"),
    ("procurement", "commencement"): gettext_lazy("Day of commencement"),
    ("procurement", "delivery_model"): gettext_lazy("Way of delivering"),
    ("procurement", "award_structure"): gettext_lazy("Way of awarding"),
    ("procurement", "separate_reason"): gettext_lazy("Reason to value stages apart"),
    ("procurement", "framework_criteria"): gettext_lazy("The framework's award criteria"),
    ("procurement", "split"): gettext_lazy("Price, quality and social value"),
    ("procurement", "missions"): gettext_lazy("Missions served"),
    ("stages",): gettext_lazy("Stages"),
    ("stages", ANY, "title"): gettext_lazy("Name"),
    ("stages", ANY, "kind"): gettext_lazy("Kind"),
    ("stages", ANY, "months"): gettext_lazy("Length in months"),
    ("stages", ANY, "under_contract"): gettext_lazy("Under contract"),
    ("stages", ANY, "purpose"): gettext_lazy("Purpose"),
    ("stages", ANY, "deliverables"): gettext_lazy("Deliverables"),
    ("stages", ANY, "funding"): gettext_lazy("Funding of one contract"),
    ("stages", ANY, "contracts"): gettext_lazy("Contracts side by side"),
    ("stages", ANY, "bidders"): gettext_lazy("Bids expected"),
    ("stages", ANY, "assessors"): gettext_lazy("People who assess each bid"),
    ("stages", ANY, "gate"): gettext_lazy("Gate"),
    ("stages", ANY, "evidence_until"): gettext_lazy("Evidence after the end"),
    ("rounds",): gettext_lazy("Rounds"),
    ("rounds", ANY, "title"): gettext_lazy("Name"),
    ("rounds", ANY, "kind"): gettext_lazy("Kind"),
    ("rounds", ANY, "keeps_at_most"): gettext_lazy("Suppliers that go on, at most"),
    ("rounds", ANY, "keeps_at_least"): gettext_lazy("Suppliers that go on, at least"),
    ("lots",): gettext_lazy("Lots"),
    ("lots", ANY, "title"): gettext_lazy("Name"),
    ("lots", ANY, "value"): gettext_lazy("Value"),
    ("quality",): gettext_lazy("Your own quality criteria"),
    ("notices",): gettext_lazy("Notices it was drafted from"),
    ("packs",): gettext_lazy("Pack folders"),
    ("assumptions",): gettext_lazy("Assumptions"),
    ("decisions",): gettext_lazy("Decisions"),
    ("commonweal",): gettext_lazy("Version of the layout"),
    ("what",): gettext_lazy("What it is for"),
    ("amount",): gettext_lazy("Amount"),
    ("weighting",): gettext_lazy("Weighting"),
    ("question",): gettext_lazy("Question"),
    ("evidence",): gettext_lazy("What convinces"),
    ("word_limit",): gettext_lazy("Most words"),
    ("levels",): gettext_lazy("What earns each score"),
    ("sub_criteria",): gettext_lazy("Sub-criteria"),
}
# What stands at the end of these paths is one of the engine's values, and has words of its own.
VALUES: dict[tuple[str, ...], choices.Choices] = {
    ("authority", "kind"): choices.AUTHORITY_KINDS,
    ("procurement", "regime", "kind"): choices.REGIMES,
    ("procurement", "nature"): choices.NATURES,
    ("procurement", "delivery_model"): choices.DELIVERY_MODELS,
    ("procurement", "award_structure"): choices.AWARD_STRUCTURES,
    ("stages", ANY, "kind"): choices.STAGE_KINDS,
    ("rounds", ANY, "kind"): choices.ROUND_KINDS,
}
LISTS = frozenset({"stages", "rounds", "lots"})


def say_path(path: Path, *datas: Mapping[str, Any]) -> str:
    """What a part is called. An item of a list is called by its title in the first of the documents that has it."""
    if path[:1] == ("answers",):
        return _say_answer(*(str(step) for step in path[1:]))
    if path[:2] == ("procurement", "circumstances") and len(path) == 3:
        return str(choices.CIRCUMSTANCES_SHORT.get(str(path[2]), path[2]))
    if path[:1] == ("importance",) and len(path) == 3:
        return _("How much it matters: %(name)s") % {"name": named_title(str(path[2]))}
    if len(path) > 1 and path[0] in LISTS:
        item = say_item(path, *datas)
        return item if len(path) == 2 else _("%(item)s: %(part)s") % {"item": item, "part": part_label(path)}
    return part_label(path)


def _say_answer(check: str = "", question: str = "") -> str:
    """An answer by its check's title and the words of its question."""
    title = naming.check_title(check)
    asked = naming.questions().get((check, question), question)
    return _("%(title)s: %(question)s") % {"title": title, "question": asked} if asked else title


def say_item(path: Path, *datas: Mapping[str, Any]) -> str:
    """A stage, round or lot by its title."""
    from commonweal_web.procurements.translate.parts import part_of

    found = [part_of(data, path[:2]) for data in datas]
    title = next((item.get("title") for item in found if isinstance(item, dict) and item.get("title")), str(path[1]))
    kind = {"stages": _("Stage “%(title)s”"), "rounds": _("Round “%(title)s”"), "lots": _("Lot “%(title)s”")}
    return kind[str(path[0])] % {"title": title}


def part_label(path: Path) -> str:
    """What a part is called where the item that it belongs to is plain."""
    return str(LABELS.get(_pattern(path)) or str(path[-1]).replace("_", " ").capitalize())


def _pattern(path: Path) -> tuple[str, ...]:
    return tuple(ANY if place == 1 and path[0] in LISTS else str(step) for place, step in enumerate(path))


def named_title(name: str) -> str:
    """An outcome or a mission by its title."""
    for each in (*choices.missions(), *choices.outcomes()):
        if each.name == name:
            return each.title
    return name


def say_value(path: Path, value: Any) -> list[str]:
    """A part's value in lines of words; no line for nothing."""
    if value is None or value in ("", [], {}):
        return []
    known = VALUES.get(_pattern(path))
    if known is not None and isinstance(value, str):
        return [str(known.get(value, value))]
    if path == ("procurement", "missions"):
        return [named_title(str(name)) for name in value]
    say = _SHAPES.get(_pattern(path))
    return say(value) if say and isinstance(value, dict) else say_plain(value)


def say_plain(value: Any) -> list[str]:
    """Any plain data in lines."""
    if isinstance(value, list):
        return [", ".join(say_plain(item)) for item in value]
    if isinstance(value, dict):
        if "amount" in value and not set(value) - MONEY:
            return [say_money(value)]
        lines = []
        for key, item in value.items():
            said = ", ".join(say_plain(item))
            if said:
                lines.append(_("%(part)s: %(value)s") % {"part": part_label((key,)), "value": said})
        return lines
    return [say_scalar(value)]


MONEY = {"amount", "vat", "currency", "price_base"}


def say_scalar(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime | date):
        return date_format(value, "j F Y")
    if isinstance(value, Decimal | int):
        return say_decimal(value)
    return str(value)


def say_money(value: Mapping[str, Any]) -> str:
    currency = str(value.get("currency", "GBP"))
    amount = say_decimal(value.get("amount") or 0)
    said = f"£{amount}" if currency == "GBP" else f"{currency} {amount}"
    words = {
        "included": _("%(sum)s including VAT"),
        "excluded": _("%(sum)s excluding VAT"),
    }.get(str(value.get("vat")), _("%(sum)s, VAT not stated"))
    return words % {"sum": said}


def _say_split(value: Mapping[str, Any]) -> list[str]:
    parts = _("Price %(price)s%%, quality %(quality)s%%, social value %(social)s%%") % {
        "price": say_scalar(value.get("price", 0)),
        "quality": say_scalar(value.get("quality", 0)),
        "social": say_scalar(value.get("social_value", 0)),
    }
    method = choices.PRICE_METHODS.get(str(value.get("method", "unstated")))
    return [parts, str(method)] if method else [parts]


def _say_commencement(value: Mapping[str, Any]) -> list[str]:
    day = say_scalar(value.get("on"))
    return [_("%(day)s, planned") % {"day": day} if value.get("planned", True) else day]


def _say_gate(value: Mapping[str, Any]) -> list[str]:
    lines = [str(value.get("title") or _("There is a gate"))]
    share = value.get("pass_share")
    if share is not None:
        lines.append(_("Likely to be passed: %(share)s%%") % {"share": say_decimal(Decimal(str(share)) * 100)})
    for name, words in (
        ("stop_right", _("Right to stop: %(said)s")),
        ("in_notice", _("In the notice: %(said)s")),
        ("in_contract", _("In the contract: %(said)s")),
    ):
        if value.get(name) is not None:
            lines.append(words % {"said": say_scalar(value[name])})
    return lines


def _say_evidence(value: Mapping[str, Any]) -> list[str]:
    months = say_scalar(value.get("months_after_stage", 0))
    return [_("%(what)s, %(months)s months after the end") % {"what": value.get("what", ""), "months": months}]


def say_decision(value: Mapping[str, Any], stages: Mapping[str, str]) -> list[str]:
    """A decision in a sentence, its reason, and who made it. `stages` has their titles."""
    kind, subject = str(value.get("kind")), naming.subject_title(str(value.get("subject", "")))
    head = _("%(kind)s: %(subject)s") % {"kind": naming.decision_title(kind), "subject": subject}
    if value.get("value"):
        said = naming.decision_value(kind, str(value["value"]))
        head = _("%(head)s: %(value)s") % {"head": head, "value": said}
    if value.get("stage"):
        head = _("%(head)s, at %(stage)s") % {"head": head, "stage": stages.get(value["stage"], value["stage"])}
    by = _("%(person)s, %(day)s") % {"person": value.get("by", ""), "day": say_scalar(value.get("on"))}
    return [head, str(value.get("reason", "")), by]


_SHAPES: dict[tuple[str, ...], Any] = {
    ("procurement", "split"): _say_split,
    ("procurement", "commencement"): _say_commencement,
    ("stages", ANY, "gate"): _say_gate,
    ("stages", ANY, "evidence_until"): _say_evidence,
}
