"""The page of map layers: what an operator says of a layer, the layers in force, and all that maps are drawn from."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from sharedwealth import prepare, settings
from sharedwealth.intake.layers import systems, taking
from sharedwealth.places import compliance, layers, map_credits, register
from sharedwealth.places.layers import Layer
from sharedwealth.settings import Settings
from sharedwealth.text import mark, t
from sharedwealth.ui import address, controls, head, uploads_jobs
from sharedwealth.ui.panel import panel, plain
from sharedwealth.ui.uploads_jobs import Job
from sharedwealth.ui.uploads_parts import Column, Line, listing
from sharedwealth.warehouse import snapshots

CHECK, TAKE, REMOVE = "layer_check", "layer_take", "layer_remove"

_LEVELS = {"town": mark("Towns (boundaries)"), "village": mark("Villages (boundaries or points)")}
_FILE = ""


@dataclass(frozen=True)
class Entered:
    """What stands in the form, as it was written."""

    level: str
    source: str
    as_of: str
    crs: str
    approval: str
    code_column: str


def setting() -> Settings:
    """Draws the head and says what the page is for."""
    installation = settings.load()
    if snapshots.has_any(installation):
        head.plain()
    else:
        with st.container(horizontal=True, key="head"):
            controls.show()
    st.markdown("### " + t("Map layers"))
    st.markdown(
        plain(
            t(
                "Real boundaries of towns, and boundaries or points of villages, take the schematic ones' "
                "place. The check changes nothing."
            )
        )
    )
    return installation


def form(_: Settings) -> Entered:
    """What the file does not say of itself."""
    with panel(
        "layer_about", t("1 · About the layer"), t("Printed under the map, with the number of its approval")
    ):
        first, second, third = st.columns([3, 4, 2], gap="small")
        level = first.selectbox(
            t("What it holds"), list(_LEVELS), key="layer_level", format_func=lambda key: t(_LEVELS[key])
        )
        source = second.text_input(
            t("Source of the layer"),
            key="layer_source",
            max_chars=80,
            placeholder=t("Who made it, and its title"),
        )
        as_of = third.text_input(
            t("Date of the layer"), key="layer_date", max_chars=10, placeholder="2025-01-01"
        )
        fourth, fifth, sixth = st.columns([3, 4, 2], gap="small")
        crs = fourth.selectbox(
            t("Coordinate system"),
            [_FILE, *systems.OFFERED],
            key="layer_crs",
            format_func=_system,
            accept_new_options=True,
        )
        approval = fifth.text_input(
            t("The layer's own map approval number (may stay empty)"), key="layer_approval", max_chars=40
        )
        column = sixth.text_input(t("Column of codes (may stay empty)"), key="layer_column", max_chars=60)
    return Entered(level, source, as_of, crs or "", approval, column)


def _system(name: str) -> str:
    words = {
        _FILE: t("as the file says"),
        "EPSG:4549": t("CGCS2000, 120° E, metres (EPSG:4549)"),
        "EPSG:4548": t("CGCS2000, 117° E, metres (EPSG:4548)"),
        "EPSG:4550": t("CGCS2000, 123° E, metres (EPSG:4550)"),
        "EPSG:4528": t("CGCS2000, zone 40, metres (EPSG:4528)"),
        "GCJ-02": t("GCJ-02 (Amap, Tencent)"),
        "BD-09": t("BD-09 (Baidu)"),
    }
    return words.get(name, name)


def own(installation: Settings, job: Job | None) -> None:
    """The layers in force, each with a button that takes it out."""
    found = layers.in_force(installation)
    is_busy = job is not None and not job.is_over
    with panel(
        "layers_own", t("Layers of your own"), t("A later one takes an earlier one's place, county by county")
    ):
        if not found:
            st.markdown(plain(t("There are none. Town outlines are schematic everywhere.")))
            return
        columns = [
            Column(t("Layer number"), "short"),
            Column(t("What it holds"), "middle"),
            Column(t("Source of the layer"), "middle"),
            Column(t("Layer date"), "short"),
            Column(t("Coordinate system"), "short"),
            Column(t("Map approval number"), "short"),
            Column(t("Places"), "number"),
            Column(t("Take out"), "pick"),
        ]
        lines = [Line([*_cells(each), "" if is_busy else t("Take out")], key=each.id) for each in found]
        listing("layers_in_force", t("Layers of your own"), columns, lines, on_picked=_removed)


def _cells(layer: Layer) -> list[str]:
    return [
        layer.id,
        layers.what(layer),
        layer.source,
        layer.as_of.isoformat(),
        layer.crs,
        layer.approval or "–",
        f"{layer.places:,}",
    ]


def _removed(wanted: str) -> None:
    installation = settings.load()
    begin(REMOVE, t("Taking the layer out"), lambda report: taking.remove(wanted, installation, report))


def begin(kind: str, stage: str, change: Callable[[uploads_jobs.Report], Layer]) -> None:
    """Changes the layers in a job of its own, in the publisher's turn."""
    installation = settings.load()
    made = uploads_jobs.start(
        kind, stage, lambda report: prepare.layers_changed(installation, lambda: change(report))
    )
    address.write(job=made.name)


def everything(installation: Settings) -> None:
    """Source, date and coordinate system of all that maps show, and whether maps may go out to the public."""
    with panel(
        "layers_all", t("What maps are drawn from"), t("Source, date and coordinate system of each part")
    ):
        columns = [
            Column(t("Part of the map"), "middle"),
            Column(t("Extent"), "middle"),
            Column(t("Source of the layer"), "long"),
            Column(t("Layer date"), "short"),
            Column(t("Coordinate system"), "middle"),
            Column(t("Map approval number"), "short"),
        ]
        drawn = map_credits.everything(installation, register.load(installation))
        lines = [
            Line([each.what, each.where, each.source, each.as_of, each.crs, each.approval or "–"])
            for each in drawn
        ]
        listing("layers_drawn", t("What maps are drawn from"), columns, lines)
        for said in compliance.standing(installation):
            st.caption(plain(said))
