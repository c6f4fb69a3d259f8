"""The top of the page of ledgers: whose ledger and of which month, the template, and how real ledgers begin."""

import io
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from sharedwealth import months, numbers, settings
from sharedwealth.errors import UnknownMonthError
from sharedwealth.intake.contexts import Contexts
from sharedwealth.ledger import template
from sharedwealth.places import codes, register
from sharedwealth.settings import Settings
from sharedwealth.text import Language, language, t, using
from sharedwealth.ui import address, areas, controls, head, memory, store
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.uploads_desk import Choice
from sharedwealth.warehouse import snapshots

_MONTHS_BACK = 24
_BEGINS = "ledgers_begin"
_LATEST = """
SELECT coalesce(strftime(max(ledger_month), '%Y-%m'), '') FROM county_months WHERE county_code = $county
"""
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Setting:
    """Where ledgers come in: the kind of the current snapshot and its last month, None where nothing is published."""

    installation: Settings
    kind: str | None
    last_month: date | None
    counties: dict[str, str]
    """Code to name, with the city's before it."""
    begins: bool
    """Whether the reader has chosen to begin with real ledgers on a demonstration."""

    @property
    def is_practice(self) -> bool:
        return self.kind == "demonstration" and not self.begins

    def county_name(self, code: str) -> str:
        """Without the city's."""
        return self.counties.get(code, code).rpartition(" › ")[2]

    def title(self, code: str, month: date) -> str:
        """温岭市 · 2024年11月."""
        return f"{self.county_name(code)} · {numbers.month(month)}"


def setting() -> Setting:
    """Draws the head, and says what is there; a snapshot that is damaged raises with its sentence."""
    installation = settings.load()
    if not snapshots.has_any(installation):
        with st.container(horizontal=True, key="head"):
            controls.show()
        return Setting(installation, None, None, _of_register(installation), begins=False)
    head.plain()
    warehouse = store.warehouse()
    shown = areas.choices(warehouse, codes.PROVINCE)
    counties = {code: name for code, name in shown.items() if codes.level(code) == "county"}
    kind = warehouse.meta["kind"]
    begins = kind == "demonstration" and bool(st.session_state.get(_BEGINS))
    return Setting(installation, kind, warehouse.last_month, counties, begins)


def _of_register(installation: Settings) -> dict[str, str]:
    places = register.load(installation).places
    names = dict(zip(places["code"], places["name_zh" if language() == "zh" else "name_en"], strict=True))
    return {
        code: f"{names[codes.up_to(code, 'city')]} › {name}"
        for code, name in names.items()
        if codes.level(code) == "county"
    }


def choose(here: Setting) -> Choice:
    """County and month, both in the address: of the template, and of files that do not say theirs."""
    area = (address.read("area") or "")[: codes.LENGTHS["county"]]
    county = area if area in here.counties else None
    offered = _months(here)
    asked = address.read("ledger_month")
    month = months.parse(asked) if asked else _next(here, county, offered)
    if month not in offered:
        raise UnknownMonthError(
            t("Templates are made for {first} to {last}.").format(
                first=numbers.month(offered[-1]), last=numbers.month(offered[0])
            )
        )
    st.session_state["ledger_county"], st.session_state["ledger_month"] = county, month
    of_county, of_month = st.columns([3, 2], gap="small")
    of_county.selectbox(
        t("County"),
        list(here.counties),
        key="ledger_county",
        format_func=here.counties.__getitem__,
        on_change=_county_chosen,
        placeholder=t("Choose the county"),
        index=None,
    )
    of_month.selectbox(
        t("Month"), offered, key="ledger_month", format_func=numbers.month, on_change=_month_chosen
    )
    return Choice(county, month, here.begins)


def _months(here: Setting) -> list[date]:
    """The months a ledger may be of, the latest first: up to the one after the last published, else this one."""
    today = date.today().replace(day=1)  # noqa: DTZ011  the clerk's own day
    latest = months.shift(here.last_month, 1) if here.last_month and not here.begins else today
    return [months.shift(latest, -back) for back in range(_MONTHS_BACK + 1)]


def _next(here: Setting, county: str | None, offered: list[date]) -> date:
    """The month after the county's latest ledger; with none, after the last one published, or the month just over."""
    if here.last_month is None or here.begins:
        return offered[1]
    warehouse = store.warehouse()
    last = memory.of(warehouse).recall(
        ("latest ledger", county), lambda: str(warehouse.query(_LATEST, {"county": county}).iloc[0, 0])
    )
    return max(months.shift(months.parse(last), 1), offered[-1]) if last else offered[0]


def _county_chosen() -> None:
    address.write(area=st.session_state["ledger_county"])


def _month_chosen() -> None:
    address.write(ledger_month=months.write(st.session_state["ledger_month"]))


def template_panel(here: Setting) -> Choice:
    """The choice of county and month, and the workbook made for them when it is asked for."""
    with panel(
        "ledger_template", t("1 · Get the template"), t("Made for the county, last ledger's rows in it")
    ):
        chosen = choose(here)
        name = f"{chosen.county_code or ''}-{months.write(chosen.month)}.xlsx"
        st.download_button(
            t("Download the template"),
            partial(_template, here.installation, chosen, language()),
            name,
            _EXCEL,
            key="download_template",
            on_click="ignore",
            disabled=chosen.county_code is None,
            width="stretch",
        )
        if chosen.county_code is None:
            st.caption(t("Choose the county first."))
    return chosen


def _template(installation: Settings, chosen: Choice, in_language: Language) -> bytes:
    """Made in a thread of its own, which knows nothing of the page."""
    held = io.BytesIO()
    with using(in_language):
        contexts = Contexts(installation, from_nothing=chosen.begins)
        template.write(contexts.of(chosen.county_code or "", chosen.month), held, kind=contexts.kind)
    return held.getvalue()


def about(here: Setting) -> None:
    """What publishing means here: practice, the first real ledgers, or the ledgers of the province."""
    st.markdown("### " + t("Ledgers"))
    if here.kind is None:
        said = t("Nothing has been published yet. The first ledger published here begins the real figures.")
    elif here.begins:
        said = t("Real ledgers begin: the first one published leaves the demonstration behind.")
    elif here.is_practice:
        said = t(
            "The figures here are a demonstration. What you publish is practice and changes no real figure."
        )
    else:
        said = t("What is published here takes its county and month's place in the figures of all pages.")
    st.markdown(plain(said))


def beginning(here: Setting) -> None:
    """The separate, confirmed choice to begin with real ledgers; only on a demonstration."""
    if here.kind != "demonstration":
        return
    with st.expander(t("Begin with real ledgers"), key="begin_with_real", expanded=here.begins):
        st.markdown(
            plain(
                t(
                    "The demonstration stays in the list of snapshots, and every page shows the real ledgers alone from"
                    " the first one on. Import the official list of places first: the demonstration's villages"
                    " are not real ones."
                )
            )
        )
        st.checkbox(
            t("I confirm: templates, checks and publications on this page are of real ledgers from now on."),
            value=here.begins,
            key="confirm_begin",
            on_change=_begin,
        )


def _begin() -> None:
    """What lies on the desk was checked against the other register, so it goes."""
    st.session_state[_BEGINS] = bool(st.session_state["confirm_begin"])
    st.session_state.pop("ledgers_desk", None)
    address.write(desk=None, job=None)
