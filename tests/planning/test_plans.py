"""Plans over real tables: what they promise is what the indicators say once the proposed workshops stand there."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from sharedwealth.errors import UnknownAreaError, UnknownChoiceError
from sharedwealth.indicators import answer
from sharedwealth.indicators.blank import blank_key_villages, blank_towns
from sharedwealth.planning import distances, grounds, plans, solving, tables, telling
from sharedwealth.planning.questions import PlanError, Question
from sharedwealth.text import using
from tests.planning.province import MONTH, MOUNTAIN, PLAIN, SILENT, Province, Workshop

AREAS = ("33", MOUNTAIN)


def in_process(problem, report):
    return solving.solve(solving.Problem(**problem), 20.0, report)


def asked(goal, number, within=2.0, area="33", weight="places"):
    return Question(area, MONTH, goal, number, within, weight)


def planned(province, question, low_income=None):
    return plans.plan(province.warehouse(), question, in_process, low_income)


def filled(province, plan):
    """The province with the plan carried out: every workshop, old or new, serves the villages within the distance."""
    whole = grounds.read(
        province.warehouse(), "33", MONTH
    )  # a workshop outside the area may serve a village in it
    metres, codes = whole.village_metres, whole.villages["code"].to_numpy()
    number = {code: at for at, code in enumerate(codes)}

    def near(village):
        apart = np.linalg.norm(metres - metres[number[village]], axis=1)
        return tuple(codes[(apart <= plan.question.metres) & (codes != village)])

    old = [
        Workshop(each.workshop_id, each.village, (*each.serves, *near(each.village)), each.closed)
        if each.village in number and each.closed is None
        else each
        for each in province.workshops
    ]
    chosen = plan.ground.villages["code"].to_numpy()[plan.sites["village"]]
    new = [Workshop(f"N{code}", code, near(code)) for code in chosen]
    return Province(province.seed, province.side, (*old, *new))


def rate(warehouse, key, area="33"):
    return answer(warehouse, key, area=area).iloc[0]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    ("goal", "key", "within"),
    [
        ("villages", "village_coverage", 2.0),
        ("villages", "village_coverage", 0.0),
        ("key_villages", "key_village_coverage", 1.5),
        ("mountain_towns", "mountain_town_coverage", 2.0),
    ],
)
def test_filling_the_proposed_villages_reaches_the_promised_rate(seed, area, goal, key, within):
    province = Province(seed)
    plan = planned(province, asked(goal, 2, within, area))
    before = rate(province.warehouse(), key, area)
    assert (plan.tally.now, plan.tally.places) == (before["numerator"], before["denominator"])
    after = rate(filled(province, plan).warehouse(), key, area)
    assert after["numerator"] == plan.tally.after
    assert after["value"] == pytest.approx(plan.tally.rate(plan.tally.after))
    assert plan.tally.after > plan.tally.served >= plan.tally.now


@pytest.mark.parametrize("seed", range(3))
def test_towns_promised_to_be_covered_whole_are(seed):
    province = Province(seed)
    plan = planned(province, asked("whole_towns", 5))
    states = grounds.read(filled(province, plan).warehouse(), "33", MONTH).villages
    known = states[states["state"] != "no_data"]
    whole = known.groupby("town")["state"].agg(lambda each: "blank" not in set(each))
    assert plan.tally.after == whole.sum()
    assert plan.tally.places == len(whole)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("goal", ["villages", "key_villages"])
def test_after_the_fewest_every_place_has_a_workshop_within_the_distance(seed, goal):
    province = Province(seed)
    plan = planned(province, asked(goal, None))
    then = grounds.read(filled(province, plan).warehouse(), "33", MONTH)
    far = distances.nearest(then.village_metres, then.workshop_metres).metres
    is_asked = (then.villages["state"] != "no_data").to_numpy()
    if goal == "key_villages":
        is_asked = is_asked & then.villages["is_key"].to_numpy()
    assert far[is_asked].max() <= 2000
    assert plan.is_proven
    assert plan.tally.after == plan.tally.places == is_asked.sum()


@pytest.mark.parametrize("seed", range(3))
def test_no_two_villages_reach_more_than_those_proposed(seed):
    province = Province(seed)
    plan = planned(province, asked("villages", 2))
    ground, metres = plan.ground, plan.ground.village_metres
    state = ground.villages["state"].to_numpy()
    served = distances.nearest(metres, ground.workshop_metres).metres <= 2000
    is_open = (state == "blank") & ~served
    sites = np.flatnonzero(np.isin(state, ["blank", "served"]))
    near = np.linalg.norm(metres[sites][:, None] - metres[None], axis=2) <= 2000
    best = max(int((is_open & (near[a] | near[b])).sum()) for a, b in combinations(range(len(sites)), 2))
    assert plan.tally.after - plan.tally.served == best


def test_a_closed_workshop_and_a_silent_county_are_seen_as_what_they_are():
    ground = grounds.read(Province(0).warehouse(), "33", MONTH)
    assert set(ground.workshops["workshop_id"]) == {"W1", "W2", "W3"}
    silent = ground.villages["code"].str.startswith(SILENT)
    assert set(ground.villages.loc[silent, "state"]) == {"no_data"}
    towns = ground.towns.set_index("code")
    assert not towns.loc[f"{SILENT}101", "is_known"]
    assert not towns.loc[f"{MOUNTAIN}201", "has_workshop"]


def test_the_lists_hold_what_the_indicators_call_blank():
    warehouse = Province(0).warehouse()
    ground = grounds.read(warehouse, "33", MONTH)
    with using("en"):
        lists = {which: set(tables.blank(ground, which)["Code"]) for which in tables.LISTS}
    assert lists["mountain_towns"] == set(blank_towns(warehouse)["code"])
    assert lists["key_villages"] == set(blank_key_villages(warehouse)["code"])
    assert lists["towns"] == lists["mountain_towns"] | {f"{PLAIN}101"}
    coverage = rate(warehouse, "village_coverage")
    assert len(lists["villages"]) == coverage["denominator"] - coverage["numerator"]


def test_the_nearest_workshop_is_the_nearest_and_the_farthest_place_stands_first():
    ground = grounds.read(Province(1).warehouse(), PLAIN, MONTH)
    with using("en"):
        table = tables.blank(ground, "villages")
    apart = np.linalg.norm(ground.village_metres[:, None] - ground.workshop_metres[None], axis=2)
    for row in table.to_dict("records"):
        at = int(np.flatnonzero(ground.villages["code"] == row["Code"])[0])
        nearest = int(np.argmin(apart[at]))
        assert row["Nearest active workshop"] == ground.workshops["name"].iloc[nearest]
        assert row["Distance (km)"] == pytest.approx(apart[at, nearest] / 1000, abs=0.051)
    assert table["Distance (km)"].is_monotonic_decreasing


def test_metres_are_those_of_the_globe_to_a_part_in_a_thousand():
    ground = grounds.read(Province(2).warehouse(), "33", MONTH)
    places = Province(2).places
    ends = places[places["level"] == "village"].iloc[[0, -1]]
    flat = np.linalg.norm(ground.village_metres[0] - ground.village_metres[-1])
    latitude, longitude = np.radians(ends["latitude"].to_numpy()), np.radians(ends["longitude"].to_numpy())
    inner = np.sin(np.diff(latitude)[0] / 2) ** 2
    inner += np.cos(latitude).prod() * np.sin(np.diff(longitude)[0] / 2) ** 2
    assert flat == pytest.approx(2 * 6_371_000 * np.arcsin(np.sqrt(inner)), rel=0.005)


def test_low_income_people_decide_where_they_are_the_weight():
    province = Province(0)
    chosen = f"{PLAIN}101203"
    plan = planned(province, asked("villages", 1, 0.0, weight="low_income"), pd.Series({chosen: 40}))
    assert plan.ground.villages["code"].iloc[plan.sites["village"].iloc[0]] == chosen
    assert plan.sites["worth"].tolist() == [40]


def test_a_town_counts_its_villages_when_asked():
    plan = planned(Province(0), asked("mountain_towns", 1, weight="villages"))
    [village] = plan.sites["village"]
    assert (
        plan.ground.villages["town"].iloc[village] == f"{MOUNTAIN}102"
    )  # five villages, the others four and three


def test_more_workshops_than_blank_towns_are_not_proposed():
    plan = planned(Province(0), asked("mountain_towns", 9))
    assert len(plan.sites) == len(blank_towns(Province(0).warehouse())) == plan.tally.places - plan.tally.now
    assert plan.are_fewer
    with using("en"):
        assert any("enough" in note for note in telling.notes(plan))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (asked("villages", 0), "at least 1"),
        (asked("villages", -3), "at least 1"),
        (asked("villages", 500), "too many"),
        (asked("villages", 3, -1.0), "between 0 and 20"),
        (asked("villages", 3, 21.0), "between 0 and 20"),
        (asked("villages", 3, float("nan")), "between 0 and 20"),
        (asked("towns", None), "how many workshops"),
        (asked("villages", 3, weight="villages"), "Only towns"),
        (asked("villages", None, weight="low_income"), "weight changes nothing"),
        (asked("villages", 3, weight="low_income"), "low-income"),
        (asked("mountain_towns", 3, area=PLAIN), "no place of this kind"),
        (asked("key_villages", 3, area=PLAIN), "no place of this kind"),
        (asked("villages", 3, area=SILENT), "nothing is known"),
        (asked("villages", 3, 20.0), "nothing is left"),
        (asked("villages", None, 20.0), "has an active workshop within 20 km"),
    ],
)
def test_what_cannot_be_planned_is_told_in_a_sentence(question, says):
    with using("en"), pytest.raises(PlanError, match=says):
        planned(Province(0, side=5.0), question)


@pytest.mark.parametrize(
    ("question", "error"),
    [
        (asked("schools", 3), UnknownChoiceError),
        (asked("villages", 3, weight="gold"), UnknownChoiceError),
        (asked("villages", 3, area="44"), UnknownAreaError),
    ],
)
def test_what_does_not_exist_is_told(question, error):
    with using("en"), pytest.raises(error, match=r"schools|gold|44"):
        planned(Province(0), question)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "question",
    [asked("villages", 3), asked("villages", None), asked("whole_towns", 1, 0.0), asked("towns", 9)],
)
def test_sentences_and_tables_stand_in_both_languages(language, question):
    plan = planned(Province(0), question)
    with using(language):
        said = [telling.headline(plan), *telling.notes(plan), telling.proof(plan), telling.method(question)]
        table, reached = tables.proposed(plan), tables.reached(plan)
    assert all(each and "{" not in each for each in said)
    assert len(table) == len(plan.sites)
    assert len(reached) == len(plan.reached)
    assert plan.sites["total"].iloc[-1] == plan.tally.after - plan.tally.served


@pytest.mark.parametrize(
    ("number", "factor", "says"), [(2, 2.0, "at most 100.0% better"), (None, 0.5, "At least ")]
)
def test_a_plan_that_is_not_proven_says_so_and_by_how_much_it_could_be_beaten(number, factor, says):
    plan = planned(Province(0), asked("villages", number, 1.0))
    unproven = replace(plan, value=plan.value, bound=int(plan.value * factor))
    with using("en"):
        assert "Proven to be the best" in telling.proof(plan)
        assert "Not proven to be the best" in telling.proof(unproven)
        assert says in telling.proof(unproven)
    assert not unproven.is_proven
    assert unproven.gap == pytest.approx(abs(factor - 1), abs=0.5)
