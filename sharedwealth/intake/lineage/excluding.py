"""What does not count towards a figure, and why, with how many."""

from collections.abc import Iterator

import pandas as pd

from sharedwealth import numbers
from sharedwealth.intake.lineage.asked import Asked
from sharedwealth.intake.lineage.gathering import Gathered
from sharedwealth.intake.lineage.model import Excluded
from sharedwealth.text import t

_NAMED_AT_MOST = 6

_WITHOUT_PRIOR = """
SELECT coalesce(sum(people) - sum(prior_people), 0) AS excluded
FROM cells
WHERE month = $month AND starts_with(county_code, $area) AND ($type = 'all' OR workshop_type = $type)
  AND ($status = 'all' OR is_low_income = ($status = 'low_income'))
"""
_PEOPLE = """
SELECT coalesce(sum(people), 0) AS excluded FROM cells WHERE month = $month AND starts_with(county_code, $area)
"""
_STEADY = """
SELECT coalesce(sum(people), 0) AS excluded FROM area_stability WHERE month = $month AND area_code = $area
"""
_HERE = """starts_with(CASE WHEN length($area) <= 6 THEN w.county_code ELSE w.village_code END, $area)
  AND ($type = 'all' OR w.workshop_type = $type)"""
_STANDING = """
SELECT count(*) FILTER (WHERE w.opened_month > c.ledger_month) AS opened_later,
       count(*) FILTER (WHERE w.opened_month <= c.ledger_month AND w.closed_month <= c.ledger_month) AS closed
FROM workshops AS w
JOIN county_months AS c ON c.county_code = w.county_code AND c.month = $month
WHERE c.ledger_month IS NOT NULL AND {here}
""".replace("{here}", _HERE)
_SILENT = """
SELECT count(*) AS excluded
FROM workshop_months AS r
JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
WHERE r.month = $month AND r.{column} IS NULL AND {here}
""".replace("{here}", _HERE)


def excluded(asked: Asked, gathered: Gathered | None) -> tuple[Excluded, ...]:
    """Reasons with counts; `gathered` is None for the province and cities, and where the figure is not told."""
    return (*_counties(asked), *_of_figure(asked, gathered))


def _counties(asked: Asked) -> Iterator[Excluded]:
    counties = asked.counties
    never = counties[counties["ledger_month"].isna()]
    if asked.indicator.nature == "stock":
        if len(never):
            why = t("Counties that have never sent a ledger: {names}. Nothing is known of them.")
            yield Excluded(why.format(names=_names(never)), len(never))
        return
    silent = counties[~counties["is_reported"].astype(bool)]
    if len(silent):
        why = t("Counties without a ledger for the month: {names}. They have no data, which is not zero.")
        yield Excluded(why.format(names=_names(silent)), len(silent))


def _names(counties: pd.DataFrame) -> str:
    listed = counties["name"].tolist()
    shown = t(", ").join(listed[:_NAMED_AT_MOST])
    if len(listed) <= _NAMED_AT_MOST:
        return shown
    return t("{names} and others").format(names=shown)


def _of_figure(asked: Asked, gathered: Gathered | None) -> Iterator[Excluded]:
    if asked.is_hidden:
        why = t("The figure itself rests on so few people that it is not shown, and neither are its rows.")
        yield Excluded(why, is_hidden=True)
        return
    if not asked.is_told:
        return
    rule = asked.rule
    if rule.base == "at_work":
        yield from _of_workers(asked, gathered)
    elif rule.base == "steady":
        at_work, steady = _count(asked, _PEOPLE, "area", "month"), _count(asked, _STEADY, "area", "month")
        yield _people(
            asked, t("Workers with fewer than six wages in the last twelve months."), at_work - steady
        )
    elif rule.base == "paid_a_year_ago" and not asked.workshop_type:
        paid = int(asked.figure["denominator"])
        why = t("Workers who earned nothing in the county twelve months before.")
        yield _people(asked, why, _count(asked, _PEOPLE, "area", "month") - paid)
    elif rule.base == "workshops":
        values = {"area": asked.area, "month": asked.month, "type": asked.kind}
        row = asked.warehouse.query(_STANDING, values).iloc[0]
        yield Excluded(t("Workshops opened after the last ledger up to the month."), int(row["opened_later"]))
        if asked.indicator.key == "workshops_active":
            yield Excluded(t("Workshops closed by the end of the month."), int(row["closed"]))
    elif rule.base == "results":
        text = _SILENT.replace("{column}", rule.numerator)
        why = t("Workshops whose row of results leaves the figure empty, or that have no row.")
        yield Excluded(why, _count(asked, text, "area", "month", "type"))


