"""What follows from a province's facts for each worker, workshop and month, in plain pandas."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from sharedwealth import months

NAN = float("nan")


@dataclass
class Facts:
    """The facts of a province with what follows from them for each worker and month."""

    province: object

    @cached_property
    def reported(self) -> set[tuple[str, date]]:
        ledgers = self.province.ledgers
        return {(row.county_code, row.month.date()) for row in ledgers.itertuples()}

    @cached_property
    def counties(self) -> list[str]:
        places = self.province.places
        return places.loc[places["level"] == "county", "code"].tolist()

    def ledger_month(self, county: str, month: date) -> date | None:
        """The county's last reported month up to this one."""
        return max((m for c, m in self.reported if c == county and m <= month), default=None)

    @cached_property
    def workshops(self) -> pd.DataFrame:
        """Each workshop as its county's last ledger has it."""
        rows = (
            self.province.workshops.sort_values("month")
            .groupby("workshop_id")
            .last(skipna=False)
            .reset_index()
        )
        return rows.assign(
            opened=[stamp.date().replace(day=1) for stamp in rows["opened_on"]],
            closed=[None if pd.isna(stamp) else stamp.date().replace(day=1) for stamp in rows["closed_on"]],
        )

    @cached_property
    def work(self) -> pd.DataFrame:
        """One row per county, worker and month: the main row, with the sum of the wages."""
        frame = self.province.employment.copy()
        frame["month"] = [stamp.date() for stamp in frame["month"]]
        frame["person"] = frame["county_code"] + "/" + frame["worker_id"]
        frame = frame.sort_values(["days_worked", "workshop_id"], ascending=[False, True])
        wages = frame.groupby(["person", "month"])["wage_yuan"].sum()
        main = frame.drop_duplicates(["person", "month"]).set_index(["person", "month"])
        main["wage"] = wages
        main = main.reset_index().sort_values(["month", "person"], ignore_index=True)
        first = main.drop_duplicates("person").set_index("person")
        main["low"] = main["person"].map(first["is_low_income"]).astype(bool)
        main["joined"] = main["person"].map(first["month"])
        main["joined_at"] = main["person"].map(first["workshop_id"])
        placed = self.workshops.set_index("workshop_id")
        main["village"] = main["workshop_id"].map(placed["village_code"]).astype("str")
        main["type"] = main["workshop_id"].map(placed["workshop_type"]).astype("str")
        main["joined_type"] = main["joined_at"].map(placed["workshop_type"]).astype("str")
        main["prior"] = main["prior_income_yuan"].astype(float)
        main["wage"] = main["wage"].astype(float)
        main["increase"] = main["wage"] - main["prior"]
        return main

    @cached_property
    def results(self) -> pd.DataFrame:
        frame = self.province.results.copy()
        placed = self.workshops.set_index("workshop_id")
        people = self.work.groupby(["workshop_id", "month"]).size()
        frame["month"] = [stamp.date() for stamp in frame["month"]]
        frame["village"] = frame["workshop_id"].map(placed["village_code"]).astype("str")
        frame["type"] = frame["workshop_id"].map(placed["workshop_type"]).astype("str")
        frame["people"] = [
            people.get((workshop, month), 0)
            for workshop, month in zip(frame["workshop_id"], frame["month"], strict=True)
        ]
        return frame

    def standing(self, month: date, kind: str | None, *, active: bool) -> pd.DataFrame:
        """Workshops built, or active, at the month's end, as far as the ledgers tell."""
        kept = []
        for row in self.workshops.itertuples():
            known = self.ledger_month(row.county_code, month)
            if known is None or row.opened > known or (kind and row.workshop_type != kind):
                continue
            if active and row.closed is not None and row.closed <= known:
                continue
            kept.append(row.workshop_id)
        return self.workshops[self.workshops["workshop_id"].isin(kept)]

    def at_work(self, area: str, month: date, kind: str | None) -> pd.DataFrame:
        rows = self.work[(self.work["month"] == month) & self.work["village"].str.startswith(area)]
        return rows[rows["type"] == kind] if kind else rows

    def listed(self, designation: str, month: date) -> list[str]:
        """Codes on the list on the month's last day."""
        last = pd.Timestamp(months.shift(month, 1)) - pd.Timedelta(days=1)
        rows = self.province.designations
        rows = rows[(rows["designation"] == designation) & (rows["valid_from"] <= last)]
        return rows.loc[rows["valid_to"].isna() | (rows["valid_to"] > last), "code"].tolist()

    def known_places(self, level: str, month: date) -> pd.DataFrame:
        """Places of the level, under codes in use, in counties that have ever reported up to the month."""
        given = self.province.designations.query("designation == 'code_in_use'")["code"]
        retired = given[~given.isin(self.listed("code_in_use", month))]
        places = self.province.places
        places = places[~places["code"].isin(retired)]
        told = [county for county in self.counties if self.ledger_month(county, month)]
        return places[(places["level"] == level) & places["code"].str[:6].isin(told)]

    def reached(self, month: date, kind: str | None) -> set[str]:
        active = self.standing(month, kind, active=True)
        served = [code for text in active["served_village_codes"].dropna() for code in text.split("、")]
        return {*active["village_code"], *served}


def gini(incomes: np.ndarray) -> float:
    """Half the mean difference of all pairs over the mean."""
    if not len(incomes) or incomes.sum() == 0:
        return NAN
    pairs = np.abs(incomes[:, None] - incomes[None, :]).mean()
    return pairs / 2 / incomes.mean()


def theil(incomes: np.ndarray) -> float:
    if not len(incomes) or incomes.sum() == 0:
        return NAN
    shares = incomes[incomes > 0] / incomes.mean()
    return float((shares * np.log(shares)).sum() / len(incomes))
