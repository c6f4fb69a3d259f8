"""Colours of a map in light and dark: the theme's scales cut to the classes, and the map's own grounds."""

from typing import Literal

from sharedwealth.charts import theme
from sharedwealth.charts.theme import Tokens

Scheme = Literal["rates", "sequential", "diverging", "circles", "balance", "plain", "clusters"]
"""How a map is drawn; `balance` is circles for what rose and what fell."""
Theme = Literal["light", "dark"]

_TOKENS: dict[Theme, Tokens] = {"light": theme.LIGHT, "dark": theme.DARK}
_SHARED = ("paper", "card", "ink", "quiet", "hairline", "accent", "good", "watch", "hatch", "earlier")
_OWN: dict[Theme, dict[str, str]] = {
    # land: not asked about, and under circles; border: between areas; outline: round cities and the whole
    "light": {"land": "#EEF1EE", "border": "#A9B8B5", "outline": "#5F7079", "circle": "#35937D"},
    "dark": {"land": "#1D2930", "border": "#3B4A53", "outline": "#8B9AA3", "circle": "#35937D"},
}


def scheme_of(shape: str, unit: str) -> Scheme:
    """What suits a shape and unit: a total is a circle, a rate has fixed steps, a mean its quantiles."""
    if shape in ("count", "sum"):
        return "circles"
    return "rates" if unit == "share" else "sequential"


def spread(colours: tuple[str, ...], count: int) -> list[str]:
    """`count` of the colours, evenly, both ends among them; the middle one where there is a single class."""
    if count <= 1:
        return [colours[len(colours) // 2]] * count
    last = len(colours) - 1
    return [colours[(2 * step * last + count - 1) // (2 * (count - 1))] for step in range(count)]


def palette(scheme: Scheme, count: int) -> dict[Theme, dict[str, object]]:
    """For each theme the grounds by name and, under `classes`, the classes' colours, lowest first."""
    return {ground: _of_ground(ground, scheme, count) for ground in _TOKENS}


def _of_ground(ground: Theme, scheme: Scheme, count: int) -> dict[str, object]:
    shared = {name: getattr(_TOKENS[ground], name) for name in _SHARED}
    classes = [_OWN[ground]["circle"]] if scheme == "circles" else _classes(ground, scheme, count)
    return {**shared, **_OWN[ground], "classes": classes}


def grounds() -> dict[Theme, dict[str, object]]:
    """For each theme what every palette has, whatever the scheme: the grounds by name."""
    return {
        ground: {name: colour for name, colour in colours.items() if name != "classes"}
        for ground, colours in palette("plain", 0).items()
    }


def type_colours(ground: Theme) -> list[str]:
    """The colours of the workshop types, in their order."""
    return list(_TOKENS[ground].types)


def _classes(ground: Theme, scheme: Scheme, count: int) -> list[str]:
    tokens = _TOKENS[ground]
    if scheme == "clusters":
        return _of_clusters(ground, tokens)
    if scheme == "balance":
        return [tokens.diverging[1], tokens.diverging[5]]
    if scheme != "diverging":
        return spread(tokens.sequential, count)
    if ground == "light":
        return spread(tokens.diverging, count)
    # Round a dark middle, further away has to be lighter: each side is turned about.
    under, middle, over = tokens.diverging[:3], tokens.diverging[3], tokens.diverging[4:]
    return spread((*under[::-1], middle, *over[::-1]), count)


def _of_clusters(ground: Theme, tokens: Tokens) -> list[str]:
    """High among high, low among low, high among low, low among high, not significant."""
    under, over = tokens.diverging[:3], tokens.diverging[4:]
    ends, pale = (over[-1], under[0]), (over[0], under[-1])
    if ground == "dark":
        ends, pale = pale, ends
    return [*ends, *pale, _OWN[ground]["land"]]
