"""The wrong versions that several claims share, on a small result."""

from dlnotes.claims._controls import arms_exchanged, arms_replaced, replaced

RESULT = {
    "relu": 0,
    "relu_fit": 1,
    "relu_seen": 2,
    "encoding_fit": 3,
    "encoding": 4,
    "pixels": 5,
    "relus_fit": 6,
}


def test_an_entry_is_replaced_by_another():
    assert replaced(pixels="relu_fit")(RESULT) == RESULT | {"pixels": 1}


def test_an_arm_is_replaced_where_both_arms_have_the_entry():
    assert arms_replaced(relu="encoding")(RESULT) == RESULT | {"relu": 4, "relu_fit": 3}


def test_several_arms_are_replaced_at_once():
    result = {"a_x": 1, "b_x": 2, "c_x": 3}
    assert arms_replaced(a="b", b="c")(result) == {"a_x": 2, "b_x": 3, "c_x": 3}


def test_two_arms_are_exchanged_and_nothing_else():
    exchanged = {"relu": 4, "encoding": 0, "relu_fit": 3, "encoding_fit": 1}
    assert arms_exchanged("relu", "encoding")(RESULT) == RESULT | exchanged
