"""What a town's map is drawn on where an operator's layers give boundaries of its villages.

A layer's villages lie side by side without gaps; two layers' do not. So the latest layer that draws any village of a
town draws them all, and those that it does not hold keep their points.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import shapely

from sharedwealth.places import codes, demonstration, layers, map_credits, mapfile, projection
from sharedwealth.places.layers import Layer
from sharedwealth.places.register import Register
from sharedwealth.settings import Settings

_REGISTER, _DEMONSTRATION = "register", "demonstration"


@dataclass(frozen=True)
class TownGround:
    """The villages of one town that are areas, in metres by code."""

    layer: Layer
    villages: dict[str, shapely.Geometry]
    is_whole: bool
    """Whether every village of the register is among them."""

    def outline(self) -> shapely.Geometry | None:
        """The town as its villages make it together; None where some are missing."""
        return shapely.coverage_union_all(list(self.villages.values())) if self.is_whole else None


def of_towns(settings: Settings, places: pd.DataFrame) -> dict[str, TownGround]:
    """The grounds by town; of the villages in a layer only those that the register has."""
    villages = places.loc[places["level"] == "village", "code"]
    known = {str(town): set(group) for town, group in villages.groupby(villages.str[: codes.LENGTHS["town"]])}
    found: dict[str, TownGround] = {}
    for layer in layers.in_force(settings):
        if (layer.level, layer.geometry) != ("village", "areas"):
            continue
        drawn = projection.shapes(layers.shapes(settings, layer))
        for town in sorted({codes.up_to(code, "town") for code in drawn} & set(known)):
            here = {code: drawn[code] for code in sorted(known[town] & set(drawn))}
            if here:
                found[town] = TownGround(layer, here, is_whole=len(here) == len(known[town]))
    return found


def set_of(*, is_demonstration: bool) -> str:
    """Under which name `composed` has the register's villages, or those that stand in for them."""
    return _DEMONSTRATION if is_demonstration else _REGISTER


def composed(settings: Settings, register: Register) -> dict[str, dict[str, dict[str, Any]]]:
    """What the map reads of each town of which a layer gives villages, by set and town; nothing without such a layer.

    It is fetched with that town's map alone. In the demonstration's set a village's ground is that of the one which
    takes its place there, as its position is.
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    grounds = of_towns(settings, register.places)
    names = demonstration.stand_ins(register) if grounds else {}
    for town, ground in grounds.items():
        drawn = mapfile.compose_villages(town, ground.villages, ground.outline())
        drawn["credit"] = map_credits.of_villages(ground.layer)
        invented = [{**each, "code": names[each["code"]]} for each in drawn["villages"]]
        found.setdefault(_REGISTER, {})[town] = drawn
        found.setdefault(_DEMONSTRATION, {})[town] = {**drawn, "villages": invented}
    return found
