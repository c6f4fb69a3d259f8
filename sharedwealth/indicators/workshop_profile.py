"""One workshop: what its ledgers say of it, month by month, with whom it is tied, and which villages it serves."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import disclosure
from sharedwealth.indicators.intervals import wilson
from sharedwealth.indicators.snapshot import Source
from sharedwealth.indicators.workshop_directory import KEY
from sharedwealth.indicators.workshop_protection import Rows, hidden
from sharedwealth.places.codes import LENGTHS
from sharedwealth.text import t

_ONE = """
SELECT w.key, w.county_code, w.workshop_id, w.name, w.workshop_type, w.village_code, w.product, w.brand,
       w.operating_mode, w.opened_month, w.closed_month, w.stars, w.party_branch, w.steward_count,
       coalesce(w.longitude, p.longitude) AS longitude, coalesce(w.latitude, p.latitude) AS latitude,
       CASE WHEN w.longitude IS NOT NULL THEN 'ledger' ELSE p.position_source END AS position_source
FROM (SELECT *, {key} AS key FROM workshops) AS w
LEFT JOIN places AS p ON p.code = w.village_code
WHERE w.key = $key
""".strip().replace("{key}", KEY)
_KEYS = "SELECT {key} AS key FROM workshops ORDER BY key".replace("{key}", KEY)

# All workshops of the town: what disclosure control hides of one depends on its neighbours.
_MONTHS = """
SELECT r.county_code, r.workshop_id, w.village_code, w.workshop_type, r.month, c.is_verified,
       r.people, r.low_income_people, r.wage_sum, r.increase_people, r.increase_sum,
       r.output_yuan, r.orders_yuan, r.collective_income_yuan, r.training_sessions, r.people_trained,
       r.hazards_found, r.hazards_fixed,
       CASE WHEN i.increase_people = r.increase_people THEN i.q1 END AS q1,
       CASE WHEN i.increase_people = r.increase_people THEN i.median END AS median,
       CASE WHEN i.increase_people = r.increase_people THEN i.q3 END AS q3,
       sum(r.survey_responses) OVER last_three AS responses,
       sum(r.survey_satisfied) OVER last_three AS satisfied
FROM workshop_months AS r
JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
JOIN county_months AS c ON c.county_code = r.county_code AND c.month = r.month
LEFT JOIN income_areas AS i
  ON i.area_code = w.village_code AND i.month = r.month AND i.workshop_type = w.workshop_type
WHERE starts_with(w.village_code, $town)
WINDOW last_three AS (
    PARTITION BY r.county_code, r.workshop_id
    ORDER BY r.month RANGE BETWEEN INTERVAL 2 MONTH PRECEDING AND CURRENT ROW
)
ORDER BY r.month, r.county_code, r.workshop_id
""".strip()
_LEDGERS = """
SELECT month, is_reported, ledger_month FROM county_months WHERE county_code = $county ORDER BY month
""".strip()
_PARTNERS = """
WITH tied AS (
    SELECT credit_code, linkage, started_month, ended_month
    FROM partnerships
    WHERE county_code = $county AND workshop_id = $workshop AND started_month <= $month
),
elsewhere AS (
    SELECT credit_code, count(DISTINCT (county_code, workshop_id)) AS workshops
    FROM partnerships
    WHERE started_month <= $month AND (ended_month IS NULL OR ended_month >= $month)
      AND NOT (county_code = $county AND workshop_id = $workshop)
    GROUP BY credit_code
)
SELECT t.credit_code, e.name, e.industry, e.home_county_code, t.linkage, t.started_month, t.ended_month,
       t.ended_month IS NULL OR t.ended_month >= $month AS is_in_force,
       coalesce(o.workshops, 0) AS other_workshops
FROM tied AS t
LEFT JOIN enterprises AS e ON e.credit_code = t.credit_code
LEFT JOIN elsewhere AS o ON o.credit_code = t.credit_code
ORDER BY is_in_force DESC, t.credit_code, t.started_month, t.linkage
""".strip()
_SERVED = """
SELECT village_code FROM served_villages
WHERE county_code = $county AND workshop_id = $workshop
ORDER BY village_code
""".strip()

_PER_PERSON = {"wage": "wage_sum", "output_per_worker": "output_yuan", "orders_per_worker": "orders_yuan"}


@dataclass(frozen=True)
class Workshop:
    """What the county's latest ledger that lists it says of it; None where it says nothing."""

    key: str
    county_code: str
    workshop_id: str
    name: str
    workshop_type: str
    village_code: str
    product: str | None
    brand: str | None
    operating_mode: str | None
    opened_month: date
    closed_month: date | None
    stars: int | None
    party_branch: str | None
    steward_count: int | None
    longitude: float | None
    latitude: float | None
    position_source: str | None
    """`ledger`, else where the village's position comes from."""

    @property
    def town_code(self) -> str:
        return self.village_code[: LENGTHS["town"]]


def find(warehouse: Source, key: str) -> Workshop:
    """The workshop that a link names; an `UnknownChoiceError` names the nearest."""
    rows = warehouse.query(_ONE, {"key": key})
    if rows.empty:
        raise UnknownChoiceError(_unknown(warehouse, key))
    told: dict[str, Any] = {
        str(name): None if pd.isna(value) else value for name, value in rows.iloc[0].to_dict().items()
    }
    for name in ("opened_month", "closed_month"):
        told[name] = told[name] and pd.Timestamp(told[name]).date()
    for name in ("stars", "steward_count"):
        told[name] = None if told[name] is None else int(told[name])
    return Workshop(**told)


