"""What places are called in a sentence."""

from collections.abc import Mapping

import pandas as pd

from sharedwealth.ledger.context import Context
from sharedwealth.ledger.findings import Named


def place_names(context: Context) -> Mapping[str, Named]:
    """Every place that the context knows, by code; a place without an English name keeps its Chinese one."""
    places = context.places
    english = places["name_en"].where(places["name_en"].notna(), places["name_zh"])
    return {
        str(code): Named(str(zh), str(en))
        for code, zh, en in zip(places["code"], places["name_zh"], english, strict=True)
    }


def place_name(names: Mapping[str, Named], code: object) -> Named:
    """The place's name, or its code where it has none here."""
    return names.get(str(code), Named(str(code), str(code)))


def names_of(names: Mapping[str, Named], codes: pd.Series) -> Mapping[int, Named]:
    """The names of the places that a column has, by row; rows without a code are left out."""
    return {int(str(row)): place_name(names, code) for row, code in codes.dropna().items()}