def _of_workers(asked: Asked, gathered: Gathered | None) -> Iterator[Excluded]:
    if "prior_income_yuan" in asked.rule.keep:
        why = t("Workers whose income before joining is not known.")
        yield _people(asked, why, gathered.without_prior if gathered else _without_prior(asked))
    other = gathered.other_rows if gathered else _other_rows(asked)
    if other is not None:
        why = t(
            "Further rows of workers in several workshops: their wages are added to the main row, where most days were"
            " worked, and do not count once more."
        )
        yield _people(asked, why, other)


def _people(asked: Asked, why: str, count: int | None) -> Excluded:
    """A number of people, not told when they are few."""
    if count is not None and asked.is_guarded and 0 < count < asked.threshold:
        return Excluded(why, None, is_hidden=True)
    return Excluded(why, count)


def _without_prior(asked: Asked) -> int:
    keep = asked.rule.keep
    status = (
        "all" if "is_low_income" not in keep else "others" if "NOT x.is_low_income" in keep else "low_income"
    )
    values = {"area": asked.area, "month": asked.month, "type": asked.kind, "status": status}
    return int(asked.warehouse.query(_WITHOUT_PRIOR, values)["excluded"].iloc[0])


def _other_rows(asked: Asked) -> int | None:
    """Rows of the sheets of employment less the people in them; by type it is not known without the rows."""
    if asked.workshop_type:
        return None
    rows = 0
    for county in asked.counties["county_code"]:
        sheet = asked.sources.partitions.get(county, {}).get(asked.month, {}).get("employment")
        rows += sheet.rows if sheet else 0
    return rows - _count(asked, _PEOPLE, "area", "month")


def _count(asked: Asked, text: str, *names: str) -> int:
    values = {"area": asked.area, "month": asked.month, "type": asked.kind}
    return int(asked.warehouse.query(text, {name: values[name] for name in names})["excluded"].iloc[0])


def notes(asked: Asked) -> tuple[str, ...]:
    """What must be known to read the rows rightly."""
    return tuple(_notes(asked))


def _notes(asked: Asked) -> Iterator[str]:
    base = asked.rule.base
    carried = asked.counties[
        ~asked.counties["is_reported"].astype(bool) & asked.counties["ledger_month"].notna()
    ]
    if asked.indicator.nature == "stock" and len(carried):
        sentence = t("Without a ledger for the month, so their last state up to then stands: {names}.")
        yield sentence.format(names=_names(carried))
    if base in ("workshops", "places"):
        yield t("A workshop's row is that of the last ledger of the snapshot that lists it.")
    if base == "at_work":
        yield t("A worker's row is the one with the most days; the wage is the sum of all the worker's rows.")
    if base == "ever":
        yield t("A worker's row is the first in the area, whatever came later.")
    if asked.rule.remade and not asked.is_wide:
        yield t(
            "This figure is no sum: it is worked out from the incomes in the rows, which is done once more here."
        )
    elif asked.rule.remade and asked.indicator.key in ("theil_within", "theil_between"):
        yield t("Each area adds its part; a part may be negative.")
    elif asked.rule.remade:
        yield t(
            "This figure is no sum of the counties': what adds up are the people that it is worked out from."
        )
    if asked.indicator.key == "target_progress" and asked.is_told:
        sentence = t("The rows are the workshops built; they are divided by the target, {target}.")
        yield sentence.format(target=numbers.plain(float(asked.figure["denominator"])))
    if base == "tied":
        yield t(
            "The enterprise is the one to which most people of the area are tied; a tie is a row of partnerships."
        )
