"""How the numbers of a knob read."""

import pytest

from dlnotes.figures.knob import Knob, number


@pytest.mark.parametrize(
    "value, text, told",
    [
        (-6.5, "{:g}", "−6.5"),
        (-0.001, "{:.2f}", "0.00"),
        (0.0, "{:.1f}", "0.0"),
        (-10, "{:g}", "−10"),
        (2.0, "{:g}", "2"),
    ],
)
def test_a_number_has_a_minus_sign_and_no_negative_zero(value, text, told):
    assert number(value, text) == told


def test_words_keep_their_hyphens_and_numbers_do_not():
    assert Knob("k", "knob", ("two-way", "one-way"), start="two-way").texts == ("two-way", "one-way")
    assert Knob("k", "knob", (-1, 1), start=1).texts == ("−1", "1")


def test_a_word_with_a_comma_is_refused():
    with pytest.raises(ValueError, match="no commas"):
        Knob("k", "knob", ("Adam", "Adam, rate 1"), start="Adam")
