"""The page for analysts: what is asked, its chart, its table, and the query behind them."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from sharedwealth import months, numbers
from sharedwealth.indicators import CATALOGUE, crossing_words
from sharedwealth.indicators.crossing import (
    ALL,
    DIMENSIONS,
    MEMBERS,
    PLACES,
    Crossing,
    ask_crossing,
    possible_dimensions,
    possible_people,
)
from sharedwealth.indicators.crossing_texts import text_of
from sharedwealth.indicators.definition import WIDE
from sharedwealth.indicators.pivot import cross, without
from sharedwealth.places import codes
from sharedwealth.tables import crossed, files, readable
from sharedwealth.text import language, mark, t, tn, tp
from sharedwealth.ui import address, badge, chart, choice, memory, twin
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import explore_chart
from sharedwealth.ui.pieces.explore_chart import KINDS

NONE = "none"
_DEFAULT = "people_at_work"
_ALL_WITHHELD = mark(
    "This cross cannot be told: cells of fewer than 10 people could be worked out. Choose a larger area, or one thing "
    "less."
)
_WHY_WITHHELD = mark(
    "In a month an area is told in all its cells or in none: in none where one has fewer than 10 people, and where it "
    "keeps others from being worked out by subtraction."
)


@dataclass(frozen=True)
class Found:
    """A crossed question with everything that the page shows of it."""

    asked: Crossing
    rows: pd.DataFrame
    wholes: dict[str, pd.DataFrame]
    set_aside: tuple[str, ...]
    """What the address asks for and this figure or area has not, in words."""


def asked(view: View) -> Found:
    """The choices at the top of the page, each in the address, and the answer to them."""
    _check()
    with st.container(horizontal=True, gap="small", key="explore_choices"):
        key = choice.dropdown(
            "measure",
            tp("column", "Measure"),
            tuple(CATALOGUE),
            lambda each: CATALOGUE[each].title(),
            _DEFAULT,
            300,
        )
        level = codes.level(view.area) or "province"
        possible = possible_dimensions(CATALOGUE[key], level)
        rows = choice.dropdown("rows", tp("pivot", "Rows"), possible, crossing_words.dimension, possible[0])
        others = tuple(each for each in possible if each != rows and not {each, rows} <= set(PLACES))
        columns = choice.dropdown(
            "cols",
            t("Columns"),
            (NONE, *others),
            lambda each: tp("pivot", "nothing") if each == NONE else crossing_words.dimension(each),
            others[0] if others else NONE,
        )
        by = (rows,) if columns == NONE else (rows, columns)
        only = _people_kept(key, level)
        since = _since(view) if "month" in by else None
    if view.workshop_type and CATALOGUE[key].by_type:
        only["type"] = view.workshop_type
    question = ask_crossing(view.warehouse, key, by, view.area, view.month, since=since, only=only)
    return _found(view, question, _set_aside(view, question))


def _check() -> None:
    """A word in the address that means nothing here raises, with the nearest that does."""
    choice.known("measure", tuple(CATALOGUE), mark("There is no indicator “{value}”."))
    for name in ("rows", "cols"):
        choice.known(name, (*DIMENSIONS, NONE), mark("Nothing can be divided by “{value}”."))
    choice.known("chart", tuple(KINDS), mark("There is no chart “{value}”."))
    for name in ("sex", "age", "low"):
        choice.known(name, (*MEMBERS[name], ALL), mark("“{value}” is no group of people here."))


def _people_kept(key: str, level: str) -> dict[str, str]:
    """The one sex, age band or income group asked for, where the figure is known by it."""
    kept = {}
    for name in possible_people(CATALOGUE[key]) if level in WIDE else ():
        chosen = choice.dropdown(
            name,
            crossing_words.dimension(name),
            (ALL, *MEMBERS[name]),
            lambda each, name=name: tp("pivot", "All") if each == ALL else crossing_words.member(name, each),  # type: ignore[misc]
            ALL,
        )
        if chosen != ALL:
            kept[name] = chosen
    return kept


def _since(view: View) -> str:
    """The first month; a year before the last one unless chosen otherwise."""
    said = address.read("since")
    offered = [months.write(each) for each in view.warehouse.months if each <= view.month]
    if said is not None and said not in offered:
        months.parse(said)
        if months.parse(said) > view.month or months.parse(said) < view.warehouse.first_month:
            return said  # the question says what is wrong with it
    usual = offered[max(0, len(offered) - 13)]
    return choice.dropdown("since", t("From"), offered, lambda each: numbers.month(months.parse(each)), usual)


def _set_aside(view: View, question: Crossing) -> tuple[str, ...]:
    said = []
    for name in ("rows", "cols"):
        wanted = address.read(name)
        if wanted and wanted != NONE and wanted not in question.by:
            said.append(crossing_words.dimension(wanted))
    for name in ("sex", "age", "low"):
        wanted = address.read(name)
        if wanted and wanted != ALL and question.only.get(name) != wanted:
            said.append(crossing_words.member(name, wanted))
    if view.workshop_type and "type" not in question.only:
        said.append(crossing_words.member("type", view.workshop_type))
    return tuple(dict.fromkeys(said))


def _found(view: View, question: Crossing, set_aside: tuple[str, ...]) -> Found:
    store = memory.of(view.warehouse)

    def rows_of(one: Crossing) -> pd.DataFrame:
        name = (
            "crossed",
            one.indicator.key,
            one.place.code,
            one.by,
            one.first,
            one.month,
            *sorted(one.only.items()),
        )
        return store.recall((*name, language()), lambda: cross(view.warehouse, one))

    wholes = {}
    for name in question.by:
        whole = without(question, name)
        if whole is not None:
            wholes[name] = rows_of(whole)
    if len(wholes) == 2:
        corner = replace(question, by=(question.by[0],))
        last = replace(corner, by=(), level=question.place.level)
        wholes[""] = rows_of(last)
    return Found(question, rows_of(question), wholes, set_aside)


def drawing(here: Found, *, name: str) -> None:
    """The chart in its panel; its kind stands in the address."""
    question, rows = here.asked, here.rows
    kinds = explore_chart.kinds(question)
    with panel(name, _title(question), _subtitle(here), help_=question.indicator.explain()):
        if here.set_aside:
            said = t("Not known for this figure or area, and set aside: {names}.")
            st.caption(plain(said.format(names=t(", ").join(here.set_aside))))
        if rows.empty:
            st.caption(t("There is no place of this level in the area."))
            return
        if _are_all_withheld(rows):
            st.caption(t(_ALL_WITHHELD))
            return
        kind = choice.segmented("chart", t("Chart"), kinds, lambda each: t(KINDS[each]))
        shown, left_out = explore_chart.most(rows, question, kind)
        chart.show(explore_chart.drawn(shown, question, kind), key=f"{name}_{kind}", alt=_title(question))
        for sentence in _notes(here, left_out):
            st.caption(plain(sentence))


def table(here: Found, view: View, *, name: str) -> None:
    """Rows by columns, with every figure's numerator, denominator, n and status in the files."""
    question, rows = here.asked, here.rows
    made_of = crossed.made_of(rows)
    with panel(name, t("Table"), " · ".join(each for each in (_subtitle(here), made_of) if each)):
        if rows.empty or _are_all_withheld(rows):
            st.caption(t("There is nothing to list."))
            return
        heading = crossing_words.dimension(question.by[0])
        value = readable.value_heading(question.indicator.unit)
        shown = crossed.table(rows, question.by, (heading, value), here.wholes)
        right = {each: st.column_config.TextColumn(alignment="right") for each in shown.columns[1:]}
        st.dataframe(
            shown,
            hide_index=True,
            height=twin.height(len(shown), 420),
            key=f"table_{name}",
            column_config=right,
        )
        told = readable.table(rows)
        about, file = _provenance(view, question), _file_name(view, question)
        twin.downloads(told, name, about, file, (question.indicator.key,))


