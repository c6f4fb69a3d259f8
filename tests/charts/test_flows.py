import pytest

from sharedwealth.charts import flows, theme
from sharedwealth.text import using
from tests.charts.frames import MISSING, by_month, trace, words

JOINED = by_month([900, 800, 700], "people")
RETURNED = by_month([0, 50, 100], "people")
LEFT = by_month([MISSING, 100, 900], "people")


@pytest.fixture(autouse=True, params=["zh", "en"])
def language(request):
    with using(request.param):
        yield request.param


def test_who_joined_and_who_returned_stand_on_each_other_and_who_left_below(language):
    figure = flows.flows(JOINED, RETURNED, LEFT)
    assert figure.layout.barmode == "relative"
    assert list(trace(figure, "joiners").y) == [800, 700]
    assert list(trace(figure, "returners").y) == [50, 100]
    assert list(trace(figure, "leavers").y) == [-100, -900]
    assert list(trace(figure, "net").y) == [None, 750, -100]
    assert ("−100人" if language == "zh" else "−100 people") in trace(figure, "joiners").hovertext[1]
    assert not any("−" in tick for tick in figure.layout.yaxis.ticktext)
    top, bottom = figure.layout.yaxis.range[1], figure.layout.yaxis.range[0]
    assert top >= 850
    assert bottom <= -900


def test_a_part_that_must_not_be_shown_is_no_bar_and_there_is_no_net(language):
    few = RETURNED.assign(value=[0, MISSING, 100], status=["ok", "suppressed", "ok"])
    figure = flows.flows(JOINED, few, LEFT)
    assert list(trace(figure, "returners").y) == [None, 100]
    assert list(trace(figure, "joiners").y) == [800, 700]
    assert list(trace(figure, "net").y) == [None, None, -100]
    told = trace(figure, "joiners").hovertext[0]
    assert ("少于10" if language == "zh" else "Fewer than 10") in told
    assert ("净增减" if language == "zh" else "Difference") not in told


def test_each_mark_is_explained_beside_its_colour():
    written = words(flows.flows(JOINED, RETURNED, LEFT))
    for colour in (theme.MAIN, theme.SECOND, theme.INK):
        assert f'color:{colour}"' in written


def test_a_first_ledger_says_that_nothing_stands_before_it(language):
    figure = flows.flows(JOINED.head(1), RETURNED.head(1), LEFT.head(1))
    assert not figure.data
    assert ("第二期台账" if language == "zh" else "second ledger") in words(figure)


def test_where_all_is_hidden_or_unknown_a_sentence_says_which(language):
    hidden = [
        each.assign(value=[900, MISSING, MISSING], status=["ok", *["suppressed"] * 2])
        for each in (JOINED, RETURNED)
    ]
    left = LEFT.assign(value=MISSING, status=["no_data", *["suppressed"] * 2])
    figure = flows.flows(*hidden, left)
    assert not figure.data
    assert ("少于10人" if language == "zh" else "Fewer than ten") in words(figure)
    nothing = by_month([MISSING, MISSING], "people")
    figure = flows.flows(nothing, nothing, nothing)
    assert not figure.data
    assert ("台账" if language == "zh" else "ledgers") in words(figure)
