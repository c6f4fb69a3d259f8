"""Low-income people by the village they live in: counted once, and hidden where they are few."""

from datetime import date

import pandas as pd
import pytest

from sharedwealth.planning import people
from sharedwealth.settings import Settings
from sharedwealth.text import using
from sharedwealth.warehouse.partitions import Partition

MONTH = date(2024, 10, 1)
MANY, FEW, SOME, OTHER = "330127101201", "330127101202", "330127101203", "330127102201"


@pytest.fixture
def living(tmp_path):
    rows = [("330127", f"a{n}", MANY, True) for n in range(14)]
    rows += [("330127", "a0", MANY, True)]  # a second workshop of the same person
    rows += [("330127", f"b{n}", FEW, True) for n in range(3)] + [("330127", "b9", FEW, False)]
    rows += [("330102", f"c{n}", SOME, True) for n in range(12)]  # at work in another county
    rows += [("330127", f"d{n}", OTHER, True) for n in range(11)]
    columns = ["county_code", "worker_id", "home_village_code", "is_low_income"]
    frame = pd.DataFrame(rows, columns=columns)
    listed = []
    settings = Settings(data=tmp_path)
    settings.partitions.mkdir(parents=True)
    for county, part in frame.groupby("county_code"):
        part.to_parquet(settings.partitions / f"{county}.parquet", index=False)
        listed.append(Partition("employment", county, MONTH, f"{county}.parquet", "", len(part), {}))
    return people.low_income(settings, listed, "330127", MONTH)


def test_each_person_counts_once_wherever_they_work(living):
    counts = dict(zip(living.people["code"], living.people["people"], strict=True))
    assert counts == {MANY: 14, FEW: 3, SOME: 12, OTHER: 11}


def test_few_are_hidden_and_never_alone_in_their_town(living):
    hidden = set(living.people.loc[living.people["is_hidden"], "code"])
    assert hidden == {FEW, SOME}  # the smaller of the two others goes with it


def test_a_plan_weighs_hidden_villages_all_alike(living):
    assert living.counted().to_dict() == {MANY: 14, FEW: people.STAND_IN, SOME: people.STAND_IN, OTHER: 11}


def test_what_is_shown_is_a_number_a_zero_or_why_not(living):
    with using("en"):
        told = living.told([MANY, FEW, "330127103201", "330109101201"])
    assert told == ["14", "not shown", "0", "–"]


def test_a_month_without_ledgers_knows_nothing(tmp_path):
    found = people.low_income(Settings(data=tmp_path), [], "33", MONTH)
    assert found.told([MANY]) == ["–"]
    assert found.counted().empty
