"""How far chance alone may have moved a share: Wilson's interval, which never leaves 0 to 1."""

import numpy as np
import pandas as pd
from scipy import stats


def wilson(successes: np.ndarray, of: np.ndarray, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper ends for each share, without correction for continuity; NaN where nobody was asked.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    n = np.where(np.asarray(of, dtype=float) > 0, of, np.nan).astype(float)
    share = np.asarray(successes, dtype=float) / n
    z = float(stats.norm.ppf(0.5 + confidence / 2))
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    # At 0 and at 1 the ends are exact; rounding would put them a hair outside.
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def with_interval(told: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """The answer of a rate with `low` and `high`; NaN wherever its value is not told."""
    is_told = told["value"].notna()
    low, high = wilson(
        told["numerator"].where(is_told).to_numpy(dtype=float),
        told["denominator"].where(is_told).to_numpy(dtype=float),
        confidence,
    )
    return told.assign(low=low, high=high)
