"""All months of a map in one piece: each month's payload comes out of it again."""

import base64

from hypothesis import given
from hypothesis import strategies as some

from sharedwealth.charts.map_months import packed


def unpacked(piece):
    """What the browser makes of it, in another language's words."""
    found, classes = {}, bytearray(base64.b64decode(piece["points"]["first"]))
    for step, month in enumerate(piece["months"]):
        if step:
            at = 0
            for distance, to in zip(*piece["points"]["changes"][step - 1], strict=True):
                at += distance
                classes[at] = to
        points = {
            "url": piece["points"]["url"],
            "classes": base64.b64encode(bytes(classes)).decode(),
            "looks": piece["points"]["looks"][step],
        }
        found[month] = {**piece["same"], **piece["each"][step], "points": points}
    return found


def payload(label, classes):
    written = base64.b64encode(bytes(classes)).decode()
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


def test_what_is_the_same_in_every_month_travels_once():
    months = {"2024-01": payload("a", [1, 2, 3]), "2024-02": payload("b", [1, 0, 3])}
    piece = packed(months)
    assert piece["same"] == {"geometry": "g"}
    assert piece["points"]["changes"] == [[[1], [0]]]


def test_a_map_without_points_has_none():
    piece = packed({"2024-01": {"labels": "a"}, "2024-02": {"labels": "b"}})
    assert "points" not in piece
    assert piece["each"] == [{"labels": "a"}, {"labels": "b"}]
