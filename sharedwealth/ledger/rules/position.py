"""Where workshops stand: points in WGS84, inside their county, in the system of coordinates they are said to be in."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely

from sharedwealth.ledger.book import Book
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.coordinates import TO_WGS84, WGS84
from sharedwealth.ledger.findings import Finding
from sharedwealth.ledger.rules.cells import in_cells, rows_of, where
from sharedwealth.ledger.rules.names import place_name, place_names
from sharedwealth.text import mark

ON_THE_BORDER_DEGREES = 0.003
"""About 300 m: as far as outlines and points may differ with nothing to be said of it."""
CLOSE_DEGREES = 0.01
"""About a kilometre: from here on a point that fits in no other way either is called outside."""

_GUESSES = ("WGS84", "GCJ-02", "BD-09")


def located(book: Book, context: Context) -> pd.DataFrame:
    """The workshops' points as they are published, indexed by row; rows without a point are not there.

    `longitude` and `latitude` in WGS84, `reported_longitude` and `reported_latitude` as written, `crs` the system that
    the written ones are in: the one named, or the one they fit where they fit the county in no other way.
    """
    points = _points(book, context)
    columns = ["longitude", "latitude", "reported_longitude", "reported_latitude", "crs"]
    return points.assign(crs=points["fits"].where(points["fits"].isin(list(TO_WGS84)), points["crs"]))[
        columns
    ]


def position_complete(book: Book, _context: Context) -> Iterator[Finding]:
    """Longitude and latitude come together."""
    sheet = rows_of(book, "workshops")
    if sheet is None:
        return
    frame = sheet.frame
    unread = {row for row, column in sheet.rejected if column in {"longitude", "latitude"}}
    is_read = ~frame.index.isin(list(unread))
    for column, other in (("longitude", "latitude"), ("latitude", "longitude")):
        yield from in_cells(
            "position_complete",
            "error",
            (sheet, where(frame[column].isna() & frame[other].notna() & is_read), column),
            "118–123" if column == "longitude" else "27–31",
            mark("One of longitude and latitude is empty. Write both, or neither."),
        )


def position_in_county(book: Book, context: Context) -> Iterator[Finding]:
    """Points lie in their county; one that does in another system of coordinates only is said to be in that one.

    Longitude and latitude exchanged, and points that fit in no way, stop the ledger.
    """
    sheet = rows_of(book, "workshops")
    points = _points(book, context)
    if sheet is None or points.empty:
        return
    county = place_name(place_names(context), context.county_code)
    fits = points["fits"]
    swapped = fits.str.startswith("swapped")
    yield from in_cells(
        "position_in_county",
        "error",
        (sheet, where(swapped), "longitude"),
        points["reported_latitude"].astype(str),
        mark("Longitude and latitude are exchanged. Longitude is {longitude}, latitude {latitude}."),
        longitude=points["reported_latitude"],
        latitude=points["reported_longitude"],
    )
    yield from in_cells(
        "position_in_county",
        "error",
        (sheet, where(fits == ""), "longitude"),
        _bounds(context),
        mark(
            "{longitude}, {latitude} lies outside {county} in every system of coordinates. Read the point from the "
            "map again, or leave both cells empty."
        ),
        longitude=points["reported_longitude"],
        latitude=points["reported_latitude"],
        county=county,
    )
    other = ~swapped & (fits != "") & (fits != points["crs"]) & (fits != "close")
    column = "crs" if "crs" in sheet.letters else "longitude"
    yield from in_cells(
        "position_in_county",
        "warning",
        (sheet, where(other), column),
        fits,
        mark(
            "As {named} the point lies outside {county}; as {guess} it lies in it, and is taken as that. Write "
            "{guess} as its system of coordinates, or correct the point."
        ),
        named=points["crs"],
        guess=fits,
        county=county,
    )


def position_system_said(book: Book, context: Context) -> Iterator[Finding]:
    """Points whose system of coordinates is not named are taken as WGS84, which is mentioned once."""
    sheet = rows_of(book, "workshops")
    points = _points(book, context)
    if sheet is None or points.empty:
        return
    unsaid = sheet.frame.loc[points.index, "crs"].isna() & points["fits"].isin([WGS84, "close"])
    rows = where(unsaid)
    yield from in_cells(
        "position_system_said",
        "note",
        (sheet, rows[:1], "crs" if "crs" in sheet.letters else "longitude"),
        WGS84,
        mark(
            "{count} points have no system of coordinates; they are taken as WGS84. Choose it from the list."
        ),
        count=len(rows),
    )


def _points(book: Book, context: Context) -> pd.DataFrame:
    """Rows with both coordinates: as written, in WGS84, the system named, and `fits`: how they lie in the county.

    `fits` is the system in which they do (the named one first), `close` where they lie just outside in the named one,
    `swapped …` where they do when exchanged, and empty where nothing helps. Without an outline everything fits.
    """
    sheet = rows_of(book, "workshops")
    names = ["longitude", "latitude", "crs"]
    frame = sheet.frame[names].dropna(subset=names[:2]) if sheet is not None else pd.DataFrame(columns=names)
    east, north = (frame[name].to_numpy(dtype=np.float64) for name in names[:2])
    named = frame["crs"].fillna(WGS84).to_numpy(dtype=object)
    # What no point on earth can have is not a number from here on, whatever system it is said to be in.
    best_east, best_north = TO_WGS84[WGS84](east, north)
    fits = np.full(len(frame), "", dtype=object)
    for system in TO_WGS84:
        here = named == system
        best_east[here], best_north[here] = TO_WGS84[system](east[here], north[here])
        fits[here] = system
    if context.outline is not None and len(frame):
        shapely.prepare(context.outline)
        inside = _near(context.outline, best_east, best_north, ON_THE_BORDER_DEGREES)
        fits[~inside] = ""
        _guess(context.outline, (east, north), (best_east, best_north), fits)
    return pd.DataFrame(
        {
            "longitude": best_east,
            "latitude": best_north,
            "reported_longitude": east,
            "reported_latitude": north,
            "crs": pd.array(named, dtype="str"),
            "fits": pd.array(fits, dtype="str"),
        },
        index=frame.index,
    )


def _guess(
    outline: shapely.Geometry,
    written: tuple[np.ndarray, np.ndarray],
    best: tuple[np.ndarray, np.ndarray],
    fits: np.ndarray,
) -> None:
    """Fills in `best` and `fits` of the points that lie outside, by what puts them inside."""
    east, north = written
    attempts = [(system, east, north, system) for system in _GUESSES]
    attempts += [(system, north, east, f"swapped {system}") for system in _GUESSES]
    for system, x, y, said in attempts:
        open_ = np.flatnonzero(fits == "")
        if not len(open_):
            return
        new_east, new_north = TO_WGS84[system](x[open_], y[open_])
        helps = _inside(outline, new_east, new_north)
        hit = open_[helps]
        best[0][hit], best[1][hit] = new_east[helps], new_north[helps]
        fits[hit] = said
        if said == _GUESSES[-1]:
            still = np.flatnonzero(fits == "")
            close = _near(outline, best[0][still], best[1][still], CLOSE_DEGREES)
            fits[still[close]] = "close"


def _inside(outline: shapely.Geometry, east: np.ndarray, north: np.ndarray) -> np.ndarray:
    return np.asarray(shapely.contains_xy(outline, east, north), dtype=bool)


def _near(outline: shapely.Geometry, east: np.ndarray, north: np.ndarray, degrees: float) -> np.ndarray:
    """Which points lie in the outline or so near it; what is no point on earth does not."""
    near: np.ndarray = np.isfinite(east) & np.isfinite(north)
    near[near] = shapely.dwithin(outline, shapely.points(east[near], north[near]), degrees)
    return near


def _bounds(context: Context) -> str:
    if context.outline is None:
        return ""
    west, south, east, north = shapely.bounds(context.outline)
    return f"{west:.2f}–{east:.2f}, {south:.2f}–{north:.2f}"
