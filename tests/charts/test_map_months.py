"""All months of a map in one piece: each month's payload comes out of it again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sharedwealth.charts import map_points
from sharedwealth.charts.map_months import packed

LETTERS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")


def unpacked(piece):
    """What the browser makes of it, in another language's words."""
    found, classes = {}, []
    for letter in piece["points"]["first"]:
        classes += divmod(LETTERS.index(letter), 9)
    for step, month in enumerate(piece["months"]):
        if step:
            at = 0
            for distance, to in zip(*piece["points"]["changes"][step - 1], strict=True):
                at += distance
                classes[at] = to
        points = {
            **piece["points"]["same"],
            "classes": "".join(LETTERS[9 * a + b] for a, b in zip(classes[::2], classes[1::2], strict=True)),
            "looks": piece["points"]["looks"][step],
        }
        found[month] = {**piece["same"], **piece["each"][step], "points": points}
    return found


def payload(label, classes):
    written = map_points.packed(bytes(classes))
    return {"geometry": "g", "labels": label, "points": {"url": "p", "classes": written, "looks": [[label]]}}


@given(
    some.integers(1, 40).flatmap(
        lambda size: some.lists(
            some.tuples(some.text(max_size=2), some.lists(some.integers(0, 6), min_size=size, max_size=size)),
            min_size=1, max_size=5,
        )
    )
)  # fmt: skip
def test_every_month_comes_out_as_it_went_in(drawn):
    months = {f"2024-{at + 1:02d}": payload(label, classes) for at, (label, classes) in enumerate(drawn)}
    assert unpacked(packed(months)) == months


@pytest.mark.parametrize("classes", [[], [3], [0, 7, 8], [5] * 1000])
def test_classes_travel_as_half_a_letter_each(classes):
    letters = map_points.packed(bytes(classes))
    assert len(letters) == (len(classes) + 1) // 2
    assert np.array_equal(map_points.unpacked(letters)[: len(classes)], classes)


def test_what_is_the_same_in_every_month_travels_once():
    months = {"2024-01": payload("a", [1, 2, 3]), "2024-02": payload("b", [1, 0, 3])}
    piece = packed(months)
    assert piece["same"] == {"geometry": "g"}
    assert piece["points"]["changes"] == [[[1], [0]]]


def test_a_map_without_points_has_none():
    piece = packed({"2024-01": {"labels": "a"}, "2024-02": {"labels": "b"}})
    assert "points" not in piece
    assert piece["each"] == [{"labels": "a"}, {"labels": "b"}]
