"""The change between two months, as a frame that `maps.areas` draws: rates and means shaded, totals as circles."""

import numpy as np
import numpy.typing as npt
import pandas as pd

_WORST_FIRST = ("suppressed", "no_data", "unverified", "carried", "ok")

Floats = npt.NDArray[np.float64]


def difference(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """`now` with the difference to `then` as value, and both figures as `before` and `after`.

    The status is the worse of the two months': what one of them does not show has no change either.
    """
    earlier = then.set_index("area").reindex(now["area"])
    rank = {status: at for at, status in enumerate(_WORST_FIRST)}
    statuses = [
        min(pair, key=rank.__getitem__)
        for pair in zip(now["status"], earlier["status"].fillna("no_data"), strict=True)
    ]
    before, after = earlier["value"].to_numpy(dtype=float), now["value"].to_numpy(dtype=float)
    return now.assign(value=after - before, before=before, after=after, status=statuses)


def since(history: pd.DataFrame, then: pd.DataFrame) -> Floats:
    """Every month's differences to `then`, which one scale has to hold."""
    earlier = then.set_index("area")["value"].reindex(history["area"]).to_numpy(dtype=float)
    return np.asarray(history["value"].to_numpy(dtype=float) - earlier)
