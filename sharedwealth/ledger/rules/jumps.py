"""People and wages that jump: against a workshop's own months, and against its kind where it has none.

Robust: medians, and median absolute deviations of logarithms with floors under them, so that three people becoming six
are no news and three hundred becoming thirty are.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from sharedwealth.ledger.book import Book, ReadSheet
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, rows_of, where
from sharedwealth.text import mark

OUTLYING = 3.5
"""Robust standard deviations from the median beyond which a value is asked about; the usual one of the literature."""
FEWEST_MONTHS = 3

_FEWEST_PEOPLE = 3  # below, one person's month can be ten times another's
_NORMAL = 1.4826  # makes a median absolute deviation a standard deviation where values are normal
_FEW_PEOPLE = 5  # added to people before logarithms are taken: small numbers move freely
_PEOPLE_FLOOR = 0.25
_WAGE_FLOOR, _WAGE_FLOOR_OF_ONE = 0.12, 0.5
_LEAST_STEP = np.log(1.5)
_PEER_OUTLYING = 5.0
_PEER_FLOOR = 0.5
_PEER_WAGE_FLOOR = 0.35


def people_jump(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop's people are like in its earlier months, or like other workshops of its type."""
    workshops, now = rows_of(book, "workshops"), _now(book, context)
    if workshops is None or now is None:
        return
    history = context.history[context.history["people"].notna()]
    usual = _usual(
        history["workshop_id"], _logarithm(history["people"].astype(float) + _FEW_PEOPLE), history["month"]
    )
    value = np.log(now["people"] + _FEW_PEOPLE)
    known = usual.reindex(now.index)
    jumps = _stands_out(value, known, _PEOPLE_FLOOR)
    yield from in_cells(
        "people_jump",
        "warning",
        (workshops, _rows(workshops, jumps), "workshop_id"),
        _by_row(workshops, (np.exp(known["median"]) - _FEW_PEOPLE).round()),
        mark(
            "{people} people work at this workshop in the month; {usual} or so did in its earlier months. Check its "
            "rows in the sheet of workers, or say why."
        ),
        people=_by_row(workshops, now["people"]),
        usual=_by_row(workshops, (np.exp(known["median"]) - _FEW_PEOPLE).round()),
    )
    peers = _peers(context, now, "people")
    offset = (value - np.log(peers["median"] + _FEW_PEOPLE)).abs()
    scale = (_NORMAL * peers["mad"] / (peers["median"] + _FEW_PEOPLE)).clip(lower=_PEER_FLOOR)
    unlike = (offset > _PEER_OUTLYING * scale) & ~(known["months"] >= FEWEST_MONTHS)
    yield from in_cells(
        "people_jump",
        "warning",
        (workshops, _rows(workshops, unlike & (now["people"] > 0)), "workshop_id"),
        _by_row(workshops, peers["median"].round()),
        mark(
            "{people} people work at this new workshop; others of its type mostly have about {usual}. Check its rows "
            "in the sheet of workers, or say why."
        ),
        people=_by_row(workshops, now["people"]),
        usual=_by_row(workshops, peers["median"].round()),
    )


