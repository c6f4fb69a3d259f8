"""A format writes a value exactly as its text says, or is not taken."""

import pytest

from sharedwealth.exports import number_formats


@pytest.mark.parametrize(
    ("value", "text", "format_"),
    [
        (0.9625, "96.3%", '0.0%;"−"0.0%'),
        (11_145.0, "11,145", '#,##0;"−"#,##0'),
        (498_123.0, "49.8万", '0\\.0,"万";"−"0\\.0,"万"'),
        (1_234_000_000.0, "12.34亿", '0\\.00,,"亿";"−"0\\.00,,"亿"'),
        (-0.025, "−2.5%", '0.0%;"−"0.0%'),
        (1_200_000.0, "1.2m", '#,##0.0,,"m";"−"#,##0.0,,"m"'),
        (0.3456, "0.346", '#,##0.000;"−"#,##0.000'),
        (2_375.0, "2,375元", '#,##0"元";"−"#,##0"元"'),
    ],
)
def test_a_written_number_has_its_format(value, text, format_):
    assert number_formats.of([(value, text)]) == (format_, frozenset())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0949, "+9.5个百分点"),  # no format multiplies by a hundred without a percent sign
        (12_345_678.0, "1,234.6万"),
        (2.5, "2"),  # Excel rounds a half up
        (60.0, "60%"),
        (5.0, "Q3 2024"),
        (5.0, "five"),
    ],
)
def test_what_no_format_writes_keeps_its_text(value, text):
    assert number_formats.of([(value, text)])[1] == {0}


def test_one_format_for_most_and_the_text_for_the_rest():
    pairs = [(498_123.0, "49.8万"), (30_000.0, "3万"), (None, "–"), (31_000.0, "3.1万")]
    assert number_formats.of(pairs) == ('0\\.0,"万";"−"0\\.0,"万"', frozenset({1}))


def test_a_sign_before_a_rise_is_not_written_before_nothing():
    found, missed = number_formats.of([(0.05, "+5.0%"), (-0.05, "−5.0%"), (0.0, "0.0%")])
    assert (found, missed) == ('"+"0.0%;"−"0.0%;0.0%', frozenset())


@pytest.mark.parametrize(
    ("value", "text", "format_"),
    [
        (498_123.0, "49.8万", "#,##0"),
        (60.0, "60%", "General"),
        (0.5, "50.0%", '0.0%;"−"0.0%'),
        (1.0, "", "General"),
    ],
)
def test_a_cell_says_every_digit(value, text, format_):
    assert number_formats.of_cell(value, text) == format_


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_what_no_file_can_hold_is_no_number(value):
    assert not number_formats.is_known(value)
