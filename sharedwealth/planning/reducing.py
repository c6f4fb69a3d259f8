"""Covering problems made smaller without changing what the best plan is worth.

A site that reaches nothing which another does not reach too is left out; so is a row that is reached whenever another
one is, and rows that the same sites reach become one. What is left is often a tenth, and falls into parts that have
nothing to do with one another.
"""

import numpy as np
import numpy.typing as npt
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

from sharedwealth.planning.coverings import Numbers

Flags = npt.NDArray[np.bool_]


def needed_sites(near: csr_array) -> Flags:
    """False for a site whose rows another one reaches too; of sites that reach the same the first stays."""
    return ~_is_part_of_another(csr_array(near.T))


def telling_rows(near: csr_array) -> Flags:
    """For problems in which every row must be reached: false for a row that is reached whenever another one is."""
    columns = csr_array(near)
    sizes = np.diff(columns.indptr)
    shared = (columns @ columns.T).tocoo()
    row, other = shared.coords
    contains = (row != other) & (shared.data == sizes[other])
    is_implied = contains & ((sizes[other] < sizes[row]) | (other < row))
    found = np.ones(near.shape[0], dtype=bool)
    found[row[is_implied]] = False
    return found


def _is_part_of_another(sets: csr_array) -> Flags:
    """Of each row of filled columns, whether another row has them all; of equal rows only the later ones."""
    sizes = np.diff(sets.indptr)
    shared = (sets @ sets.T).tocoo()
    row, other = shared.coords
    is_inside = (row != other) & (shared.data == sizes[row])
    is_less = is_inside & ((sizes[row] < sizes[other]) | (other < row))
    found = sizes == 0
    found[row[is_less]] = True
    return np.asarray(found)


def to_cover(near: csr_array) -> tuple[Numbers, Numbers]:
    """The rows and sites that are left of a problem in which every row must be reached."""
    rows, sites = np.arange(near.shape[0]), np.arange(near.shape[1])
    while True:
        left = csr_array(near[rows][:, sites])
        keep_sites = needed_sites(left)
        keep_rows = telling_rows(csr_array(left[:, keep_sites]))
        if keep_sites.all() and keep_rows.all():
            return rows, sites
        rows, sites = rows[keep_rows], sites[keep_sites]


def merged(near: csr_array, group: Numbers, prize: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Rows that the same sites reach, as one: the rows that stay, the group of each, and the groups' prizes.

    Groups of one row with the same sites become one group with their prizes together; in other groups a row that
    stands there twice is left out.
    """
    alone = np.bincount(group, minlength=len(prize))[group] == 1
    first: dict[tuple[int, bytes], int] = {}
    prizes = prize.astype(np.int64).copy()
    kept = []
    indices, ends = near.indices, near.indptr
    for row in range(near.shape[0]):
        reached_by = np.sort(indices[ends[row] : ends[row + 1]]).tobytes()
        key = (-1 if alone[row] else int(group[row]), reached_by)
        if key not in first:
            first[key] = row
            kept.append(row)
        elif alone[row]:
            prizes[group[first[key]]] += prize[group[row]]
    rows = np.asarray(kept, dtype=np.int64)
    groups, of_rows = np.unique(group[rows], return_inverse=True)
    return rows, of_rows, prizes[groups]


def parts(near: csr_array) -> list[tuple[Numbers, Numbers]]:
    """Rows and sites of each part that shares no site with another, the smallest first."""
    whole = block_array([[None, near], [near.T, None]], format="csr")
    count, label = connected_components(whole, directed=False)
    of_rows, of_sites = label[: near.shape[0]], label[near.shape[0] :]
    rows_by, sites_by = _by_label(of_rows, count), _by_label(of_sites, count)
    found = [(rows, sites) for rows, sites in zip(rows_by, sites_by, strict=True) if len(rows)]
    return sorted(found, key=lambda part: (len(part[0]), int(part[0][0])))


def _by_label(labels: Numbers, count: int) -> list[Numbers]:
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.searchsorted(labels[order], np.arange(1, count)))
