"""Which linkage goes with a higher and a steadier income.

The linkages of a worker are those of the workshop in the month. Who works where there are several counts under
each, so linkages overlap and are never added up. That incomes differ is not the linkage's doing: workshops of
another type, in another place, choose another linkage.
"""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.choices import LINKAGES, WORKSHOP_TYPES, word
from sharedwealth.indicators import disclosure, partners, snapshot
from sharedwealth.indicators.bins import quantile
from sharedwealth.indicators.question import ask_wide
from sharedwealth.indicators.snapshot import Place, Source
from sharedwealth.places.codes import LENGTHS
from sharedwealth.text import t

NO_LINKAGE = "none"
_BIN = 0.01
_QUARTERS = {"q1": 0.25, "median": 0.5, "q3": 0.75}

# Areas of one parent are asked for together: disclosure control must see an area among its neighbours.
INCREASES = """
SELECT g.area_code AS area, g.key, g.people AS n, g.increase_sum / CAST(g.people AS DOUBLE) AS value,
       g.q1, g.median, g.q3, a.people AS whole
FROM area_group_increases AS g
JOIN area_increases AS a ON a.area_code = g.area_code AND a.month = g.month AND a.workshop_type = 'all'
WHERE g.dimension = 'linkage' AND g.month = $month
  AND starts_with(g.area_code, $inside) AND length(g.area_code) = $digits
ORDER BY ALL
""".strip()
STEADINESS = """
SELECT left(s.county_code, $digits) AS area, s.key, s.bin, CAST(sum(s.people) AS BIGINT) AS people
FROM steadiness AS s
WHERE s.dimension = 'linkage' AND s.month = $month AND starts_with(s.county_code, $inside)
GROUP BY ALL
ORDER BY ALL
""".strip()
STEADY = """
SELECT left(county_code, $digits) AS area, CAST(sum(people) AS BIGINT) AS whole
FROM stability_bins
WHERE month = $month AND starts_with(county_code, $inside)
GROUP BY ALL
""".strip()
WITHIN = """
SELECT DISTINCT left(w.village_code, $digits) AS area, w.county_code, w.workshop_id, w.workshop_type AS type,
       coalesce(p.linkage, 'none') AS key, r.increase_people AS people, r.increase_sum AS yuan
FROM workshop_months AS r
JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
LEFT JOIN partnerships AS p
  ON p.county_code = r.county_code AND p.workshop_id = r.workshop_id
 AND p.started_month <= r.month
 AND (p.ended_month IS NULL OR p.ended_month >= r.month)
WHERE r.month = $month AND starts_with(r.county_code, $inside) AND r.increase_people > 0
""".strip()
COLUMNS = [
    "area",
    "area_name",
    "month",
    "value",
    "unit",
    "n",
    "median",
    "q1",
    "q3",
    "status",
    "kind",
    "snapshot",
]
"""Of a linkage: `area` is its key and `area_name` its word, as charts of rows take them."""


