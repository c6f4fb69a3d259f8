"""What the drop-downs offer: the county's villages and the counties on a hidden sheet, choices in Chinese words."""

from dataclasses import dataclass

import pandas as pd
from xlsxwriter.workbook import Workbook

from sharedwealth.ledger.context import Context
from sharedwealth.ledger.wording import stacked
from sharedwealth.text import mark

TITLE = "名录"
_VILLAGES = mark("Villages and communities")
_COUNTIES = mark("Counties of the province")


@dataclass(frozen=True)
class Places:
    """Codes to what a cell says of them, `331082112201 示例村 001`: readable for the clerk, the code first."""

    villages: dict[str, str]
    counties: dict[str, str]

    def village(self, code: str) -> str:
        """As the list has it; a code the list does not know, such as a village elsewhere, stays as it is."""
        return self.villages.get(code, code)

    def county(self, code: str) -> str:
        return self.counties.get(code, code)


def places(context: Context) -> Places:
    own = context.places[context.places["code"].str.startswith(context.county_code)]
    own = own[~own["code"].isin(context.not_in_use)]
    return Places(_written(own, "village"), _written(context.places, "county"))


def _written(rows: pd.DataFrame, level: str) -> dict[str, str]:
    chosen = rows[rows["level"] == level].sort_values("code")
    return {code: f"{code} {name}" for code, name in zip(chosen["code"], chosen["name_zh"], strict=True)}


def county_name(context: Context) -> str:
    """The county's Chinese name; its code where the register has none."""
    own = context.places[context.places["code"] == context.county_code]
    return str(own["name_zh"].iloc[0]) if len(own) else context.county_code


def has_demonstration_villages(context: Context) -> bool:
    """Whether the villages are the generated ones, of which nothing real may be said."""
    names = context.places.loc[context.places["level"] == "village", "name_zh"]
    return bool(names.str.startswith("示例村").any())


def write(book: Workbook, known: Places) -> None:
    """The hidden sheet, villages in column A and counties in column B, with the names that the checks refer to."""
    sheet = book.add_worksheet(TITLE)
    text = book.add_format({"num_format": "@", "font_name": "宋体"})
    sheet.set_column(0, 1, 36, text)
    for column, (heading, entries) in enumerate(((_VILLAGES, known.villages), (_COUNTIES, known.counties))):
        sheet.write_string(0, column, stacked(heading), text)
        sheet.write_column(1, column, list(entries.values()), text)
    sheet.protect()
    sheet.hide()


def villages_range(known: Places) -> str:
    return f"='{TITLE}'!$A$2:$A${max(2, len(known.villages) + 1)}"


def counties_range(known: Places) -> str:
    return f"='{TITLE}'!$B$2:$B${max(2, len(known.counties) + 1)}"
