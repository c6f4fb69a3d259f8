"""An operator's own layers as they lie in the operator's register, and which of them are in force where.

`layers/<id>/about.json` says what a layer is, `shapes.geojson` holds what is drawn of it, in WGS84, and
`layers/positions.csv` what follows from all of them for places' points. A later layer takes an earlier one's place,
county by county for boundaries and village by village for points; without it the earlier one is back, or the
schematic ones.
"""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import shapely

from sharedwealth.errors import RegisterError
from sharedwealth.places import codes
from sharedwealth.settings import Settings
from sharedwealth.text import t

Geometry = Literal["areas", "points"]

POSITIONS = "positions.csv"
POSITION_COLUMNS = ("code", "longitude", "latitude", "position_source")
_DECIMALS = 6
_UNFINISHED = "."
"""What the names of folders begin with that are not whole yet, or no more."""


@dataclass(frozen=True)
class Layer:
    """What is known of a layer."""

    id: str
    level: codes.Level
    geometry: Geometry
    source: str
    as_of: date
    crs: str
    """The coordinate system that it came in; kept and drawn it is WGS84."""
    approval: str
    file: str
    digest: str
    """SHA-256 of the file as it came."""
    places: int
    counties: tuple[str, ...]
    taken_at: str

    def credit(self) -> str:
        """Where its lines are from, short: source and date, coordinate system, map approval number."""
        said = t("{source} ({date}; {crs})").format(
            source=self.source, date=self.as_of.isoformat(), crs=self.crs
        )
        if not self.approval:
            return said
        return t("{credit}, map approval number {number}").format(credit=said, number=self.approval)


def in_force(settings: Settings) -> list[Layer]:
    """The layers that were taken, the earliest first."""
    written = sorted(_folder(settings).glob("*/about.json"))
    found = [_about(path) for path in written if not path.parent.name.startswith(_UNFINISHED)]
    return sorted(found, key=lambda layer: (layer.taken_at, layer.id))


def what(layer: Layer) -> str:
    """What a layer holds, in the run's language."""
    words = {
        ("town", "areas"): t("Town boundaries"),
        ("village", "areas"): t("Village boundaries"),
        ("village", "points"): t("Village points"),
    }
    return words[layer.level, layer.geometry]


def shapes(settings: Settings, layer: Layer) -> dict[str, shapely.Geometry]:
    """What is drawn of a layer, in WGS84, by the places' codes."""
    written = json.loads((_folder(settings) / layer.id / "shapes.geojson").read_text(encoding="utf-8"))
    drawn = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in written["features"]])
    return {str(feature["id"]): shape for feature, shape in zip(written["features"], drawn, strict=True)}


def town_shapes(
    settings: Settings, towns: pd.DataFrame
) -> tuple[dict[str, shapely.Geometry], dict[str, Layer]]:
    """The boundaries of the register's towns that layers give, by code, and by county the layer they are from.

    A county whose layer no longer fits the register, because the list has changed since, is left to the schematic ones.
    """
    found: dict[str, shapely.Geometry] = {}
    origins: dict[str, Layer] = {}
    of_county = {
        str(county): group for county, group in towns.groupby(towns["code"].str[: codes.LENGTHS["county"]])
    }
    for layer in in_force(settings):
        if layer.level != "town":
            continue
        drawn = shapes(settings, layer)
        for county in layer.counties:
            here = {code: shape for code, shape in drawn.items() if code.startswith(county)}
            listed = of_county.get(county)
            if listed is None or not set(here) <= set(listed["code"]):
                continue
            if not set(listed.loc[listed["kind"] != "quasi_town", "code"]) <= set(here):
                continue
            found = {code: shape for code, shape in found.items() if not code.startswith(county)} | here
            origins[county] = layer
    return found, origins


def positions(settings: Settings) -> pd.DataFrame:
    """The points that follow from the layers, by `POSITION_COLUMNS`; empty where there is no layer."""
    path = _folder(settings) / POSITIONS
    if not path.is_file():
        return pd.DataFrame(columns=list(POSITION_COLUMNS))
    return pd.read_csv(path, dtype={"code": str, "position_source": str}, encoding="utf-8")


def overlaid(places: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The places with the points that layers give them in the stead of those they have."""
    found = positions(settings)
    found = found[found["code"].isin(places["code"])]
    if found.empty:
        return places
    changed = places.set_index("code")
    columns = list(POSITION_COLUMNS[1:])
    changed.loc[found["code"], columns] = found[columns].to_numpy()
    changed = changed.astype({"longitude": float, "latitude": float})
    return changed.reset_index()[list(places.columns)]


def digest(settings: Settings) -> str:
    """Changes when what is drawn of the layers does; "" where there is none."""
    parts = [f"{layer.id}:{layer.geometry}:{layer.digest}:{layer.credit()}" for layer in in_force(settings)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16] if parts else ""


def put(settings: Settings, layer: Layer, drawn: dict[str, shapely.Geometry]) -> None:
    """Writes a layer in one step: a crash leaves it whole or leaves nothing of it."""
    folder = _folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{_UNFINISHED}*/"):
        shutil.rmtree(left)  # of one that was cut off
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code},
            "geometry": json.loads(shapely.to_geojson(shapely.transform(shape, _rounded))),
        }
        for code, shape in sorted(drawn.items())
    ]
    made = Path(tempfile.mkdtemp(dir=folder, prefix=".taking-"))
    _write(made / "shapes.geojson", {"type": "FeatureCollection", "features": features})
    _write(made / "about.json", {**asdict(layer), "as_of": layer.as_of.isoformat()})
    made.chmod(0o755)
    target = folder / layer.id
    if target.exists():
        shutil.rmtree(target)
    made.replace(target)


def remove(settings: Settings, wanted: str) -> Layer:
    """Takes a layer out for good; a `RegisterError` where there is none of that number."""
    layer = next((each for each in in_force(settings) if each.id == wanted), None)
    if layer is None:
        known = t(", ").join(each.id for each in in_force(settings)) or "–"
        raise RegisterError(t("There is no layer “{id}”. There are: {known}.").format(id=wanted, known=known))
    folder = _folder(settings)
    gone = folder / f".removing-{layer.id}"
    (folder / layer.id).replace(gone)
    shutil.rmtree(gone)
    return layer


def put_positions(settings: Settings, found: pd.DataFrame) -> None:
    """Writes what follows from the layers for places' points, in one step."""
    path = _folder(settings) / POSITIONS
    if found.empty:
        path.unlink(missing_ok=True)
        return
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=".positions-", delete=False, encoding="utf-8"
    ) as file:
        found.to_csv(
            file, index=False, lineterminator="\n", float_format="%.5f", columns=list(POSITION_COLUMNS)
        )
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _rounded(corners: np.ndarray) -> np.ndarray:
    return np.round(corners, _DECIMALS)


def _folder(settings: Settings) -> Path:
    return settings.operator_register / "layers"


def _write(path: Path, content: Any) -> None:  # noqa: ANN401  whatever JSON can hold
    with path.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, separators=(",", ":"))
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _about(path: Path) -> Layer:
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        return Layer(
            **{
                **written,
                "as_of": date.fromisoformat(written["as_of"]),
                "counties": tuple(written["counties"]),
            }
        )
    except (ValueError, TypeError, KeyError) as error:
        raise RegisterError(
            t(
                "The layer {id} in the operator's register is damaged. Remove its folder and take the layer again."
            ).format(id=path.parent.name)
        ) from error
