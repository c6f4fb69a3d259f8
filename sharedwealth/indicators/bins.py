"""Quantiles and the Gini out of bins: people and their exact sum in each bin of 50 yuan.

The continuous quantile (as `percentile_cont` has it) lies between two people of the ordered row; each is
taken in the middle of the bin that holds him, so the answer differs from the exact one by at most half a bin:
25 yuan.

The Gini knows of each bin how many people it holds and their exact sum. It is least when all in a bin have
its mean and greatest when all stand at the bin's edges (Gastwirth's bounds); a third of the way up lies close
to the truth for smooth incomes. Wages are whole yuan, so the last of a bin is 49 above its first.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

WIDTH = 50
KEYS = ["area", "month", "type"]

QUARTILES = {"q1": 0.25, "median": 0.5, "q3": 0.75}


@dataclass(frozen=True)
class Groups:
    """Rows `area, month, type, bin, people` that lie in the order of their groups and bins."""

    columns: dict[str, np.ndarray]
    starts: np.ndarray
    people: np.ndarray
    up_to: np.ndarray
    """People in all groups before and in this one, up to and with this bin."""
    before: np.ndarray
    """People in all groups before each group."""
    whole: np.ndarray
    """People of each group."""

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "Groups":
        columns = {str(name): rows[name].to_numpy() for name in rows}
        starts = np.flatnonzero(np.logical_or.reduce([_begins(columns[key]) for key in KEYS]))
        people = columns["people"].astype(np.int64)
        up_to = np.cumsum(people)
        before = (up_to - people)[starts]
        return cls(columns, starts, people, up_to, before, np.diff(before, append=people.sum()))

    def told(self, **figures: np.ndarray) -> pd.DataFrame:
        """One row per group: area, month, type, n and the figures."""
        keys = {key: self.columns[key][self.starts] for key in KEYS}
        return pd.DataFrame(keys | {"n": self.whole} | figures)

    def summed(self, values: np.ndarray) -> np.ndarray:
        """The sum of the rows' values in each group."""
        return np.asarray(np.add.reduceat(values, self.starts)) if len(self.starts) else np.array([])

    def column(self, name: str) -> np.ndarray:
        return self.columns[name].astype(float)

    def quantile(self, share: float, width: float = WIDTH) -> np.ndarray:
        """The continuous quantile of each group, off by at most half the width."""
        place = (self.whole - 1) * share
        lower, upper = self._bin_of(np.floor(place)), self._bin_of(np.ceil(place))
        middle: np.ndarray = lower + (upper - lower) * (place - np.floor(place)) + width / 2
        return middle

    def _bin_of(self, person: np.ndarray) -> np.ndarray:
        """The lower edge of the bin that holds this person of each group, counted from 0."""
        at = np.searchsorted(self.up_to, self.before + person, side="right")
        edges: np.ndarray = self.column("bin")[at]
        return edges

    def gini(self) -> np.ndarray:
        """The Gini of each group; NaN where nobody has any income."""
        yuan, bins = self.column("yuan"), self.column("bin")
        whole_yuan = self.summed(yuan)
        lengths = np.diff(self.starts, append=len(yuan))
        yuan_up_to = np.cumsum(yuan) - np.repeat((np.cumsum(yuan) - yuan)[self.starts], lengths)
        product = np.where(whole_yuan > 0, self.whole * whole_yuan, np.nan)
        least = 1 - self.summed(self.people * (2 * yuan_up_to - yuan)) / product
        above, below = yuan - self.people * bins, self.people * (bins + WIDTH - 1) - yuan
        pairs = (self.people - 1) / self.people  # one person alone in a bin differs from nobody in it
        spread = self.summed(above * below * pairs) / ((WIDTH - 1) * product)
        value: np.ndarray = least + spread / 3
        return value


def mean_and_quartiles(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per group of the binned rows: numerator (yuan), denominator and n (people), q1, median, q3."""
    groups = Groups.of(rows)
    quartiles = {name: groups.quantile(share) for name, share in QUARTILES.items()}
    return groups.told(numerator=groups.summed(groups.column("yuan")), denominator=groups.whole, **quartiles)


def gini(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per group of the binned rows: value and n; the value is NaN where nobody has any income."""
    groups = Groups.of(rows)
    return groups.told(value=groups.gini())


def gini_change(rows: pd.DataFrame) -> pd.DataFrame:
    """The Gini of the rows of measure `wage` less that of the rows of measure `prior`, with n.

    Both measures hold the same people, so they hold the same groups in the same order.
    """
    after, before = (Groups.of(rows[rows["measure"] == measure]) for measure in ("wage", "prior"))
    return after.told(value=after.gini() - before.gini())


def steadiness(rows: pd.DataFrame) -> pd.DataFrame:
    """1 less the median (and quartiles) of the coefficients of variation, in bins of 0.01; n."""
    groups = Groups.of(rows)
    q1, median, q3 = (1 - groups.quantile(share, width=0.01) for share in (0.75, 0.5, 0.25))
    return groups.told(value=median, q1=q1, median=median, q3=q3)


def _begins(values: np.ndarray) -> np.ndarray:
    """True where a value differs from the one before it, and at the first."""
    first = np.ones(min(len(values), 1), dtype=bool)
    return np.concatenate([first, values[1:] != values[:-1]])
