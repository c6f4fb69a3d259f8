"""What a county's ledger is held against, told again from the small province's facts."""

from datetime import date

import pandas as pd
import pytest

from sharedwealth.errors import UnknownAreaError
from sharedwealth.intake import arriving, contexts
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.conftest import SMALL_PROVINCE
from tests.intake.conftest import APRIL, MAY, TODAY, raise_wages, rows_of


def facts(sheet):
    return pd.read_csv(SMALL_PROVINCE / f"{sheet}.csv", dtype=str)


def test_previous_is_the_county_s_latest_ledger_before_the_month(installation):
    found = contexts.context(installation, "339101", MAY, TODAY).previous
    for name, wanted in rows_of("339101", APRIL).items():
        key = list(SHEETS[name].key)
        one = found[name].sort_values(key, ignore_index=True)
        pd.testing.assert_frame_equal(one, wanted.sort_values(key, ignore_index=True), check_index_type=False)


def test_a_month_without_a_ledger_falls_back_to_the_one_before(installation):
    assert "2024-03-01" not in set(facts("ledgers").query("county_code == '339201'")["month"])
    found = contexts.context(installation, "339201", APRIL, TODAY).previous
    wanted = facts("workshops").query("county_code == '339201' and month == '2024-02-01'")
    assert set(found["workshops"]["workshop_id"]) == set(wanted["workshop_id"])


def test_the_first_month_has_no_previous_ledger_and_empty_frames_of_the_right_kind(installation):
    known = contexts.context(installation, "339101", date(2024, 1, 1), TODAY)
    for name, sheet in SHEETS.items():
        assert known.previous[name].empty
        assert {each.name: each.pandas_type for each in sheet.columns} == {
            column: str(kind) for column, kind in known.previous[name].dtypes.items()
        }
    assert known.history.empty
    assert known.peers.empty


def test_history_is_of_the_county_s_workshops_before_the_month(installation):
    history = contexts.context(installation, "339101", APRIL, TODAY).history
    assert pd.to_datetime(history["month"]).max() == pd.Timestamp("2024-03-01")
    employed = facts("employment").query("county_code == '339101' and month == '2024-03-01'")
    wages = pd.to_numeric(employed["wage_yuan"]).sum()
    assert history.loc[pd.to_datetime(history["month"]) == "2024-03-01", "wage_sum"].sum() == wages


def test_peers_are_medians_and_deviations_by_type_in_the_latest_month_before(installation):

    peers = contexts.context(installation, "339101", MAY, TODAY).peers.set_index("workshop_type")
    rows = open_snapshot(snapshots.current(installation)).query(
        "SELECT w.workshop_type, m.people, m.wage_sum FROM workshop_months AS m"
        " JOIN workshops AS w USING (county_code, workshop_id) WHERE m.month = DATE '2024-04-01' AND m.people > 0"
    )
    for kind, group in rows.groupby("workshop_type"):
        wage = group["wage_sum"] / group["people"]
        assert peers.loc[kind, "people_median"] == group["people"].median()
        assert peers.loc[kind, "people_mad"] == (group["people"] - group["people"].median()).abs().median()
        assert peers.loc[kind, "wage_median"] == pytest.approx(wage.median())
        assert peers.loc[kind, "wage_mad"] == pytest.approx((wage - wage.median()).abs().median())


def test_workshops_and_enterprises_of_other_counties(installation):
    known = contexts.context(installation, "339101", MAY, TODAY)
    elsewhere = facts("workshops").query("county_code != '339101'")
    assert known.workshops_elsewhere == dict(
        zip(elsewhere["workshop_id"], elsewhere["county_code"], strict=True)
    )
    listed = facts("enterprises").query("county_code != '339101'").sort_values("month")
    assert set(known.enterprises) == set(listed["credit_code"])


def test_counties_sent_at_once_are_held_against_each_other(installation, ledger):
    def renumber(rows):
        for name in ("workshops", "partnerships", "employment", "results"):
            rows[name]["workshop_id"] = rows[name]["workshop_id"].replace(
                {rows[name]["workshop_id"].iloc[0]: "N1"}
            )

    every = contexts.Contexts(installation, TODAY)
    found = {}
    for county in ("339101", "339201"):
        book = ledger(installation, county, month=MAY, change=renumber).book
        _, findings = arriving.held_against(every, book, county, MAY)
        found[county] = [each.found for each in findings if each.rule == "workshop_elsewhere"]
    assert found == {"339101": [], "339201": ["N1"]}


def test_a_file_of_the_wrong_county_takes_no_numbers(installation, ledger):
    every = contexts.Contexts(installation, TODAY)
    book = ledger(installation, "339201", month=MAY).book
    arriving.held_against(every, book, "339101", MAY)
    assert "workshop_elsewhere" not in {
        each.rule for each in arriving.held_against(every, book, "339201", MAY)[1]
    }


def test_times_of_codes_are_the_register_s(empty):
    listed = empty.operator_register / "designations.csv"
    listed.write_text(
        listed.read_text(encoding="utf-8") + "339101001201,code_in_use,,2024-05-01,true,a notice\n",
        encoding="utf-8",
    )
    every = contexts.Contexts(empty, TODAY)
    assert every.of("339101", MAY).not_in_use == {"339101001201"}
    assert every.of("339101", APRIL).not_in_use == frozenset()
    assert every.of("339201", MAY).not_in_use == frozenset()


def test_places_are_the_county_s_own_and_every_county(installation):
    places = contexts.context(installation, "339101", MAY, TODAY).places
    assert set(places["level"]) == {"county", "town", "village"}
    assert set(places.query("level == 'county'")["code"]) == {"339101", "339102", "339201"}
    assert places.query("level != 'county'")["code"].str.startswith("339101").all()


def test_an_empty_installation_knows_the_register_only(empty):
    every = contexts.Contexts(empty, TODAY)
    known = every.of("339101", MAY)
    assert (every.kind, every.snapshot, every.last_month) == ("reported", None, None)
    assert known.today == TODAY
    assert not known.places.empty
    assert known.history.empty
    assert all(frame.empty for frame in known.previous.values())


def test_a_chain_that_begins_anew_knows_nothing_of_the_demonstration(installation):
    known = contexts.Contexts(installation, TODAY, from_nothing=True).of("339101", MAY)
    assert known.previous["workshops"].empty
    assert known.workshops_elsewhere == {}


def test_a_county_that_is_not_in_the_register_is_refused(installation):
    with pytest.raises(UnknownAreaError):
        contexts.context(installation, "339999", MAY, TODAY)


def test_what_was_published_is_known_to_the_next(installation, ledger, publish):
    publish(ledger(installation, month=MAY, change=raise_wages))
    found = contexts.context(installation, "339101", date(2024, 6, 1), TODAY).previous["employment"]
    wanted = rows_of("339101", APRIL)["employment"]["wage_yuan"] + 100
    assert sorted(found["wage_yuan"]) == sorted(wanted)
