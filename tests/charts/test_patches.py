"""A patch laid over what is shown gives the other value, and is small where little differs."""

import json

from hypothesis import given
from hypothesis import strategies as some

from sharedwealth.charts.patches import patch

SCALARS = some.none() | some.booleans() | some.integers(-3, 3) | some.text("ab", max_size=2)
VALUES = some.recursive(
    SCALARS,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text("xyz", max_size=2), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def laid_over(shown, change):
    """As the browser does it, in another language's words."""
    if change is None:
        return shown
    if "v" in change:
        return change["v"]
    if "a" in change:
        return [*shown, *change["a"]]
    if "c" in change:
        return shown[: change["c"]]
    if "l" in change:
        whole = list(shown)
        for index, deeper in change["l"].items():
            whole[int(index)] = laid_over(whole[int(index)], deeper)
        return whole
    whole = {key: value for key, value in shown.items() if key not in change.get("r", ())}
    for key, deeper in change["d"].items():
        whole[key] = laid_over(shown.get(key), deeper)
    return whole


@given(VALUES, VALUES)
def test_any_value_becomes_any_other(shown, other):
    assert json.dumps(laid_over(shown, patch(shown, other)), sort_keys=True) == json.dumps(
        other, sort_keys=True
    )


def test_a_course_that_is_a_month_longer_sends_the_month():
    shown = {"x": ["2024-08", "2024-09"], "y": [1, 2], "title": "same"}
    other = {"x": ["2024-08", "2024-09", "2024-10"], "y": [1, 2, 3], "title": "same"}
    assert patch(shown, other) == {"d": {"x": {"a": ["2024-10"]}, "y": {"a": [3]}}}


def test_true_and_one_are_not_the_same():
    assert patch({"showline": 1}, {"showline": True}) == {"d": {"showline": {"v": True}}}
