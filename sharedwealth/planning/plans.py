"""A question answered: the proposed villages in the order in which they reach most, and what they come to."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

from sharedwealth import numbers
from sharedwealth.indicators import snapshot
from sharedwealth.indicators.snapshot import Source
from sharedwealth.planning import coverings, distances, grounds
from sharedwealth.planning.coverings import Covering, Numbers
from sharedwealth.planning.grounds import Ground
from sharedwealth.planning.questions import PlanError, Question, checked
from sharedwealth.planning.tallies import Tally, tally
from sharedwealth.text import t

Report = Callable[[str, float], None]


class Answer(Protocol):
    """What a solver gives back."""

    @property
    def chosen(self) -> list[int]: ...
    @property
    def value(self) -> int: ...
    @property
    def bound(self) -> int: ...


Solve = Callable[[dict[str, Any], Callable[[float, float | None], None]], Answer]
"""Given a problem's parts and whom to tell how far it is."""


@dataclass(frozen=True)
class Plan:
    """The proposed villages and what they come to.

    `sites`: one row a proposed village, in the order in which they reach most: village (its number in the ground),
    places (reached by it and not before), worth, villages (likewise, where towns are counted), total (so far).
    `reached`: one row a village that a site reaches, with the nearest one's code and the metres to it.
    """

    question: Question
    ground: Ground
    sites: pd.DataFrame
    reached: pd.DataFrame
    tally: Tally
    value: int
    bound: int
    seconds: float

    @property
    def is_proven(self) -> bool:
        return self.value == self.bound

    @property
    def gap(self) -> float:
        """How much better than this plan the best possible one could be at most, as a share of it."""
        return abs(self.bound - self.value) / self.value if self.value else float(self.bound != self.value)

    @property
    def are_fewer(self) -> bool:
        """Whether fewer workshops than asked for reach all that can be reached."""
        return self.question.number is not None and len(self.sites) < self.question.number


def plan(
    warehouse: Source,
    question: Question,
    solve: Solve,
    low_income: "pd.Series[int] | None" = None,
    report: Report | None = None,
) -> Plan:
    """The best plan, or the best that was found in the time; what cannot be planned raises with a sentence."""
    begun = time.monotonic()
    tell = report or (lambda _stage, _done: None)
    checked(question)
    tell(t("Measuring distances"), 0.0)
    ground = grounds.read(warehouse, question.area, question.month)
    problem = coverings.covering(ground, question, low_income)
    _check_number(question, problem, snapshot.place(warehouse, question.area).name)

    def follow(done: float, gap: float | None) -> None:
        stage = t("Looking for the best plan")
        if gap is not None and gap > 0:
            stage = t("A plan is found; the best possible is at most {gap} better").format(gap=_at_most(gap))
        tell(stage, 0.1 + 0.9 * done)

    answer = solve(_given(problem, question), follow)
    sites = _in_order(problem, answer.chosen)
    return Plan(
        question,
        ground,
        sites,
        _reached(ground, question, sites),
        tally(ground, question, sites),
        answer.value,
        answer.bound,
        time.monotonic() - begun,
    )


def _at_most(gap: float) -> str:
    return numbers.percent(gap) if gap < 1 else t("{times} times").format(times=numbers.plain(1 + gap))


def _check_number(question: Question, problem: Covering, area: str) -> None:
    if question.number is not None and question.number > problem.possible:
        sentence = t(
            "{area} has {count} villages where a new workshop would reach anything; {number} are too many."
        )
        raise PlanError(
            sentence.format(
                area=area, count=numbers.plain(problem.possible), number=numbers.plain(question.number)
            )
        )


def _given(problem: Covering, question: Question) -> dict[str, Any]:
    near = problem.near
    rows = np.split(near.indices, near.indptr[1:-1])
    return {
        "sites": len(problem.sites),
        "rows": [[int(site) for site in np.sort(row)] for row in rows],
        "group": problem.group.tolist(),
        "prize": problem.prize.tolist(),
        "number": None if question.number is None else min(question.number, problem.useful),
    }


def _in_order(problem: Covering, chosen: list[int]) -> pd.DataFrame:
    """The chosen sites, each time the one that adds most; those that add nothing are left out."""
    columns = problem.near[:, chosen].tocsc()
    group, prize = problem.group, problem.prize
    open_rows = np.bincount(group, minlength=len(prize))
    value = prize[group] / open_rows[group]
    is_open = np.ones(len(group))
    is_counted = np.asarray([bool(name) for name in problem.names])
    found = []
    total = 0
    left = np.ones(len(chosen), dtype=bool)
    while left.any():
        gain = np.where(left, columns.T @ (value * is_open), -1.0)
        best = int(np.argmax(gain))
        if gain[best] <= 0:
            break
        left[best] = False
        rows = columns.indices[columns.indptr[best] : columns.indptr[best + 1]]
        rows = rows[is_open[rows] > 0]
        is_open[rows] = 0
        before = open_rows.copy()
        np.subtract.at(open_rows, group[rows], 1)
        done = (before > 0) & (open_rows == 0)
        total += int((done & is_counted).sum())
        found.append(
            {
                "village": int(problem.sites[chosen[best]]),
                "places": int((done & is_counted).sum()),
                "worth": int(problem.worth[done].sum()),
                "villages": int((done & ~is_counted).sum()),
                "total": total,
            }
        )
    return pd.DataFrame(found, columns=["village", "places", "worth", "villages", "total"]).astype("int64")


def _reached(ground: Ground, question: Question, sites: pd.DataFrame) -> pd.DataFrame:
    """Every village without a workshop of its own that a proposed one reaches, by the nearest of them."""
    villages, metres = ground.villages, ground.village_metres
    at: Numbers = sites["village"].to_numpy(dtype=np.int64)
    nearest = distances.nearest(metres, metres[at])
    site = np.where(nearest.numbers >= 0, at[nearest.numbers], -1) if len(at) else np.full(len(villages), -1)
    far = nearest.metres.copy()
    site[at], far[at] = at, 0.0
    is_reached = (far <= question.metres) & villages["state"].isin(["blank", "served"]).to_numpy()
    found = np.flatnonzero(is_reached)
    codes = villages["code"].to_numpy(dtype=str)
    return pd.DataFrame({"code": codes[found], "site": codes[site[found]], "metres": far[found]})
