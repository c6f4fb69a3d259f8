"""An attacker asks everything that can be crossed and solves for what is withheld; nothing of few people comes out.

Every told figure is a sum over atoms (people of one county, type, sex, income group and age band, say). A cell is
known to the attacker exactly where it is a combination of told sums: where nothing that leaves all of them as they are
can change it.
"""

import itertools

import numpy as np
import pytest

from sharedwealth.choices import AGE_BANDS, SEXES
from sharedwealth.indicators import withholding
from sharedwealth.indicators.crossing import LOW_INCOME, MEMBERS, ask_crossing
from sharedwealth.indicators.disclosure import PEOPLE_THRESHOLD
from sharedwealth.indicators.pivot import cross
from tests.indicators.facts import Facts
from tests.indicators.provinces import COUNTIES, TYPES, make

SPLITS = [each for size in range(5) for each in itertools.combinations(MEMBERS, size)]


def province(seed, workers, months=1, present=1.0, workshops=16):
    flags = [[True] * months] * 4
    return make(flags, np.random.default_rng(seed), workshops=workshops, workers=workers, present=present)


@pytest.fixture(scope="module", params=[3])
def warehouse(request):
    return province(request.param, 700).warehouse()


def told(warehouse, key, split, place, threshold=PEOPLE_THRESHOLD):
    """Every row that can be had of an indicator split so: two things at most are rows and columns, the rest filters."""
    by = [each for each in (place, *split) if each != "province"][:2]
    kept = [each for each in split if each not in by]
    if not by:
        by = ["month"]
    for values in itertools.product(*(MEMBERS[each] for each in kept)):
        only = dict(zip(kept, values, strict=True))
        rows = cross(warehouse, ask_crossing(warehouse, key, tuple(by), only=only), threshold=threshold)
        yield from ({**row, **only} for row in rows.to_dict("records"))


ATOMS = list(itertools.product(COUNTIES, *MEMBERS.values()))


def box(row):
    """Which atoms a row sums up."""
    wanted = [row.get(name) for name in MEMBERS]
    return np.array(
        [
            county.startswith(row["area"])
            and all(want is None or want == value for want, value in zip(wanted, values, strict=True))
            for county, *values in ATOMS
        ],
        dtype=float,
    )


def free(equations):
    """Directions in which the atoms can move without any equation noticing."""
    matrix = np.unique(np.array(equations), axis=0)
    sizes, directions = np.linalg.eigh(matrix.T @ matrix)
    return directions[:, sizes < 1e-6]


def is_known(cell, directions):
    return np.abs(cell @ directions).max(initial=0) < 1e-7


def test_no_cell_of_few_people_follows_from_everything_that_is_told(warehouse):
    equations, few, shown = [np.zeros(len(ATOMS))], [], 0
    for split in SPLITS:
        for place in ("province", "city", "county"):
            rows = told(warehouse, "people_at_work", split, place)
            bare = told(warehouse, "people_at_work", split, place, threshold=0)
            for row, truth in zip(rows, bare, strict=True):
                if row["status"] == "ok":
                    assert not 0 < row["value"] < PEOPLE_THRESHOLD
                    equations.append(box(row))
                    shown += row["value"] > 0
                if 0 < truth["value"] < PEOPLE_THRESHOLD:
                    few.append(truth)
    assert shown > 50
    assert len(few) > 100
    directions = free(equations)
    for row in few:
        assert not is_known(box(row), directions), row


def test_low_income_figures_tell_no_more_than_the_people_split_by_low_income(warehouse):
    """All that three indicators tell together, by every split: counts, shares with both their numbers."""
    equations, few = [np.zeros(len(ATOMS))], []
    for split in [each for each in SPLITS if "low" not in each and len(each) <= 2]:
        for place in ("province", "city", "county"):
            for row in told(warehouse, "people_at_work", split, place):
                equations += [box(row)] if row["status"] == "ok" else []
            for row in told(warehouse, "low_income_people_at_work", split, place):
                equations += [box({**row, "low": "yes"})] if row["status"] == "ok" else []
            for row in told(warehouse, "low_income_share", split, place):
                if row["status"] == "ok" and row["n"] > 0:
                    equations += [box(row), box({**row, "low": "yes"})]
            for row in told(warehouse, "low_income_people_at_work", split, place, threshold=0):
                few += [{**row, "low": "yes"}] if 0 < row["value"] < PEOPLE_THRESHOLD else []
    assert few
    directions = free(equations)
    for row in few:
        assert not is_known(box(row), directions), row


