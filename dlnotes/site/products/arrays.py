"""The arrays of an experiment, from its entry of the cache: what figures draw and checks read."""

from pathlib import Path


def load(entry: Path) -> dict:
    """The arrays of a result, as `run` returned them."""
    import numpy as np

    with np.load(entry / "result.npz") as file:
        return {name: file[name] for name in file.files}