def _unknown(warehouse: Source, key: str) -> str:
    every = warehouse.query(_KEYS)["key"].tolist()
    county = [each for each in every if each.startswith(key[: LENGTHS["county"]])]
    near = get_close_matches(key, county or every, n=3, cutoff=0.6)
    if near:
        sentence = t("There is no workshop “{key}” in the ledgers. Did you mean {keys}?")
        return sentence.format(key=key, keys=t(", ").join(near))
    sentence = t("There is no workshop “{key}” in the ledgers. Look for it on the page Workshops.")
    return sentence.format(key=key)


def history(
    warehouse: Source, workshop: Workshop, *, threshold: int = disclosure.PEOPLE_THRESHOLD
) -> pd.DataFrame:
    """One row per month of the snapshot, in order.

    `month`; `state`: `not_open` (opened later), `closed` (and nobody at work any more), `never` (no ledger of the
    county so far), `no_ledger` (none this month), `not_listed` (the ledger leaves it out) or `told`; where told
    `people`, `low_income_people`, `wage` (paid per person at work), `increase` with `median`, `q1`, `q3` and `n`,
    `increase_sum`, `output_yuan`, `orders_yuan`, `output_per_worker`, `orders_per_worker`,
    `collective_income_yuan`, `trust` with `satisfied`, `responses`, `low` and `high` over three months,
    trainings and hazards. What rests on few people is NaN, and `people_status`, `low_income_status`,
    `increase_status` and `trust_status` say so.
    """
    rows = warehouse.query(_MONTHS, {"town": workshop.town_code})
    rows = _protected(rows, threshold)
    own = rows[
        (rows["county_code"] == workshop.county_code) & (rows["workshop_id"] == workshop.workshop_id)
    ].drop(columns=["county_code", "workshop_id", "village_code", "workshop_type"])
    ledgers = warehouse.query(_LEDGERS, {"county": workshop.county_code})
    found = ledgers.merge(own.assign(is_listed=True), on="month", how="left")
    found["state"] = [_state(workshop, row) for row in found.to_dict("records")]
    found["month"] = [months.write(pd.Timestamp(each).date()) for each in found["month"]]
    told = found["state"] == "told"
    for column in found.columns.difference(["month", "state"]):
        found[column] = found[column].where(told)
    return found.drop(columns=["is_reported", "ledger_month", "is_listed", "is_verified"])


def _state(workshop: Workshop, row: dict[Any, Any]) -> str:
    month = pd.Timestamp(row["month"]).date()
    if workshop.opened_month > month:
        return "not_open"
    if pd.isna(row["ledger_month"]):
        return "never"
    closed = workshop.closed_month
    if closed is not None and (closed < month or (closed == month and not row["people"] > 0)):
        return "closed"
    if not row["is_reported"]:
        return "no_ledger"
    return "told" if row["is_listed"] is True else "not_listed"


def _protected(rows: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """The rows with their means and shares, and without what disclosure control hides."""
    figures = rows.columns.difference(
        ["county_code", "workshop_id", "village_code", "workshop_type", "month", "is_verified"]
    )
    found = rows.assign(**{name: rows[name].astype(float) for name in figures})
    keys = Rows(*(found[name].to_numpy(dtype=str) for name in ("month", "village_code", "workshop_type")))
    people, low, n = (found[name].to_numpy() for name in ("people", "low_income_people", "increase_people"))
    answered, content = found["responses"].to_numpy(), found["satisfied"].to_numpy()
    few_people = hidden(keys, [people], people, threshold)
    has_low = low > 0
    is_hidden = {
        "people": few_people,
        "low_income": has_low
        & hidden(keys, [people, low, np.where(has_low, people - low, 0)], people, threshold),
        "increase": few_people | hidden(keys, [people, n], people, threshold),
        "trust": hidden(keys, [answered, content], answered, threshold),
    }
    for name, total in _PER_PERSON.items():
        found[name] = found[total] / found["people"].where(found["people"] > 0)
    found["n"] = found["increase_people"].where(found["increase_people"] > 0)
    found["increase"] = (found["increase_sum"] / found["n"]).where(found["median"].notna())
    found["trust"] = found["satisfied"] / found["responses"].where(found["responses"] > 0)
    found["low"], found["high"] = wilson(found["satisfied"].to_numpy(), found["responses"].to_numpy())
    status = np.where(found["is_verified"].fillna(value=False), "ok", "unverified")
    hides = {
        "people": ["people", "wage_sum", *_PER_PERSON],
        "low_income": ["low_income_people"],
        "increase": ["n", "increase", "increase_sum", "median", "q1", "q3"],
        "trust": ["trust", "satisfied", "responses", "low", "high"],
    }
    for name, columns in hides.items():
        found[f"{name}_status"] = np.where(is_hidden[name], "suppressed", status)
        found.loc[is_hidden[name], columns] = np.nan
    if threshold > 0:
        found.loc[(found["people_trained"] > 0) & (found["people_trained"] < threshold), "people_trained"] = (
            np.nan
        )
    return found.drop(columns=["wage_sum", "increase_people"])


def partners(warehouse: Source, workshop: Workshop, month: date) -> pd.DataFrame:
    """Its enterprises up to the month, those in force first.

    `credit_code, name, industry, home_county_code, linkage, started_month, ended_month, is_in_force`, and how many
    `other_workshops` the enterprise is tied to in the month.
    """
    asked = {"county": workshop.county_code, "workshop": workshop.workshop_id, "month": month}
    return warehouse.query(_PARTNERS, asked)


def served_villages(warehouse: Source, workshop: Workshop) -> list[str]:
    """Codes of the villages that it serves beside its own."""
    asked = {"county": workshop.county_code, "workshop": workshop.workshop_id}
    return [str(code) for code in warehouse.query(_SERVED, asked)["village_code"]]
