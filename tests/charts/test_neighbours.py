"""The months beside the one on show, as differences: laid over it they give the whole payload again."""

import base64

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from sharedwealth.charts.neighbours import difference


def laid_over(shown, near):
    """What the browser makes of the two, in another language's words."""
    whole = {**shown, **{name: value for name, value in near.items() if name != "points"}}
    if "points" in near:
        classes = np.frombuffer(base64.b64decode(shown["points"]["classes"]), dtype=np.uint8).copy()
        for index, to in zip(near["points"]["at"], near["points"]["to"], strict=True):
            classes[index] = to
        written = base64.b64encode(classes.tobytes()).decode()
        whole["points"] = {**shown["points"], "looks": near["points"]["looks"], "classes": written}
    return whole


def payload(label, classes):
    written = base64.b64encode(bytes(classes)).decode()
    return {"geometry": "g", "labels": label, "points": {"url": "p", "classes": written, "looks": [[label]]}}


@given(
    some.text(max_size=3), some.text(max_size=3),
    some.lists(some.tuples(some.integers(0, 6), some.integers(0, 6)), max_size=60),
)  # fmt: skip
def test_the_difference_laid_over_what_is_shown_is_the_other_month(one, other, pairs):
    shown = payload(one, [before for before, _ in pairs])
    wanted = payload(other, [after for _, after in pairs])
    assert laid_over(shown, difference(shown, wanted)) == wanted


def test_what_is_the_same_is_not_sent():
    shown = payload("a", [1, 2, 3])
    assert difference(shown, payload("a", [1, 2, 3])) == {}
    assert difference(shown, payload("a", [1, 0, 3]))["points"]["at"] == [1]
