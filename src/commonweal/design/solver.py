"""HiGHS, spoken to directly: a mixed-integer linear program solved to proof, the same on every run."""

from __future__ import annotations

import math
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """least ≤ Σ coefficient × column ≤ most."""

    terms: tuple[tuple[int, float], ...]
    least: float = -math.inf
    most: float = math.inf


@dataclass(slots=True)
class Linear:
    """A linear program being put together: columns with their gains, rows over them."""

    gains: list[float] = field(default_factory=list)
    lowest: list[float] = field(default_factory=list)
    highest: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    choices: dict[int, list[list[int]]] = field(default_factory=dict)

    def add_binary(self, gain: float, *, fixed: bool = False) -> int:
        """A column that is 0 or 1 (or 1, when fixed); its number."""
        return self._add(gain, 1.0 if fixed else 0.0, whole=True)

    def add_share(self, gain: float) -> int:
        """A column anywhere from 0 to 1; its number."""
        return self._add(gain, 0.0, whole=False)

    def add_row(self, row: Row) -> None:
        self.rows.append(row)

    def add_choice(self, binary: int, shares: list[int]) -> None:
        """When the binary is 1 exactly one of the shares is; else none."""
        self.rows.append(Row(terms=(*((share, 1.0) for share in shares), (binary, -1.0)), least=0.0, most=0.0))
        self.choices.setdefault(binary, []).append(shares)

    def _add(self, gain: float, lowest: float, *, whole: bool) -> int:
        self.gains.append(float(gain))
        self.lowest.append(lowest)
        self.highest.append(1.0)
        self.whole.append(whole)
        return len(self.gains) - 1


def maximise(program: Linear, *, known: float = -math.inf) -> list[float] | None:
    """The columns of a proven optimum, or None when no columns satisfy the rows. One thread, fixed seed, no gap.

    `known` is the objective of a solution that is known to exist. A small program is solved as it is; a large one is
    cut down first. The optimum of its relaxation bounds every solution, and a binary column's reduced cost says how
    far the bound falls if the column leaves its end. A first solution among the columns that fall least gives the
    mark to beat; columns that would fall below it are fixed, and the small program left is solved to proof. Exact:
    objectives are whole numbers, and a fixed column is in no solution as good as the mark.
    """
    if not program.gains:
        return [] if all(row.least <= 0 <= row.most for row in program.rows) else None
    if sum(program.whole) <= SMALL:
        return _values(_solve(program, whole=True))
    relaxed = _solve(program, whole=False)
    if relaxed is None:
        return None
    falls = _falls(program, relaxed)
    nearest = sorted(falls.values())[:FIRST_COLUMNS][-1]
    start = _solve(_keep_near(program, relaxed, falls, nearest), whole=True)
    mark = max(known, start.objective if start else -math.inf)
    allowance = relaxed.objective - mark
    if start is not None and allowance < WHOLE:
        return start.values
    return _values(_solve(_keep_near(program, relaxed, falls, allowance), whole=True))


def bound(program: Linear) -> float:
    """What no solution's objective exceeds: the relaxation's optimum; minus infinity when even that has none."""
    relaxed = _solve(program, whole=False) if program.gains else None
    return relaxed.objective if relaxed else -math.inf


# Objectives are whole numbers, so two that differ by less than this are one.
WHOLE = 0.5
# Binary columns up to which cutting down costs more than it saves.
SMALL = 150
OPTIONS = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.4,
    "threads": 1,
    "random_seed": 0,
    # The program is small by now: searching it costs less than starting again or guessing more.
    "mip_allow_restart": False,
    "mip_heuristic_effort": 0.01,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
}
# Columns left free for the first solution: enough to come near, few enough to be quick.
FIRST_COLUMNS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Solved:
    objective: float
    values: list[float]
    reduced: list[float]


def _values(solved: _Solved | None) -> list[float] | None:
    return solved.values if solved else None


def _falls(program: Linear, relaxed: _Solved) -> dict[int, float]:
    """How far the bound falls, at the least, when a binary column leaves the end at which the relaxation has it.

    A column that rises to 1 takes one share of each of its choices along, at that share's reduced cost.
    """
    falls = {}
    for column, whole in enumerate(program.whole):
        if not whole:
            continue
        value = relaxed.values[column]
        if value < 1e-9:
            along = sum(
                min(abs(relaxed.reduced[share]) if relaxed.values[share] < 1e-9 else 0.0 for share in shares)
                for shares in program.choices.get(column, [])
            )
            falls[column] = abs(relaxed.reduced[column]) + along
        else:
            falls[column] = abs(relaxed.reduced[column]) if value > 1 - 1e-9 else 0.0
    return falls


def _keep_near(program: Linear, relaxed: _Solved, falls: dict[int, float], allowance: float) -> Linear:
    """The program with every binary column fixed whose move would cost more than the allowance."""
    lowest, highest = list(program.lowest), list(program.highest)
    for column, fall in falls.items():
        if fall > allowance + WHOLE:
            end = round(relaxed.values[column])
            lowest[column] = highest[column] = float(end)
            for share in (share for shares in program.choices.get(column, []) for share in shares if end == 0):
                highest[share] = 0.0
    return Linear(
        gains=program.gains,
        lowest=lowest,
        highest=highest,
        whole=program.whole,
        rows=program.rows,
        choices=program.choices,
    )


def _solve(program: Linear, *, whole: bool) -> _Solved | None:
    import highspy
    import numpy as np

    solver = highspy.Highs()
    solver.silent()
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.gains), len(program.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(program.gains)
    lp.col_lower_, lp.col_upper_ = np.array(program.lowest), np.array(program.highest)
    lp.row_lower_ = np.array([row.least for row in program.rows])
    lp.row_upper_ = np.array([row.most for row in program.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in program.rows)])
    lp.a_matrix_.index_ = np.array([column for row in program.rows for column, _ in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([value for row in program.rows for _, value in row.terms])
    if whole:
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        lp.integrality_ = [kinds[each] for each in program.whole]
    solver.passModel(lp)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        solution = solver.getSolution()
        return _Solved(
            objective=float(solver.getObjectiveValue()),
            values=[float(value) for value in solution.col_value],
            reduced=[float(value) for value in solution.col_dual] if not whole else [],
        )
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return None
    raise RuntimeError(f"HiGHS stopped without an answer: {solver.modelStatusToString(status)}.")
