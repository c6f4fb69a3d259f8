"""A crossed answer as a reader's table: a row for each value of the one thing, a column for each of the other."""

from collections.abc import Hashable, Mapping

import pandas as pd

from sharedwealth import choices, numbers
from sharedwealth.text import t

_WORDS = {"type": choices.WORKSHOP_TYPES, "sex": choices.SEXES, "low": choices.LOW_INCOME}
PLACES = ("city", "county", "town", "village")


def names(frame: pd.DataFrame, dimension: str) -> dict[str, str]:
    """The values of a dimension in the answer's order, each with its words."""
    if dimension in PLACES:
        listed = frame.drop_duplicates(dimension)
        return dict(zip(listed[dimension], listed["area_name"], strict=True))
    found = list(dict.fromkeys(frame[dimension]))
    if dimension == "age":
        return {each: choices.age_band(each) for each in found}
    words = _WORDS.get(dimension, {})
    return {each: choices.word(words, each) for each in found}


def cell(value: float, status: str, *, is_few: bool, unit: str) -> str:
    """A figure as it is written in a cell, or why there is none."""
    if status == "suppressed":
        return t("<10") if is_few else t("withheld")
    return numbers.MISSING if pd.isna(value) else _figure(value, unit)


def _figure(value: float, unit: str) -> str:
    """With thousands separators to the last digit, as a table is read; rates and indices as everywhere."""
    return numbers.bare(value, unit) if unit in ("share", "index") else numbers.plain(value)


def full(frame: pd.DataFrame) -> list[str]:
    """Figures as a table says them: a mean with its median and n, a share with what it is made of."""
    columns = ("numerator", "denominator", "median", "n")
    behind = frame[list(columns)].to_dict("records")
    return [
        _with(words, row, str(unit)) if known else words
        for words, row, unit, known in zip(
            written(frame), behind, frame["unit"], frame["value"].notna(), strict=True
        )
    ]


def _with(words: str, row: Mapping[Hashable, float], unit: str) -> str:
    if unit == "share" and pd.notna(row["denominator"]):
        return f"{words} ({numbers.plain(row['numerator'])}/{numbers.plain(row['denominator'])})"
    if pd.isna(row["denominator"]) and unit != "index":
        return words
    median = f" / {_figure(row['median'], unit)}" if pd.notna(row["median"]) else ""
    return f"{words}{median} (n {numbers.plain(row['n'])})"


def made_of(frame: pd.DataFrame) -> str:
    """What stands in a cell of `full`, in words."""
    unit = str(frame["unit"].iloc[0]) if len(frame) else ""
    if unit == "share":
        return t("share (numerator/denominator)")
    if unit == "yuan_month":
        return t("mean / median (n)") if frame["median"].notna().any() else t("mean (n)")
    return t("index (n)") if unit == "index" else ""


def written(frame: pd.DataFrame) -> list[str]:
    return [
        cell(value, status, is_few=is_few, unit=unit)
        for value, status, is_few, unit in zip(
            frame["value"], frame["status"], frame["is_few"], frame["unit"], strict=True
        )
    ]


def table(
    frame: pd.DataFrame,
    by: tuple[str, ...],
    headings: tuple[str, str],
    wholes: dict[str, pd.DataFrame],
) -> pd.DataFrame:
    """Rows by the first thing, columns by the second, every cell written; with one thing alone, one column.

    `headings` are those of the rows' names and of a single column. `wholes` are the answers without a dimension, under
    its name: the column, the row and the corner of the whole stand last, and only where both margins add up the corner.
    """
    rows = names(frame, by[0])
    if len(by) == 1:
        return pd.DataFrame({headings[0]: list(rows.values()), headings[1]: full(frame)})
    columns = names(frame, by[1])
    cells = frame.assign(text=full(frame)).pivot_table(
        index=by[0], columns=by[1], values="text", aggfunc="first", sort=False, observed=True
    )
    shown = cells.reindex(index=list(rows), columns=list(columns))
    shown.columns = _distinct(list(columns.values()))
    shown.insert(0, headings[0], list(rows.values()))
    whole = t("Together")
    if by[1] in wholes:
        told = wholes[by[1]]
        shown[whole] = shown.index.map(dict(zip(told[by[0]], full(told), strict=True)))
    if by[0] in wholes:
        told = wholes[by[0]]
        last = [whole, *full(told), *([""] if whole in shown else [])]
        if whole in shown and "" in wholes:
            last[-1] = full(wholes[""])[0]
        shown.loc[""] = last
    return shown.reset_index(drop=True)


def _distinct(titles: list[str]) -> list[str]:
    """Titles of columns, a second one of the same name with a number behind it: two towns may share a name."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        found.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return found
