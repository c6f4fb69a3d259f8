"""A lineage in words and in tables with headings in words, the same on the page, in files and on the command line."""

import math

import pandas as pd

from sharedwealth import numbers
from sharedwealth.choices import STATUSES, WORKSHOP_TYPES, word
from sharedwealth.intake.lineage.model import Excluded, Lineage
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.tables import readable
from sharedwealth.text import language, t, tn, tp

_DIGEST = 12


def figure(lineage: Lineage) -> str:
    """The figure with its unit, or the word for why there is none."""
    told = lineage.figure
    if told["status"] == "suppressed":
        return "<10"
    if math.isnan(float(told["value"])):
        return word(STATUSES, str(told["status"]))
    return numbers.with_unit(float(told["value"]), lineage.indicator.unit)


def formula(lineage: Lineage) -> str:
    """The figure as it is made: numerator ÷ denominator = value; the exact value where there is no denominator."""
    told = lineage.figure
    if math.isnan(float(told["value"])):
        return figure(lineage)
    unit = lineage.indicator.unit
    if math.isnan(float(told["denominator"])):
        return f"{_exact(float(told['value']), unit)}{_unit(lineage)}"
    parts = (_exact(float(told["numerator"]), ""), _exact(float(told["denominator"]), ""))
    return f"{parts[0]} ÷ {parts[1]} = {_exact(float(told['value']), unit)}{_unit(lineage)}"


def _unit(lineage: Lineage) -> str:
    named = lineage.indicator.unit_word()
    return named if language() == "zh" or not named else f" {named}"


def _exact(value: float, unit: str) -> str:
    if unit == "share":
        return numbers.percent(value, 2)
    if unit == "index":
        return numbers.plain(value, 6)
    return numbers.plain(value) if value == round(value) else numbers.plain(value, 2)


def adding_up(lineage: Lineage) -> list[str]:
    """How the rows come to the figure, sentence by sentence; why there are none where the figure is not told."""
    summed = lineage.sum
    if summed is None:
        return [t("There is no figure to add up: {reason}.").format(reason=figure(lineage))]
    frame = lineage.rows if lineage.parts.empty else lineage.parts
    said = [_count(len(frame), is_area=not lineage.parts.empty)]
    if lineage.indicator.shape == "index" and not lineage.indicator.key.startswith("theil_"):
        said.append(t("people behind them {people}").format(people=numbers.plain(summed.numerator)))
        if not math.isnan(summed.value):
            said.append(t("worked out again {value}").format(value=_exact(summed.value, "index")))
    else:
        unit = lineage.indicator.unit
        made = _exact(summed.value, unit)
        denominator = summed.denominator
        if lineage.indicator.key == "target_progress":
            denominator = float(lineage.figure["denominator"])
        if not math.isnan(denominator):
            made = f"{_exact(summed.numerator, '')} ÷ {_exact(denominator, '')} = {made}"
        said.append(t("together {sum}").format(sum=made))
    first = t("{rows}: {sums}.").format(rows=said[0], sums=t(", ").join(said[1:]))
    return [first, *_verdict(lineage)]


def _count(rows: int, *, is_area: bool) -> str:
    if is_area:
        return tn("{count} area", "{count} areas", rows).format(count=numbers.plain(rows))
    return tn("{count} row", "{count} rows", rows).format(count=numbers.plain(rows))


def _verdict(lineage: Lineage) -> list[str]:
    summed = lineage.sum
    if summed is None:
        return []
    said = []
    if summed.hidden_rows:
        if math.isnan(summed.hidden_numerator):
            sentence = t(
                "{count} of them are not shown because of few people, and neither is what they come to."
            )
        else:
            sentence = t("{count} of them are not shown because of few people; together they come to {sum}.")
        made = numbers.plain(summed.hidden_numerator)
        if not math.isnan(summed.hidden_denominator):
            made = f"{made} ÷ {numbers.plain(summed.hidden_denominator)}"
        said.append(sentence.format(count=numbers.plain(summed.hidden_rows), sum=made))
    if summed.agrees:
        said.append(t("This is the figure."))
    elif summed.agrees is False:
        said.append(
            t("This is not the figure. Tell the operator: the facts or the snapshot are not what they were.")
        )
    return said


def excluded_count(each: Excluded) -> str:
    """How many, as far as it may be told."""
    if each.is_hidden:
        return "<10"
    return numbers.plain(each.count)