def wage_jump(book: Book, context: Context) -> Iterator[Finding]:
    """A workshop's mean wage is like in its earlier months, or like other workshops of its type.

    A jump that is a slip of the unit is left to `wage_unit_slip`, which stops the ledger.
    """
    employment, now = rows_of(book, "employment"), _now(book, context)
    if employment is None or now is None:
        return
    now = now[(now["people"] > 0) & (now["wage"] > 0)]
    known = usual_wages(context).reindex(now.index)
    value = np.log(now["wage"])
    floor = _WAGE_FLOOR + _WAGE_FLOOR_OF_ONE / np.sqrt(now["people"])
    slipped = slipped_by(now, known)
    jumps = _stands_out(value, known, floor) & ~slipped.gt(0)
    peers = _peers(context, now, "wage")
    scale = (_NORMAL * peers["mad"] / peers["median"]).clip(lower=_PEER_WAGE_FLOOR)
    far = (value - np.log(peers["median"])).abs() > _PEER_OUTLYING * scale
    unlike = far & ~(known["months"] >= FEWEST_MONTHS) & ~slipped.gt(0)
    for which, usual, sentence in (
        (jumps, np.exp(known["median"]), mark(
            "The mean wage at workshop {workshop} is {wage} yuan; in its earlier months it was about {usual}. Check "
            "the wages from this row on, or say why."
        )),
        (unlike, peers["median"], mark(
            "The mean wage at the new workshop {workshop} is {wage} yuan; at others of its type it is about {usual}. "
            "Check the wages from this row on, or say why."
        )),
    ):  # fmt: skip
        yield from in_cells(
            "wage_jump",
            "warning",
            (employment, _first_rows(employment, which), "wage_yuan"),
            _by_first_row(employment, usual.round()),
            sentence,
            workshop=employment.frame["workshop_id"],
            wage=_by_first_row(employment, now["wage"].round()),
            usual=_by_first_row(employment, usual.round()),
        )


def usual_wages(context: Context) -> pd.DataFrame:
    """Of each workshop's months: median and deviation of the logarithm of its mean wage, the last, how many."""
    history = context.history[(context.history["people"] > 0) & (context.history["wage_sum"] > 0)]
    wage = history["wage_sum"].astype(float) / history["people"].astype(float)
    return _usual(history["workshop_id"], _logarithm(wage), history["month"])


