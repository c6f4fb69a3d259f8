"""Covering problems solved exactly: spopt writes the model, HiGHS solves it.

The models are spopt's maximal covering (MCLP) and set covering (LSCP). spopt makes a row of all sites; here each row
is made, by the same builders, out of the sites near it, which is the same model without its zeros and is built in a
hundredth of the time. A plan made step by step, each time the best next site, is what HiGHS begins with: never the
answer, but better than none when the time is over.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt
import pulp
from scipy.sparse import csr_array
from spopt.locate import LSCP, MCLP
from spopt.locate.base import FacilityModelBuilder

from sharedwealth.planning import reducing

Numbers = npt.NDArray[np.int64]
Report = Callable[[float, float | None], None]
"""Told how far the work is, from 0 to 1, and how far the best plan may still be from the best possible one."""

LEAST_SECONDS = 1.0
_THREADS = 2
_STEP_SECONDS = 0.25


@dataclass(frozen=True)
class Problem:
    """`rows` are the sites near each row. With a number: the most prizes for it; without: the fewest sites for all."""

    sites: int
    rows: list[list[int]]
    group: list[int]
    prize: list[int]
    number: int | None

    def near(self) -> csr_array:
        ends = np.cumsum([0, *(len(row) for row in self.rows)])
        columns = np.fromiter(
            (site for row in self.rows for site in row), dtype=np.int64, count=int(ends[-1])
        )
        return csr_array((np.ones(len(columns)), columns, ends), shape=(len(self.rows), self.sites))


@dataclass(frozen=True)
class Solved:
    """The chosen sites, what they are worth (prizes, or how many they are), and what the best possible can be at most.

    For the fewest the bound is the least that there can be.
    """

    chosen: list[int]
    value: int
    bound: int

    @property
    def is_proven(self) -> bool:
        return self.value == self.bound


def solve(problem: Problem, seconds: float, report: Report | None = None) -> Solved:
    """The best plan that can be found in the time; a `TimeoutError` when there is none at all."""
    clock = _Clock(seconds, report or (lambda _done, _gap: None))
    near = problem.near()
    if problem.number is None:
        return _fewest(near, clock)
    return _most(near, np.asarray(problem.group), np.asarray(problem.prize), problem.number, clock)


class _Clock:
    """The time there is, and who is told of it."""

    def __init__(self, seconds: float, report: Report) -> None:
        self.begun = time.monotonic()
        self.seconds = seconds
        self.report = report
        self._told = 0.0

    def left(self) -> float:
        return max(self.seconds - (time.monotonic() - self.begun), LEAST_SECONDS)

    def tell(self, gap: float | None = None) -> None:
        now = time.monotonic()
        if now - self._told >= _STEP_SECONDS:
            self._told = now
            self.report(min((now - self.begun) / self.seconds, 1.0), gap)


def _fewest(near: csr_array, clock: _Clock) -> Solved:
    """Part by part; a part of one row needs one site, and that is the first left, which reaches it from nearest."""
    clock.tell()
    rows, sites = reducing.to_cover(near)
    left = csr_array(near[rows][:, sites])
    chosen: list[int] = []
    bound = 0
    for part_rows, part_sites in reducing.parts(left):
        if len(part_rows) == 1:
            chosen.append(int(sites[part_sites[0]]))
            bound += 1
            continue
        found, least = _fewest_of_part(csr_array(left[part_rows][:, part_sites]), clock)
        chosen += [int(sites[part_sites[each]]) for each in found]
        bound += least
    return Solved(sorted(chosen), len(chosen), bound)


def _fewest_of_part(near: csr_array, clock: _Clock) -> tuple[list[int], int]:
    model = LSCP("fewest", pulp.LpProblem("fewest", pulp.LpMinimize))
    model.aij = _ones(near)
    FacilityModelBuilder.add_facility_integer_variable(model, range(near.shape[1]), "y[{i}]")
    for row in range(near.shape[0]):
        FacilityModelBuilder.add_set_covering_constraint(model, [row], _row(near, row))
    model.problem += pulp.lpSum(model.fac_vars)
    begin = _step_by_step(near, np.arange(near.shape[0]), np.ones(near.shape[0], dtype=np.int64), None)
    found, bound = _solved(model, {model.fac_vars[site].name: 1.0 for site in begin}, clock)
    return found, max(1, int(np.ceil(bound - 1e-6)))


def _most(near: csr_array, group: Numbers, prize: Numbers, number: int, clock: _Clock) -> Solved:
    clock.tell()
    sites = np.flatnonzero(reducing.needed_sites(near))
    left = csr_array(near[:, sites])
    if number >= len(sites):
        return Solved([int(each) for each in sites], int(prize.sum()), int(prize.sum()))
    rows, group_of, prizes = reducing.merged(left, group, prize)
    left = csr_array(left[rows])
    model = MCLP("most", pulp.LpProblem("most", pulp.LpMaximize))
    model.aij = _ones(left)
    FacilityModelBuilder.add_facility_integer_variable(model, range(len(sites)), "x[{i}]")
    FacilityModelBuilder.add_client_integer_variable(model, range(len(prizes)), "y[{i}]")
    groups = model.cli_vars
    model.problem += pulp.lpSum(int(each) * groups[at] for at, each in enumerate(prizes))
    # A row asks for its group's variable, so that a group is reached when each of its rows is.
    model.cli_vars = [groups[at] for at in group_of]
    for row in range(left.shape[0]):
        FacilityModelBuilder.add_maximal_coverage_constraint(model, _row(left, row), [row])
        if row % 500 == 0:
            clock.tell()
    FacilityModelBuilder.add_facility_constraint(model, number)
    chosen = _step_by_step(left, group_of, prizes, number)
    begin = {model.fac_vars[site].name: 1.0 for site in chosen}
    begin |= {groups[at].name: 1.0 for at in np.flatnonzero(reached(left, group_of, len(prizes), chosen))}
    found, bound = _solved(model, begin, clock)
    value = int(prizes[reached(left, group_of, len(prizes), found)].sum())
    return Solved([int(sites[each]) for each in found], value, max(value, int(np.floor(-bound + 1e-6))))


def reached(near: csr_array, group: Numbers, groups: int, chosen: list[int]) -> npt.NDArray[np.bool_]:
    """Of each group, whether the chosen sites reach all its rows."""
    is_reached = np.asarray(near[:, chosen].sum(axis=1)).ravel() > 0
    return np.asarray(np.bincount(group, weights=~is_reached, minlength=groups) == 0)


def _ones(near: csr_array) -> npt.NDArray[np.uint8]:
    """What spopt asks for each pair; only pairs that are near are ever asked about."""
    return np.broadcast_to(np.uint8(1), near.shape)


def _row(near: csr_array, row: int) -> list[int]:
    return [int(site) for site in near.indices[near.indptr[row] : near.indptr[row + 1]]]


def _step_by_step(near: csr_array, group: Numbers, prize: Numbers, number: int | None) -> list[int]:
    """Each time the site that reaches most of what is still open, by the groups' prizes; what HiGHS begins with."""
    columns = near.tocsc()
    size = np.bincount(group, minlength=len(prize))
    value = (prize[group] / size[group]).astype(float)
    is_open = np.ones(near.shape[0])
    chosen: list[int] = []
    while len(chosen) < (near.shape[1] if number is None else number):
        gain = columns.T @ (value * is_open)
        gain[chosen] = -1
        best = int(np.argmax(gain))
        if number is None and gain[best] <= 0:
            break
        chosen.append(best)
        is_open[columns.indices[columns.indptr[best] : columns.indptr[best + 1]]] = 0
    return chosen


