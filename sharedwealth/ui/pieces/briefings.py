"""The talks: which there are, the one that is chosen, its start, its files, and its steps as they stand today."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode

import streamlit as st

from sharedwealth import months, numbers, settings
from sharedwealth.briefings import reading, writing
from sharedwealth.briefings.composing import compose
from sharedwealth.briefings.model import Briefing
from sharedwealth.briefings.reading import BriefingError
from sharedwealth.briefings.scene import Talk
from sharedwealth.errors import UnknownChoiceError
from sharedwealth.indicators.question import LEVEL_WORDS
from sharedwealth.places import codes
from sharedwealth.text import language, mark, t, tn, tp
from sharedwealth.ui import address, areas, choice, exporting
from sharedwealth.ui.filters import View
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.pieces import briefings_promises
from sharedwealth.ui.uploads_parts import Column, Line, listing

Part = Literal["talk", "write", "promises", "said"]
_PARTS: dict[Part, str] = {
    "talk": mark("Talks"),
    "write": mark("Write a talk"),
    "promises": mark("Promises"),
    "said": mark("The number as said"),
}
_AREA = "briefing_area"
_USUAL = "province"


@dataclass(frozen=True)
class Listed:
    """A talk of the list; one whose file cannot be used says why."""

    name: str
    briefing: Briefing | None
    is_own: bool
    problem: str = ""


def headline(view: View) -> None:
    """How many talks there are, and how the promises of the area stand."""
    talks = len(reading.names())
    said = tn("{count} talk is ready to be given", "{count} talks are ready to be given", talks).format(
        count=talks
    )
    kept = briefings_promises.standing(view)
    opened = sum(each.standing in ("open", "reached") for each in kept)
    missed = sum(each.standing == "not_kept" for each in kept)
    if kept:
        counted = t("promises of {area}: {open} open, {missed} not kept").format(
            area=view.area_name, open=opened, missed=missed
        )
        said = t("{one}; {two}").format(one=said, two=counted)
    st.markdown("#### " + plain(said))


def part() -> Part:
    """Which part of the page is open; it stands in the address."""
    return choice.segmented("part", t("Part of the page"), list(_PARTS), lambda each: t(_PARTS[each]))


def every() -> list[Listed]:
    """All talks, those made here last."""
    installation = settings.load()
    found = []
    for name in reading.names(installation):
        own = writing.is_own(name, installation)
        try:
            found.append(Listed(name, reading.find(name, installation), own))
        except BriefingError as problem:
            found.append(Listed(name, None, own, str(problem)))
    return sorted(found, key=lambda each: (each.is_own, each.name != _USUAL, each.name))


def chosen(view: View) -> Listed:
    """The talk that the address names, else the one for an area of the view's level."""
    known = {each.name: each for each in every()}
    asked = choice.known("talk", list(known), mark("There is no talk “{value}” here."))
    if asked:
        return known[asked]
    level = codes.level(view.area)
    fitting = [each for each in known.values() if each.briefing and each.briefing.level == level]
    return (fitting or list(known.values()))[0]


def listed(talk: Listed, *, name: str) -> None:
    """Title, level and steps of each talk, and where it comes from; a click chooses it."""
    columns = [
        Column(t("Talk"), "middle"),
        Column(t("Level"), "short"),
        Column(t("Steps"), "number"),
        Column(tp("talk", "From"), "short"),
        Column(t("Open"), "pick"),
    ]
    lines = [_line(each, is_chosen=each.name == talk.name) for each in every()]
    with panel(name, t("Talks"), t("Their figures are those of today, whatever day they were written")):
        listing(f"{name}_rows", t("Talks"), columns, lines, on_picked=_picked)


def _line(each: Listed, *, is_chosen: bool) -> Line:
    origin = t("made here") if each.is_own else t("file")
    look: Literal["current", ""] = "current" if is_chosen else ""
    if each.briefing is None:
        return Line([each.name, "–", "–", origin, t("Open")], each.name, look or "error")
    level = each.briefing.level
    cells = [
        t("{title} ({name})").format(title=each.briefing.title, name=each.name),
        t(LEVEL_WORDS[level]) if level else t("any"),
        str(len(each.briefing.steps)),
        origin,
        "" if is_chosen else t("Open"),
    ]
    return Line(cells, each.name, look)


def _picked(name: str) -> None:
    address.write(talk=name)


