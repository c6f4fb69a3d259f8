"""The whole demonstration province as `prepared` has generated it, read back from its ledgers' files.

Everything is counted here from the Parquet files, county by county as a reader of the ledgers would: nothing comes
from the snapshot's rollups.
"""

import duckdb
import pandas as pd
import pytest

from sharedwealth import demo, months
from sharedwealth.demo import anchors, plan, province
from sharedwealth.places import demonstration
from sharedwealth.settings import ROOT, Settings
from sharedwealth.warehouse import manifest, snapshots

LAST = pd.Timestamp(anchors.LAST)
KINDS_COUNTED = ("town", "township")
COUNTIES = ("330111", "330922")


@pytest.fixture(scope="module")
def generated(tmp_path_factory, register):
    """The installation's own province; a new one where the installation holds something else."""
    installation = Settings(data=ROOT / "data")
    if demo.is_current(installation, register):
        return installation
    elsewhere = Settings(data=tmp_path_factory.mktemp("省 data"))
    demo.generate(elsewhere, register)
    return elsewhere


@pytest.fixture(scope="module")
def ledgers(generated):
    published = manifest.read(snapshots.current(generated).manifest_path)
    con = duckdb.connect()
    for sheet in province.SHEETS:
        files = [
            str(generated.partitions / each.path) for each in published.partitions() if each.sheet == sheet
        ]
        con.execute(f"CREATE TABLE {sheet} AS FROM read_parquet($1)", [files])
    return con


def frame(con, sql, **values):
    return con.cursor().execute(sql, values or None).df()


@pytest.fixture(scope="module")
def people(ledgers):
    """A row for each worker and month: wage over all workshops, type of the workshop with the most days."""
    ledgers.execute("CREATE TYPE six_types AS ENUM (SELECT DISTINCT workshop_type FROM workshops)")
    return frame(
        ledgers,
        """
        SELECT (county_code || substr(worker_id, 2))::BIGINT AS worker, month,
               sum(wage_yuan)::INTEGER AS wage, any_value(prior_income_yuan) AS before,
               any_value(sex)::ENUM ('F', 'M') AS sex, any_value(birth_year) AS birth_year,
               arg_max(workshop_type, days_worked)::six_types AS workshop_type,
               any_value(is_low_income) AS is_low_income
        FROM employment
        JOIN (SELECT DISTINCT workshop_id, workshop_type FROM workshops) USING (workshop_id)
        GROUP BY ALL
        """,
    )


@pytest.fixture(scope="module")
def first(people):
    """A row for each worker: the month first seen in the county and the status then."""
    return people.sort_values("month").drop_duplicates("worker")


@pytest.fixture(scope="module")
def carried(ledgers):
    """The latest ledger of every county up to each month, with its workshops: what stands at the month's end."""
    return frame(
        ledgers,
        """
        WITH sent AS (SELECT DISTINCT county_code, month AS ledger_month FROM workshops),
        latest AS (
            SELECT m.month, s.county_code, max(s.ledger_month) AS ledger_month
            FROM (SELECT DISTINCT month FROM workshops) AS m JOIN sent AS s ON s.ledger_month <= m.month
            GROUP BY ALL
        )
        SELECT l.month, w.* EXCLUDE (month)
        FROM latest AS l JOIN workshops AS w ON w.county_code = l.county_code AND w.month = l.ledger_month
        """,
    )


def built(carried, anchor, workshop_type=None):
    rows = carried[
        (carried["month"] == pd.Timestamp(anchor.month))
        & carried["county_code"].str.startswith(anchor.area_code)
    ]
    if workshop_type:
        rows = rows[rows["workshop_type"] == workshop_type]
    return rows["workshop_id"].nunique()


def of(quantity):
    return [
        pytest.param(a, id=f"{a.area_code} {months.write(a.month)}")
        for a in anchors.all_anchors()
        if a.quantity == quantity
    ]


@pytest.mark.parametrize("anchor", of("workshops_built"))
def test_workshops_built_equal_the_published_total(carried, anchor):
    assert built(carried, anchor) == anchor.value


@pytest.mark.parametrize("anchor", of("workshops_built_targeted_recruitment"))
def test_workshops_of_targeted_recruitment_equal_the_published_total(carried, anchor):
    assert built(carried, anchor, "targeted_recruitment") == anchor.value


@pytest.mark.parametrize("anchor", of("people_employed_cumulative"))
def test_people_ever_employed_equal_the_published_total(first, anchor):
    assert (first["month"] <= pd.Timestamp(anchor.month)).sum() == anchor.value


@pytest.mark.parametrize("anchor", of("low_income_people_employed_cumulative"))
def test_low_income_people_ever_employed_equal_the_published_total(first, anchor):
    assert (first["is_low_income"] & (first["month"] <= pd.Timestamp(anchor.month))).sum() == anchor.value


