"""Flows, enterprises and linkages equal what plain pandas makes of the facts, and no figure of few people gets out."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from sharedwealth import months
from sharedwealth.choices import LINKAGES
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators import (
    answer,
    enterprises,
    flows,
    linkages,
    partnership_headline,
    tied_people,
    workshop_profile,
)
from sharedwealth.text import using
from tests.indicators.facts import Facts
from tests.indicators.provinces import COUNTIES, FIRST, TYPES, make

INDUSTRIES = {"E0": "照明灯具", "E1": "茶叶", "E2": None}
AREAS = ("33", "3301", "3310", "330102", "330127", "331002", "331003")


def province_of(seed: int, *, workshops: int, workers: int, ledgers: int = 9):
    """A province with gaps in its ledgers, and three enterprises, one without an industry."""
    rng = np.random.default_rng(seed)
    reported = (rng.random((4, ledgers)) < 0.8).tolist()
    reported[0][0] = reported[0][-1] = True
    found = make(reported, rng, workshops=workshops, workers=workers)
    listed = found.ledgers[["county_code", "month"]].merge(
        pd.DataFrame({"credit_code": list(INDUSTRIES), "industry": list(INDUSTRIES.values())}), how="cross"
    )
    return replace(
        found, enterprises=listed.assign(name="示例企业 " + listed["credit_code"], home_county_code="330102")
    )


@pytest.fixture(scope="module", params=[(1, 9, 60), (2, 40, 700)])
def province(request):
    seed, workshops, workers = request.param
    found = province_of(seed, workshops=workshops, workers=workers)
    return Facts(found), found.warehouse()


def some(facts: Facts) -> list[date]:
    """The first, a middle and the last month, and one in between."""
    return facts.province.months[::4] + facts.province.months[-1:]


def ties_of(facts: Facts, month) -> pd.DataFrame:
    """The ties in force in the month, as the last ledger that lists each has it."""
    ties = facts.province.partnerships
    last = ties.groupby(["county_code", "workshop_id", "credit_code", "linkage"])["month"].transform("max")
    ties = ties[ties["month"] == last].drop_duplicates(
        ["county_code", "workshop_id", "credit_code", "linkage"]
    )
    begun = ties["started_on"].dt.strftime("%Y-%m") <= months.write(month)
    lasting = ties["ended_on"].isna() | (ties["ended_on"].dt.strftime("%Y-%m") >= months.write(month))
    return ties[begun & lasting]


def divided(facts: Facts, month) -> list[dict[str, object]]:
    """Every workshop's people, one after another handed to its ties in turn, the oldest first."""
    ties, rows = ties_of(facts, month), []
    for (workshop, village, kind), people in facts.at_work("33", month, None).groupby(
        ["workshop_id", "village", "type"]
    ):
        own = ties[ties["workshop_id"] == workshop].assign(
            started=lambda each: each["started_on"].dt.to_period("M")
        )
        own = own.sort_values(["started", "credit_code", "linkage"])
        turns = [
            (INDUSTRIES[code] or "unnamed", way)
            for code, way in zip(own["credit_code"], own["linkage"], strict=True)
        ]
        turns = turns or [("none", "none")]
        for at in range(len(people)):
            industry, way = turns[at % len(turns)]
            rows.append({"village": village, "workshop_type": kind, "linkage": way, "industry": industry})
    return rows


def linked(rows: list[dict[str, object]], source: str, target: str) -> dict[tuple[str, str], int]:
    if not rows:
        return {}
    return pd.DataFrame(rows).groupby([source, target]).size().to_dict()


def told(found: flows.Flows, column: int) -> dict[tuple[str, str], int]:
    rows = found.links[found.links["column"] == column]
    return {(row.source, row.target): int(row.people) for row in rows.itertuples()}


def test_flows_are_those_of_the_facts_where_nothing_is_hidden(province):
    facts, warehouse = province
    for month in some(facts):
        every = divided(facts, month)
        for area in ("33", "3301", "331002"):
            rows = [row for row in every if row["village"].startswith(area)]
            found = flows.flows(warehouse, area, month, threshold=0)
            if found.status == "no_data":
                reported = [
                    county for county, when in facts.reported if when == month and county.startswith(area)
                ]
                assert not rows or not reported
                continue
            assert found.people == len(rows)
            assert told(found, 0) == linked(rows, "industry", "linkage")
            assert told(found, 1) == linked(rows, "linkage", "workshop_type")
            below = [row | {"area": row["village"][: {2: 4, 4: 6, 6: 9}[len(area)]]} for row in rows]
            assert told(found, 2) == linked(below, "workshop_type", "area")