class _BeginningWith(pulp.HiGHS):  # type: ignore[misc]
    """HiGHS told of a plan to begin with."""

    def __init__(self, begin: dict[str, float], **options: object) -> None:
        super().__init__(**options)
        self._begin = begin

    def callSolver(self, lp: pulp.LpProblem) -> None:  # noqa: N802  pulp's name
        known = highspy.HighsSolution()
        known.col_value = [self._begin.get(variable.name, 0.0) for variable in lp.variables()]
        lp.solverModel.setSolution(known)
        lp.solverModel.run()


def _solved(model: LSCP | MCLP, begin: dict[str, float], clock: _Clock) -> tuple[list[int], float]:
    """The sites that HiGHS has chosen, and its bound, with the sign of a minimum."""

    def follow(_kind: object, _words: str, said: object, _answer: object, _own: object) -> None:
        gap = float(getattr(said, "mip_gap", np.inf))
        clock.tell(gap if np.isfinite(gap) else None)

    solver = _BeginningWith(
        begin,
        msg=False,
        gapRel=0.0,
        gapAbs=0.5,  # prizes are whole, so that less than one apart is the best
        threads=_THREADS,
        timeLimit=clock.left(),
        callbackTuple=(follow, None),
        callbacksToActivate=[highspy.cb.HighsCallbackType.kCallbackMipInterrupt],
    )
    try:
        model.solve(solver, results=False)
    except RuntimeError as error:
        raise TimeoutError("no plan was found in the time") from error
    chosen = [at for at, variable in enumerate(model.fac_vars) if variable.value() > 0.5]
    return chosen, float(model.problem.solverModel.getInfo().mip_dual_bound)
