"""A headline figure: value, change on the month before, and what it means on hovering."""

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from sharedwealth import numbers
from sharedwealth.choices import STATUSES, word
from sharedwealth.indicators import CATALOGUE, Indicator
from sharedwealth.indicators.targets import target_with_month
from sharedwealth.text import language, t
from sharedwealth.ui import badge, dry_run, navigation, page_parts
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import unbroken

_DECIMALS = {"share": 3, "index": 3}


def row(
    view: View,
    *keys: str,
    name: str = "cards",
    more: Sequence[dict[str, Any]] = (),
    with_spread: bool = False,
) -> None:
    """Cards side by side, as many as there is room for; what is not defined for the area's level is left out.

    `more` are cards of figures that are no indicators, made by `plain`; they stand behind the others. `with_spread`
    writes median and n under every mean.
    """
    shown = [key for key in keys if view.can_tell(key)]
    if not shown:
        return

    def written() -> list[dict[str, Any]]:
        return [_card(view, key) | {"under": _under(view, key) if with_spread else ""} for key in shown]

    said = view.remembered(written, "cards", with_spread, *shown)

    def to_lineage() -> None:
        navigation.turn_to("lineage", indicator=str(st.session_state[name].lineage))

    data = {
        "key": name,
        "cards": [*said, *more],
        "why": t("What stands behind the figure"),
        "lineage": t("Where this comes from"),
    }
    dry_run.note(name, data)
    page_parts.component("cards")(
        key=name,
        data=data,
        width="stretch",
        on_lineage_change=to_lineage,
    )


def plain(view: View, label: str, value: str, told: Sequence[str]) -> dict[str, Any]:
    """A card without a change and without a way to the rows; `told` are the lines that explain it."""
    lines = [*told, f"{badge.kind(view.warehouse)} · {badge.words(view)}"]
    return {"key": "", "label": label, "value": value, "change": "", "direction": "", "colour": "", "beside": "",
            "told": lines}  # fmt: skip


def _card(view: View, key: str) -> dict[str, Any]:
    indicator = CATALOGUE[key]
    course = view.course(key)
    now, before = course.iloc[-1], course.iloc[-2] if len(course) > 1 else None
    change = _change(indicator, now, before)
    return {
        "key": key,
        "label": _label(view, indicator),
        "value": _value(now),
        "change": _delta(change, indicator.unit) or _why_no_change(indicator, now, before) or "",
        "direction": "up" if change and change > 0 else "down" if change else "",
        "colour": _colour(indicator, change),
        "beside": _beside(view, indicator) if change is not None else "",
        "told": explanation(view, indicator, now),
    }


def _under(view: View, key: str) -> str:
    """Median and n of a mean; a space as high as they are where the figure is none, so that cards stand in line."""
    now = view.figure(key)
    if pd.isna(now["median"]):
        return "\N{NO-BREAK SPACE}"
    median = _figure(float(now["median"]), str(now["unit"]))
    parts = t("Median {value}").format(value=median), t("n = {count}").format(count=numbers.plain(now["n"]))
    return " · ".join(unbroken(part) for part in parts)


def _label(view: View, indicator: Indicator) -> str:
    if view.workshop_type and not indicator.by_type:
        return t("{indicator} (all types)").format(indicator=indicator.short_title())
    return indicator.short_title()


def _figure(value: float, unit: str) -> str:
    """With its unit; in English the word would not fit a card, and the title says it."""
    if language() == "zh":
        return numbers.with_unit(value, unit)
    return f"¥{numbers.bare(value, unit)}" if unit.startswith("yuan") else numbers.bare(value, unit)


def _delta(change: float | None, unit: str) -> str | None:
    """The signed change."""
    if change is None:
        return None
    if language() == "zh" or unit == "share":
        return numbers.difference(change, unit)
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return f"{sign}{_figure(abs(change), unit)}"


def _value(answer: "pd.Series[Any]") -> str:
    if answer["status"] == "suppressed":
        return "<10"
    if answer["status"] == "no_data":
        return t("Not applicable") if answer["counties_reported"] else word(STATUSES, "no_data")
    return _figure(float(answer["value"]), str(answer["unit"]))


def _change(indicator: Indicator, now: "pd.Series[Any]", before: "pd.Series[Any] | None") -> float | None:
    """The difference to the month before, as far as it shows; None unless both are known and of the same counties."""
    if before is None or pd.isna(now["value"]) or pd.isna(before["value"]):
        return None
    if _why_no_change(indicator, now, before):
        return None
    change = float(now["value"] - before["value"])
    return round(change, _DECIMALS.get(str(now["unit"]), 0))


def _why_no_change(
    indicator: Indicator, now: "pd.Series[Any]", before: "pd.Series[Any] | None"
) -> str | None:
    """In words, where the two months cannot be compared; None where they can, or nothing is known."""
    if now["status"] == "carried":
        return word(STATUSES, "carried")
    if now["status"] == "no_data" and now["counties_reported"] and indicator.family == "coverage":
        return t("no place of this kind here")
    if before is None or pd.isna(now["value"]) or pd.isna(before["value"]):
        return None
    if indicator.nature == "flow" and now["counties_reported"] != before["counties_reported"]:
        return t("Counties differ from last month")
    return None


def _beside(view: View, indicator: Indicator) -> str:
    """What the change is against; where there is a target or an official goal, that too."""
    goal = _goal(view, indicator)
    if goal is None or view.workshop_type:
        return t("vs last month")
    return "· " + t("goal {goal}").format(goal=_aim(float(goal), indicator.unit))


def _aim(goal: float, unit: str) -> str:
    """A goal as people say it: 100%, not 100.0%."""
    is_whole = unit == "share" and round(goal * 100, 6).is_integer()
    return numbers.percent(goal, 0) if is_whole else _figure(goal, unit)


def _goal(view: View, indicator: Indicator) -> float | None:
    """The target that is still to be met, or the official goal of a rate; a target long due says nothing of today."""
    if indicator.shape != "count":
        return indicator.goal_value
    found = view.told(target_with_month, indicator.key)
    if found is None or (found[1] is not None and found[1] < view.month):
        return None
    return float(found[0])


def _colour(indicator: Indicator, change: float | None) -> Literal["good", "bad", ""]:
    """Green and red only where one direction is better, and only beside an arrow and a sign."""
    if not change or indicator.better == "neither":
        return ""
    return "good" if (change > 0) == (indicator.better == "higher") else "bad"


def explanation(view: View, indicator: Indicator, answer: "pd.Series[Any]") -> list[str]:
    """What stands behind a figure, line by line: title, definition, numerator and denominator or n, month, snapshot."""
    lines = [indicator.title(), *indicator.explain().split("\n\n")]
    if pd.notna(answer["denominator"]):
        lines.append(f"{numbers.plain(answer['numerator'])} ÷ {numbers.plain(answer['denominator'])}")
    if pd.notna(answer["median"]):
        lines.append(
            t("Median {median}, quartiles {q1} to {q3}").format(
                median=numbers.with_unit(answer["median"], indicator.unit),
                q1=numbers.plain(answer["q1"]),
                q3=numbers.plain(answer["q3"]),
            )
        )
    if pd.notna(answer["n"]):
        lines.append(f"n = {numbers.plain(answer['n'])}")
    lines.append(f"{badge.kind(view.warehouse)} · {badge.words(view)}")
    return lines
