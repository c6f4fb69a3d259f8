"""The public record on a page: choose place and figure, see the course, read each quote with its source."""

from typing import Any

import pandas as pd
import streamlit as st

from sharedwealth import public_record, settings
from sharedwealth.charts import published
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.tables import files
from sharedwealth.text import language, mark, t
from sharedwealth.ui import address, chart, choice, memory, twin
from sharedwealth.ui.panel import link_to, panel, plain

EVERYTHING = "all"

_worded = memory.Memory(8)
"""The tables with their words, by content and language: a page asks for them at every run."""


def load() -> pd.DataFrame:
    """All published figures, with the words of each in the run's language."""
    record = public_record.load(settings.load())
    return _worded.recall(("figures", *_content(record)), lambda: _in_words(record))


def _content(record: pd.DataFrame) -> tuple[int, str]:
    """What tells one state of an edited file from the next, and the language."""
    return int(pd.util.hash_pandas_object(record, index=False).sum()), language()


def _in_words(record: pd.DataFrame) -> pd.DataFrame:
    rows = record.to_dict("records")
    return record.assign(
        area_name=[public_record.area_name(row) for row in rows],
        figure_name=[public_record.indicator_name(row["indicator"]) for row in rows],
        value_text=[public_record.value_text(row) for row in rows],
        as_of_text=[public_record.as_of_text(row) for row in rows],
        publisher_text=[public_record.publisher(row) for row in rows],
        published_text=[public_record.published_on_text(row) for row in rows],
        trust_text=[public_record.trust_text(row) for row in rows],
        note_text=[public_record.note(row) for row in rows],
    )


def chosen(record: pd.DataFrame) -> pd.DataFrame:
    """The choices of place and figure, and the rows that fit them."""
    with st.container(horizontal=True, gap="small", key="record_filters", vertical_alignment="bottom"):
        places = dict(zip(record["area_code"], record["area_name"], strict=True))
        place = _choice("place", t("Place"), places, t("All places"))
        here = record if place == EVERYTHING else record[record["area_code"] == place]
        figures = dict(zip(here["indicator"], here["figure_name"], strict=True))
        known = dict(zip(record["indicator"], record["figure_name"], strict=True))
        figure = _choice("figure", t("Figure"), figures, t("All figures"), known)
    return here if figure == EVERYTHING else here[here["indicator"] == figure]


def _choice(
    name: str, label: str, options: dict[str, str], everything: str, known: dict[str, str] | None = None
) -> str:
    """A drop-down that follows the address; a value that exists nowhere raises with a sentence."""
    asked = address.read(name) or EVERYTHING
    if asked != EVERYTHING and asked not in (known or options):
        raise UnknownChoiceError(t("The public record has no “{value}”.").format(value=asked))
    shown = {EVERYTHING: everything, **options}
    key = f"record_{name}"
    st.session_state[key] = asked if asked in shown else EVERYTHING
    st.selectbox(
        label,
        list(shown),
        key=key,
        format_func=shown.__getitem__,
        on_change=_changed,
        args=(name, key),
        width=320,
    )
    return str(st.session_state[key])


def _changed(name: str, key: str) -> None:
    picked = st.session_state[key]
    address.write(**{name: None if picked == EVERYTHING else picked}, quote=None)


def course(rows: pd.DataFrame) -> None:
    """The figures over time; only of one figure of one place, since others cannot be compared."""
    if len(rows[["indicator", "area_code", "unit"]].drop_duplicates()) != 1:
        st.caption(
            t(
                "Choose one place and one figure to see them over time. Different units are never drawn together."
            )
        )
        return
    first = rows.iloc[0]
    title = f"{first['area_name']} · {first['figure_name']}"
    drawn = rows.assign(as_of_date=rows["as_of"], publisher=rows["publisher_text"])
    with panel("record_course", title, t("As published; undated figures stand apart")):
        picked = chart.show(published.chart(drawn, _unit(str(first["unit"]))), key="record_chart", alt=title)
    if picked and picked.get("customdata"):
        address.write(quote=str(picked["customdata"]))


