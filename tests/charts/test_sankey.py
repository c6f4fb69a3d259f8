"""The flow of people through columns."""

from itertools import pairwise

import pandas as pd
import pytest

from sharedwealth.charts import sankey

NODES = pd.DataFrame(
    [
        (0, "tea", "Tea & <b>", 60), (0, "*", "Others (3)", 40),
        (1, "rent", "Rent", 70), (1, "*", "Others", 30),
        (2, "brand_led", "Brand-led", 100),
        (3, "3301", "Hangzhou", 80), (3, "*", "Others (2)", 20),
    ],
    columns=["column", "key", "label", "people"],
)  # fmt: skip
LINKS = pd.DataFrame(
    [
        (0, "tea", "rent", 45), (0, "tea", "*", 15), (0, "*", "rent", 25), (0, "*", "*", 15),
        (1, "rent", "brand_led", 70), (1, "*", "brand_led", 30),
        (2, "brand_led", "3301", 80), (2, "brand_led", "*", 20),
    ],
    columns=["column", "source", "target", "people"],
)  # fmt: skip
HEADINGS = ("Industry", "Linkage", "Type", "Area")


@pytest.fixture
def figure():
    return sankey.sankey(NODES, LINKS, HEADINGS, rest="*")


def test_every_link_joins_its_own_columns(figure):
    whole = figure.data[0]
    named = [(whole.link.source[at], whole.link.target[at], whole.link.value[at]) for at in range(len(LINKS))]
    assert sorted(named) == sorted(
        [(0, 2, 45), (0, 3, 15), (1, 2, 25), (1, 3, 15), (2, 4, 70), (3, 4, 30), (4, 5, 80), (4, 6, 20)]
    )


def test_only_an_area_of_its_own_can_be_picked(figure):
    assert list(figure.data[0].node.customdata) == [None, None, None, None, None, "3301", None]


def test_names_from_ledgers_are_never_markup(figure):
    assert figure.data[0].node.label[0].startswith("Tea &amp; &lt;b&gt;")


def test_a_narrow_container_gets_the_steps_below_one_another_without_overlap(figure):
    patch = figure.layout.meta["narrower"][0]["data"]
    assert [patch[str(at)]["visible"] for at in range(4)] == [False, True, True, True]
    bands = [trace.domain.y for trace in figure.data[1:]]
    for above, below in pairwise(bands):
        assert below[1] < above[0] + 1e-9
    assert bands[-1][0] == pytest.approx(0)


def test_each_step_holds_its_own_links_alone(figure):
    assert [sum(trace.link.value) for trace in figure.data[1:]] == [100, 100, 100]


def test_nobody_is_a_sentence():
    empty = sankey.sankey(NODES.head(0), LINKS.head(0), HEADINGS, rest="*")
    assert not empty.data
    assert empty.layout.annotations[0].text