@pytest.mark.parametrize("anchor", of("income_increase"))
def test_the_mean_increase_equals_the_published_one(people, anchor):
    known = people[people["month"] == pd.Timestamp(anchor.month)].dropna(subset=["before"])

    assert (known["wage"] - known["before"]).mean() == pytest.approx(anchor.value, rel=0.001)


def test_a_few_workers_live_beyond_the_countys_border(ledgers):
    [[share]] = ledgers.execute(
        "SELECT avg((left(home_village_code, 6) <> county_code)::INTEGER) FROM employment"
        " WHERE month = DATE '2024-10-01'"
    ).fetchall()

    assert 0.01 < share < 0.03


def test_two_counties_have_not_sent_the_last_ledger_and_stand_at_the_one_before(ledgers):
    last = frame(ledgers, "SELECT county_code, max(month) AS month FROM workshops GROUP BY 1")

    assert len(last) == 90
    assert sorted(last.loc[last["month"] < LAST, "month"]) == [pd.Timestamp("2024-09-01")] * 2


def test_the_province_has_six_to_ten_million_rows_of_employment(ledgers):
    assert 6_000_000 < frame(ledgers, "SELECT count(*) AS n FROM employment")["n"].item() < 10_000_000


def test_about_two_in_three_of_those_ever_employed_are_at_work_at_the_end(people):
    at_work = (people["month"] == LAST).sum()

    assert 0.60 < at_work / 498_000 < 0.75


def test_few_workshops_have_closed(carried):
    now = carried[carried["month"] == LAST]

    assert 0.03 < now["closed_on"].notna().mean() < 0.05


def test_no_prior_income_is_known_for_two_to_four_in_a_hundred(first):
    assert 0.02 < first["before"].isna().mean() < 0.04


@pytest.mark.parametrize(
    ("workshop_type", "busy", "quiet"),
    [
        ("consigned_processing", (6, 7, 8, 9), (11, 12, 1, 2)),
        ("agritourism", (5, 7, 8, 10), (11, 12, 1)),
        ("ecommerce_livestream", (6, 11), (2, 3, 4, 7, 8)),
    ],
)
def test_each_type_has_its_own_season(people, workshop_type, busy, quiet):
    """Against all other types in the same month, so that growth and the Spring Festival cancel out."""
    year = people[people["month"].between(pd.Timestamp("2023-05-01"), pd.Timestamp("2024-04-01"))]
    of_type = year[year["workshop_type"] == workshop_type].groupby(year["month"].dt.month).size()
    others = year[year["workshop_type"] != workshop_type].groupby(year["month"].dt.month).size()
    share = of_type / others

    assert share[list(busy)].mean() > 1.03 * share[list(quiet)].mean()


def test_fishery_is_busy_in_autumn_and_idle_when_fishing_is_closed(ledgers):
    crews = frame(
        ledgers,
        """
        SELECT month(e.month) AS month, count(*) AS people
        FROM employment AS e JOIN workshops AS w USING (county_code, month, workshop_id)
        WHERE w.product IN ('海鲜干货', '梭子蟹', '紫菜') AND e.month BETWEEN DATE '2023-05-01' AND DATE '2024-04-01'
          AND w.workshop_type NOT IN ('agritourism', 'ecommerce_livestream', 'consigned_processing')
        GROUP BY 1
        """,
    ).set_index("month")["people"]

    assert crews[[9, 10, 11]].mean() > 1.5 * crews[[5, 6, 7]].mean()


def test_the_spring_festival_empties_the_workshops(people):
    at_work = people.groupby("month").size()

    for year in (2023, 2024):
        assert at_work[pd.Timestamp(year, 2, 1)] < 0.9 * at_work[pd.Timestamp(year, 3, 1)]


def test_women_earn_about_a_tenth_less_in_workshops_of_the_same_type(people):
    now = people[people["month"] == LAST]
    mean = now.pivot_table("wage", "workshop_type", "sex", observed=True)

    assert ((1 - mean["F"] / mean["M"]).between(0.07, 0.13)).all()
    assert (now["sex"] == "F").mean() == pytest.approx(0.6, abs=0.03)


def test_wages_are_skewed_to_the_right(people):
    wages = people.loc[people["month"] == LAST, "wage"]

    assert wages.skew() > 0.7
    assert wages.mean() > 1.04 * wages.median()


def test_half_of_those_ever_employed_are_over_fifty(first):
    assert (2024 - first["birth_year"]).median() == pytest.approx(52, abs=1.5)


def test_low_income_workers_began_lower_and_gained_more_in_proportion(people):
    now = people[people["month"] == LAST].dropna(subset=["before"])
    sums = now.groupby("is_low_income")[["wage", "before"]].sum()

    assert sums.loc[True, "before"] / sums.loc[False, "before"] < 0.2
    assert (
        sums.loc[True, "wage"] / sums.loc[True, "before"]
        > 1.2 * sums.loc[False, "wage"] / sums.loc[False, "before"]
    )


