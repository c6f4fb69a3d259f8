"""How much workers' wages vary from month to month, by type and by linkage: quartiles out of bins."""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.choices import LINKAGES, WORKSHOP_TYPES
from sharedwealth.indicators import disclosure, neighbours, partners
from sharedwealth.indicators.bins import quantile
from sharedwealth.indicators.question import ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.spells import ALL, NO_LINKAGE
from sharedwealth.text import t

BIN = 0.01
ERROR = BIN / 2
"""A quartile out of bins lies at most so far from the exact one."""

VARIATIONS = """
SELECT left(v.county_code, $digits) AS area, v.dimension, v.key, v.bin, sum(v.people) AS people
FROM (
    SELECT county_code, month, dimension, key, bin, people FROM steadiness
    UNION ALL
    SELECT county_code, month, 'all' AS dimension, 'all' AS key, bin, people FROM stability_bins
) AS v
WHERE v.month = $month AND starts_with(v.county_code, $inside)
GROUP BY ALL
ORDER BY ALL
""".strip()

GROUPS: tuple[tuple[str, str], ...] = (
    (ALL, ALL),
    *(("type", key) for key in WORKSHOP_TYPES),
    *(("linkage", key) for key in (*LINKAGES, NO_LINKAGE)),
)
"""Dimension and key of each group, in the order of an answer."""


def variations(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """Coefficients of variation of the last twelve monthly wages: everybody, then each type, then each linkage.

    Columns dimension, key, n, q1, median, q3 (right to `ERROR`), status. Workers with at least six wages; a worker of a
    workshop with several linkages counts under each.
    """
    where, when = ask_wide(warehouse, t("The steadiness of wages"), area, month)
    around = neighbours.neighbourhood(warehouse, where)
    values = {"month": when, "inside": around.inside, "digits": around.digits}
    found = warehouse.query(VARIATIONS, values)
    people = _people(found, around)
    hidden = np.zeros(people.shape, dtype=bool)
    few = disclosure.few([people], threshold)
    for line in (slice(0, 1 + len(WORKSHOP_TYPES)), slice(1 + len(WORKSHOP_TYPES), None)):
        of_line = people[:, line]
        hidden[:, line] = partners.closed(few[:, line], of_line, partners.along(of_line.shape, 0, 1))
    here = found[found["area"] == where.code]
    rows = []
    for at, (dimension, key) in enumerate(GROUPS):
        n = people[around.own, at]
        status = "no_data" if not n else "suppressed" if hidden[around.own, at] else "ok"
        if status != "ok":
            rows.append((dimension, key, np.nan, np.nan, np.nan, np.nan, status))
            continue
        bins = here[(here["dimension"] == dimension) & (here["key"] == key)]
        rows.append((dimension, key, n, *_quartiles(bins), status))
    return pd.DataFrame(rows, columns=["dimension", "key", "n", "q1", "median", "q3", "status"])


def _people(found: pd.DataFrame, around: neighbours.Neighbourhood) -> np.ndarray:
    wide = found.pivot_table(
        index="area", columns=["dimension", "key"], values="people", aggfunc="sum", fill_value=0
    )
    columns = pd.MultiIndex.from_tuples(GROUPS, names=["dimension", "key"])
    if wide.empty:
        return np.zeros((len(around.codes), len(GROUPS)))
    return wide.reindex(index=around.codes, columns=columns, fill_value=0).to_numpy(dtype=float)


def _quartiles(bins: pd.DataFrame) -> list[float]:
    edges, people = bins["bin"].to_numpy(dtype=float), bins["people"].to_numpy(dtype=float)
    return [quantile(edges, people, share, BIN) for share in (0.25, 0.5, 0.75)]
