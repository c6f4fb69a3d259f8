"""The solver's answers against every possible plan, spopt's own models and published optima."""

from itertools import combinations

import numpy as np
import pulp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from spopt.locate import LSCP, MCLP

from sharedwealth.planning import reducing
from sharedwealth.planning.solving import Problem, solve

SECONDS = 20.0
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def problems(draw, *, grouped=False):
    """Up to eight sites and ten rows, each row near at least one site; groups of several rows when asked."""
    sites = draw(st.integers(1, 8))
    rows = draw(
        st.lists(st.sets(st.integers(0, sites - 1), min_size=1), min_size=1, max_size=10), label="rows"
    )
    groups = len(rows)
    group = list(range(len(rows)))
    if grouped:
        group = draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)))
        names = sorted(set(group))
        group = [names.index(each) for each in group]
        groups = len(names)
    prize = draw(st.lists(st.integers(0, 9), min_size=groups, max_size=groups))
    number = draw(st.integers(1, sites))
    return Problem(sites, [sorted(row) for row in rows], group, prize, number)


def worth(problem, chosen):
    """The prizes of the groups all of whose rows the chosen sites reach, counted row by row."""
    missed = {
        group for group, row in zip(problem.group, problem.rows, strict=True) if not set(row) & set(chosen)
    }
    return sum(prize for group, prize in enumerate(problem.prize) if group not in missed)


def best_by_trying(problem):
    return max(
        worth(problem, chosen)
        for chosen in combinations(range(problem.sites), min(problem.number, problem.sites))
    )


def fewest_by_trying(problem):
    for count in range(1, problem.sites + 1):
        for chosen in combinations(range(problem.sites), count):
            if all(set(row) & set(chosen) for row in problem.rows):
                return count
    raise AssertionError("each row is near a site")


@FEW
@given(problems())
def test_no_plan_reaches_more_than_the_one_found(problem):
    found = solve(problem, SECONDS)
    assert found.is_proven
    assert found.value == worth(problem, found.chosen) == best_by_trying(problem)
    assert len(found.chosen) <= problem.number


@FEW
@given(problems(grouped=True))
def test_groups_count_only_when_each_of_their_rows_is_reached(problem):
    found = solve(problem, SECONDS)
    assert found.is_proven
    assert found.value == worth(problem, found.chosen) == best_by_trying(problem)
    assert len(found.chosen) <= problem.number


@FEW
@given(problems())
def test_no_fewer_sites_are_enough(problem):
    whole = Problem(problem.sites, problem.rows, problem.group, problem.prize, None)
    found = solve(whole, SECONDS)
    assert found.is_proven
    assert all(set(row) & set(found.chosen) for row in whole.rows)
    assert found.value == len(set(found.chosen)) == fewest_by_trying(whole)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 12))
def test_spopts_models_of_all_pairs_come_to_the_same(seed, number):
    rng = np.random.default_rng(seed)
    clients, sites = rng.random((40, 2)) * 10, rng.random((20, 2)) * 10
    apart = np.linalg.norm(clients[:, None] - sites[None], axis=2)
    weights = rng.integers(1, 9, 40)
    theirs = MCLP.from_cost_matrix(apart, weights, 2.0, p_facilities=number)
    theirs.solve(pulp.HiGHS(msg=False, gapRel=0), results=False)
    near = [np.flatnonzero(row <= 2.0).tolist() for row in apart]
    reachable = [row for row in range(40) if near[row]]
    ours = solve(
        Problem(20, [near[row] for row in reachable], list(range(len(reachable))),
                [int(weights[row]) for row in reachable], number), SECONDS
    )  # fmt: skip
    assert ours.value == round(theirs.problem.objective.value())
    lscp = LSCP.from_cost_matrix(apart[reachable], 2.0)
    lscp.solve(pulp.HiGHS(msg=False, gapRel=0), results=False)
    rows = [near[row] for row in reachable]
    fewest = solve(Problem(20, rows, list(range(len(rows))), [1] * len(rows), None), SECONDS)
    assert fewest.value == round(lscp.problem.objective.value())


def lines_of_the_plane():
    """The Steiner triple system of nine points: the lines of the affine plane of order three."""
    points = [(x, y) for x in range(3) for y in range(3)]
    triples = {
        tuple(sorted(points.index(((x + k * dx) % 3, (y + k * dy) % 3)) for k in range(3)))
        for x, y in points
        for dx, dy in ((0, 1), (1, 0), (1, 1), (1, 2))
    }
    return 9, sorted(triples)


def tripled(points, triples):
    """Three copies of a system, with every transversal that it asks for: a system of three times as many points."""
    found = {tuple(sorted((a, a + points, a + 2 * points))) for a in range(points)}
    found |= {
        tuple(sorted(each + copy * points for each in triple)) for triple in triples for copy in range(3)
    }
    for a, b, c in triples:
        for i, j, k in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            found.add(tuple(sorted((a + i * points, b + j * points, c + k * points))))
    return 3 * points, sorted(found)


@pytest.mark.parametrize(("doubled", "published"), [(0, 5), (1, 18)])
def test_the_published_widths_of_steiner_triple_systems(doubled, published):
    """Fulkerson, Nemhauser and Trotter (1974), “Two computationally difficult set covering problems that arise in
    computing the 1-width of incidence matrices of Steiner triple systems”: 5 for A9, 18 for A27.
    """
    points, triples = lines_of_the_plane()
    for _ in range(doubled):
        points, triples = tripled(points, triples)
    assert len(triples) == points * (points - 1) // 6
    found = solve(
        Problem(points, [list(row) for row in triples], list(range(len(triples))), [1] * len(triples), None),
        60.0,
    )
    assert found.is_proven
    assert found.value == published


def test_when_the_time_is_over_the_plan_is_there_and_its_bound_honest():
    points, triples = tripled(*tripled(*lines_of_the_plane()))
    rows = [list(row) for row in triples]
    found = solve(Problem(points, rows, list(range(len(rows))), [1] * len(rows), None), 1.0)
    assert all(set(row) & set(found.chosen) for row in rows)
    # The width of A81 is 61, found long after the paper.
    assert found.bound <= 61 <= found.value
    assert found.is_proven == (found.bound == found.value)


@FEW
@given(problems())
def test_what_is_left_out_before_solving_changes_nothing(problem):
    near = problem.near()
    rows, sites = reducing.to_cover(near)
    left = csr_array(near[rows][:, sites])
    assert np.diff(left.indptr).min() > 0
    small = Problem(len(sites), [left.indices[left.indptr[r] : left.indptr[r + 1]].tolist() for r in range(len(rows))],
                    list(range(len(rows))), [1] * len(rows), None)  # fmt: skip
    assert fewest_by_trying(small) == fewest_by_trying(problem)
    parts = reducing.parts(left)
    assert sorted(int(row) for part, _ in parts for row in part) == list(range(len(rows)))
    kept = np.flatnonzero(reducing.needed_sites(near))
    merged, group, prize = reducing.merged(
        csr_array(near[:, kept]), np.asarray(problem.group), np.asarray(problem.prize)
    )
    assert prize.sum() == sum(problem.prize)
    assert len(merged) == len(group)
