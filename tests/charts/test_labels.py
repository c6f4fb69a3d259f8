from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sharedwealth.charts import labels, scale
from sharedwealth.text import using

PLOT = np.array([[0.0, 0.0, 800.0, 300.0]])


def boxes(wanted, placed):
    return [
        labels.around(label.x + place.dx, label.y + place.dy, label.width, label.height)
        for label, place in zip(wanted, placed, strict=True)
    ]


def test_labels_of_marks_at_one_place_do_not_cover_each_other():
    wanted = [labels.Wanted(400, 150, 90, 32)] * 4
    found = boxes(wanted, labels.place(wanted, PLOT, labels.NOWHERE))
    assert all(labels.shared(one, other).sum() == 0 for one, other in combinations(found, 2))


def test_a_label_does_not_leave_the_plot():
    wanted = [labels.Wanted(2, 2, 90, 32), labels.Wanted(798, 298, 90, 32)]
    for box in boxes(wanted, labels.place(wanted, PLOT, labels.NOWHERE)):
        assert labels.shared(box, PLOT)[0, 0] == 90 * 32


def test_a_label_keeps_off_lines():
    line = labels.along([(0, 300), (800, 0)])
    wanted = [labels.Wanted(400, 150, 90, 32)]
    (place,) = labels.place(wanted, PLOT, line)
    assert place.covered == 0
    assert (place.dx, place.dy) < (0, 0)


def test_a_label_that_leans_right_stands_right_of_its_mark():
    (left,) = labels.place([labels.Wanted(400, 150, 90, 32)], PLOT, labels.NOWHERE)
    (right,) = labels.place([labels.Wanted(400, 150, 90, 32, lean=1)], PLOT, labels.NOWHERE)
    assert left.dx < 0 < right.dx


@given(st.lists(st.floats(0, 200), min_size=1, max_size=8))
def test_positions_are_moved_apart_in_their_order(wished):
    moved = labels.apart(wished, 17, 0, 200)
    ordered = sorted(zip(wished, moved, strict=True))
    assert all(after - before >= 17 - 1e-6 for (_, before), (_, after) in pairwise(ordered))


@given(st.lists(st.tuples(st.floats(0, 340), st.floats(20, 120)), min_size=1, max_size=6))
def test_labels_in_a_row_never_overlap_or_leave_the_width(wanted):
    centres, widths = zip(*wanted, strict=True)
    found = labels.rows(centres, widths, 340)
    for (row, middle), width in zip(found, widths, strict=True):
        assert width / 2 <= middle <= 340 - width / 2
        for (other_row, other), other_width in zip(found, widths, strict=True):
            if (row, middle) != (other_row, other) and row == other_row:
                assert abs(middle - other) >= (width + other_width) / 2


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_steps_are_round_even_and_inside(low, span):
    found = scale.steps(low, low + span)
    gaps = np.diff(found)
    assert 2 <= len(found) <= 8
    assert np.allclose(gaps, gaps[0], rtol=1e-6, atol=1e-9)
    assert min(found) >= low - span * 1e-6
    assert max(found) <= low + span * (1 + 1e-6)


def test_the_axis_says_the_unit_once_at_the_top():
    with using("zh"):
        assert scale.value_axis(0, 11145, "workshops")["ticktext"] == [
            "0",
            "2,500",
            "5,000",
            "7,500",
            "10,000家",
        ]
        assert scale.value_axis(0, 0.9, "share", 3)["ticktext"] == ["0%", "25%", "50%", "75%"]


def test_a_stock_stands_at_the_end_of_its_month():
    assert scale.month_end("2024-02").isoformat() == "2024-02-29"