def test_every_column_adds_up_and_no_flow_is_of_few(province):
    facts, warehouse = province
    seen = 0
    for month in some(facts):
        for area in ("33", "3310", "331002"):
            for kind in (None, TYPES[0]):
                found = flows.flows(warehouse, area, month, kind)
                if found.status != "ok":
                    assert found.nodes.empty
                    assert found.people == 0
                    continue
                seen += 1
                sums = found.links.groupby("column")["people"].sum().tolist()
                assert sums == [found.people] * 3
                assert found.nodes.groupby("column")["people"].sum().tolist() == [found.people] * 4
                assert found.links["people"].min() >= 10
                assert found.people == len(facts.at_work(area, month, kind)), (area, month, kind)
                out = found.links.groupby(["column", "source"])["people"].sum()
                into = found.links.groupby(["column", "target"])["people"].sum()
                for column in (1, 2):
                    assert out[column].to_dict() == into[column - 1].to_dict(), "who flows in flows out"
    assert seen


def test_an_area_that_is_hidden_elsewhere_has_no_node_of_its_own(province):
    facts, warehouse = province
    for month in some(facts):
        for area, by in (("33", "city"), ("3301", "county"), ("3310", "county"), ("331002", "town")):
            found = flows.flows(warehouse, area, month)
            status = answer(warehouse, "people_at_work", area, month, by=by).set_index("area")["status"]
            shown = found.nodes[found.nodes["column"] == 3]
            assert not set(shown["key"]) & set(status.index[status == "suppressed"])


def test_a_node_of_a_type_or_an_area_says_what_other_pages_say(province):
    """A node smaller than the known total would tell what it lacks."""
    facts, warehouse = province
    for month in some(facts):
        for area, by in (("33", "city"), ("3301", "county"), ("331002", "town")):
            found = flows.flows(warehouse, area, month)
            types = answer(warehouse, "people_at_work", area, month, by="type").set_index("type")["value"]
            areas = answer(warehouse, "people_at_work", area, month, by=by).set_index("area")["value"]
            for node in found.nodes.itertuples():
                if node.column >= 2 and node.key != tied_people.GATHERED:
                    assert node.people == (types if node.column == 2 else areas)[node.key]


def test_an_area_is_drawn_whole_or_with_others():
    people = pd.DataFrame(
        [
            ("a", "x", 30),
            ("a", "y", 4),
            ("b", "x", 20),
            ("b", "y", 25),
            ("c", "x", 90),
            ("c", "y", 40),
            ("d", "x", 50),
        ],
        columns=["area", "workshop_type", "people"],
    )
    together = flows._together(people, [], 10)
    assert together == ["a", "b"], "the smallest area with people of the thin type joins"
    assert flows._together(people[people["area"] != "a"], [], 10) == []


@pytest.mark.parametrize(
    ("people", "kept"),
    [
        ([3, 12, 20], {"p2": 20, "*": 15}),
        ([1, 15, 15], {"p2": 15, "*": 16}),
        ([3, 4, 5], {"*": 12}),
        ([9], {"*": 9}),
        ([10, 11], {"p0": 10, "p1": 11}),
        ([6, 6, 40], {"p2": 40, "*": 12}),
    ],
)
def test_small_parts_take_the_next_smallest_along(people, kept):
    rows = pd.DataFrame({"area": "a", "part": [f"p{at}" for at in range(len(people))], "people": people})
    found = tied_people.blocks(rows, ["part"], ["area"], 10)
    assert dict(zip(found["part"], found["people"], strict=True)) == kept


def test_what_is_gathered_in_an_area_does_not_hang_on_what_is_asked():
    rows = pd.DataFrame(
        {
            "area": ["a", "a", "b"],
            "linkage": ["rent", "wages", "rent"],
            "industry": "tea",
            "people": [4, 30, 40],
        }
    )
    both = tied_people.blocks(rows, ["linkage", "industry"], ["area"], 10)
    one = tied_people.blocks(rows[rows["area"] == "a"], ["linkage", "industry"], ["area"], 10)
    assert both[both["area"] == "a"].reset_index(drop=True).equals(one)
    assert one["linkage"].tolist() == ["*"]


