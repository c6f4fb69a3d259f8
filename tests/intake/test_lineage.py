"""From a figure to its rows: they add up, they are the workbook's, and few people cannot be got from them."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from sharedwealth import settings, text
from sharedwealth.errors import UnknownIndicatorError
from sharedwealth.indicators import CATALOGUE, answer, can_answer
from sharedwealth.intake import journal, lineage, publication
from sharedwealth.intake.lineage import protecting, sources
from sharedwealth.intake.lineage.rules import RULES
from sharedwealth.warehouse import snapshots
from sharedwealth.warehouse.connection import open_snapshot
from tests.conftest import SMALL_PROVINCE
from tests.intake.conftest import APRIL, MAY, raise_wages, rows_of

COUNTY, TOWN, VILLAGE = "339101", "339101001", "339101001201"
AREAS = ("33", "3391", "339101", "339102", "339201", TOWN, VILLAGE)
MONTHS = (date(2024, 2, 1), date(2024, 3, 1), APRIL)


@pytest.fixture
def warehouse(installation, start):
    opened = open_snapshot(start)
    yield opened
    opened.close()


@pytest.fixture
def trace(installation, warehouse):
    """Lineage in the small province, single rows shown and nothing hidden unless asked."""

    def of(key, area=COUNTY, month=APRIL, workshop_type=None, *, shows_rows=True, threshold=0):
        shown = replace(installation, shows_rows=shows_rows)
        return lineage.of(shown, warehouse, key, area, month, workshop_type, threshold=threshold)

    return of


def recomputed(indicator, rows, denominator):
    """The figure out of the rows alone; None where rows do not add up to it."""
    if indicator.shape == "index":
        return None
    if indicator.shape in ("count", "sum"):
        return rows["numerator"].sum()
    return rows["numerator"].sum() / (denominator or rows["denominator"].sum())


def test_every_indicator_has_a_rule():
    assert set(RULES) == set(CATALOGUE)


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_rows_add_up_to_the_figure_everywhere(trace, warehouse, key):
    indicator = CATALOGUE[key]
    told = 0
    for area in AREAS:
        for month in MONTHS:
            for kind in (None, "consigned_processing"):
                if not can_answer(indicator, area, None, kind):
                    continue
                figure = answer(warehouse, key, area, month, workshop_type=kind, threshold=0).iloc[0]
                found = trace(key, area, month, kind)
                if figure["status"] == "no_data":
                    assert found.sum is None
                    assert found.rows.empty
                    continue
                told += 1
                added = found.parts if len(area) < 6 else found.rows
                target = float(figure["denominator"]) if key == "target_progress" else None
                value = recomputed(indicator, added, target)
                if key.startswith("theil_"):
                    value = added["numerator"].sum()
                elif value is None:
                    assert added["numerator"].sum() == figure["n"]
                    value = found.sum.value if len(area) >= 6 else figure["value"]
                assert value == pytest.approx(figure["value"], rel=1e-6, abs=1e-6), (area, month, kind)
                assert found.sum.agrees is True
    assert told or key in (
        "retention_12m",
        "wage_stability",
        "raised_share",
    )  # four months; the demonstration has more


@pytest.mark.parametrize("key", ["people_at_work", "income_increase", "people_employed_cumulative"])
def test_workers_counted_by_workshop_add_up_as_their_rows_do(trace, key):
    single, counted = trace(key), trace(key, shows_rows=False)
    assert counted.rows["worker_id"].isna().all()
    assert counted.rows["entries"].sum() == len(single.rows)
    assert counted.rows["numerator"].sum() == single.rows["numerator"].sum()


def test_few_people_are_not_told_of_any_workshop(trace):
    found = trace("people_at_work", "339101", shows_rows=False, threshold=3)
    shown = found.rows[found.rows["status"] == "ok"]
    assert (shown["entries"] >= 3).all()
    assert found.rows.loc[found.rows["status"] == "suppressed", "entries"].isna().all()


def test_a_figure_that_is_hidden_has_no_rows(trace):
    found = trace("people_at_work", threshold=10)
    assert found.figure["status"] == "suppressed"
    assert found.rows.empty
    assert found.sum is None
    assert any(each.is_hidden for each in found.excluded)
    assert len(found.ledgers)


@pytest.mark.parametrize("seed", range(8))
def test_nowhere_that_a_page_tells_is_a_single_workshop_hidden(seed):
    """In a village, a town, the county, and each type in them: whoever knows the whole and the others knows the one."""
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame(
        {
            "place_code": [f"3391010{rng.integers(1, 4):02}2{rng.integers(1, 5):02}" for _ in range(60)],
            "workshop_type": rng.choice(["a", "b", "c"], 60),
            "entries": rng.integers(1, 60, 60),
        }
    )
    hidden = protecting.hidden(rows, ("entries",), 10)
    assert hidden[rows["entries"] < 10].all()
    assert not hidden.all()
    for digits in (12, 9, 0):
        place = rows["place_code"].str[:digits]
        for keys in ([place], [place, rows["workshop_type"]]):
            counted = pd.Series(hidden).groupby(keys).agg(["sum", "size"])
            assert not ((counted["sum"] == 1) & (counted["size"] > 1)).any()


def test_workshops_in_places_that_pages_hide_are_hidden():
    rows = pd.DataFrame(
        {"place_code": [VILLAGE, TOWN + "202"], "workshop_type": ["a", "a"], "entries": [20, 30]}
    )
    assert protecting.hidden(rows, ("entries",), 10, frozenset({VILLAGE})).tolist() == [True, True]


def test_who_is_left_out_is_counted_and_said(trace):
    april = pd.read_csv(SMALL_PROVINCE / "employment.csv", dtype=str)
    april = april[(april["county_code"] == COUNTY) & (april["month"] == "2024-04-01")]
    at_work, increase = trace("people_at_work"), trace("income_increase")
    further = len(april) - april["worker_id"].nunique()
    main = april.assign(days=april["days_worked"].astype(float)).sort_values(
        ["days", "workshop_id"], ascending=[False, True]
    )
    unknown = main.drop_duplicates("worker_id")["prior_income_yuan"].isna().sum()
    assert [each.count for each in at_work.excluded] == [further]
    assert [each.count for each in increase.excluded] == [unknown, further]


def test_a_county_without_a_ledger_is_named(trace):
    with text.using("en"):
        found = trace("people_at_work", "33", date(2024, 3, 1))
    assert any(each.count == 1 and "no data, which is not zero" in each.why for each in found.excluded)
    assert "339201" not in set(found.ledgers["county_code"])


def test_generated_ledgers_say_so_and_have_no_file(trace):
    found = trace("people_at_work")
    assert found.ledgers["is_generated"].all()
    assert (found.ledgers["file"] == "").all()
    assert set(found.ledgers["sheet"]) == {"employment", "workshops"}
    assert found.rows["source_row"].isna().all()


def test_a_published_ledger_leads_back_to_its_workbook_row_by_row(installation, ledger, publish):
    publish(ledger(installation, change=raise_wages))
    warehouse = open_snapshot(snapshots.current(installation))
    found = lineage.of(
        replace(installation, shows_rows=True), warehouse, "farmers_gain", COUNTY, APRIL, threshold=0
    )
    warehouse.close()
    entry = journal.last(installation)
    assert set(found.ledgers["publication"]) == {entry.number}
    assert set(found.ledgers["who"]) == {"张三"}
    assert set(found.ledgers["file"]) == {"339101-2024-04.xlsx"}
    assert set(found.ledgers["file_sha256"]) == {entry.told["ledgers"][0]["files"][0]["sha256"]}
    written = rows_of(COUNTY, APRIL)["employment"]
    raise_wages({"employment": written})
    for row in found.rows.to_dict("records"):
        cells = written.loc[row["source_row"]]
        assert (cells["workshop_id"], cells["worker_id"]) == (row["workshop_id"], row["worker_id"])
        wages = written.loc[written["worker_id"] == row["worker_id"], "wage_yuan"].sum()
        assert row["numerator"] == wages - cells["prior_income_yuan"]


def test_after_a_rollback_the_ledger_is_the_older_publications(installation, ledger, publish):
    first = publish(ledger(installation, change=raise_wages, content=b"one"))
    publish(ledger(installation, change=lambda rows: (raise_wages(rows), raise_wages(rows)), content=b"two"))
    publication.rollback(installation, first.after.code, who="李四", reason="错了")
    current = snapshots.current(installation)
    entries = sources.published(installation, current.code)
    assert entries[COUNTY, APRIL].number == first.entry.number


def test_real_ledgers_have_nothing_of_the_practice_before(installation, ledger, publish):
    publish(ledger(installation, "339102", change=raise_wages))
    begun = publish(ledger(installation, month=MAY), begin=True)
    assert set(sources.published(installation, begun.after.code)) == {(COUNTY, MAY)}


def test_an_unknown_indicator_is_a_sentence(trace):
    with pytest.raises(UnknownIndicatorError):
        trace("no_such_thing")


@pytest.fixture(scope="module")
def demonstration():
    installation = settings.load()
    if not snapshots.has_any(installation):
        pytest.skip("no demonstration has been made here")
    opened = open_snapshot(snapshots.current(installation))
    yield installation, opened
    opened.close()


@pytest.mark.parametrize(
    ("key", "area"),
    [
        ("people_at_work", "331082"),
        ("income_increase", "331082"),
        ("people_employed_cumulative", "331082"),
        ("gini_change", "331082"),
        ("wage_stability", "331082"),
        ("retention_12m", "331082"),
        ("raised_share", "331082"),
        ("village_coverage", "331082"),
        ("dependence", "33"),
        ("theil_between", "33"),
        ("low_income_share", "3310"),
    ],
)
def test_the_demonstration_adds_up_too(demonstration, key, area):
    installation, warehouse = demonstration
    found = lineage.of(installation, warehouse, key, area)
    assert found.sum.agrees is True
    hidden = found.rows if len(area) >= 6 else found.parts
    hidden = hidden[hidden["status"] == "suppressed"]
    assert hidden["numerator"].isna().all()
