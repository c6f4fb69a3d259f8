"""What was found, in words: the headline of an area, and each hit's figure, threshold and people."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sharedwealth import numbers, product_names
from sharedwealth.attention.finding import BANDS, Findings
from sharedwealth.places.codes import LENGTHS
from sharedwealth.text import t, tn

Hit = Mapping[Hashable, Any]


@dataclass(frozen=True)
class Summary:
    """How much there is to look at in an area: hits by level, and whom they concern."""

    red: int
    yellow: int
    counties: int
    towns: int
    workshops: int
    clear: int
    """Active workshops with a ledger of the month that no rule hits: green."""
    silent_counties: int
    silent_workshops: int
    """Active workshops in counties without a ledger of the month, of which nothing is known."""


def narrowed(
    findings: Findings, area: str, workshop_type: str | None, level: str = "all", rule: str = "all"
) -> pd.DataFrame:
    """The hits inside the area; those of a type of workshop are of workshops alone."""
    hits = findings.hits
    kept = hits["area"].str.startswith(area).to_numpy(dtype=bool)
    for column, asked in (("type", workshop_type), ("level", level), ("rule", rule)):
        if asked not in (None, "all"):
            kept = kept & (hits[column] == asked).to_numpy(dtype=bool)
    return hits[kept].reset_index(drop=True)


def summary(findings: Findings, area: str, workshop_type: str | None) -> Summary:
    """Of the whole area, whatever rule or level the list is narrowed to."""
    hits = narrowed(findings, area, workshop_type)
    of = {each: hits[hits["of"] == each] for each in ("county", "town", "workshop")}
    here = _inside(findings.workshops, area, workshop_type)
    active = findings.workshops[here & findings.workshops["is_active"].to_numpy(dtype=bool)]
    known = active["is_reported"].to_numpy(dtype=bool)
    hit = set(zip(of["workshop"]["area"], of["workshop"]["workshop"], strict=True))
    keys = zip(active["village"][known], active["workshop_id"][known], strict=True)
    counties = findings.counties["county_code"].str.startswith(area[: LENGTHS["county"]])
    silent = counties & ~findings.counties["is_reported"].astype(bool)
    return Summary(
        red=int((hits["level"] == "red").sum()),
        yellow=int((hits["level"] == "yellow").sum()),
        counties=of["county"]["area"].nunique(),
        towns=of["town"]["area"].nunique(),
        workshops=len(hit),
        clear=sum(each not in hit for each in keys),
        silent_counties=int(silent.sum()),
        silent_workshops=int((~known).sum()),
    )


def judged(findings: Findings, rule: str, area: str, workshop_type: str | None) -> int:
    """How many counties, towns or workshops of the area the rule could judge."""
    subjects = findings.judged[rule]
    of = next(each.of for each in findings.rules if each.key == rule)
    if of == "workshop":
        return int(_inside(findings.workshops, area, workshop_type)[subjects].sum())
    if workshop_type is not None:
        return 0
    return int(np.char.startswith(subjects.astype(str), area).sum()) if len(subjects) else 0


def _inside(workshops: pd.DataFrame, area: str, workshop_type: str | None) -> np.ndarray:
    kept = workshops["village"].str.startswith(area).to_numpy(dtype=bool)
    if workshop_type is not None:
        kept = kept & (workshops["type"] == workshop_type).to_numpy(dtype=bool)
    return kept


def headline(found: Summary) -> str:
    """How many hits of each level, and of whom."""
    if not found.red and not found.yellow:
        return t("No rule hits here.")
    levels = t("{red} red, {yellow} yellow").format(
        red=numbers.plain(found.red), yellow=numbers.plain(found.yellow)
    )
    counted = (
        (found.workshops, tn("in {count} workshop", "in {count} workshops", found.workshops)),
        (found.towns, tn("in {count} town", "in {count} towns", found.towns)),
        (found.counties, tn("in {count} county", "in {count} counties", found.counties)),
    )
    whom = [words.format(count=numbers.plain(count)) for count, words in counted if count]
    return t("{levels}: {whom}").format(levels=levels, whom=t(", ").join(whom))


def unknown(found: Summary, month: str) -> str:
    """Of whom nothing is known, for want of a ledger; empty where all have sent one."""
    if not found.silent_counties:
        return ""
    return tn(
        "{counties} county has sent no ledger for {month}: nothing is known of its {workshops} active workshops, which "
        "is not the all-clear.",
        "{counties} counties have sent no ledger for {month}: nothing is known of their {workshops} active workshops, "
        "which is not the all-clear.",
        found.silent_counties,
    ).format(
        counties=numbers.plain(found.silent_counties),
        month=month,
        workshops=numbers.plain(found.silent_workshops),
    )


def figure(hit: Hit, *, is_short: bool = False) -> str:
    """−37%; 1,812 yuan a month; 72% (enterprise); what rests on few people is not told.

    Short, the enterprise is left out, and so is what a share has fallen to.
    """
    if hit["status"] == "suppressed":
        return t("not shown") if is_short else t("Few people, not shown")
    value, unit, decimals = float(hit["figure"]), str(hit["unit"]), 1 if hit["of"] == "county" else 0
    if hit["measure"] == "one_enterprise":
        share = numbers.percent(value, decimals)
        if is_short:
            return share
        return t("{share}: {enterprise}").format(
            share=share, enterprise=product_names.worded(str(hit["detail"]))
        )
    if hit["measure"] == "people_fall":
        return f"−{numbers.percent(value, decimals)}"
    if unit == "points":
        points = f"−{numbers.plain(value * 100, decimals)}"
        if is_short:
            return t("{points} points").format(points=points)
        return t("{points} points, to {share}").format(
            points=points, share=numbers.percent(hit["base"], decimals)
        )
    return _with_unit(value, unit)


def enterprise(hit: Hit) -> str:
    """The enterprise on which most people of the place depend; empty where the rule is about something else."""
    is_told = hit["measure"] == "one_enterprise" and hit["status"] != "suppressed"
    return str(hit["detail"]) if is_told else ""


def threshold(hit: Hit) -> str:
    """From which figure on the rule hits."""
    value, unit = float(hit["threshold"]), str(hit["unit"])
    if hit["measure"] == "no_ledger":
        return t("no ledger sent")
    if hit["measure"] == "one_enterprise":
        return f"> {numbers.percent(value, 0)}"
    if hit["measure"] == "people_fall":
        return f"≤ −{numbers.percent(value, 0)}"
    if unit == "points":
        return t("≤ −{points} points").format(points=numbers.plain(value * 100))
    return f"{'<' if unit == 'yuan_month' else '≥'} {_with_unit(value, unit)}"


def _with_unit(value: float, unit: str) -> str:
    if unit == "hazards":
        return tn("{count} hazard", "{count} hazards", value).format(count=numbers.plain(value))
    return numbers.with_unit(value, unit)


def people(hit: Hit) -> str:
    """n: the people, or the answers, behind the figure; of a town or workshop the band in which they lie."""
    if hit["status"] == "suppressed":
        return "<10" if hit["measure"] == "people_fall" else numbers.MISSING
    return band(hit["n"]) if hit["of"] != "county" else numbers.plain(hit["n"])


def band(edge: float) -> str:
    """20–49, 500+; a number below the first band stands as it is: nobody is nobody."""
    if pd.isna(edge):
        return numbers.MISSING
    if edge not in BANDS:
        return numbers.plain(edge)
    at = BANDS.index(int(edge))
    return f"{BANDS[at]}–{BANDS[at + 1] - 1}" if at + 1 < len(BANDS) else f"{BANDS[at]}+"