def test_enterprises_are_those_of_the_facts(province):
    facts, warehouse = province
    for month in some(facts):
        ties = ties_of(facts, month).drop_duplicates(["workshop_id", "credit_code"])
        for area in ("33", "3310", "330102", "331002101"):
            rows = facts.at_work(area, month, None)
            sizes = rows.groupby("workshop_id").size()
            found = enterprises.enterprises(warehouse, area, month)
            people = {
                code: int(sizes.reindex(group["workshop_id"]).sum())
                for code, group in ties.groupby("credit_code")
            }
            for row in found.rows.itertuples():
                wanted = people[row.credit_code]
                if 0 < wanted < 10:
                    assert row.status == "suppressed"
                    assert math.isnan(row.people)
                    assert math.isnan(row.share)
                elif len(area) > 6:
                    assert math.isnan(row.share), "tens are too coarse among few"
                else:
                    assert row.people == (wanted + 5) // 10 * 10
            listed = set(found.rows["credit_code"])
            assert {code for code, count in people.items() if count} <= listed


def test_concentration_is_the_sum_of_squared_shares():
    people = [50.0, 30.0, 10.0, 5.0, 5.0, 0.0]
    rows = pd.DataFrame({"share_people": people})
    assert enterprises._concentration(rows) == pytest.approx(0.25 + 0.09 + 0.01 + 0.0025 * 2)
    assert enterprises._concentration(rows.assign(share_people=[10.0] * 5 + [0.0])) == pytest.approx(0.2)
    assert math.isnan(enterprises._concentration(rows.head(4)))


@pytest.mark.parametrize(
    ("people", "said"),
    [(0, "0"), (1, "<10"), (9, "<10"), (10, "10–19"), (19, "10–19"), (20, "20–49"), (50, "50–99"), (99, "50–99"),
     (100, "≥100")],
)  # fmt: skip
def test_a_workshops_people_are_told_in_bands(people, said):
    assert enterprises.band(people) == said


def test_an_enterprises_workshops_are_those_it_is_tied_to(province):
    facts, warehouse = province
    for month in some(facts):
        ties, at_work = ties_of(facts, month), facts.at_work("33", month, None).groupby("workshop_id").size()
        for code, group in ties.groupby("credit_code"):
            found = enterprises.workshops_of(warehouse, "3310", month, code).set_index("workshop_id")
            for workshop, own in group.groupby("workshop_id"):
                if workshop not in at_work.index:
                    continue
                row = found.loc[workshop]
                assert row["linkages"] == ",".join(sorted(set(own["linkage"])))
                assert f"{row['since']:%Y-%m}" == own["started_on"].min().strftime("%Y-%m")
                assert row["people"] == enterprises.band(int(at_work[workshop]))
                assert row["is_here"] == str(row["village_code"]).startswith("3310")
                named = workshop_profile.find(warehouse, row["key"])
                assert (named.county_code, named.workshop_id) == (row["county_code"], workshop)


def test_a_credit_code_that_no_ledger_lists_is_refused_with_a_sentence(province):
    _, warehouse = province
    with using("en"), pytest.raises(UnknownChoiceError, match=r"“E9”.*18 characters"):
        enterprises.known(warehouse, "E9")


def by_linkage(facts: Facts, area: str, month, values: pd.Series) -> dict[str, pd.Series]:
    """The values of workers, by index of `facts.work`, under each linkage of their workshop."""
    ties = ties_of(facts, month)
    ways = ties.groupby("workshop_id")["linkage"].agg(set).to_dict()
    here = facts.at_work(area, month, None)
    here = here[here.index.isin(values.index)]
    found: dict[str, list[float]] = {}
    for at, workshop in here["workshop_id"].items():
        for way in ways.get(workshop, {"none"}):
            found.setdefault(way, []).append(values[at])
    return {way: pd.Series(each) for way, each in found.items()}


def check_linkages(rows: pd.DataFrame, wanted: dict[str, pd.Series], slack: float, mean_slack: float) -> None:
    assert rows["area"].tolist() == [key for key in [*LINKAGES, "none"] if key in wanted]
    for row in rows.itertuples():
        values = wanted[row.area]
        assert row.n == len(values)
        assert row.value == pytest.approx(values.mean(), abs=mean_slack)
        for name, share in (("q1", 0.25), ("median", 0.5), ("q3", 0.75)):
            assert getattr(row, name) == pytest.approx(values.quantile(share), abs=slack), name