def test_the_withheld_areas_of_a_parent_have_together_no_few(warehouse):
    for split in SPLITS[:11]:
        rows = list(told(warehouse, "people_at_work", split, "county"))
        whole = {
            (row["area"], *(row.get(name) for name in MEMBERS)): row["value"]
            for row in told(warehouse, "people_at_work", split, "city")
        }
        for (city, *values), value in whole.items():
            mine = [
                row
                for row in rows
                if row["area"].startswith(city) and [row.get(name) for name in MEMBERS] == values
            ]
            left = value - sum(row["value"] for row in mine if row["status"] == "ok")
            assert np.isnan(left) or left == 0 or left >= PEOPLE_THRESHOLD, (city, values, left)


def test_towns_and_villages_tell_nothing_of_few_people_either():
    data = province(8, 300, workshops=30)
    warehouse, facts = data.warehouse(), Facts(data)
    month = facts.province.months[-1]
    villages = facts.province.places.query("level == 'village'")["code"].tolist()
    atoms = list(itertools.product(villages, TYPES, (True, False)))

    def small_box(area, kind, low):
        return np.array(
            [
                float(code.startswith(area) and kind in (None, type_) and low in (None, is_low))
                for code, type_, is_low in atoms
            ]
        )

    equations, few = [np.zeros(len(atoms))], []
    for place in ("city", "county", "town", "village"):
        for by in ((place,), (place, "type")):
            for key, low in (("people_at_work", None), ("low_income_people_at_work", True)):
                rows = cross(warehouse, ask_crossing(warehouse, key, by))
                for row in rows.to_dict("records"):
                    if row.get("type") not in (None, *TYPES):
                        continue
                    work = facts.at_work(row["area"], month, row.get("type"))
                    count = int(work["low"].sum()) if low else len(work)
                    cell = small_box(row["area"], row.get("type"), low)
                    if row["status"] == "ok":
                        assert row["value"] == count
                        equations.append(cell)
                    if 0 < count < PEOPLE_THRESHOLD:
                        assert row["status"] == "suppressed"
                        few.append((row["area"], row.get("type"), low, cell))
    assert len(few) > 50
    directions = free(equations)
    for *name, cell in few:
        assert not is_known(cell, directions), name


@pytest.fixture(scope="module")
def long():
    """Ten months in which people join in ones and in dozens."""
    made = province(21, 400, months=10, present=0.4)
    return made.warehouse(), Facts(made)


@pytest.mark.parametrize("by", [("county", "month"), ("city", "month"), ("type", "month"), ("town", "month")])
@pytest.mark.parametrize("key", ["people_employed_cumulative", "low_income_people_employed_cumulative"])
def test_one_month_less_another_never_tells_of_few_who_joined(key, by, long):
    warehouse, _ = long
    rows = cross(warehouse, ask_crossing(warehouse, key, by))
    assert (rows["status"] == "suppressed").any()
    for _, course in rows.groupby(by[0]):
        shown = course.loc[course["status"] == "ok", "value"].to_numpy()
        rises = np.diff(np.concatenate([[0], shown]))
        assert not ((rises > 0) & (rises < PEOPLE_THRESHOLD)).any()