def _unit(unit: str) -> str:
    """The unit as figures of this program are written; the value's own words stand on every point anyway."""
    return {"yuan_per_person": "yuan_month"}.get(unit, unit)


def quotes(rows: pd.DataFrame) -> None:
    """A row for each figure: what was said, where and when."""
    st.caption(t("{count} published figures. The quote is given as it was printed.").format(count=len(rows)))
    table = pd.DataFrame(
        {
            t("As of"): rows["as_of_text"],
            t("Place"): rows["area_name"],
            t("Figure"): rows["figure_name"],
            t("As published"): rows["value_text"],
            t("Quote"): rows["quote"],
            t("Source"): rows["publisher_text"],
            t("Published on"): rows["published_text"],
            t("Address"): rows["url"].replace("", None),
            t("Trust"): rows["trust_text"],
            t("Note"): rows["note_text"],
        }
    )
    columns: dict[str, Any] = {
        t("Quote"): st.column_config.TextColumn(width="large"),
        t("Address"): st.column_config.LinkColumn(display_text=t("Open the source"), width="small"),
        t("Note"): st.column_config.TextColumn(width="large"),
    }
    st.dataframe(
        table,
        hide_index=True,
        column_config=columns,
        height=twin.height(len(table), 560),
        key="record_table",
    )
    about = files.Provenance(
        t("Public record"),
        t("Published"),
        "",
        "",
        t("Figures as published, each with its source; never mixed with ledger figures"),
    )
    twin.downloads(table, "record", about, "public-record")


def cards(rows: pd.DataFrame, most: int = 6) -> None:
    """The quotes in full, readable without opening a cell: the one picked in a chart, else all when they are few."""
    asked = choice.known("quote", list(load()["id"]), mark("The public record has no “{value}”."))
    picked = rows[rows["id"] == asked]
    if len(picked):
        _card(picked.iloc[0])
        if len(rows) > 1:
            st.button(
                t("All quotes of this choice"),
                on_click=address.write,
                kwargs={"quote": None},
                key="all_quotes",
            )
    elif len(rows) <= most:
        for _, row in rows.iterrows():
            _card(row)


def _card(row: "pd.Series[Any]") -> None:
    with st.container(border=True, key=f"quote_{row['id']}"):
        where = f"{row['figure_name']} · {row['area_name']} · {row['as_of_text']}"
        st.markdown(f"**{plain(row['value_text'])}**　{plain(where)}")
        st.text(f"“{row['quote']}”")
        st.caption(plain(f"{row['publisher_text']} · {row['published_text']}") + link_to(row["url"]))
        if row["note_text"]:
            st.caption(plain(row["note_text"]))


def background() -> None:
    """Incomes and other statistics around the programme, as published; a table of their own, never mixed in."""
    found = public_record.load_background(settings.load())
    st.caption(t("{count} published statistics around the programme.").format(count=len(found)))
    table = _worded.recall(("background", *_content(found)), lambda: _background(found))
    columns = {t("Address"): st.column_config.LinkColumn(display_text=t("Open the source"), width="small")}
    st.dataframe(table, hide_index=True, column_config=columns, height=560, key="background_table")
    provenance = files.Provenance(t("Background statistics"), t("Published"), "", "")
    twin.downloads(table, "background", provenance, "background-statistics")


def _background(found: pd.DataFrame) -> pd.DataFrame:
    rows = found.to_dict("records")
    return pd.DataFrame(
        {
            t("As of"): [public_record.as_of_text(row) for row in rows],
            t("Place"): [public_record.area_name(row) for row in rows],
            t("Figure"): [public_record.indicator_name(row["indicator"]) for row in rows],
            t("As published"): [public_record.value_text(row) for row in rows],
            t("Source"): [public_record.publisher(row) for row in rows],
            t("Address"): found["url"].replace("", None),
            t("Trust"): [public_record.trust_text(row) for row in rows],
            t("Note"): [public_record.note(row) for row in rows],
        }
    )
