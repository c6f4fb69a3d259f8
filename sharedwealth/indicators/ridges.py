"""The spread of the increase of each type, or of each area one level down, in steps of income on one scale."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.choices import WORKSHOP_TYPES, word
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import disclosure
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.increase_groups import TOLD, increases_by
from sharedwealth.indicators.question import ALL_TYPES, ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.places.codes import LENGTHS
from sharedwealth.text import t

NARROW, BROAD = 200, 500
"""Yuan in a step: the broad ones where a group is so small that narrow steps would show its chances, not its shape."""
_ENOUGH = 2000
_LEAST = 10
"""How many times the people below which a step is not shown a group needs for a curve that is more than a few steps."""

BY_TYPE = """
SELECT workshop_type AS key, CAST(floor(bin / CAST($width AS DOUBLE)) * $width AS INTEGER) AS bin, sum(people) AS people
FROM income_bins
WHERE measure = 'increase' AND month = $month AND starts_with(county_code, $inside)
GROUP BY ALL
ORDER BY key, bin
""".strip()

BY_AREA = """
SELECT left(county_code, $digits) AS key,
       CAST(floor(bin / CAST($width AS DOUBLE)) * $width AS INTEGER) AS bin,
       sum(people) AS people
FROM income_bins
WHERE measure = 'increase' AND month = $month AND starts_with(county_code, $inside)
  AND ($type = 'all' OR workshop_type = $type)
GROUP BY ALL
ORDER BY key, bin
""".strip()


@dataclass(frozen=True)
class Ridges:
    """`rows`: key, label, value (the mean), median, q1, q3, n, unit, status; `bins`: key, bin (lower edge), people."""

    rows: pd.DataFrame
    bins: pd.DataFrame
    width: int


def increase_ridges(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    by: str = "type",
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> Ridges:
    """The increase of every type (`by="type"`), or of the cities or counties in the area; highest median first.

    Steps of 1 to 9 people are counted with the next one towards the middle of their group. Groups that are not told,
    or are of fewer than 100 people, have no steps. Types are those of everybody, whatever type is asked for.
    """
    where, when = ask_wide(warehouse, t("The distribution of income"), area, month, workshop_type)
    if by == "type":
        rows = increases_by(warehouse, area, when, "type", threshold=threshold)
        rows["label"] = [word(WORKSHOP_TYPES, key) for key in rows["key"]]
    elif by in ("city", "county"):
        told = answer(
            warehouse, "income_increase", area, when, by=by, workshop_type=workshop_type, threshold=threshold
        )
        rows = told.assign(key=told["area"], label=told["area_name"])
    else:
        sentence = t("Distributions are told by type, and by city or county; not by “{by}”.")
        raise UnknownChoiceError(sentence.format(by=by))
    rows = rows.sort_values(["median", "key"], ascending=[False, True], na_position="last", ignore_index=True)
    shown = rows[rows["status"].isin(TOLD)]
    width = NARROW if len(shown) and shown["n"].min() >= _ENOUGH else BROAD
    values: dict[str, object] = {"month": when, "inside": where.code, "width": width}
    if by != "type":
        values |= {
            "type": workshop_type or ALL_TYPES,
            "digits": LENGTHS["city" if by == "city" else "county"],
        }
    found = warehouse.arrays(BY_TYPE if by == "type" else BY_AREA, values)
    curved = shown.loc[shown["n"] >= _LEAST * threshold, "key"].tolist()
    return Ridges(rows, _folded(found, curved, width, threshold), width)


def _folded(found: dict[str, np.ndarray], keys: list[str], width: int, threshold: int) -> pd.DataFrame:
    """The steps of the groups that are told, without gaps and without few people in any."""
    names: list[str] = []
    edges, people = [np.empty(0, dtype=int)], [np.empty(0)]
    for key in keys:
        own = found["key"] == key
        at = found["bin"][own].astype(int) // width
        counted = np.bincount(at - at.min(), weights=found["people"][own].astype(float))
        names += [key] * len(counted)
        edges.append((np.arange(len(counted)) + at.min()) * width)
        people.append(disclosure.fold(counted, threshold))
    return pd.DataFrame({"key": names, "bin": np.concatenate(edges), "people": np.concatenate(people)})
