"""The increase by sex, by age and by type: mean with n, median, quartiles and the outer tenths."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from sharedwealth.choices import AGE_BANDS, SEXES, WORKSHOP_TYPES
from sharedwealth.indicators import disclosure, partners, snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ask_wide
from sharedwealth.indicators.snapshot import Place, Source
from sharedwealth.text import t

Dimension = Literal["sex", "age_band", "type"]

KEYS: dict[Dimension, tuple[str, ...]] = {
    "sex": tuple(SEXES),
    "age_band": AGE_BANDS,
    "type": tuple(WORKSHOP_TYPES),
}
QUANTILES = ("p10", "q1", "median", "q3", "p90")
TOLD = ("ok", "unverified")

GROUPS = """
SELECT area_code AS area, key, people, increase_sum, p10, q1, median, q3, p90
FROM area_group_increases
WHERE month = $month AND dimension = $dimension AND length(area_code) = $digits AND starts_with(area_code, $inside)
""".strip()

TYPES = """
SELECT area_code AS area, workshop_type AS key, people, increase_sum, p10, q1, median, q3, p90
FROM area_increases
WHERE month = $month AND workshop_type <> 'all' AND length(area_code) = $digits AND starts_with(area_code, $inside)
""".strip()


@dataclass(frozen=True)
class Whole:
    """The area among its neighbours, as disclosure control must see it, and the area's own answer."""

    place: Place
    month: date
    own: "pd.Series"
    """The row of the area's increase: all types together."""
    areas: pd.DataFrame
    """`area` and `status` of the area and of those with which it adds up to the area above."""
    inside: str


def whole(warehouse: Source, what: str, area: str, month: str | date | None, threshold: int) -> Whole:
    """The area and its neighbours; `what` is what is asked, for the sentence where only a wide area can tell it."""
    where, when = ask_wide(warehouse, what, area, month)
    inside = where.parent_code or where.code
    if where.level == "province":
        areas = answer(warehouse, "income_increase", where.code, when, threshold=threshold)
    else:
        areas = answer(warehouse, "income_increase", inside, when, by=where.level, threshold=threshold)
    own = areas[areas["area"] == where.code].iloc[0]
    return Whole(where, when, own, areas[["area", "status"]], inside)


def increases_by(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    dimension: Dimension = "sex",
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """One row per key of the dimension: value (the mean), n, p10, q1, median, q3, p90 and status.

    A key without anybody has n 0 and the status no_data. Hidden are keys of few people, and with them whatever
    would tell them: another key of the area, and the same key of another area with the same parent.
    """
    asked = whole(warehouse, t("The increase by group"), area, month, threshold)
    return _by(warehouse, asked, dimension, threshold)


def increases_by_all(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The rows of `increases_by` for every dimension, one after the other."""
    asked = whole(warehouse, t("The increase by group"), area, month, threshold)
    parts = [_by(warehouse, asked, dimension, threshold) for dimension in KEYS]
    return pd.concat(parts, ignore_index=True)


def _by(warehouse: Source, asked: Whole, dimension: Dimension, threshold: int) -> pd.DataFrame:
    values: dict[str, object] = {
        "month": asked.month,
        "digits": len(asked.place.code),
        "inside": asked.inside,
    }
    if dimension != "type":
        values["dimension"] = dimension
    found = warehouse.query(TYPES if dimension == "type" else GROUPS, values)
    every = pd.MultiIndex.from_product([asked.areas["area"], KEYS[dimension]], names=["area", "key"])
    frame = found.set_index(["area", "key"]).astype(float).reindex(every).reset_index()
    frame["people"] = frame["people"].fillna(0.0)
    status = frame["area"].map(dict(zip(asked.areas["area"], asked.areas["status"], strict=True)))
    frame["status"] = status.where(frame["people"] > 0, "no_data").astype(object)
    people = frame["people"].to_numpy()
    few = disclosure.few([people], threshold) | (status == "suppressed").to_numpy() & (people > 0)
    lines = partners.along((len(asked.areas), len(KEYS[dimension])), 1, 0)
    frame.loc[partners.closed(few, people, lines, threshold), "status"] = "suppressed"
    own = frame[frame["area"] == asked.place.code].reset_index(drop=True)
    return _presented(warehouse, asked, own.assign(dimension=dimension))


def _presented(warehouse: Source, asked: Whole, own: pd.DataFrame) -> pd.DataFrame:
    """The area's rows as an answer has them; where the area itself is not told, all rows say why."""
    if asked.own["status"] not in TOLD:
        own["status"] = asked.own["status"]
    is_told = own["status"].isin(TOLD)
    own["value"] = own["increase_sum"] / own["people"].where(own["people"] > 0)
    own["n"] = own["people"].where(is_told | (own["people"] == 0) & (asked.own["status"] in TOLD))
    for name in ("value", *QUANTILES):
        own[name] = own[name].where(is_told)
    known = snapshot.snapshot(warehouse)
    own = own.assign(
        unit="yuan_month", month=f"{asked.month:%Y-%m}", kind=known.kind, snapshot=known.code,
        area_name=asked.place.name,
    )  # fmt: skip
    names = ["dimension", "key", "area", "area_name", "month", "value", "unit", "n", *QUANTILES]
    return own[[*names, "status", "kind", "snapshot"]]
