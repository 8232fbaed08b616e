"""Finding what a proposal rests on: a five-stage case, a contract in three stages, against one design of each."""

from pathlib import Path

from timing import ROOT, show, time_call

from commonweal.design import find_what_matters, propose_schemes
from commonweal.exchange import open_case
from commonweal.frameworks import load_packs

packs = load_packs()
for label, place in {
    "five contracts, one a stage": "bench/five_stages",
    "one contract, three stages": "examples/sandbox-pilot",
}.items():
    case = open_case(Path(ROOT / place)).case
    design, _ = time_call(lambda case=case: propose_schemes(case, packs=packs), runs=3)
    best, _ = time_call(lambda case=case: find_what_matters(case, packs=packs), runs=1)
    show(f"what it rests on, {label}", f"{best:.1f} s", f"{best / design:.0f} designs; hoped for: 5 s")
