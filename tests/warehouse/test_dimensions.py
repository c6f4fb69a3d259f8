"""What stands at the end: the county's latest ledger, month by month."""

from datetime import date

import duckdb
import pytest

from sharedwealth.warehouse import build


def rows(con, query):
    return con.execute(query).fetchall()


def test_every_county_has_every_month_and_keeps_its_last_ledger(small_connection):
    county = rows(
        small_connection,
        "SELECT month, is_reported, is_late, ledger_month FROM county_months WHERE county_code = '339201' ORDER BY ALL",
    )
    january, february, march, april = (date(2024, month, 1) for month in (1, 2, 3, 4))
    assert county == [
        (january, True, False, january),
        (february, True, False, february),
        (march, False, None, february),
        (april, True, False, april),
    ]
    assert rows(small_connection, "SELECT count(*) FROM county_months") == [(3 * 4,)]


def test_a_county_that_has_never_reported_has_no_ledger_month(small_connection):
    small_connection.execute("DELETE FROM facts.ledgers WHERE county_code = '339102'")
    build.dimensions(small_connection)
    found = rows(
        small_connection, "SELECT is_reported, ledger_month FROM county_months WHERE county_code = '339102'"
    )
    assert found == [(False, None)] * 4


def test_months_run_on_to_the_month_asked_for_without_a_ledger(small_connection):
    build.dimensions(small_connection, date(2024, 6, 1))
    months = [month for (month,) in rows(small_connection, "SELECT month FROM months")]
    assert months == [date(2024, month, 1) for month in range(1, 7)]
    last = rows(
        small_connection, "SELECT DISTINCT ledger_month FROM county_months WHERE month = DATE '2024-06-01'"
    )
    assert last == [(date(2024, 4, 1),)]


def test_a_workshop_is_as_the_last_ledger_that_lists_it_has_it(small_connection):
    found = rows(
        small_connection,
        "SELECT workshop_id, workshop_type, town_code, opened_month, closed_month FROM workshops ORDER BY ALL",
    )
    assert found == [
        ("A1", "consigned_processing", "339101001", date(2023, 5, 1), None),
        ("A2", "brand_led", "339101001", date(2024, 2, 1), None),
        ("A3", "agritourism", "339101002", date(2022, 11, 1), date(2024, 3, 1)),  # not in April's ledger
        ("B1", "industry_enabling", "339102001", date(2023, 1, 1), None),  # of another type until March
        ("C1", "ecommerce_livestream", "339201001", date(2023, 12, 1), None),
    ]


def test_a_position_in_a_shifted_system_of_coordinates_is_left_out(small_connection):
    found = dict(rows(small_connection, "SELECT workshop_id, longitude FROM workshops"))
    assert found == {"A1": 121.112, "A2": None, "A3": None, "B1": 121.312, "C1": 119.112}


def test_served_villages_leave_out_the_workshop_s_own(small_connection):
    assert rows(small_connection, "SELECT * FROM served_villages") == [
        ("A1", "339101", "339101001203"),
        ("C1", "339201", "339201001202"),
    ]


def test_blanks_and_repeats_in_the_list_of_served_villages_do_no_harm(small_connection):
    small_connection.execute(
        "UPDATE facts.workshops SET served_village_codes = ' 339101001203 、、339101001202、339101001203'"
        " WHERE workshop_id = 'A1' AND month = DATE '2024-04-01'"
    )
    build.dimensions(small_connection)
    found = rows(small_connection, "SELECT village_code FROM served_villages WHERE workshop_id = 'A1'")
    assert found == [("339101001202",), ("339101001203",)]


def test_an_enterprise_of_two_counties_is_one_row_from_the_smaller_code_of_the_last_month(small_connection):
    assert rows(small_connection, "SELECT credit_code, name FROM enterprises") == [
        ("91330000MA0000001A", "示例企业一"),
        ("91330000MA0000002B", "示例企业二"),
    ]


def test_a_partnership_begun_again_has_a_row_for_each_time(small_connection):
    found = rows(
        small_connection,
        "SELECT started_month, ended_month FROM partnerships WHERE workshop_id = 'A1' AND linkage = 'wages'",
    )
    assert found == [(date(2023, 5, 1), date(2024, 2, 1)), (date(2024, 3, 1), None)]


def test_a_corrected_date_of_a_partnership_leaves_no_old_row(small_connection):
    small_connection.execute(
        "UPDATE facts.partnerships SET started_on = DATE '2023-06-01'"
        " WHERE linkage = 'rent' AND month = DATE '2024-04-01'"
    )
    build.dimensions(small_connection)
    found = rows(small_connection, "SELECT started_month FROM partnerships WHERE linkage = 'rent'")
    assert found == [(date(2023, 6, 1),)]


def test_the_register_keeps_its_types_and_its_blanks(small_connection):
    assert rows(small_connection, "SELECT parent_code FROM places WHERE code = '33'") == [(None,)]
    assert rows(small_connection, "SELECT valid_to FROM designations WHERE code = '339201'") == [
        (date(2024, 3, 15),)
    ]
    assert rows(small_connection, "SELECT due_month FROM targets ORDER BY area_code") == [
        (date(2025, 9, 1),),
        (None,),
    ]


def test_dimensions_need_the_register_first():
    with duckdb.connect() as con:
        build.create_facts(con)
        with pytest.raises(duckdb.CatalogException):
            build.dimensions(con)