def increases(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The monthly increase by linkage: mean (`value`), median, quartiles and n; quantiles are exact to 25 yuan.

    No rows without anyone of a known increase in the month.
    """
    where, when = ask_wide(warehouse, t("The increase by linkage"), area, month)
    found = warehouse.query(INCREASES, {"month": when, **_among(where)})
    return _told(warehouse, found, where, when, "yuan_month", threshold)


def steadiness(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """1 less the coefficient of variation of workers' last twelve wages, by linkage of the month.

    Mean, median, quartiles and n out of bins: exact to half a hundredth. Workers with at least six wages
    in the twelve months.
    """
    where, when = ask_wide(warehouse, t("Steadiness by linkage"), area, month)
    bins = warehouse.query(STEADINESS, {"month": when, **_among(where)})
    whole = warehouse.query(STEADY, {"month": when, **_among(where)}).set_index("area")["whole"]
    rows = []
    for (of, key), group in bins.groupby(["area", "key"]):
        edges, people = group["bin"].to_numpy(dtype=float), group["people"].to_numpy()
        q1, median, q3 = (1 - quantile(edges, people, 1 - share, _BIN) for share in _QUARTERS.values())
        n = int(group["people"].sum())
        mean = float((group["bin"] * group["people"]).sum()) / n + _BIN / 2
        rows.append(
            {
                "area": of, "key": key, "n": n, "value": 1 - mean, "median": median,
                "q1": q1, "q3": q3, "whole": int(whole[str(of)]),
            }
        )  # fmt: skip
    columns = ["area", "key", "n", "value", "median", "q1", "q3", "whole"]
    return _told(warehouse, pd.DataFrame(rows, columns=columns), where, when, "index", threshold)


def within_types(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The same within each type (a column `type`), out of workshops: `value` is the mean of the people.

    `median`, `q1` and `q3` are of the mean increases of workshops with at least `threshold` people of a known increase,
    because single increases are not kept by type and linkage; `workshops` says of how many. Fewer than three such
    workshops have none.
    """
    where, when = ask_wide(warehouse, t("The increase by linkage"), area, month)
    found = warehouse.query(WITHIN, {"month": when, **_among(where)})
    once = found.drop_duplicates(["county_code", "workshop_id"])
    known = {
        (str(of), str(kind)): int(group["people"].sum())
        for (of, kind), group in once.groupby(["area", "type"])
    }
    rows = []
    for (of, kind, key), group in found.groupby(["area", "type", "key"]):
        n = int(group["people"].sum())
        means = (group["yuan"] / group["people"])[group["people"] >= max(threshold, 1)].to_numpy(dtype=float)
        has_spread = len(means) >= 3
        spread = np.quantile(means, list(_QUARTERS.values())) if has_spread else [np.nan] * 3
        rows.append(
            {
                "area": of, "type": kind, "key": key, "n": n, "value": float(group["yuan"].sum()) / n,
                **dict(zip(_QUARTERS, spread, strict=True)), "workshops": len(means),
                "whole": known[str(of), str(kind)],
            }
        )  # fmt: skip
    columns = ["area", "type", "key", "n", "value", *_QUARTERS, "workshops", "whole"]
    return _told(warehouse, pd.DataFrame(rows, columns=columns), where, when, "yuan_month", threshold)


def _among(where: Place) -> dict[str, object]:
    """What picks the area and its neighbours."""
    return {"inside": where.parent_code or where.code, "digits": LENGTHS[where.level]}


def _told(
    warehouse: Source, found: pd.DataFrame, where: Place, when: date, unit: str, threshold: int
) -> pd.DataFrame:
    """The area's own rows, those of few people hidden: under the linkage, or among the others of the same area.

    Hidden too is the smallest of the area's neighbours where just one of them would be.
    """
    n, whole = found["n"].to_numpy(dtype=float), found["whole"].to_numpy(dtype=float)
    parts = [found["key"].to_numpy(dtype=str)]
    if "type" in found:
        parts.append(found["type"].to_numpy(dtype=str))
    few = disclosure.few([n, whole - n], threshold)
    hidden = partners.among(few, n, *parts)
    if where.level == "province":
        hidden = few
    shown = found.assign(status=np.where(hidden, "suppressed", "ok"))
    shown.loc[hidden, ["value", "median", "q1", "q3", "n"]] = np.nan
    own = shown[shown["area"] == where.code]
    known = snapshot.snapshot(warehouse)
    own = own.assign(
        area=own["key"],
        area_name=[linkage(key) for key in own["key"]],
        month=f"{when:%Y-%m}",
        unit=unit,
        kind=known.kind,
        snapshot=known.code,
    )
    order = [*LINKAGES, NO_LINKAGE]
    own = own.sort_values("area", key=lambda keys: keys.map(order.index))
    more = [name for name in ("type", "workshops") if name in own]
    if "type" in own:
        kinds = list(WORKSHOP_TYPES)
        own = own.sort_values("type", key=lambda keys: keys.map(kinds.index), kind="stable")
    return own[[*more, *COLUMNS]].reset_index(drop=True)


def linkage(key: str) -> str:
    """The linkage's word; `none` is a workshop without a partnership."""
    return t("No partnership") if key == NO_LINKAGE else word(LINKAGES, key)
