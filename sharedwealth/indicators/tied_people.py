"""People at work by industry, linkage and type of workshop, in blocks of which none is of few people.

Each worker counts once. A workshop with several ties (an enterprise and a linkage) in force in the month has its people
divided evenly among them in whole people; those left over go to the oldest ties. So every way of adding up gives
the same total.

Small parts are gathered in each county before anything is added up, whatever area or type is asked for, so that the
page of a county and that of its city tell the same parts: none of the two gives away what the other gathers.
"""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth.indicators import disclosure
from sharedwealth.indicators.snapshot import Source, words_of

GATHERED = "*"
"""The key of what is too small to stand by itself."""
NO_TIE, UNNAMED = "none", "unnamed"
"""Without a partnership in the month; with an enterprise whose industry no ledger names."""

PARTS = ["workshop_type", "linkage", "industry"]

# A tie that was ended and begun again is one. A workshop's type and village are those of its county's latest
# ledger, as everywhere where sums go through workshops.
DIVIDED = """
SELECT w.village_code, w.workshop_type,
       coalesce(p.linkage, 'none') AS linkage,
       CASE WHEN p.credit_code IS NULL THEN 'none' ELSE coalesce(e.industry, 'unnamed') END AS industry,
       r.people,
       count(*) OVER of_workshop AS ties,
       row_number() OVER (
           of_workshop ORDER BY p.started_month NULLS LAST, p.credit_code NULLS LAST, p.linkage NULLS LAST
       ) AS place
FROM workshop_months AS r
JOIN workshops AS w ON w.county_code = r.county_code AND w.workshop_id = r.workshop_id
LEFT JOIN (
    SELECT county_code, workshop_id, credit_code, linkage, min(started_month) AS started_month
    FROM partnerships
    WHERE started_month <= $month AND (ended_month IS NULL OR ended_month >= $month)
    GROUP BY ALL
) AS p ON p.county_code = r.county_code AND p.workshop_id = r.workshop_id
LEFT JOIN enterprises AS e ON e.credit_code = p.credit_code
WHERE r.month = $month AND starts_with(r.county_code, $inside) AND r.people > 0
WINDOW of_workshop AS (PARTITION BY r.county_code, r.workshop_id)
""".strip()
COUNTED = f"""
SELECT left(village_code, $digits) AS area, workshop_type, linkage, industry,
       CAST(sum(people // ties + CASE WHEN place <= people % ties THEN 1 ELSE 0 END) AS BIGINT) AS people
FROM ({DIVIDED}) AS divided
GROUP BY ALL
ORDER BY ALL
""".strip()  # noqa: S608  both texts are ours

_COUNTY = 6


def divided(warehouse: Source, area: str, month: date, digits: int = _COUNTY) -> pd.DataFrame:
    """People by `area` (the first digits of a code), workshop_type, linkage and industry, as they are."""
    return warehouse.query(COUNTED, {"month": month, "inside": area[:_COUNTY], "digits": digits})


def blocks(
    people: pd.DataFrame,
    parts: list[str],
    within: list[str],
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The same people, small `parts` of each group `within` gathered under `GATHERED`, the first part before the next.

    What is gathered has at least `threshold` people, or is all of its group.
    """
    columns = [*within, *parts]
    keys, numbers = _numbered(people, columns)
    found, counted = _summed(numbers, people["people"].to_numpy())
    for level in range(len(parts)):
        is_small = _gathered(found, counted, len(within) + level, threshold)
        for later in range(len(within) + level, len(columns)):
            found[is_small, later] = int(np.searchsorted(keys[later], GATHERED))
        found, counted = _summed(found, counted)
    return _told(columns, keys, found, counted)


def added(people: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The people of every combination of these columns, in their order."""
    keys, numbers = _numbered(people, by)
    found, counted = _summed(numbers, people["people"].to_numpy())
    return _told(by, keys, found, counted)


def gathered(people: pd.DataFrame, within: list[str], part: str, threshold: int) -> np.ndarray:
    """True for the rows whose `part` is too small to stand by itself `within` its group.

    Where a part of a group is too small, the next smallest join it until they are enough together.
    """
    _, numbers = _numbered(people, [*within, part])
    return _gathered(numbers, people["people"].to_numpy(), len(within), threshold)


def _numbered(people: pd.DataFrame, columns: list[str]) -> tuple[list[np.ndarray], np.ndarray]:
    """The keys of each column in their order, `GATHERED` among them, and each row's keys by number.

    Whole numbers are put together many times faster than words.
    """
    keys, numbers = [], np.zeros((len(people), len(columns)), dtype=np.int64)
    for at, name in enumerate(columns):
        codes, uniques = pd.factorize(people[name])
        found = np.asarray(uniques)
        known = np.unique(found if found.dtype.kind == "i" else np.append(found.astype(object), GATHERED))
        numbers[:, at] = np.searchsorted(known, found)[codes]
        keys.append(known)
    return keys, numbers


def _told(names: list[str], keys: list[np.ndarray], numbers: np.ndarray, counted: np.ndarray) -> pd.DataFrame:
    """The rows with their keys again: words where they are words."""
    columns = {
        name: (known if known.dtype.kind == "i" else words_of(known)).take(numbers[:, at])
        for at, (name, known) in enumerate(zip(names, keys, strict=True))
    }
    return pd.DataFrame(columns | {"people": counted})


def _whole(numbers: np.ndarray, width: int) -> np.ndarray:
    """The first columns of each row as one number, in the same order."""
    whole = np.zeros(len(numbers), dtype=np.int64)
    for at in range(width):
        whole = whole * (int(numbers[:, at].max(initial=0)) + 1) + numbers[:, at]
    return whole


def _summed(numbers: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each combination once, in order, with its people."""
    _, first, at = np.unique(_whole(numbers, numbers.shape[1]), return_index=True, return_inverse=True)
    counted = np.bincount(at, weights=people, minlength=len(first)).astype(np.int64)
    return numbers[first].copy(), counted


def _gathered(numbers: np.ndarray, people: np.ndarray, at: int, threshold: int) -> np.ndarray:
    """As `gathered`, of rows by number: the part stands in column `at`, its group in those before."""
    if not len(numbers):
        return np.zeros(0, dtype=bool)
    _, first, of_row = np.unique(_whole(numbers, at + 1), return_index=True, return_inverse=True)
    size = np.bincount(of_row, weights=people)
    _, group = np.unique(_whole(numbers[first], at), return_inverse=True)
    order = np.lexsort((numbers[first, at], size, group))
    _, starts = np.unique(group[order], return_index=True)
    running = np.cumsum(size[order]) - size[order]
    before = running - running[starts][group[order]]
    is_small = np.empty(len(first), dtype=bool)
    is_small[order] = (size[order][starts] < threshold)[group[order]] & (before < threshold)
    return is_small[of_row]