def slipped_by(now: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """The factor 10, 100, 1,000 or 10,000 that divides a workshop's mean wage from its usual one; 0 where none does."""
    step = (_logarithm(now["wage"]) - known["median"]).abs() / np.log(10)
    power = step.round()
    near = (step - power).abs() < 0.18  # within a half up, a third down
    enough = (now["people"] >= _FEWEST_PEOPLE) | (power >= 2)
    factor: pd.Series = (10**power).where((power >= 1) & (power <= 4) & near & enough, 0)
    return factor.fillna(0)


def wage_unit_slip(book: Book, context: Context) -> Iterator[Finding]:
    """A mean wage ten, a hundred or ten thousand times the usual one, or that part of it, is in another unit."""
    employment, now = rows_of(book, "employment"), _now(book, context)
    if employment is None or now is None:
        return
    now = now[(now["people"] > 0) & (now["wage"] > 0)]
    known = usual_wages(context).reindex(now.index)
    factor = slipped_by(now, known)
    usual = np.exp(known["median"]).round()
    yield from in_cells(
        "wage_unit_slip",
        "error",
        (employment, _first_rows(employment, factor > 0), "wage_yuan"),
        _by_first_row(employment, usual),
        mark(
            "The mean wage at workshop {workshop} is {wage} yuan, about {factor} times more or less than the usual "
            "{usual}: the wages are in another unit. Write yuan a month in this row and the workshop's other "
            "{others}."
        ),
        workshop=employment.frame["workshop_id"],
        wage=_by_first_row(employment, now["wage"].round(1)),
        usual=_by_first_row(employment, usual),
        factor=_by_first_row(employment, factor),
        others=_by_first_row(employment, now["people"] - 1),
    )


def _logarithm(values: pd.Series) -> pd.Series:
    return pd.Series(np.log(values.to_numpy(dtype=float)), index=values.index)


def _now(book: Book, context: Context) -> pd.DataFrame | None:
    """People and mean wage of the workshops that are listed and have not closed before the month; by number."""
    workshops, employment = rows_of(book, "workshops"), rows_of(book, "employment")
    if workshops is None or employment is None:
        return None
    listed = (
        workshops.frame.dropna(subset=["workshop_id"]).drop_duplicates("workshop_id").set_index("workshop_id")
    )
    still = listed["closed_on"].isna() | (listed["closed_on"] >= pd.Timestamp(context.month))
    rows = employment.frame[["workshop_id", "worker_id", "wage_yuan"]]
    place, numbers = pd.factorize(rows["workshop_id"])
    wage = rows["wage_yuan"].to_numpy(dtype=float, na_value=np.nan)
    at_one = rows["workshop_id"].notna()
    is_new = at_one & rows["worker_id"].notna() & ~rows.duplicated(["workshop_id", "worker_id"])

    def summed(which: pd.Series, weights: npt.NDArray[np.float64] | None = None) -> pd.Series:
        of = which.to_numpy(dtype=bool)
        counted = np.bincount(place[of], None if weights is None else weights[of], minlength=len(numbers))
        return pd.Series(counted, index=numbers).reindex(listed.index[still]).fillna(0).astype(float)

    has_wage = rows["wage_yuan"].notna() & at_one
    people, wages, known = summed(is_new), summed(has_wage, wage), summed(has_wage)
    is_closing = listed.loc[people.index, "closed_on"].notna()
    found = pd.DataFrame(
        {
            "people": people,
            "wage": (wages / known.where(known > 0)),
            "type": listed.loc[people.index, "workshop_type"],
        }
    )
    counted: pd.DataFrame = found.loc[~is_closing | (people > 0)]
    return counted


def _usual(workshop: pd.Series, value: pd.Series, month: pd.Series) -> pd.DataFrame:
    """Median and deviation of a value over a workshop's months, its last value, and how many months there are."""
    if workshop.empty:
        return pd.DataFrame({name: pd.Series(dtype=float) for name in ("median", "mad", "last", "months")})
    order = month.sort_values(kind="stable").index
    value, workshop = value.loc[order], workshop.loc[order]
    by = value.groupby(workshop)
    deviation = (value - by.transform("median")).abs().groupby(workshop).median()
    return pd.DataFrame(
        {"median": by.median(), "mad": deviation, "last": by.last(), "months": by.size().astype(float)}
    )


def _stands_out(value: pd.Series, known: pd.DataFrame, floor: float | pd.Series) -> pd.Series:
    """Far from the median of enough months, and not just where the last month was."""
    scale = np.maximum(_NORMAL * known["mad"], floor)
    far = (value - known["median"]).abs() > OUTLYING * scale
    is_new = (value - known["last"]).abs() > _LEAST_STEP
    stands_out: pd.Series = far & is_new & (known["months"] >= FEWEST_MONTHS)
    return stands_out


def _peers(context: Context, now: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Median and deviation of the measure among workshops of each one's type; missing where none is known."""
    by_type = context.peers.set_index("workshop_type")[[f"{measure}_median", f"{measure}_mad"]].astype(float)
    found = by_type.reindex(now["type"]).set_axis(now.index)
    return found.set_axis(["median", "mad"], axis=1)


def _rows(sheet: ReadSheet, is_so: pd.Series) -> list[int]:
    """The rows of the sheet of workshops whose workshops are so."""
    return where(sheet.frame["workshop_id"].isin(is_so.index[is_so.fillna(value=False)]))


def _by_row(sheet: ReadSheet, values: pd.Series) -> Mapping[int, str]:
    return _whole(sheet.frame["workshop_id"].map(values))


def _first_rows(sheet: ReadSheet, is_so: pd.Series) -> list[int]:
    """The first row of the sheet of workers for each workshop that is so."""
    first = sheet.frame.drop_duplicates("workshop_id")
    return where(first["workshop_id"].isin(is_so.index[is_so.fillna(value=False)]))


def _by_first_row(sheet: ReadSheet, values: pd.Series) -> Mapping[int, str]:
    return _whole(sheet.frame.drop_duplicates("workshop_id")["workshop_id"].map(values))


def _whole(values: pd.Series) -> Mapping[int, str]:
    """Figures as a clerk writes them, by row: without decimals where there are none."""
    return {
        int(str(row)): f"{value:,g}" if value % 1 else f"{value:,.0f}"
        for row, value in values.dropna().items()
    }
