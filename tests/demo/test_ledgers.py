"""The sheets of a small excerpt: well-formed, coherent with each other, drawn alike every time, and nobody real."""

import pandas as pd
import pytest

from sharedwealth import choices
from sharedwealth.demo import province

CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def frame(con, sql):
    return con.cursor().execute(sql).df()


def digests(con):
    """Rows and an order-free checksum of every sheet, each row written out as text."""
    return {
        sheet: con.cursor()
        .table(sheet)
        .aggregate(f"count(*), sum(md5_number_lower({sheet}::VARCHAR)::HUGEINT)")
        .fetchall()
        for sheet in province.SHEETS
    }


def test_the_same_seed_draws_the_same_ledgers_whatever_the_number_of_threads(small, drawn):
    assert digests(drawn(threads=1)) == digests(small)


def test_another_seed_draws_others(small, drawn):
    assert digests(drawn(seed=7))["employment"] != digests(small)["employment"]


COLUMNS = {
    "workshops": """
        county_code VARCHAR, month DATE, workshop_id VARCHAR, name VARCHAR, workshop_type VARCHAR,
        village_code VARCHAR, served_village_codes VARCHAR, product VARCHAR, brand VARCHAR,
        operating_mode VARCHAR, opened_on DATE, closed_on DATE, stars TINYINT, party_branch VARCHAR,
        steward_count SMALLINT, longitude DOUBLE, latitude DOUBLE, crs VARCHAR, source_row INTEGER,
        reported_longitude DOUBLE, reported_latitude DOUBLE
    """,
    "enterprises": """
        county_code VARCHAR, month DATE, credit_code VARCHAR, name VARCHAR, industry VARCHAR,
        home_county_code VARCHAR, source_row INTEGER
    """,
    "partnerships": """
        county_code VARCHAR, month DATE, workshop_id VARCHAR, credit_code VARCHAR, linkage VARCHAR,
        started_on DATE, ended_on DATE, source_row INTEGER
    """,
    "employment": """
        county_code VARCHAR, month DATE, workshop_id VARCHAR, worker_id VARCHAR, household_id VARCHAR,
        sex VARCHAR, birth_year SMALLINT, is_low_income BOOLEAN, home_village_code VARCHAR,
        days_worked TINYINT, wage_yuan INTEGER, prior_income_yuan INTEGER, hired_on DATE, source_row INTEGER
    """,
    "results": """
        county_code VARCHAR, month DATE, workshop_id VARCHAR, output_yuan BIGINT, orders_yuan BIGINT,
        collective_income_yuan BIGINT, training_sessions SMALLINT, people_trained SMALLINT,
        survey_responses SMALLINT, survey_satisfied SMALLINT, hazards_found SMALLINT,
        hazards_fixed SMALLINT, source_row INTEGER
    """,
}


@pytest.mark.parametrize("sheet", province.SHEETS)
def test_each_sheet_has_the_columns_of_the_contract(small, sheet):
    found = small.cursor().table(sheet)

    written = ", ".join(f"{name} {kind}" for name, kind in zip(found.columns, found.types, strict=True))
    assert written == " ".join(COLUMNS[sheet].split())


@pytest.mark.parametrize("sheet", province.SHEETS)
def test_nothing_that_was_drawn_leads_back_to_a_workbook(small, sheet):
    rows = small.cursor().table(sheet).df()
    assert rows.filter(regex="^(source|reported)_").isna().all(axis=None)


def test_choices_are_the_shared_ones(small):
    assert set(frame(small, "SELECT workshop_type FROM workshops")["workshop_type"]) == set(
        choices.WORKSHOP_TYPES
    )
    assert set(frame(small, "SELECT operating_mode FROM workshops")["operating_mode"]) == set(
        choices.OPERATING_MODES
    )
    assert set(frame(small, "SELECT linkage FROM partnerships")["linkage"]) == set(choices.LINKAGES)
    assert set(frame(small, "SELECT sex FROM employment")["sex"]) == set(choices.SEXES)


def test_no_real_village_and_no_real_enterprise_appears(small, places, register):
    real = set(register.places.query("level == 'village'")["code"])
    invented = set(places.query("level == 'village'")["code"])
    named = frame(
        small,
        """
        SELECT village_code AS code FROM workshops
        UNION SELECT unnest(string_split(served_village_codes, '、')) FROM workshops
        UNION SELECT home_village_code FROM employment
        """,
    )["code"].dropna()

    assert not real & set(named)
    assert set(named) <= invented
    assert frame(small, "SELECT name FROM enterprises")["name"].str.fullmatch(r"示例企业 \d{4}").all()
    assert frame(small, "SELECT name FROM workshops")["name"].str.fullmatch(r"示例工坊 \w+ \d{4}").all()
    assert set(frame(small, "SELECT party_branch FROM workshops")["party_branch"].dropna()) == {"示例党支部"}


