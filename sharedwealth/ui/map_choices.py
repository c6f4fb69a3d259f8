"""What a reader chooses on the map itself, kept in the address: one month, two beside each other, or their change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from sharedwealth import months, numbers
from sharedwealth.errors import UnknownMonthError
from sharedwealth.indicators import Indicator
from sharedwealth.indicators.dated_lists import DatedList
from sharedwealth.places import codes
from sharedwealth.text import mark, t
from sharedwealth.ui import address, choice, map_lists, map_views
from sharedwealth.ui.filters import View
from sharedwealth.ui.map_views import Classing, Layer

Mode = Literal["month", "both", "change"]
MODES: dict[Mode, str] = {
    "month": mark("One month"),
    "both": mark("Side by side"),
    "change": mark("Change"),
}
CLASSINGS: dict[Classing, str] = {
    "steps": mark("Equal steps"),
    "quantiles": mark("Quantiles"),
    "breaks": mark("Natural breaks"),
}
LAYERS: dict[Layer, str] = {
    "areas": mark("Areas"),
    "villages": mark("Villages"),
    "workshops": mark("Workshops"),
}
_MODE, _WITH, _CLASSING, _LAYER = "view", "with", "classes", "layer"
NAMES = frozenset({"measure", "level", _MODE, _WITH, _CLASSING, _LAYER, map_lists.NAME})
"""What the choices of a map are called in the address."""


@dataclass(frozen=True)
class Chosen:
    """How the map is shown, and with which other month where it takes two."""

    mode: Mode = "month"
    other: date | None = None
    classing: Classing | None = None
    layer: Layer = "areas"
    has_layers: bool = False
    listed: DatedList | None = None
    """The list of counties that the map keeps to; None for all of them."""


def read(view: View, *, has_layers: bool = False) -> Chosen:
    """What the address says; what it says wrongly raises with a sentence.

    Points lie over the map where the page has layers and one month is shown; below the province they are usual.
    """
    asked = choice.known(_MODE, tuple(MODES), mark("The map has no view “{value}”."))
    mode = cast("Mode", asked or "month")
    other = _other(view)
    classing = choice.known(
        _CLASSING, tuple(CLASSINGS), mark("There is no way “{value}” of putting areas into classes.")
    )
    layer = choice.known(_LAYER, tuple(LAYERS), mark("The map has no layer “{value}”."))
    usual = "areas" if view.area == codes.PROVINCE else "villages"
    return Chosen(
        mode,
        other if mode != "month" else None,
        cast("Classing | None", classing),
        cast("Layer", layer or usual) if has_layers and mode != "change" else "areas",
        has_layers and mode != "change",
        map_lists.read(view),
    )


def _other(view: View) -> date:
    """The month that this one is put beside: the address's, else a year before."""
    first, last = view.warehouse.first_month, view.warehouse.last_month
    asked = address.read(_WITH)
    if asked is None:
        return _usual(view)
    month = months.parse(asked)
    if not first <= month <= last:
        sentence = t("There are no ledgers of {month}. They run from {first} to {last}.")
        raise UnknownMonthError(
            sentence.format(month=numbers.month(month), first=numbers.month(first), last=numbers.month(last))
        )
    return month


def _usual(view: View) -> date:
    return max(months.shift(view.month, -12), view.warehouse.first_month)


def offered(view: View, chosen: Chosen) -> list[dict[str, Any]]:
    """The choices as the map draws them: a name in the address, a label, the options, and the one on show."""
    lists = map_lists.offered(view, chosen.listed)
    modes = {mode: t(words) for mode, words in MODES.items()}
    found = [buttons(_MODE, t("Months on the map"), chosen.mode, modes)]
    if chosen.other is not None:
        found.append(
            {
                "name": _WITH,
                "label": t("Compared with"),
                "kind": "list",
                "value": months.write(chosen.other),
                "options": [
                    [months.write(month), numbers.month(month)] for month in reversed(view.warehouse.months)
                ],
            }
        )
    if chosen.has_layers:
        layers = {layer: t(words) for layer, words in LAYERS.items()}
        found.append(buttons(_LAYER, t("Layer"), chosen.layer, layers))
    return [*found, lists] if lists else found


def buttons(name: str, label: str, value: str, options: Mapping[Any, str]) -> dict[str, Any]:
    """A choice of a few that stand side by side: its name in the address, and each value with its words."""
    listed = [[key, words] for key, words in options.items()]
    return {"name": name, "label": label, "kind": "buttons", "value": value, "options": listed}


def classing(chosen: Chosen, indicator: Indicator) -> dict[str, Any] | None:
    """The choice of classes, which stands in the legend; None where the map has none to choose."""
    usual = map_views.usual_classing(indicator)
    if usual is None or chosen.mode == "change" or chosen.layer != "areas":
        return None
    return {
        "name": _CLASSING,
        "label": t("Classes"),
        "value": chosen.classing or usual,
        "options": [[key, t(words)] for key, words in CLASSINGS.items()],
    }


def changes(view: View, name: str, value: str) -> dict[str, str | None]:
    """What a choice changes in the address: itself, and the other month where the map now takes two.

    None takes a name out.
    """
    is_none = name == map_lists.NAME and value == map_lists.ALL
    changed = {name: None if is_none else value}
    if name == _MODE and value != "month" and address.read(_WITH) is None:
        changed[_WITH] = months.write(_usual(view))
    return changed


def written(view: View, said: Mapping[str, str]) -> None:
    """Puts a choice into the address; for a widget's callback."""
    address.write(**changes(view, str(said["name"]), str(said["value"])))
