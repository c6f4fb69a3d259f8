"""Layers as surveyors send them, made up: real counties and codes, borders that stand for nothing."""

import zipfile

import geopandas as gpd
import numpy as np
import shapely

from sharedwealth.places import cells, positions, projection

COUNTY = "331003"  # Huangyan District: inland enough that its edge shows a shift


def towns(register, *counties, wiggle=True):
    """Boundaries of all towns of the counties in EPSG:4549, with codes and names as the standards call them."""
    codes, names, shapes = [], [], []
    for county in counties or (COUNTY,):
        here = register.of_level("town", within=county)
        here = here[here["kind"] != "quasi_town"]
        ground = projection.counties()[county]
        seats = positions.spread(ground, f"made up {county}", len(here))
        drawn = [shapely.segmentize(cell, 150.0) for cell in cells.of_county(ground, seats)]
        codes += [f"{code}000" for code in here["code"]]
        names += here["name_zh"].tolist()
        shapes += [shapely.transform(shape, _wavy) for shape in drawn] if wiggle else drawn
    return frame(codes, names, shapes)


def frame(codes, names, shapes, crs=projection.METRES):
    return gpd.GeoDataFrame({"XZQDM": codes, "XZQMC": names}, geometry=list(shapes), crs=crs)


def villages(register, county=COUNTY):
    """A point for each village of the county, a hundred metres from where the register has it; WGS84."""
    here = register.of_level("village", within=county)
    metres = projection.to_metres(here["longitude"], here["latitude"]) + 100.0
    degrees = projection.to_degrees(metres)
    return frame(here["code"].tolist(), here["name_zh"].tolist(), shapely.points(degrees), projection.WGS84)


def village_areas(register, towns, *, without=()):
    """Boundaries of the villages of the towns, as `towns` gives them, but for some; in EPSG:4549."""
    codes, names, shapes = [], [], []
    for town, ground in zip(towns["XZQDM"].str[:9], towns.geometry, strict=True):
        here = register.of_level("village", within=town)
        seats = positions.spread(ground, f"made up {town}", len(here))
        drawn = [shapely.segmentize(cell, 100.0) for cell in cells.of_county(ground, seats)]
        is_there = [code not in without for code in here["code"]]
        codes += here["code"][is_there].tolist()
        names += here["name_zh"][is_there].tolist()
        shapes += [_wavy_shape(shape) for shape, there in zip(drawn, is_there, strict=True) if there]
    return frame(codes, names, shapes)


def _wavy_shape(shape):
    return shapely.transform(shape, _wavy)


def _wavy(corners):
    """A smooth field: neighbours move alike, so that they stay neighbours."""
    east, north = corners.T
    return corners + np.column_stack([60 * np.sin(north / 700), 60 * np.cos(east / 800)])


def geopackage(folder, layer, name="towns.gpkg"):
    path = folder / name
    layer.to_file(path, layer="towns", driver="GPKG")
    return path


def geojson(folder, layer, name="towns.geojson"):
    """As the standard has it: WGS84, and not a word about it."""
    path = folder / name
    path.write_text(layer.to_crs(projection.WGS84).to_json(drop_id=True), encoding="utf-8")
    content = path.read_text(encoding="utf-8")
    start = content.find('"crs"')
    if start >= 0:
        path.write_text(content[:start] + content[content.index('"features"') :], encoding="utf-8")
    return path


def shapefile(folder, layer, name="towns.zip", *, without=(), encoding="GB18030"):
    """A zipped Shapefile in a folder with a Chinese name."""
    layer.to_file(folder / "乡镇界.shp", driver="ESRI Shapefile", encoding=encoding)
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in sorted(folder.glob("乡镇界.*")):
            if part.suffix not in without:
                packed.write(part, f"成果/{part.name}")
            part.unlink()
    return path
