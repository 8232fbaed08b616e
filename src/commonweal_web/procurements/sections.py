"""The pages that describe a procurement: which there are, in which order, and what each shows of the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal_web.procurements.forms import describing, importance, items, split, stage
from commonweal_web.procurements.forms.document import DocumentForm
from commonweal_web.procurements.forms.fields import left_out, stated
from commonweal_web.procurements.translate import Path, choices

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page with a form, or with a list of items that have forms of their own.

    `optional` sections may be left as they are: their task is done once somebody has been there.
    """

    key: str
    title: Text
    lead: Text = ""
    rule: Text = ""
    form: type[DocumentForm] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One page of an item's own."""

    key: str
    title: Text
    form: type[DocumentForm]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSection(Section):
    """A list: its place in the document, the pages of an item, and what its texts call one."""

    path: Path = ()
    pages: tuple[ItemPage, ...] = field(default=())
    add: Text = ""
    none_yet: Text = ""
    named: bool = True  # whether items have ids
    ordered: bool = False


def _list(key: str, title: Text, **said: object) -> ListSection:
    return ListSection(key=key, title=title, optional=key != "stages", **said)  # type: ignore[arg-type]


SECTIONS: dict[str, Section] = {
    each.key: each
    for each in (
        Section(key="what", title=_("What is bought"), form=describing.WhatForm),
        Section(key="authority", title=_("The contracting authority"), form=describing.AuthorityForm),
        Section(key="rules", title=_("Rules and nature"), form=describing.RulesForm),
        Section(key="value", title=_("Value"), form=describing.ValueForm, optional=True),
        _list(
            "extras",
            _("Amounts beyond the stages"),
            lead=_("Options, extensions, fees and payments to those who take part."),
            rule=stated("extras-count"),
            path=("procurement", "extras"),
            pages=(ItemPage(key="what", title=_("An amount beyond the stages"), form=items.ExtraForm),),
            add=_("Add an amount"),
            none_yet=_("No amount beyond the stages has been entered."),
            named=False,
        ),
        Section(key="commencement", title=_("Day of commencement"), form=describing.CommencementForm),
        Section(key="delivery", title=_("Way of delivering"), form=describing.DeliveryForm),
        Section(key="award", title=_("Way of awarding"), form=describing.AwardForm),
        _list(
            "stages",
            _("Stages and gates"),
            lead=_(
                "Steps of development, in order. Stages that are not bought now come last: they may follow, and no "
                "bidder can promise them."
            ),
            path=("stages",),
            pages=(
                ItemPage(key="what", title=_("What the stage is"), form=stage.StageForm),
                ItemPage(key="money", title=_("Funding and competition"), form=stage.StageMoneyForm),
                ItemPage(key="gate", title=_("Gate"), form=stage.StageGateForm),
                ItemPage(key="evidence", title=_("Evidence after the end"), form=stage.StageEvidenceForm),
            ),
            add=_("Add a stage"),
            none_yet=_("No stage has been entered. At least one under contract is needed."),
            ordered=True,
        ),
        _list(
            "rounds",
            _("Rounds of tendering"),
            lead=_("Steps of tendering within one procedure. A stage is a step of development, not a round."),
            path=("rounds",),
            pages=(ItemPage(key="what", title=_("A round"), form=items.RoundForm),),
            add=_("Add a round"),
            none_yet=_("No round has been entered: bids are assessed once."),
            ordered=True,
        ),
        _list(
            "lots",
            _("Lots"),
            lead=_("Parts that are awarded separately. A stage is not a lot."),
            path=("lots",),
            pages=(ItemPage(key="what", title=_("A lot"), form=items.LotForm),),
            add=_("Add a lot"),
            none_yet=_("No lot has been entered: the whole is awarded as one."),
        ),
        Section(
            key="circumstances",
            title=_("Facts of the case"),
            lead=_(
                "They decide whether a criterion relates to what is bought. What nobody has said is neither yes nor no."
            ),
            form=describing.CircumstancesForm,
        ),
        Section(
            key="split",
            title=_("Price, quality and social value"),
            lead=_(
                "How the 100% of each award decision divides. Left out, a usual split is taken and shown as an "
                "assumption. Nothing is published until it is decided how price and quality meet."
            ),
            form=split.SplitForm,
            optional=True,
        ),
        _list(
            "quality",
            _("Your own quality criteria"),
            lead=_("What you assess beside social value. Left out, one block stands for them."),
            path=("quality",),
            pages=(ItemPage(key="what", title=_("A quality criterion of your own"), form=items.QualityForm),),
            add=_("Add a criterion"),
            none_yet=_("No quality criterion of your own has been entered."),
            named=False,
        ),
        Section(
            key="missions",
            title=_("Missions"),
            form=importance.MissionsForm,
            optional=True,
        ),
        Section(
            key="outcomes",
            title=_("Outcomes that matter"),
            lead=left_out(
                choices.usual_importance,
                _(
                    "How much does each outcome matter to you? What is not said counts as {usual}. They are those of "
                    "the edition that holds for this procurement, as far as that can be told."
                ),
            ),
            form=importance.ImportanceForm,
            optional=True,
        ),
    )
}
FIRST = next(iter(SECTIONS))


def after(key: str) -> str:
    """The section that follows; empty after the last."""
    keys = list(SECTIONS)
    return (keys[keys.index(key) + 1 :] or [""])[0]


def list_section(key: str) -> ListSection | None:
    found = SECTIONS.get(key)
    return found if isinstance(found, ListSection) else None