def test_credit_codes_are_well_formed_of_a_region_that_exists_nowhere(small):
    for code in frame(small, "SELECT DISTINCT credit_code FROM enterprises")["credit_code"]:
        assert len(code) == 18
        assert code[2:8] == "339999"
        total = sum(CREDIT.index(digit) * pow(3, place, 31) for place, digit in enumerate(code[:17]))
        assert CREDIT[(31 - total % 31) % 31] == code[17]
        weights = (3, 7, 9, 10, 5, 8, 4, 2)
        rest = 11 - sum(ORGANISATION.index(d) * w for d, w in zip(code[8:16], weights, strict=True)) % 11
        assert {10: "X", 11: "0"}.get(rest, str(rest)) == code[16]


def test_a_name_or_a_credit_code_always_means_the_same_enterprise(small):
    names = frame(small, "SELECT DISTINCT credit_code, name FROM enterprises")

    assert names["credit_code"].is_unique
    assert names["name"].is_unique


def test_a_workshop_keeps_its_place_name_and_type_from_ledger_to_ledger(small):
    assert frame(
        small,
        """
        SELECT workshop_id FROM workshops GROUP BY 1
        HAVING count(DISTINCT (name, workshop_type, village_code, opened_on, product)) > 1
        """,
    ).empty


def test_workshops_serve_up_to_four_other_villages_of_their_town(small):
    served = frame(
        small,
        """
        SELECT DISTINCT workshop_id, village_code, unnest(string_split(served_village_codes, '、')) AS served
        FROM workshops
        """,
    )

    assert served.groupby("workshop_id").size().max() <= 4
    assert (served["served"].str[:9] == served["village_code"].str[:9]).all()
    assert (served["served"] != served["village_code"]).all()


def test_ledgers_say_nothing_of_the_time_after_them(small):
    for sheet, column in (
        ("workshops", "opened_on"),
        ("workshops", "closed_on"),
        ("partnerships", "started_on"),
        ("partnerships", "ended_on"),
        ("employment", "hired_on"),
    ):
        late = small.cursor().table(sheet).filter(f"{column} > last_day(month)")
        assert not late.fetchall(), (sheet, column)


def test_workers_stand_only_in_workshops_of_the_same_ledger_that_are_open(small):
    strays = frame(
        small,
        """
        SELECT e.* FROM employment AS e
        LEFT JOIN workshops AS w USING (county_code, month, workshop_id)
        WHERE w.workshop_id IS NULL OR w.closed_on IS NOT NULL
        """,
    )

    assert strays.empty


def test_each_open_workshop_has_one_row_of_results_and_a_closed_one_none(small):
    rows = frame(
        small,
        """
        SELECT w.closed_on IS NULL AS is_open, count(r.workshop_id) AS results, count(*) AS workshops
        FROM workshops AS w LEFT JOIN results AS r USING (county_code, month, workshop_id) GROUP BY 1
        """,
    ).set_index("is_open")

    assert rows.loc[True, "results"] == rows.loc[True, "workshops"]
    assert rows.loc[False, "results"] == 0
    assert frame(
        small, "SELECT workshop_id FROM results GROUP BY workshop_id, month HAVING count(*) > 1"
    ).empty


def test_parts_are_never_more_than_the_whole(small):
    assert frame(
        small,
        "SELECT * FROM results WHERE survey_satisfied > survey_responses OR hazards_fixed > hazards_found"
        " OR (training_sessions = 0 AND people_trained > 0) OR least(output_yuan, collective_income_yuan) < 0",
    ).empty


def test_surveys_are_held_at_the_end_of_each_quarter(small):
    asked = frame(small, "SELECT DISTINCT month(month) AS month FROM results WHERE survey_responses > 0")

    assert set(asked["month"]) == {3, 6, 9, 12}


def test_every_partnership_names_an_enterprise_of_the_same_ledger(small):
    assert frame(
        small,
        "SELECT * FROM partnerships AS p ANTI JOIN enterprises AS e USING (county_code, month, credit_code)",
    ).empty


def test_a_worker_is_one_person_of_one_household_in_one_village(small):
    people = frame(
        small,
        """
        SELECT DISTINCT county_code, worker_id, sex, birth_year, household_id, home_village_code,
               prior_income_yuan, hired_on
        FROM employment
        """,
    )

    assert not people.duplicated(["county_code", "worker_id"]).any()
    households = people.groupby(["county_code", "household_id"])
    assert set(households.size()) == {1, 2, 3}
    assert households["home_village_code"].nunique().max() == 1


