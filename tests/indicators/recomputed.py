"""Every indicator once more, in plain pandas, from the facts: nothing here knows a rollup or a query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sharedwealth import months
from tests.indicators.facts import NAN, Facts, gini, theil


@dataclass
class Figure:
    """What an answer's row should say; NaN where it should say nothing."""

    value: float = NAN
    numerator: float = NAN
    denominator: float = NAN
    n: float = NAN
    median: float = NAN
    q1: float = NAN
    q3: float = NAN
    slack: float = 1e-9
    """How far the value, the median and the quartiles may lie apart."""


def _count(number: float) -> Figure:
    return Figure(value=number, numerator=number, n=number)


def _rate(numerator: float, denominator: float, n: float | None = None) -> Figure:
    behind = denominator if n is None else n
    if denominator == 0:
        return Figure(n=behind)
    return Figure(numerator / denominator, numerator, denominator, behind)


def _mean(values: pd.Series, slack: float) -> Figure:
    if values.empty:
        return Figure(n=0)
    q1, median, q3 = np.quantile(values, [0.25, 0.5, 0.75])
    return Figure(values.mean(), values.sum(), len(values), len(values), median, q1, q3, slack)


def workshops_built(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = f.standing(month, kind, active=False)
    return _count(rows["village_code"].str.startswith(area).sum())


def workshops_active(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = f.standing(month, kind, active=True)
    return _count(rows["village_code"].str.startswith(area).sum())


def target_progress(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    targets = f.province.targets.set_index("area_code")["value"]
    if area not in targets:
        return Figure()
    built = workshops_built(f, area, month, None).value
    return Figure(built / targets[area], built, targets[area], built)


def _ever(f: Facts, area: str, month: date, kind: str | None) -> pd.DataFrame:
    rows = f.work[(f.work["month"] <= month) & f.work["village"].str.startswith(area)]
    rows = rows[rows["type"] == kind] if kind else rows
    return rows.drop_duplicates("person")


def people_employed_cumulative(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    return _count(len(_ever(f, area, month, kind)))


def low_income_people_employed_cumulative(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    return _count(_ever(f, area, month, kind)["low"].sum())


def people_at_work(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    return _count(len(f.at_work(area, month, kind)))


def low_income_people_at_work(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    return _count(f.at_work(area, month, kind)["low"].sum())


def low_income_share(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = f.at_work(area, month, kind)
    return _rate(rows["low"].sum(), len(rows))


def _town_coverage(f: Facts, area: str, month: date, kind: str | None, kinds: tuple[str, ...]) -> Figure:
    towns = f.known_places("town", month)
    towns = towns[towns["kind"].isin(kinds) & towns["code"].str[:6].isin(f.listed("mountain_county", month))]
    towns = towns.loc[towns["code"].str.startswith(area), "code"]
    active = set(f.standing(month, kind, active=True)["village_code"].str[:9])
    return _rate(towns.isin(active).sum(), len(towns))


def mountain_town_coverage(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    return _town_coverage(f, area, month, kind, ("town", "township"))


def mountain_town_coverage_with_subdistricts(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    return _town_coverage(f, area, month, kind, ("town", "township", "subdistrict"))


def key_village_coverage(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    villages = f.known_places("village", month)["code"]
    villages = villages[villages.str.startswith(area) & villages.isin(f.listed("key_village", month))]
    return _rate(villages.isin(f.reached(month, kind)).sum(), len(villages))


def village_coverage(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    villages = f.known_places("village", month)["code"]
    villages = villages[villages.str.startswith(area)]
    return _rate(villages.isin(f.reached(month, kind)).sum(), len(villages))


def _increases(f: Facts, area: str, month: date, kind: str | None) -> pd.DataFrame:
    rows = f.at_work(area, month, kind)
    return rows[rows["prior"].notna()]


def income_increase(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    return _mean(_increases(f, area, month, kind)["increase"], 25 if len(area) <= 6 else 1e-9)


def low_income_income_increase(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = _increases(f, area, month, kind)
    return _mean(rows.loc[rows["low"], "increase"], 25)


def other_income_increase(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = _increases(f, area, month, kind)
    return _mean(rows.loc[~rows["low"], "increase"], 25)


def farmers_gain(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = _increases(f, area, month, kind)
    return Figure(rows["increase"].sum(), rows["increase"].sum(), n=len(rows))


def _results(f: Facts, area: str, month: date, kind: str | None) -> pd.DataFrame:
    rows = f.results[(f.results["month"] == month) & f.results["village"].str.startswith(area)]
    return rows[rows["type"] == kind] if kind else rows


def _summed(column: str) -> Callable[..., Figure]:
    def total(f: Facts, area: str, month: date, kind: str | None) -> Figure:
        told = _results(f, area, month, kind)[column].dropna().astype(float)
        return Figure(told.sum(), told.sum(), n=len(told))

    return total


def people_trained(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    return _count(_results(f, area, month, kind)["people_trained"].dropna().astype(float).sum())


def _per_worker(column: str) -> Callable[..., Figure]:
    def mean(f: Facts, area: str, month: date, kind: str | None) -> Figure:
        told = _results(f, area, month, kind).dropna(subset=[column])
        return _rate(told[column].astype(float).sum(), told["people"].sum())

    return mean


def public_trust(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    told = [county for county in f.counties if (county, month) in f.reported]
    span = [month, months.shift(month, -1), months.shift(month, -2)]
    rows = f.results[f.results["month"].isin(span) & f.results["county_code"].isin(told)]
    rows = rows[rows["village"].str.startswith(area)]
    rows = rows[rows["type"] == kind] if kind else rows
    asked = rows[["survey_satisfied", "survey_responses"]].fillna(0).astype(float).sum()
    return _rate(asked["survey_satisfied"], asked["survey_responses"])


def retention_12m(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    told = [county for county in f.counties if (county, month) in f.reported and county.startswith(area)]
    cohort = f.work[(f.work["joined"] == months.shift(month, -12)) & f.work["county_code"].isin(told)]
    cohort = cohort[cohort["joined_type"] == kind] if kind else cohort
    now = cohort.loc[cohort["month"] == month, "person"].nunique()
    return _rate(now, cohort["person"].nunique())


def wage_stability(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    here = f.at_work(area, month, None)["person"]
    past = f.work[f.work["person"].isin(here) & (f.work["month"] <= month)]
    past = past[past["month"] > months.shift(month, -12)]
    wages = past.groupby("person")["wage"].agg(["size", "mean", lambda each: each.std(ddof=0)])
    wages.columns = ["wages", "mean", "deviation"]
    wages = wages[(wages["wages"] >= 6) & (wages["mean"] > 0)]
    variation = wages["deviation"] / wages["mean"]
    if variation.empty:
        return Figure(n=0)
    q1, median, q3 = 1 - np.quantile(variation, [0.75, 0.5, 0.25])
    return Figure(median, n=len(variation), median=median, q1=q1, q3=q3, slack=0.005 + 1e-9)


def raised_share(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    now = f.at_work(area, month, kind).set_index("person")["wage"]
    then = f.at_work(area, months.shift(month, -12), None).set_index("person")["wage"]
    both = pd.concat([now, then], axis=1, keys=["now", "then"], join="inner").query("then > 0")
    return _rate((both["now"] > both["then"]).sum(), len(both))


def _binned_gini(incomes: pd.Series) -> float:
    """The Gini of the bins' means, and a third of what the places inside bins of 50 yuan can add to it."""
    values = incomes.to_numpy(dtype=float)
    edges = np.floor(values / 50) * 50
    means = pd.Series(values).groupby(edges).transform("mean").to_numpy()
    least = gini(means)
    if np.isnan(least):
        return NAN
    most = likely = 0.0
    for edge in np.unique(edges):
        inside = values[edges == edge]
        share = (inside.mean() - edge) / 49
        most += len(inside) ** 2 * share * (1 - share) * 49
        likely += len(inside) * (len(inside) - 1) * share * (1 - share) * 49 / 3
    scale = len(values) ** 2 * values.mean()
    assert least - 1e-9 <= gini(values) <= least + most / scale + 1e-9, "the truth lies between the bounds"
    return least + likely / scale


def gini_of_wages(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = _increases(f, area, month, kind)
    return Figure(_binned_gini(rows["wage"]), n=len(rows))


def gini_change(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = _increases(f, area, month, kind)
    return Figure(_binned_gini(rows["wage"]) - _binned_gini(rows["prior"]), n=len(rows))


def theil_of_wages(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = _increases(f, area, month, kind)
    return Figure(theil(rows["wage"].to_numpy()), n=len(rows), slack=1e-6)


def theil_between(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = _increases(f, area, month, kind)
    if rows["wage"].sum() == 0:
        return Figure(n=len(rows))
    parts = rows["village"].str[: len(area) + 2]
    return Figure(theil(rows["wage"].groupby(parts).transform("mean").to_numpy()), n=len(rows), slack=1e-6)


def theil_within(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = _increases(f, area, month, kind)
    if rows["wage"].sum() == 0:
        return Figure(n=len(rows))
    parts = rows["village"].str[: len(area) + 2]
    groups = rows["wage"].groupby(parts)
    weighted = [
        group.sum() / rows["wage"].sum() * theil(group.to_numpy()) for _, group in groups if group.sum()
    ]
    return Figure(sum(weighted), n=len(rows), slack=1e-6)


def dependence(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = f.at_work(area, month, kind)
    ties = f.province.partnerships
    last = ties.groupby(["county_code", "workshop_id", "credit_code", "linkage"])["month"].transform("max")
    ties = ties[ties["month"] == last]
    begun = pd.to_datetime(ties["started_on"]).dt.strftime("%Y-%m") <= months.write(month)
    lasting = ties["ended_on"].isna() | (
        pd.to_datetime(ties["ended_on"]).dt.strftime("%Y-%m") >= months.write(month)
    )
    per_enterprise = [
        rows["workshop_id"].isin(set(group["workshop_id"])).sum()
        for _, group in ties[begun & lasting].groupby("credit_code")
    ]
    return _rate(max(per_enterprise, default=0), len(rows))


def _before(f: Facts, county: str, month: date) -> date | None:
    return f.ledger_month(county, months.previous(month))


def joiners(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = f.at_work(area, month, kind)
    return _count((rows["joined"] == month).sum())


def returners(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    rows = f.at_work(area, month, kind)
    back = 0
    for row in rows[rows["joined"] < month].itertuples():
        before = f.work[
            (f.work["person"] == row.person) & (f.work["month"] == _before(f, row.county_code, month))
        ]
        back += before.empty
    return _count(back)


def leavers(f: Facts, area: str, month: date, kind: str | None) -> Figure:
    gone, compared = 0, False
    for county in f.counties:
        if not county.startswith(area) or (county, month) not in f.reported or not _before(f, county, month):
            continue
        compared = True
        before = set(f.at_work(county, _before(f, county, month), None)["person"])
        gone += len(before - set(f.at_work(county, month, None)["person"]))
    return _count(gone) if compared else Figure()


RECOMPUTED: dict[str, Callable[[Facts, str, date, str | None], Figure]] = {
    "workshops_built": workshops_built,
    "workshops_active": workshops_active,
    "target_progress": target_progress,
    "people_employed_cumulative": people_employed_cumulative,
    "low_income_people_employed_cumulative": low_income_people_employed_cumulative,
    "people_at_work": people_at_work,
    "low_income_people_at_work": low_income_people_at_work,
    "low_income_share": low_income_share,
    "mountain_town_coverage": mountain_town_coverage,
    "mountain_town_coverage_with_subdistricts": mountain_town_coverage_with_subdistricts,
    "key_village_coverage": key_village_coverage,
    "village_coverage": village_coverage,
    "income_increase": income_increase,
    "low_income_income_increase": low_income_income_increase,
    "other_income_increase": other_income_increase,
    "farmers_gain": farmers_gain,
    "enterprise_output": _summed("output_yuan"),
    "output_per_worker": _per_worker("output_yuan"),
    "orders_per_worker": _per_worker("orders_yuan"),
    "collective_income": _summed("collective_income_yuan"),
    "training_sessions": _summed("training_sessions"),
    "people_trained": people_trained,
    "public_trust": public_trust,
    "retention_12m": retention_12m,
    "wage_stability": wage_stability,
    "raised_share": raised_share,
    "gini": gini_of_wages,
    "gini_change": gini_change,
    "theil": theil_of_wages,
    "theil_within": theil_within,
    "theil_between": theil_between,
    "dependence": dependence,
    "joiners": joiners,
    "leavers": leavers,
    "returners": returners,
}