def test_seven_in_ten_are_at_work_a_year_after_they_joined(people, first):
    joined = first[first["month"] == pd.Timestamp("2023-10-01")]["worker"]
    later = people.loc[people["month"] == LAST, "worker"]

    assert 0.6 < joined.isin(later).mean() < 0.85


def test_people_leave_and_return(people):
    ordered = people[["worker", "month"]].sort_values(["worker", "month"])
    step = ordered["month"].dt.year * 12 + ordered["month"].dt.month
    away = step.diff()[ordered["worker"] == ordered["worker"].shift()]

    assert (away > 6).sum() > 10_000


def test_workshops_are_of_very_different_size(ledgers):
    crews = frame(
        ledgers,
        "SELECT workshop_id, count(*) AS people FROM employment WHERE month = $month GROUP BY 1",
        month=anchors.LAST,
    )["people"]

    assert crews.skew() > 2
    assert crews.quantile(0.95) > 8 * crews.quantile(0.25)


@pytest.fixture(scope="module")
def reached(carried):
    """Villages with an active workshop, and these with the villages such workshops serve."""
    active = carried[(carried["month"] == LAST) & carried["closed_on"].isna()]
    hosts = set(active["village_code"])
    return hosts, hosts | set(active["served_village_codes"].dropna().str.split("、").explode())


def test_most_villages_have_no_workshop(reached, places):
    hosts, with_served = reached
    villages = (places["level"] == "village").sum()

    assert 0.18 < len(hosts) / villages < 0.27
    assert 0.28 < len(with_served) / villages < 0.36


def test_nearly_all_towns_of_the_mountainous_counties_have_a_workshop_and_some_are_blank(
    reached, places, register
):
    hosts, _ = reached
    lists = register.designations
    valid = lists[
        (lists["designation"] == "mountain_county")
        & (lists["valid_from"] <= LAST)
        & (lists["valid_to"].isna() | (lists["valid_to"] > LAST))
    ]["code"]
    towns = places[
        (places["level"] == "town") & places["kind"].isin(KINDS_COUNTED) & places["code"].str[:6].isin(valid)
    ]["code"]
    with_one = towns.isin({code[:9] for code in hosts})

    assert 0.94 < with_one.mean() < 0.975
    assert 12 <= (~with_one).sum() <= 20


def test_nearly_all_key_villages_are_reached(reached, register):
    _, with_served = reached
    lists = demonstration.demonstration_designations(register, demo.SEED)
    keys = lists.loc[lists["designation"] == "key_village", "code"]

    assert 0.965 < keys.isin(with_served).mean() < 0.995


def test_enterprises_are_tied_to_one_to_eight_workshops_mostly_of_one_city(ledgers):
    pairs = frame(ledgers, "SELECT DISTINCT workshop_id, credit_code FROM partnerships")
    workshops = pairs.groupby("credit_code")["workshop_id"]

    assert 6_200 < pairs["credit_code"].nunique() < 6_900
    assert workshops.nunique().max() <= 8
    assert workshops.nunique().gt(1).mean() > 0.4
    homes = frame(ledgers, "SELECT DISTINCT credit_code, home_county_code FROM enterprises")
    near = pairs.merge(homes)
    assert (near["home_county_code"].str[:4] == near["workshop_id"].str[:4]).mean() > 0.85


def test_types_differ_by_county(ledgers):
    types = frame(ledgers, "SELECT DISTINCT county_code, workshop_id, workshop_type FROM workshops")
    share = pd.crosstab(types["county_code"], types["workshop_type"], normalize="index")

    assert share["agritourism"].max() > 2.5 * share["agritourism"].median()
    assert share.loc["330523", "agritourism"] > 0.3  # Anji
    assert share.loc["331082", "consigned_processing"] > 0.4  # Linhai


def test_the_published_snapshot_is_the_current_one_and_is_not_made_twice(generated, register):
    published = snapshots.current(generated)

    assert demo.is_current(generated, register, demo.SEED)
    assert not demo.is_current(generated, register, demo.SEED + 1)
    assert published.kind == "demonstration"
    assert published.as_of == "2024-10"


def test_progress_goes_from_nothing_to_the_whole_and_names_each_stage(
    tmp_path, monkeypatch, whole_plan, register
):
    few = plan.excerpt(whole_plan, COUNTIES, scale=0.02)
    monkeypatch.setattr(plan, "province", lambda seed: few)
    stages = []

    demo.generate(
        Settings(data=tmp_path), register, progress=lambda stage, done: stages.append((stage, done))
    )

    shares = [done for _, done in stages]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.1
    assert 0.9 < shares[-1] <= 1
    assert all(stage for stage, _ in stages)
