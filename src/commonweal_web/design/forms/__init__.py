"""What design asks people: decisions, weightings, words, adoption, local criteria."""

from commonweal_web.design.forms.adopting import AdoptForm, WithdrawForm
from commonweal_web.design.forms.comparing import CompareForm
from commonweal_web.design.forms.deciding import DECIDE_FORMS, DecideForm, FactorForm
from commonweal_web.design.forms.local import ChangeFigureForm, LocalCriterionForm, RemoveForm
from commonweal_web.design.forms.wording import WeightingsForm, WordingForm

__all__ = [
    "DECIDE_FORMS",
    "AdoptForm",
    "ChangeFigureForm",
    "CompareForm",
    "DecideForm",
    "FactorForm",
    "LocalCriterionForm",
    "RemoveForm",
    "WeightingsForm",
    "WithdrawForm",
    "WordingForm",
]
