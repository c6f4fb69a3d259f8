"""Why a layer's file is not read at all, by the reason's name."""

from collections.abc import Mapping
from typing import Any

from sharedwealth.intake.layers.remarks import LayerError
from sharedwealth.text import mark

_REASONS: dict[str, str] = {
    "too_large": mark(
        "{file} is larger than {most} MB. Export only the towns or villages, with fewer corners, or county by county."
    ),
    "empty_file": mark("{file} is empty."),
    "not_a_layer": mark(
        "{file} is not a layer that can be read. Save it as GeoPackage (.gpkg), as GeoJSON, or as a zipped Shapefile."
    ),
    "damaged": mark("{file} is damaged and cannot be read as a layer. Export it again."),
    "no_layer": mark("{file} holds no layer with shapes. Export the layer of towns or villages again."),
    "several_layers": mark(
        "{file} holds {count} layers ({layers}). Save the one that is meant in a file of its own."
    ),
    "no_features": mark("{file} holds a layer without any shapes."),
    "too_many_features": mark("{file} holds more than {most} shapes. Zhejiang has fewer towns and villages."),
    "too_many_corners": mark(
        "{file} has more than {most} corners. Simplify it, or send it county by county."
    ),
    "too_many_columns": mark("{file} has more than {most} columns. Keep the code and the name."),
    "too_many_parts": mark(
        "{file} has more than {most} files inside. Put only the parts of one Shapefile into it."
    ),
    "path_in_archive": mark(
        "{file} has parts that point outside itself and is not read. Zip the Shapefile again."
    ),
    "encrypted": mark("{file} is encrypted. Remove the password and send it again."),
    "too_large_unpacked": mark("{file} unpacks to more than {megabytes} MB. Send it county by county."),
    "packed_too_tightly": mark(
        "{file} unpacks to far more than a layer can hold and is not read. Zip the Shapefile again."
    ),
    "no_shapefile": mark(
        "{file} holds no Shapefile (.shp). Zip the .shp together with its .shx, .dbf and .prj."
    ),
    "parts_missing": mark(
        "{file} lacks parts of the Shapefile: {parts}. Zip the .shp together with its .shx, .dbf and .prj."
    ),
    "unknown_encoding": mark(
        "The texts in {file} are written neither in UTF-8 nor in GB 18030. Export it again as GeoPackage."
    ),
    "too_much_memory": mark("{file} takes too much memory and is not read. Send it county by county."),
    "too_long": mark("{file} takes too long to read and was given up. Send it county by county."),
    "fell_over": mark("{file} cannot be read: reading it broke off. Export it again."),
}


def refused(file: str, reason: str, values: Mapping[str, Any] | None = None) -> LayerError:
    """The error to raise; an unknown reason is a programming error."""
    return LayerError(_REASONS[reason], file=file, **(values or {}))