def test_who_joined_cannot_be_worked_out_from_the_people_so_far_of_all_areas(long):
    warehouse, facts = long
    listed = facts.province.months
    joined = facts.work.drop_duplicates("person")
    written = [f"{each:%Y-%m}" for each in listed]
    atoms = list(itertools.product(COUNTIES, range(len(listed)), (True, False)))
    equations, few = [np.zeros(len(atoms))], []

    def ever(area, last, low, first=0):
        return np.array(
            [
                float(county.startswith(area) and first <= at <= last and low in (None, is_low))
                for county, at, is_low in atoms
            ]
        )

    for key, low in (("people_employed_cumulative", None), ("low_income_people_employed_cumulative", True)):
        for place in ("city", "county"):
            rows = cross(warehouse, ask_crossing(warehouse, key, (place, "month")))
            shown = rows[rows["status"] == "ok"]
            equations += [
                ever(area, written.index(month), low)
                for area, month in zip(shown["area"], shown["month"], strict=True)
            ]
    rows = cross(warehouse, ask_crossing(warehouse, "joiners", ("month",)))
    equations += [ever("33", int(at), None, first=int(at)) for at in np.flatnonzero(rows["status"] == "ok")]
    for keys in (["county_code", "month", "low"], ["county_code", "month"]):
        sizes = joined.groupby(keys).size()
        small = sizes.index[sizes < PEOPLE_THRESHOLD]
        few += [(each[0], listed.index(each[1]), each[2] if len(each) > 2 else None) for each in small]
    assert len(few) > 20
    assert len(equations) > 30
    directions = free(equations)
    for county, at, low in few:
        assert not is_known(ever(county, at, low, first=at), directions), (county, at, low)


def test_a_filter_hides_exactly_what_the_same_value_hides_as_a_row(warehouse):
    for name, values in (("sex", SEXES), ("age", AGE_BANDS), ("low", LOW_INCOME)):
        rows = cross(warehouse, ask_crossing(warehouse, "people_at_work", ("county", name)))
        for value in values:
            alone = cross(
                warehouse, ask_crossing(warehouse, "people_at_work", ("county",), only={name: value})
            )
            same = rows[rows[name] == value]
            assert alone["status"].tolist() == same["status"].tolist()


def test_an_area_asked_for_alone_is_withheld_whenever_it_is_in_a_list(warehouse):
    rows = cross(warehouse, ask_crossing(warehouse, "income_increase", ("county", "age")))
    for county in COUNTIES:
        alone = cross(warehouse, ask_crossing(warehouse, "income_increase", ("age",), county))
        assert alone["status"].tolist() == rows.loc[rows["county"] == county, "status"].tolist()


def test_what_is_withheld_says_nothing_in_any_column(warehouse):
    for key in ("people_at_work", "income_increase", "low_income_share", "theil"):
        rows = cross(warehouse, ask_crossing(warehouse, key, ("county", "age"), only={"type": TYPES[0]}))
        hidden = rows[rows["status"] == "suppressed"]
        assert len(hidden)
        assert hidden[["value", "numerator", "denominator", "n", "median", "q1", "q3"]].isna().all(axis=None)


def test_a_threshold_of_zero_lifts_it(warehouse):
    rows = cross(
        warehouse,
        ask_crossing(warehouse, "people_at_work", ("county", "age"), only={"type": TYPES[0]}),
        threshold=0,
    )
    assert (rows["status"] == "ok").all()
    assert rows["value"].between(1, 9).any()


def layer(counts, parents, also=None):
    counts = np.array(counts, dtype=float)
    return withholding.Layer(
        counts, np.array(parents), np.zeros(len(counts), dtype=bool) if also is None else np.array(also)
    )


NOBODY_ABOVE = np.array([False])


def test_the_smallest_neighbour_is_withheld_with_an_area_of_few():
    (found,) = withholding.withheld([layer([[3, 40], [50, 60], [20, 30]], [0, 0, 0])], NOBODY_ABOVE, 10)
    assert found.tolist() == [True, False, True]


def test_neighbours_are_withheld_until_they_have_no_few_together():
    counts = [[3, 40], [4, 50], [0, 60], [70, 70]]
    (found,) = withholding.withheld([layer(counts, [0] * 4)], NOBODY_ABOVE, 10)
    assert found.all(), "3 + 4 + 0 of the first cell would be told by subtraction"


def test_a_withheld_area_has_a_withheld_part():
    top = layer([[12, 30], [40, 50]], [0, 0], also=[True, True])
    parts = layer([[12, 12], [0, 18], [20, 20], [20, 30]], [0, 0, 1, 1])
    _, below = withholding.withheld([top, parts], NOBODY_ABOVE, 10)
    assert below.tolist() == [False, True, True, False]


def test_nothing_is_withheld_where_nobody_is_few():
    (found,) = withholding.withheld([layer([[10, 0], [0, 0], [25, 11]], [0, 0, 0])], NOBODY_ABOVE, 10)
    assert not found.any()