def excluded(lineage: Lineage) -> pd.DataFrame:
    """What does not count and how many."""
    told = {
        t("What does not count, and why"): [each.why for each in lineage.excluded],
        tp("column", "How many"): [excluded_count(each) for each in lineage.excluded],
    }
    return pd.DataFrame(told)


def parts(lineage: Lineage) -> pd.DataFrame:
    """What each area adds."""
    frame = lineage.parts
    found = {t("Area"): frame["area_name"], t("Code"): frame["area"]} | _added(lineage, frame)
    statuses = [word(STATUSES, str(each)) for each in frame["status"]]
    return pd.DataFrame(found | {t("Status"): statuses})


def rows(lineage: Lineage) -> pd.DataFrame:
    """The rows behind, without the columns that none of them fills."""
    frame = lineage.rows
    made = t("demonstration data, no file")
    generated = set(lineage.ledgers.loc[lineage.ledgers["is_generated"].astype(bool), "month"])
    files = [
        file or (made if month in generated else "")
        for file, month in zip(frame["file"], frame["month"], strict=True)
    ]
    is_of_places = lineage.indicator.family == "coverage"
    found = {
        t("Place") if is_of_places else t("Workshop"): frame["name"],
        t("Code of the place"): frame["place_code"],
        t("Number of the workshop"): frame["workshop_id"],
        t("Number of the worker"): frame["worker_id"],
        t("Type"): [
            word(WORKSHOP_TYPES, str(each)) if each in WORKSHOP_TYPES else ""
            for each in frame["workshop_type"]
        ],
    }
    hidden = ["" if each == "ok" else word(STATUSES, str(each)) for each in frame["status"]]
    found |= _added(lineage, frame) | {t("Status"): hidden}
    found |= {
        t("Ledger"): frame["month"],
        t("Sheet"): [sheet(each) for each in frame["sheet"]],
        t("Row in the sheet"): frame["source_row"],
        t("File"): files,
        t("Rows it stands for"): frame["entries"].astype("Int64"),
    }
    filled = {heading: column for heading, column in found.items() if _is_filled(column)}
    return pd.DataFrame(filled)


def _is_filled(column: object) -> bool:
    values = pd.Series(column)
    return bool((values.notna() & (values.astype(str) != "")).any())


def _added(lineage: Lineage, frame: pd.DataFrame) -> dict[str, pd.Series]:
    """The column or columns of what is added."""
    indicator = lineage.indicator
    if indicator.key.startswith("theil_"):
        return {t("Adds to the index"): frame["numerator"].astype(float).round(6)}
    numerator, denominator = (_whole(frame[name]) for name in ("numerator", "denominator"))
    if indicator.shape == "index":
        return {t("People"): numerator}
    if frame["denominator"].isna().all():
        return {
            readable.value_heading("workshops" if indicator.unit == "share" else indicator.unit): numerator
        }
    return {t("Numerator"): numerator, t("Denominator"): denominator}


def _whole(values: pd.Series) -> pd.Series:
    return values.astype(float).round().astype("Int64")


def sheet(name: str) -> str:
    """The sheet as the workbook names it; in English with the alias."""
    title = SHEETS[name].title_zh
    return title if language() == "zh" else f"{name} ({title})"


def ledgers(lineage: Lineage) -> pd.DataFrame:
    """The ledgers used: their facts, and who sent them when in which file."""
    frame = lineage.ledgers
    made, unknown = t("demonstration data, no file"), t("not in the journal")
    published = [
        made if row["is_generated"] else numbers.plain(row["publication"]) if row["publication"] else unknown
        for row in frame.to_dict("records")
    ]
    found = {
        t("County"): frame["county_name"],
        t("Ledger"): frame["month"],
        t("Ledgers used"): frame["months_used"],
        t("Sheet"): [sheet(each) for each in frame["sheet"]],
        t("Rows"): frame["rows"],
        t("Publication"): published,
        t("Published at (UTC)"): frame["at"].str.replace("T", " ").str.slice(0, 16),
        t("Sent by"): frame["who"],
        t("File"): frame["file"],
        t("SHA-256 of the file"): frame["file_sha256"],
        t("Reason given"): frame["reason"],
        t("Facts kept as"): frame["path"],
        t("SHA-256 of the facts"): frame["sha256"].str.slice(0, _DIGEST),
    }
    filled = {heading: column for heading, column in found.items() if _is_filled(column)}
    return pd.DataFrame(filled)
