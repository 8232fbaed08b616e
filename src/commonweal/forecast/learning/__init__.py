"""What learning is worth, from runs of any model: pure functions on arrays, and nothing of procurements (method, 3).

Arrays hold runs by independent scramble: shape (replicates, draws), and (replicates, draws, number) for several of a
kind. Money is pounds at present value. Every result says its method, and how sure it is or why there is no number.
"""

from commonweal.forecast.learning.conjugate import BetaLaw, GammaLaw, NormalLaw, work_out_evppi, work_out_evsi
from commonweal.forecast.learning.enbs import StudySize, charge_study, multiply_by_population, size_study
from commonweal.forecast.learning.estimate import Estimate
from commonweal.forecast.learning.evppi import estimate_evpi, estimate_evppi, estimate_evppis
from commonweal.forecast.learning.evsi import estimate_evsi, estimate_evsi_curve
from commonweal.forecast.learning.induction import EvidenceValue, GateAction, GateRows, decide_with_evidence
from commonweal.forecast.learning.signals import simulate_signal

__all__ = [
    "BetaLaw",
    "Estimate",
    "EvidenceValue",
    "GammaLaw",
    "GateAction",
    "GateRows",
    "NormalLaw",
    "StudySize",
    "charge_study",
    "decide_with_evidence",
    "estimate_evpi",
    "estimate_evppi",
    "estimate_evppis",
    "estimate_evsi",
    "estimate_evsi_curve",
    "multiply_by_population",
    "simulate_signal",
    "size_study",
    "work_out_evppi",
    "work_out_evsi",
]
