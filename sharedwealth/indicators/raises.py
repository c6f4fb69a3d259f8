"""Who earns more than a year ago: the same people's wages then and now, by type, and over time."""

from datetime import date

import numpy as np
import pandas as pd

from sharedwealth import months
from sharedwealth.indicators import disclosure, neighbours, partners, snapshot
from sharedwealth.indicators.answering import answer
from sharedwealth.indicators.question import ALL_TYPES, ask_wide
from sharedwealth.indicators.snapshot import Source
from sharedwealth.text import t

KEY = "raised_share"
_COUNTS = ("people", "raised", "fell", "wage_sum_now", "wage_sum_then")

RAISES = """
SELECT left(county_code, $digits) AS area,
       month,
       workshop_type AS type,
       sum(people) AS people,
       sum(raised) AS raised,
       sum(fell) AS fell,
       sum(wage_sum_now) AS wage_sum_now,
       sum(wage_sum_then) AS wage_sum_then
FROM raises
WHERE starts_with(county_code, $inside) AND month BETWEEN $first AND $month
GROUP BY ALL
""".strip()


def raises_by_type(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """A row for each type, then `all`: type, people, raised, raised_share, and of the same people more.

    `wage_then` and `wage_now` are their means in yuan a month. `status` is that of the indicator `raised_share`; `fell`
    and `fell_share` are NaN also where few earn less, or the same, which `fell_status` says.
    """
    where, when = ask_wide(warehouse, t("Raises"), area, month)
    told = answer(warehouse, KEY, where.code, when, by="type", threshold=threshold)
    whole = answer(warehouse, KEY, where.code, when, threshold=threshold).assign(type=ALL_TYPES)
    shares = pd.concat([told, whole], ignore_index=True)
    counts, hidden = _counted(warehouse, where, [when], threshold)
    return _joined(shares, {name: each[:, 0] for name, each in counts.items()}, hidden[:, 0], "type")


def raises_over_time(
    warehouse: Source,
    area: str = "33",
    month: str | date | None = None,
    workshop_type: str | None = None,
    *,
    threshold: int = disclosure.PEOPLE_THRESHOLD,
) -> pd.DataFrame:
    """The same columns for every month of the snapshot up to `month`, with `month` instead of `type`."""
    where, when = ask_wide(warehouse, t("Raises"), area, month, workshop_type)
    shares = answer(
        warehouse, KEY, where.code, when, by="month", workshop_type=workshop_type, threshold=threshold
    )
    counts, hidden = _counted(warehouse, where, [months.parse(each) for each in shares["month"]], threshold)
    group = neighbours.GROUPS.index(workshop_type or ALL_TYPES)
    return _joined(shares, {name: each[group] for name, each in counts.items()}, hidden[group], "month")


def _counted(
    warehouse: Source, where: snapshot.Place, listed: list[date], threshold: int
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The area's counts by group and month, and what is hidden: few people, or few who earn more, less, or the same."""
    around = neighbours.neighbourhood(warehouse, where)
    values = {"inside": around.inside, "digits": around.digits, "first": listed[0], "month": listed[-1]}
    found = warehouse.arrays(RAISES, values)
    at = (
        neighbours.placed(around.codes, found["area"]),
        neighbours.placed(neighbours.GROUPS, found["type"]),
        neighbours.placed(listed, found["month"].astype("datetime64[D]")),
    )
    tables = {}
    for name in _COUNTS:
        of_types = np.zeros((len(around.codes), len(neighbours.GROUPS) - 1, len(listed)))
        of_types[at] = found[name]
        tables[name] = neighbours.with_whole(of_types)
    people, raised, fell = (tables[name] for name in ("people", "raised", "fell"))
    few = disclosure.few([people, raised, fell, people - raised - fell], threshold)
    hidden = partners.closed(few, people, partners.along(people.shape, 0, 1))
    return {name: table[around.own] for name, table in tables.items()}, hidden[around.own]


def _joined(
    shares: pd.DataFrame, counts: dict[str, np.ndarray], hidden: np.ndarray, key: str
) -> pd.DataFrame:
    """The indicator's shares with what more is known of the same people; whatever it hides is hidden there too."""
    is_told = shares["status"].isin(["ok", "unverified"]).to_numpy()
    is_split = is_told & ~hidden
    with np.errstate(divide="ignore", invalid="ignore"):
        of_people = {name: table / counts["people"] for name, table in counts.items()}
    return pd.DataFrame(
        {
            key: shares[key],
            "people": shares["n"].where(is_told),
            "raised": shares["numerator"],
            "raised_share": shares["value"],
            "fell": np.where(is_split, counts["fell"], np.nan),
            "fell_share": np.where(is_split, of_people["fell"], np.nan),
            "wage_then": np.where(is_told, of_people["wage_sum_then"], np.nan),
            "wage_now": np.where(is_told, of_people["wage_sum_now"], np.nan),
            "status": shares["status"],
            "fell_status": shares["status"].where(is_split | ~is_told, "suppressed"),
        }
    )
