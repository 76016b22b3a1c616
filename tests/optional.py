"""What only some machines have: a browser, PyTorch, a Dask cluster."""

import os

import pytest


def without(reason):
    """Skip on a reader's machine; in CI a test that did not run is a test that failed."""
    (pytest.fail if os.environ.get("DLNOTES_COMPLETE") else pytest.skip)(reason)
