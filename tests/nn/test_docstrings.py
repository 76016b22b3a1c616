"""The docstrings are the reference: every public name says what it computes and shows it."""

import inspect

import pytest

import dlnotes.nn as nn


@pytest.mark.parametrize("name", nn.__all__)
def test_every_public_name_has_an_example_that_runs(name):
    assert ">>> " in inspect.getdoc(getattr(nn, name))


def test_all_lists_exactly_what_the_modules_export():
    exported = {
        name for name in vars(nn) if not name.startswith("_") and not inspect.ismodule(getattr(nn, name))
    }
    assert exported == set(nn.__all__)