def test_the_increase_by_linkage_is_that_of_the_facts(province):
    facts, warehouse = province
    increase = facts.work["increase"].dropna()
    for month in some(facts):
        for area in ("33", "3301", "331003"):
            rows = linkages.increases(warehouse, area, month, threshold=0)
            check_linkages(rows, by_linkage(facts, area, month, increase), 25, 1e-6)


def test_steadiness_by_linkage_is_that_of_the_facts(province):
    facts, warehouse = province
    for month in facts.province.months[-2:]:
        past = facts.work[(facts.work["month"] <= month) & (facts.work["month"] > months.shift(month, -12))]
        wages = past.groupby("person")["wage"].agg(["size", "mean", lambda each: each.std(ddof=0)])
        wages.columns = ["wages", "mean", "deviation"]
        wages = wages[(wages["wages"] >= 6) & (wages["mean"] > 0)]
        steady = 1 - wages["deviation"] / wages["mean"]
        now = facts.work[facts.work["month"] == month]
        values = now["person"].map(steady).dropna()
        for area in ("33", "3310", "330127"):
            rows = linkages.steadiness(warehouse, area, month, threshold=0)
            check_linkages(rows, by_linkage(facts, area, month, values), 0.005 + 1e-9, 0.005 + 1e-9)


def test_within_a_type_means_are_of_people_and_quartiles_of_workshops(province):
    facts, warehouse = province
    month = facts.province.months[-1]
    here = facts.at_work("33", month, None).dropna(subset=["increase"])
    ways = ties_of(facts, month).groupby("workshop_id")["linkage"].agg(set).to_dict()
    rows = linkages.within_types(warehouse, "33", month, threshold=0)
    pairs = zip(here["type"], here["workshop_id"], strict=True)
    assert len(rows) == len({(kind, way) for kind, shop in pairs for way in ways.get(shop, {"none"})})
    for row in rows.itertuples():
        is_linked = np.array([row.area in ways.get(shop, {"none"}) for shop in here["workshop_id"]])
        own = here[(here["type"] == row.type) & is_linked]
        assert row.n == len(own)
        assert row.value == pytest.approx(own["increase"].mean())
        means = own.groupby("workshop_id")["increase"].mean()
        assert row.workshops == len(means)
        if len(means) < 3:
            assert math.isnan(row.median)
        else:
            assert [row.q1, row.median, row.q3] == pytest.approx(means.quantile([0.25, 0.5, 0.75]).tolist())


def test_few_under_a_linkage_or_beside_it_are_not_told(province):
    facts, warehouse = province
    increase = facts.work["increase"].dropna()
    for month in some(facts):
        for area in AREAS:
            rows = linkages.increases(warehouse, area, month)
            wanted = by_linkage(facts, area, month, increase)
            whole = facts.at_work(area, month, None)["increase"].notna().sum()
            for row in rows.itertuples():
                n = len(wanted[row.area])
                if 0 < n < 10 or 0 < whole - n < 10:
                    assert row.status == "suppressed"
                if row.status == "suppressed":
                    assert all(math.isnan(each) for each in (row.value, row.n, row.median, row.q1, row.q3))


def test_one_county_alone_is_not_hidden_among_its_neighbours(province):
    """Whoever knows the city and all its other counties would know it too."""
    facts, warehouse = province
    for month in some(facts):
        for city in ("3301", "3310"):
            shown: dict[str, list[str]] = {}
            for county in (each for each in COUNTIES if each.startswith(city)):
                for row in linkages.increases(warehouse, county, month).itertuples():
                    shown.setdefault(row.area, []).append(row.status)
            for statuses in shown.values():
                assert len(statuses) < 2 or statuses.count("suppressed") != 1


def test_towns_have_no_flows_and_are_told_so(province):
    _, warehouse = province
    for question in (flows.flows, linkages.increases, linkages.steadiness, linkages.within_types):
        with using("en"), pytest.raises(UnknownChoiceError, match="province, cities and counties only"):
            question(warehouse, "330102101")


def test_an_unknown_type_is_refused(province):
    _, warehouse = province
    with using("en"), pytest.raises(UnknownChoiceError, match="“brandled”"):
        enterprises.enterprises(warehouse, "33", None, "brandled")


def test_the_headline_of_a_county_without_a_ledger_says_so():
    found = province_of(5, workshops=9, workers=60)
    warehouse = found.warehouse()
    silent = [county for county in COUNTIES if (county, FIRST) not in Facts(found).reported]
    with using("en"):
        said = [partnership_headline.partnership_headline(warehouse, county, FIRST) for county in silent]
    assert all("has no ledger for" in each for each in said)
    assert said
