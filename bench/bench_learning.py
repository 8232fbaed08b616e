"""What learning is worth: ten parameters and fifty sizes against peers in the same run, and how intervals hold.

`--seeds N` sets over how many seeds intervals are held against what is known (20). `--pygam PYTHON` names another
Python that has pyGAM: it wants an older SciPy than ours, so it cannot live beside us.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small products: threads that wait for each other cost more

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import SplineTransformer
from timing import ROOT, show, time_call

sys.path.insert(0, str(ROOT / "tests" / "engine" / "forecast"))
from learning_cases import LearningCase, curved_case, linear_case, vignette_case
from learning_coverage import share_held, tally_cases

from commonweal.forecast.learning import decide_with_evidence, estimate_evppi, estimate_evppis, estimate_evsi_curve
from commonweal.forecast.learning.closed_forms import normal_evsi

DRAWS, SEEDS = 1024, 10
PYGAM = """
import json, sys, time
import numpy as np
from pygam import LinearGAM, s
data = np.load(sys.argv[1])
start = time.perf_counter()
found = []
for k in range(10):
    x = data["parameters"][:, k : k + 1]
    fitted = [LinearGAM(s(0)).fit(x, y).predict(x) for y in data["gains"].T]
    found.append(float(np.maximum(np.max(fitted, axis=0), 0).mean()))
print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))
"""


def gains_of(net_values):
    """Each option's gain over the one that is best now, one row a run, for peers that know nothing of scrambles."""
    rows = net_values.reshape(-1, net_values.shape[-1])
    now = rows.mean(axis=0).argmax()
    return np.delete(rows - rows[:, now : now + 1], now, axis=1)


def estimate_by_sklearn(parameters, gains):
    model = make_pipeline(SplineTransformer(n_knots=13, knots="quantile"), Ridge(1e-3))
    found = []
    for place in range(10):
        column = parameters[:, place : place + 1]
        found.append(np.maximum(model.fit(column, gains).predict(column).max(axis=1), 0).mean())
    return found


def estimate_by_pygam(python, parameters, gains):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.npz"
        np.savez(file, parameters=parameters, gains=gains)
        told = subprocess.run([python, "-c", PYGAM, str(file)], check=True, capture_output=True, text=True)
    return json.loads(told.stdout)


def processor_seconds(call):
    """The least of the processor's own time, on a machine that others use too."""
    seconds = []
    for _ in range(9):
        start = time.process_time()
        call()
        seconds.append(time.process_time() - start)
    return min(seconds)


def rmse_share(errors, largest):
    return f"{100 * np.sqrt(np.mean(np.square(errors))) / largest:.2f}% of the largest"


def compare_evppi(case: LearningCase, pygam: str) -> None:
    exact = np.array([each.exact for each in case.sets if len(each.known) == 1])
    errors = {"ours": [], "sklearn": [], "sklearn, plain rows": []}
    for seed in range(SEEDS):
        runs = case.draw(DRAWS, seed=seed)
        names = {str(place): runs.parameters[:, :, place] for place in range(10)}
        flat, gains = runs.parameters.reshape(-1, 10), gains_of(runs.net_values)
        plain = np.random.default_rng(seed).standard_normal(flat.shape)
        errors["ours"] += [
            each.number - known
            for each, known in zip(estimate_evppis(runs.net_values, names).values(), exact, strict=True)
        ]
        errors["sklearn"] += (estimate_by_sklearn(flat, gains) - exact).tolist()
        errors["sklearn, plain rows"] += (estimate_by_sklearn(plain, gains_of(case.net_values(plain))) - exact).tolist()
    call = lambda: estimate_evppis(runs.net_values, names)  # noqa: E731
    ours, _ = time_call(call, runs=9)
    peer, _ = time_call(lambda: estimate_by_sklearn(flat, gains), runs=5)
    three, _ = time_call(lambda: estimate_evppi(runs.net_values, runs.parameters[:, :, :3]), runs=5)
    title = f"{case.name}, 10 EVPPIs, 8,192 runs"
    print(title)
    show(
        "  ours, with intervals and checks",
        f"{ours:.3f} s (processor {processor_seconds(call):.3f})",
        "target: under 0.3 s",
    )
    show("  scikit-learn, value only", f"{peer:.3f} s", f"{peer / ours:.1f} of ours")
    show("  a set of three, with pairs", f"{three:.3f} s", "")
    for name, found in errors.items():
        show(f"  RMSE over {SEEDS} seeds, {name}", rmse_share(found, exact.max()), "target: under 1%")
    if pygam:
        told = estimate_by_pygam(pygam, flat, gains)
        show("  pyGAM, value only, once", f"{told['seconds']:.2f} s", f"{told['seconds'] / ours:.0f} of ours")
        show("  RMSE, pyGAM, the same rows", rmse_share(np.array(told["found"]) - exact, exact.max()), "one seed")


def curve_evsi() -> None:
    case = vignette_case()
    runs = case.draw(DRAWS, seed=1)
    study, sizes = case.studies[0], [int(size) for size in np.unique(np.geomspace(1, 4000, 64).round())][:50]
    theta = runs.parameters[:, :, 0]
    call = lambda: estimate_evsi_curve(  # noqa: E731
        runs.net_values, theta, likelihood=study.likelihood, sizes=sizes, sd=study.sd
    )
    best, _ = time_call(call, runs=9)
    lines = np.zeros(2), np.array([0.0, 1.0])
    exact = np.array([normal_evsi(*lines, mean=1, sd=1, error_sd=1, size=size) for size in sizes])
    errors = np.array([each.number for each in call()]) - exact
    timed = f"{best:.3f} s (processor {processor_seconds(call):.3f})"
    show(f"an EVSI curve of {len(sizes)} sizes, 8,192 runs", timed, "target: under 0.1 s")
    show("  its largest error", f"{100 * np.abs(errors / exact).max():.2f}% of the value", "")


def decide() -> None:
    from test_learning_induction import best_of_every_rule, tree_gates, tree_runs

    gates = tree_gates(*tree_runs(1))
    best, _ = time_call(lambda: decide_with_evidence(gates), runs=9)
    found = decide_with_evidence(gates).with_evidence
    show("three gates decided with evidence, 8,192 runs", f"{best:.3f} s", "")
    show(
        "  value with evidence", f"{found.number:.3f} ± {found.standard_error:.3f}", f"exact {best_of_every_rule():.3f}"
    )


def cover(seeds: int) -> None:
    tallies = tally_cases(range(seeds), draws=DRAWS)
    print(f"\n95% intervals that hold the exact value, of {seeds} seeds, 8,192 runs each; target: 90 to 99%")
    print(f"{'model':<24}{'what':<16}{'of':<12}{'exact':>12}{'held':>8}{'RMSE':>10}{'refused':>9}")
    for each in tallies:
        figures = f"{each.exact:>12.6g}{each.share_held:>8.1%}{each.rmse:>10.2g}{each.refused:>9}"
        print(f"{each.case:<24}{each.what:<16}{each.about:<12}{figures}")
    for what in dict.fromkeys(each.what for each in tallies):
        print(f"{what:<52}{'all':>12}{share_held(each for each in tallies if each.what == what):>8.1%}")


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--seeds", type=int, default=20)
parser.add_argument("--pygam", default="", metavar="PYTHON")
arguments = parser.parse_args()
for one in (linear_case(), curved_case()):
    compare_evppi(one, arguments.pygam)
curve_evsi()
decide()
cover(arguments.seeds)
