"""The wrong versions that several claims share, on a small result."""

from dlnotes.claims._controls import replaced

RESULT = {"relu": 0, "relu_fit": 1, "pixels": 2}


def test_an_entry_is_replaced_by_another():
    assert replaced(pixels="relu_fit")(RESULT) == RESULT | {"pixels": 1}
