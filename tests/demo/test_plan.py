"""What is decided before anything is drawn: growth, joining, ledgers that came or did not."""

import numpy as np
import pandas as pd
import pytest

from sharedwealth.demo import anchors, calendar, growth, joining, plan
from sharedwealth.demo.growth import STEPS

SEED = 20241031
RECORD = anchors.FOLDER.parent.parent / "data" / "public_record" / "published_figures.csv"


def cumulative(frame, value):
    wide = frame.pivot_table(index="county_code", columns="step", values=value, fill_value=0, aggfunc="sum")
    return wide.reindex(columns=range(STEPS), fill_value=0).cumsum(axis=1)


def test_the_workshops_of_every_published_place_go_through_its_totals(whole_plan):
    built = cumulative(whole_plan.openings, "workshops")

    for anchor in anchors.all_anchors():
        if anchor.quantity == "workshops_built":
            inside = built[built.index.str.startswith(anchor.area_code)]
            assert inside[anchor.step].sum() == anchor.value, anchor


def test_the_people_ever_employed_go_through_the_published_totals(whole_plan):
    people = cumulative(whole_plan.joiners, "people").sum()

    assert {step: people[step] for step in anchors.points("people_employed_cumulative")} == {
        6: 245_000,
        10: 278_000,
        28: 498_000,
    }


@pytest.mark.parametrize("seed", [1, 7, 99])
def test_another_seed_keeps_every_anchor(seed):
    other = plan.province(seed)

    assert cumulative(other.openings, "workshops").sum()[[6, 10, 20, 28]].tolist() == [
        3700,
        5599,
        8821,
        11145,
    ]
    assert cumulative(other.joiners, "people").sum()[28] == 498_000


def test_between_published_totals_no_month_jumps():
    monthly = np.diff(growth.province_curve())

    assert monthly.min() > 150
    assert monthly.max() < 650


def test_a_county_without_its_last_ledger_opens_nothing_and_hires_nobody_in_that_month(whole_plan):
    sent = set(whole_plan.ledgers.query("step == 28")["county_code"])
    silent = set(whole_plan.counties["county_code"]) - sent

    assert len(silent) == 2
    assert whole_plan.openings.query("step == 28 and county_code in @silent").empty
    assert whole_plan.joiners.query("step == 28 and county_code in @silent").empty
    assert silent <= set(whole_plan.ledgers.query("step == 27")["county_code"])


def test_people_are_first_seen_only_in_ledgers_that_arrived(whole_plan):
    arrived = set(zip(whole_plan.ledgers["county_code"], whole_plan.ledgers["step"], strict=True))
    joined = set(zip(whole_plan.joiners["county_code"], whole_plan.joiners["step"], strict=True))

    assert joined <= arrived


def test_nobody_is_lost_when_a_ledger_is_missing():
    built = pd.DataFrame(np.tile(np.arange(10, 10 + STEPS), (2, 1)), index=["330101", "330102"])
    arrived = pd.DataFrame(np.ones((2, STEPS), dtype=bool), index=built.index)
    arrived.loc["330101", 3] = False

    people = joining.joiners(built, pd.Series(1.0, index=built.index), arrived)

    assert people.loc["330101", 3] == 0
    assert people.loc["330101", 4] > 1.5 * people.loc["330102", 4]
    assert people.to_numpy().sum() == 498_000


def test_all_counties_have_reported_by_september_2022_and_in_the_months_of_published_totals(whole_plan):
    ledgers = whole_plan.ledgers

    assert ledgers.groupby("county_code")["step"].min().max() <= 3
    for step in (6, 10, 16, 20, 23):
        assert (ledgers["step"] == step).sum() == 90


def test_some_ledgers_are_late_and_a_few_are_missing(whole_plan):
    ledgers = whole_plan.ledgers
    due = pd.to_datetime(ledgers["month"]) + pd.DateOffset(months=1, days=calendar.DUE_DAYS - 1)

    assert 0.04 < ledgers["is_late"].mean() < 0.12
    assert ((pd.to_datetime(ledgers["received_on"]) > due) == ledgers["is_late"]).all()
    assert 10 < 90 * STEPS - len(ledgers) < 90


def test_anchors_that_contradict_each_other_are_refused(monkeypatch):
    monkeypatch.setattr(
        anchors, "points", lambda _quantity, area="33": {28: 50} if area == "3301" else {28: 40}
    )

    with pytest.raises(ValueError, match="contradict"):
        growth.county_curves({"330101": 10}, {}, SEED)


def test_every_anchor_is_a_figure_of_the_public_record_or_says_what_was_chosen():
    published = pd.read_csv(RECORD, dtype=str)
    words = {
        "people_employed_cumulative": ("farmers_employed",),
        "low_income_people_employed_cumulative": ("low_income_farmers_employed",),
        "income_increase": (
            "income_increase",
            "average_monthly_income_increase",
        ),
    }
    for anchor in anchors.all_anchors():
        same = published[
            (published["area_code"] == anchor.area_code)
            & published["indicator"].isin(words.get(anchor.quantity, (anchor.quantity,)))
        ]
        found = same["value"].astype(float).tolist()
        assert found, anchor
        assert float(anchor.value) in found or "chosen" in anchor.source, anchor
