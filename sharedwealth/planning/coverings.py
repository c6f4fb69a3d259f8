"""A question as a covering problem: candidate villages as columns, what is to be reached as rows.

A row belongs to a group; a group is reached when all its rows are. Where every place counts by itself, each row is its
own group. A second, smaller prize decides between plans that reach as much: it is so small that all of it together
weighs less than one unit of the first.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from sharedwealth import numbers
from sharedwealth.planning import distances
from sharedwealth.planning.grounds import Ground
from sharedwealth.planning.questions import LOW_INCOME, VILLAGES, PlanError, Question
from sharedwealth.text import t

if TYPE_CHECKING:
    import pandas as pd

MOST_PAIRS = 1_500_000
"""Pairs of a candidate and a village within the distance; beyond them the answer takes longer than anybody waits."""

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Covering:
    """`near` has a row for each thing to be reached and a column for each site, filled where the site reaches it.

    `sites` are numbers of the ground's villages; `group` is each row's group, `worth` what each group counts under the
    weight asked for, `prize` the same as the solver is given it, with the second prize in it.
    """

    near: csr_array
    sites: Numbers
    group: Numbers
    worth: Numbers
    prize: Numbers
    names: tuple[str, ...]
    """The code of the place that each group stands for, empty for those that only decide between equals."""
    useful: int
    """More sites than this cannot reach more places."""

    @property
    def possible(self) -> int:
        return len(self.sites)


@dataclass(frozen=True)
class Standing:
    """What stands today: of each village whether it is known, reached, and near an active workshop."""

    is_known: Flags
    is_covered: Flags
    """An active workshop stands in it or serves it."""
    is_near: Flags
    """An active workshop stands within the distance, in this area or outside."""
    is_site: Flags
    """No active workshop stands in it, so that a new one may."""

    @property
    def is_reached(self) -> Flags:
        return self.is_covered | self.is_near


def standing(ground: Ground, question: Question) -> Standing:
    """Counties that have never reported are neither reached nor blank: nothing is known of them."""
    state = ground.villages["state"].to_numpy(dtype=str)
    is_known = state != "no_data"
    is_own = state == "covered"
    far = distances.nearest(ground.village_metres, ground.workshop_metres).metres
    return Standing(
        is_known, is_own | (state == "served"), (far <= question.metres) | is_own, is_known & ~is_own
    )


def covering(ground: Ground, question: Question, low_income: "pd.Series[int] | None" = None) -> Covering:
    """The problem of a question; a `PlanError` where nothing is left to be reached or it is too large.

    `low_income` is the number of low-income people of each village, by code; it is asked for by the weight of that
    name only.
    """
    now = standing(ground, question)
    if question.aim.is_of_towns:
        return _of_towns(ground, question, now, low_income)
    is_asked = now.is_known & ~(now.is_near if question.number is None else now.is_reached)
    if question.goal == "key_villages":
        is_asked &= ground.villages["is_key"].to_numpy(dtype=bool)
    rows = np.flatnonzero(is_asked)
    if not len(rows):
        raise PlanError(_nothing_left(ground, question))
    near, sites = _near(ground, question, rows, np.flatnonzero(now.is_site))
    worth = np.ones(len(rows), dtype=np.int64)
    if question.weight == LOW_INCOME:
        worth = _worth_of(ground, low_income)[rows]
        _check_worth(worth)
    prize = worth * (len(rows) + 1) + 1 if question.weight == LOW_INCOME else worth
    return Covering(
        near,
        sites,
        np.arange(len(rows)),
        worth,
        prize,
        tuple(ground.villages["code"].to_numpy()[rows]),
        len(sites),
    )


def _of_towns(
    ground: Ground, question: Question, now: Standing, low_income: "pd.Series[int] | None"
) -> Covering:
    """Groups of towns first, then each village that a site reaches as a group of its own for the second prize."""
    villages = ground.villages
    town_of = villages["town"].to_numpy(dtype=str)
    blank = _blank_towns(ground, question, now)
    in_blank = np.isin(town_of, blank)
    is_site = now.is_site if question.goal == "whole_towns" else now.is_site & in_blank
    asked = now.is_known & ~now.is_reached & (in_blank | (question.goal != "whole_towns"))
    rows = np.flatnonzero(asked)
    near, sites = _near(ground, question, rows, np.flatnonzero(is_site))
    if not len(blank) or not len(sites):
        raise PlanError(_nothing_left(ground, question))
    if question.goal == "whole_towns":
        first, group = near, np.searchsorted(blank, town_of[rows])
    else:
        at = np.searchsorted(blank, town_of[sites])
        first = csr_array((np.ones(len(sites)), (at, np.arange(len(sites)))), shape=(len(blank), len(sites)))
        group = np.arange(len(blank))
    worth = _worth_of_towns(ground, question, blank, low_income)
    _check_worth(worth)
    reachable = np.flatnonzero(np.diff(near.indptr) > 0)
    return Covering(
        csr_array(vstack([first, near[reachable]])),
        sites,
        np.concatenate([group, len(blank) + np.arange(len(reachable))]),
        np.concatenate([worth, np.zeros(len(reachable), dtype=np.int64)]),
        np.concatenate([worth * (len(reachable) + 1), np.ones(len(reachable), dtype=np.int64)]),
        (*(str(code) for code in blank), *[""] * len(reachable)),
        len(sites) if question.goal == "whole_towns" else len(blank),
    )


def _blank_towns(ground: Ground, question: Question, now: Standing) -> npt.NDArray[np.str_]:
    """The towns not reached yet into which a workshop can be put, in code order."""
    towns = ground.towns
    town_of = ground.villages["town"].to_numpy(dtype=str)
    if question.goal == "whole_towns":
        is_open = np.isin(towns["code"].to_numpy(dtype=str), town_of[now.is_known & ~now.is_reached])
    else:
        with_site = np.isin(towns["code"].to_numpy(dtype=str), town_of[now.is_site])
        is_open = ~towns["has_workshop"].to_numpy(dtype=bool) & with_site
        if question.goal == "mountain_towns":
            is_open &= towns["is_mountain"].to_numpy(dtype=bool)
    found = towns.loc[is_open & towns["is_known"].to_numpy(dtype=bool), "code"].to_numpy(dtype=str)
    return np.asarray(np.sort(found))


def _near(ground: Ground, question: Question, rows: Numbers, sites: Numbers) -> tuple[csr_array, Numbers]:
    """Which site reaches which village, only sites that reach any, those nearest to what they reach first."""
    metres = ground.village_metres
    count = distances.pairs(metres[rows], metres[sites], question.metres)
    if count > MOST_PAIRS:
        sentence = t(
            "At {km} km there are {count} pairs of villages to weigh up, more than can be solved while you wait. "
            "Choose a shorter distance or a smaller area."
        )
        raise PlanError(sentence.format(km=f"{question.within_km:g}", count=numbers.plain(count)))
    apart = distances.within(metres[rows], metres[sites], question.metres)
    apart = csr_array(apart.maximum(_same(rows, sites)))
    sums = np.asarray(apart.sum(axis=0)).ravel()
    reached = np.diff(apart.tocsc().indptr)
    if not question.aim.is_of_towns or question.goal == "whole_towns":
        kept = np.flatnonzero(reached > 0)
    else:
        kept = np.arange(len(sites))
    order = kept[np.lexsort((sites[kept], sums[kept] / np.maximum(reached[kept], 1)))]
    near = csr_array(apart[:, order])
    near.data[:] = 1
    return near, sites[order]


def _same(rows: Numbers, sites: Numbers) -> csr_array:
    """A village reaches itself, even one whose position is not known."""
    _, of_rows, of_sites = np.intersect1d(rows, sites, return_indices=True)
    return csr_array((np.ones(len(of_rows)), (of_rows, of_sites)), shape=(len(rows), len(sites)))


def _worth_of(ground: Ground, low_income: "pd.Series[int] | None") -> Numbers:
    if low_income is None:
        raise PlanError(t("Nothing is known of low-income people here. Choose another weight."))
    found = low_income.reindex(ground.villages["code"]).fillna(0)
    return np.asarray(found.to_numpy(dtype=np.int64))


def _worth_of_towns(
    ground: Ground, question: Question, blank: npt.NDArray[np.str_], low_income: "pd.Series[int] | None"
) -> Numbers:
    town_of = ground.villages["town"].to_numpy(dtype=str)
    if question.weight == VILLAGES:
        each = np.ones(len(town_of), dtype=np.int64)
    elif question.weight == LOW_INCOME:
        each = _worth_of(ground, low_income)
    else:
        return np.ones(len(blank), dtype=np.int64)
    in_blank = np.isin(town_of, blank)
    at = np.searchsorted(blank, town_of[in_blank])
    return np.bincount(at, weights=each[in_blank], minlength=len(blank)).astype(np.int64)


def _check_worth(worth: Numbers) -> None:
    if not worth.any():
        raise PlanError(
            t(
                "The ledgers know no low-income people in the places still to be reached. Choose another weight."
            )
        )


def _nothing_left(ground: Ground, question: Question) -> str:
    """Why there is nothing to plan: no place of the kind, nothing known, or all of it reached."""
    name = ground.place.name
    if not (ground.villages["state"] != "no_data").any():
        return t(
            "No county of {area} has sent a ledger yet, so that nothing is known of its blank places."
        ).format(area=name)
    is_listed = {
        "key_villages": bool(ground.villages["is_key"].any()),
        "mountain_towns": bool(ground.towns["is_mountain"].any()),
        "towns": len(ground.towns) > 0,
        "whole_towns": len(ground.towns) > 0,
    }.get(question.goal, True)
    if not is_listed:
        return t("{area} has no place of this kind: {goal}. Choose another goal or another area.").format(
            area=name, goal=t(question.aim.name)
        )
    if question.number is None:
        return t("In {area} every place of this goal has an active workshop within {km} km already.").format(
            area=name, km=f"{question.within_km:g}"
        )
    return t(
        "In {area} every place of this goal is reached already at {km} km; nothing is left to plan."
    ).format(area=name, km=f"{question.within_km:g}")