def told(view: View, talk: Listed, *, name: str) -> Talk | None:
    """The chosen talk of the area and month, with its start and its files; None where it cannot be told."""
    if talk.briefing is None:
        with panel(name, talk.name, t("This talk cannot be given")):
            st.error(plain(talk.problem))
        return None
    area = area_of(view, talk.briefing)
    where = areas.name(view.warehouse, area)
    subtitle = " · ".join([where, numbers.month(view.month), t("snapshot {code}").format(code=_code(view))])
    with panel(name, str(talk.briefing.title), subtitle):
        _area_choice(view, talk.briefing, area)
        given = {"area": area, "month": months.write(view.month), "lang": language(), "snapshot": _code(view)}
        stage = f"/stage/{quote(talk.name)}?{urlencode(given)}"
        st.link_button(
            t("▶ Start the talk"),
            stage,
            type="primary",
            width="stretch",
            help=t("Opens in a window of its own"),
        )
        files(view, talk.briefing, area)
    return of_view(view, talk.briefing, area)


def of_view(view: View, briefing: Briefing, area: str) -> Talk:
    """The talk as it is told today, put together once for all who look at it."""
    path = reading.path_of(briefing.name, settings.load())
    written = path.stat().st_mtime_ns if path else 0
    return view.remembered(
        lambda: compose(view.warehouse, briefing, area, view.month, settings=settings.load()),
        "talk", briefing.name, written, area,
    )  # fmt: skip


def files(view: View, briefing: Briefing, area: str) -> None:
    """A button for each way out, and one that opens on the pictures of its steps."""
    with st.container(horizontal=True, gap="small", key="briefing_files"):
        for title, file in exporting.links(view, briefing.name, "briefing", area):
            st.link_button(title, file)
        with st.popover(t("Pictures"), key="briefing_pictures"):
            for title, file in exporting.pictures(view, briefing.name, "briefing", area, briefing.steps):
                st.link_button(title, file, type="tertiary")


def _code(view: View) -> str:
    return str(view.warehouse.meta["code"])


def area_of(view: View, briefing: Briefing) -> str:
    """The view's area where the talk can be of it, else the one of the talk's level round it, else the talk's own."""
    if briefing.level is None:
        return view.area
    if len(view.area) >= codes.LENGTHS[briefing.level]:
        return codes.up_to(view.area, briefing.level)
    return briefing.area if briefing.area.startswith(view.area) else _offered(view, briefing)[0]


def _offered(view: View, briefing: Briefing) -> list[str]:
    if briefing.level is None:
        return list(areas.choices(view.warehouse, view.area))
    inside = areas.inside(view.warehouse, codes.PROVINCE, briefing.level)
    here = [code for code in inside if code.startswith(view.area)]
    return here + [code for code in inside if code not in set(here)]


def _area_choice(view: View, briefing: Briefing, area: str) -> None:
    """A drop-down of the areas of the talk's level, which writes the address."""
    offered = _offered(view, briefing)
    if len(offered) < 2:
        return
    if area not in offered:
        raise UnknownChoiceError(t("The talk cannot be given of this area."))
    st.session_state[_AREA] = area
    st.selectbox(
        t("The talk is of"),
        offered,
        key=_AREA,
        format_func=lambda code: areas.path_name(view.warehouse, code),
        on_change=_area_changed,
    )


def _area_changed() -> None:
    address.write(area=st.session_state[_AREA])


def steps(talk: Talk, *, name: str) -> None:
    """Each step with what its headline says today, and a mark where it says nothing or no longer what it is for."""
    columns = [
        Column(tp("talk", "Step"), "number"),
        Column(t("Headline today")),
        Column(t("Shown as")),
        Column(t("Holds"), "middle"),
    ]
    lines = [
        Line(
            [
                str(each.number),
                each.headline,
                _shown(each.body.form, each.subtitle),
                _mark(each.problem, holds=each.holds),
            ],
            each.key,
            "error" if each.problem else "" if each.holds else "warning",
        )
        for each in talk.scenes
    ]
    with panel(name, t("Steps"), t("Every figure is computed; no file holds one")):
        listing(f"{name}_rows", t("Steps"), columns, lines)


def _shown(form: str, subtitle: str) -> str:
    words = {
        "map": t("Map"), "chart": t("Chart"), "figures": t("Figure"), "story": t("Case"), "table": t("Table"),
    }  # fmt: skip
    return f"{words[form]} · {subtitle.rpartition(' · ')[0]}"


def _mark(problem: str, *, holds: bool) -> str:
    if problem:
        return t("▲ {problem}").format(problem=problem)
    return t("● holds") if holds else t("▲ no longer holds")
