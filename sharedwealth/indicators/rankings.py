"""Ranks, and how they changed."""

import pandas as pd

from sharedwealth.indicators.definition import Better


def ranked(now: pd.DataFrame, before: pd.DataFrame | None = None, better: Better = "higher") -> pd.DataFrame:
    """The answer `now` with `rank`, `previous_rank` and `change`, best first.

    Areas of equal value share the better rank. An area without a value has no rank and stands last. `change`
    is how many ranks an area rose (negative: fell); NaN where either rank is missing.
    """
    frame = now.copy()
    frame["rank"] = _ranks(now, better)
    if before is None:
        frame["previous_rank"] = float("nan")
    else:
        previous = pd.Series(_ranks(before, better).to_numpy(), index=before["area"].to_numpy())
        frame["previous_rank"] = frame["area"].map(previous).astype(float)
    frame["change"] = frame["previous_rank"] - frame["rank"]
    return frame.sort_values(["rank", "area"], na_position="last", ignore_index=True)


def _ranks(frame: pd.DataFrame, better: Better) -> pd.Series:
    return frame["value"].rank(method="min", ascending=better == "lower", na_option="keep")
