import pytest

from sharedwealth.ledger.rules import amounts
from tests.ledger.rules.books import book, context, previous, result, told


def county(count=10, **changes):
    base = [
        result(workshop_id=f"331082-{n:04d}", output_yuan=100_000 + 7_000 * n, orders_yuan=120_000)
        for n in range(count)
    ]
    return base if not changes else [*base[:-1], base[-1] | changes]


BEFORE = context(previous=previous(results=county()))


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (163_000 * 100, ["error"]), (16, ["error"]), (1_630, ["error"]), (163_000 * 10_000, ["error"]),
        (163_000 * 7, []), (80_000, []), (0, []), (None, []),
    ],
)  # fmt: skip
def test_one_workshops_amount_in_another_unit(output, said):
    of_book = book(results=county(output_yuan=output))
    assert told(amounts.amount_unit_slip, of_book, BEFORE) == [(each, "效益", "B12") for each in said]


def test_ten_times_as_much_is_asked_about():
    of_book = book(results=county(output_yuan=1_630_000))
    assert told(amounts.amount_unit_slip, of_book, BEFORE) == []
    assert told(amounts.amount_jump, of_book, BEFORE) == [("warning", "效益", "B12")]


def test_small_amounts_may_jump():
    little = context(previous=previous(results=[result(output_yuan=1_000)]))
    assert told(amounts.amount_jump, book(results=[result(output_yuan=9_500)]), little) == []


@pytest.mark.parametrize("factor", [10, 1_000, 10_000])
def test_a_whole_column_in_another_unit_is_told_at_its_heading(factor):
    slipped = [each | {"output_yuan": each["output_yuan"] // factor} for each in county()]
    assert told(amounts.amount_unit_slip, book(results=slipped), BEFORE) == [("error", "效益", "B1")]
    assert told(amounts.amount_jump, book(results=slipped), BEFORE) == []


def test_collective_income_comes_and_goes():
    of_book = book(results=county(collective_income_yuan=200_000))
    assert told(amounts.amount_unit_slip, of_book, BEFORE) == []
    assert told(amounts.amount_jump, of_book, BEFORE) == []


def test_nothing_is_said_without_a_last_ledger():
    assert told(amounts.amount_unit_slip, book(results=county())) == []
    assert told(amounts.amount_jump, book(results=county())) == []
