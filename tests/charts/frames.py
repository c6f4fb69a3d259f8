"""Answers as indicators hand them over, made up for the tests of figures."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sharedwealth import months

CITIES = {"3301": "杭州市", "3302": "宁波市", "3303": "温州市", "3304": "嘉兴市"}
MISSING = float("nan")


def answer(values: Sequence[float], unit: str, **columns: object) -> pd.DataFrame:
    """One row per value, all of the province in October 2024 unless the columns say otherwise."""
    rows = len(values)
    plain = {
        "area": ["33"] * rows,
        "area_name": ["浙江省"] * rows,
        "month": ["2024-10"] * rows,
        "value": np.array(values, dtype=float),
        "unit": [unit] * rows,
        "numerator": [MISSING] * rows,
        "denominator": [MISSING] * rows,
        "n": [MISSING] * rows,
        "median": [MISSING] * rows,
        "q1": [MISSING] * rows,
        "q3": [MISSING] * rows,
        "status": ["no_data" if np.isnan(value) else "ok" for value in values],
        "kind": ["demonstration"] * rows,
        "snapshot": ["7F3A21"] * rows,
        "counties_reported": [87] * rows,
        "counties": [90] * rows,
    }
    return pd.DataFrame({**plain, **columns})


def by_month(values: Sequence[float], unit: str, first: str = "2024-05", **columns: object) -> pd.DataFrame:
    start = months.parse(first)
    named = [months.write(months.shift(start, step)) for step in range(len(values))]
    return answer(values, unit, month=named, **columns)


def by_city(values: Sequence[float], unit: str, **columns: object) -> pd.DataFrame:
    codes = list(CITIES)[: len(values)]
    return answer(values, unit, area=codes, area_name=[CITIES[code] for code in codes], **columns)


def published(*rows: tuple[str | float, float, str], **columns: object) -> pd.DataFrame:
    """Rows of date, value and publisher."""
    frame = pd.DataFrame(rows, columns=["as_of_date", "value", "publisher"])
    frame["published_on"] = "2023-09-26"
    frame["quote"] = "全省建成“共富工坊”"
    return frame.assign(**columns)


def words(figure: object) -> str:
    """Every word written on a figure, wide or narrow."""
    layout = figure.layout.to_plotly_json()
    annotations = [*layout.get("annotations", [])]
    for patch in (layout.get("meta") or {}).get("narrower", []):
        annotations += patch["layout"].get("annotations", [])
    texts = [note["text"] for note in annotations]
    texts += [str((layout.get("title") or {}).get("text", ""))]
    for name, axis in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            texts += [str(text) for text in axis.get("ticktext", [])]
    for trace in figure.data:
        for written in (trace.text, trace.hovertext):
            texts += (
                [written] if isinstance(written, str) else map(str, written if written is not None else [])
            )
    return "\n".join(texts)


def trace(figure: object, name: str) -> object:
    """The one trace of that name."""
    (found,) = [trace for trace in figure.data if trace.name == name]
    return found