def query(here: Found, *, name: str) -> None:
    """The statement with its values, and the command that gives the same rows."""
    told = text_of(here.asked)
    with panel(name, t("The query"), t("Before disclosure control and without areas that have no row.")):
        lines = [f"-- {line}" for line in told.listed()]
        st.code("\n".join([*lines, told.sql]), language="sql")
        st.caption(t("The same from the command line:"))
        st.code(crossing_words.command(here.asked), language="bash", wrap_lines=True)


def _title(question: Crossing) -> str:
    return t("{measure} by {things}").format(
        measure=question.indicator.title(), things=crossing_words.divided(question)
    )


def _subtitle(here: Found) -> str:
    unit = readable.value_heading(here.asked.indicator.unit)
    return " · ".join([*crossing_words.narrowed(here.asked), unit])


def _are_all_withheld(rows: pd.DataFrame) -> bool:
    """Whether nothing at all is told, though something is known."""
    return bool((rows["status"] == "suppressed").any()) and not rows["value"].notna().any()


def _notes(here: Found, left_out: list[str]) -> list[str]:
    rows, said = here.rows, [" ".join(left_out)] if left_out else []
    hidden = int((rows["status"] == "suppressed").sum())
    if hidden:
        sentence = tn("{count} cell is withheld. {why}", "{count} cells are withheld. {why}", hidden)
        said.append(sentence.format(count=numbers.plain(hidden), why=t(_WHY_WITHHELD)))
    missing = int((rows["status"] == "no_data").sum())
    if missing:
        sentence = tn("{count} cell has no data.", "{count} cells have no data.", missing)
        said.append(sentence.format(count=numbers.plain(missing)))
    return [*said, *crossing_words.cautions(here.asked)]


def _provenance(view: View, question: Crossing) -> files.Provenance:
    return files.Provenance(
        title=_title(question),
        narrowed=" · ".join(crossing_words.narrowed(question)),
        kind=badge.kind(view.warehouse),
        as_of=months.write(question.month),
        snapshot=view.warehouse.meta["code"],
        definition=question.indicator.explain(),
        caveat=" ".join(crossing_words.cautions(question)),
    )


def _file_name(view: View, question: Crossing) -> str:
    kept = [f"-{each}" for each in question.only.values()]
    by = "-by-" + "-".join(question.by)
    end = f"-{months.write(question.month)}-{view.warehouse.meta['code']}"
    return f"{question.indicator.key}{by}-{question.place.code}{''.join(kept)}{end}"