def test_a_few_workers_help_in_a_second_workshop_for_fewer_days(small):
    rows = frame(
        small, "SELECT *, count(*) OVER (PARTITION BY county_code, worker_id, month) AS n FROM employment"
    )
    two = rows[rows["n"] == 2]

    assert rows["n"].max() == 2
    assert 0.002 < len(two) / len(rows) < 0.05
    spread = two.groupby(["county_code", "worker_id", "month"])["workshop_id"].nunique()
    assert (spread == 2).all()


def test_people_come_back_after_months_away(small):
    months = frame(small, "SELECT DISTINCT county_code, worker_id, month FROM employment")
    months = months.sort_values(["county_code", "worker_id", "month"])
    step = months["month"].dt.year * 12 + months["month"].dt.month
    away = step.groupby([months["county_code"], months["worker_id"]]).diff()

    assert (away > 4).sum() > 0.02 * len(months.drop_duplicates(["county_code", "worker_id"]))


def test_some_stop_being_low_income_and_nobody_becomes_it(small):
    status = frame(
        small,
        """
        SELECT county_code, worker_id, list(DISTINCT is_low_income) AS seen,
               arg_min(is_low_income, month) AS first_status
        FROM employment GROUP BY ALL
        """,
    )
    changed = status[status["seen"].map(len) == 2]

    assert len(changed) > 0
    assert changed["first_status"].all()


def test_most_live_in_the_workshops_village_or_town(small):
    homes = frame(
        small,
        """
        SELECT DISTINCT e.county_code, e.worker_id, e.home_village_code AS home,
               arg_min(w.village_code, e.month) OVER (PARTITION BY e.county_code, e.worker_id) AS village
        FROM employment AS e JOIN workshops AS w USING (county_code, month, workshop_id)
        """,
    )

    assert (homes["home"] == homes["village"]).mean() == pytest.approx(0.6, abs=0.05)
    assert (homes["home"].str[:9] == homes["village"].str[:9]).mean() == pytest.approx(0.9, abs=0.05)


def test_wages_are_heaped_on_round_sums_as_in_real_ledgers(small):
    wages = frame(small, "SELECT wage_yuan FROM employment")["wage_yuan"]

    assert 0.4 < (wages % 100 == 0).mean() < 0.7
    assert 0.05 < (wages % 10 != 0).mean() < 0.4


def test_counties_are_known_for_their_own_trades(small):
    goods = frame(
        small,
        """
        SELECT county_code, left(village_code, 9) AS town, product, count(DISTINCT workshop_id) AS workshops
        FROM workshops GROUP BY ALL
        """,
    )

    def share(area, words):
        inside = goods[goods["town"].str.startswith(area)]
        return (
            inside.loc[inside["product"].str.contains(words), "workshops"].sum() / inside["workshops"].sum()
        )

    assert share("331124", "茶") > 0.2  # Songyang: tea
    assert share("330111", "球") > 0.2  # Fuyang: rackets
    assert share("331082101", "灯") > 0.6  # Dongcheng in Linhai: lamps
    assert share("330922", "海鲜|黄鱼|蟹|紫菜") > 0.15  # Shengsi: fishery


def test_the_mean_increase_is_the_planned_one_in_every_month(small):
    people = frame(
        small,
        """
        SELECT month, county_code, worker_id, sum(wage_yuan) AS wage, any_value(prior_income_yuan) AS before
        FROM employment GROUP BY ALL
        """,
    )
    known = people.dropna(subset=["before"])
    mean = (known["wage"] - known["before"]).groupby(known["month"]).mean()
    planned = frame(small, "SELECT step, mean_yuan FROM plan_increase ORDER BY step")["mean_yuan"]

    assert mean.tolist() == pytest.approx(planned.tolist(), rel=0.004)


def test_people_and_low_income_people_are_as_many_as_planned(small):
    first = frame(
        small,
        """
        SELECT county_code, worker_id, min(month) AS month, arg_min(is_low_income, month) AS is_low_income
        FROM employment GROUP BY ALL
        """,
    )
    planned = frame(small, "SELECT county_code, step, people FROM plan_joiners ORDER BY ALL")
    step = (first["month"].dt.year - 2022) * 12 + first["month"].dt.month - 6
    found = first.groupby([first["county_code"], step]).size()

    assert found.tolist() == planned["people"].tolist()
    low = frame(small, "SELECT last_step, count FROM plan_low_income ORDER BY 1")
    assert [int((first["is_low_income"] & (step <= last)).sum()) for last in low["last_step"]] == low[
        "count"
    ].cumsum().tolist()


def test_the_excerpt_keeps_its_counties_own_workshops(small, whole_plan):
    stood = frame(small, "SELECT county_code, count(DISTINCT workshop_id) AS n FROM workshops GROUP BY 1")
    planned = whole_plan.openings.groupby("county_code")["workshops"].sum()

    assert isinstance(stood, pd.DataFrame)
    assert stood.set_index("county_code")["n"].to_dict() == planned[stood["county_code"]].to_dict()
