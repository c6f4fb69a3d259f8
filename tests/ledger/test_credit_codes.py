"""The check character of GB 32100-2015."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedwealth.ledger import credit_codes

# Codes of large companies, as their own annual reports and the public register of enterprises print them.
PUBLISHED = ["9144030071526726XG", "914403001922038216", "91110000802100433B"]
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

bodies = st.text(credit_codes.ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes_end_as_the_standard_asks(code):
    assert credit_codes.has_shape(code)
    assert credit_codes.check_character(code[:17]) == code[17]


@given(bodies)
def test_the_weighted_sum_with_the_last_character_is_a_multiple_of_31(body):
    values = [credit_codes.ALPHABET.index(each) for each in body]
    last = credit_codes.ALPHABET.index(credit_codes.check_character(body))
    assert (sum(map(int.__mul__, values, WEIGHTS)) + last) % 31 == 0


@given(bodies, st.integers(0, 16), st.sampled_from(credit_codes.ALPHABET))
def test_one_mistyped_character_always_shows(body, place, other):
    slip = body[:place] + other + body[place + 1 :]
    same = credit_codes.check_character(slip) == credit_codes.check_character(body)
    assert same == (slip == body)


@given(bodies, st.integers(0, 15))
def test_two_neighbours_exchanged_always_show(body, place):
    slip = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    same = credit_codes.check_character(slip) == credit_codes.check_character(body)
    assert same == (slip == body)


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_easily_mistaken_are_no_part_of_a_code(letter):
    assert credit_codes.foreign(f"91{letter}{letter}") == letter
    assert not credit_codes.has_shape(f"9144030071526726X{letter}")


def test_a_code_has_18_characters():
    assert not credit_codes.has_shape(PUBLISHED[0][:-1])
    assert not credit_codes.has_shape(PUBLISHED[0] + "0")


def test_codes_of_the_early_pilot_are_known():
    assert credit_codes.is_pilot("91350299M0000ABC1D")
    assert not credit_codes.is_pilot(PUBLISHED[0])
