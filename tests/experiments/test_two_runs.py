"""Every experiment gives the same bytes when it is run again, and every name has a value."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from dlnotes.site.project import Project

EXPERIMENTS = Project(Path(__file__).parents[2]).experiments()
# What makes a long experiment short; one that is not named here is run as the site shows it.
SMALL = {
    "bandwidth": dict(ratios=(0.3, 3.0), octaves=(0, 2), seeds=(0, 1), size=8, width=8, steps=3),
    "block-switches": dict(depths=(2, 10), width=8, batch=4, seeds=(0, 1)),
    "degradation": dict(depths=(4,), seeds=(1,), steps=5, warm_up=2, other_rates=()),
    "edge-filters": dict(steps=3, examples=50, tests=20, seeds=(1,)),
    "flipped-labels": dict(
        settings=(("right", 4, (1, 2), (("plain", 0.01), ("residual", 0.01))),), steps=3, tests=50
    ),
    "gradient-norm-by-depth": dict(depths=(2, 10), width=8, batch=4, seeds=(0, 1)),
    "image-reconstruction": dict(widths=(0.1, 0.03), steps=3, snapshots=(0, 3), size=16, width=8),
    "linear-regions": dict(width=3, seeds=(0,), grid=21, shown=31),
    "many-dimensions": dict(seeds=(0, 1), features=3, examples=20, tests=50, looks=9, errors=(0.99,)),
    "output-shape": dict(inputs=(1, 5, 8), kernels=(1, 3)),
    "scanning-mlp": dict(seeds=(0, 1), steps=8),
    "sharing-bet": dict(seeds=(0, 1), rates=(0.01, 0.02), windows=32, unseen=50, steps=8),
    "sigmoid-posterior": dict(examples=500, seeds=(0, 1)),
    "spectral-bias-1d": dict(seeds=(0, 1), steps=5, looks=3, width=8),
    "starting-logit": dict(starts=(-6.0, 0.0), limit=2000),
    "tangent-kernel": dict(recipes=("relu", "tanh"), seeds=(0, 1), points=8, width=5, steps=2),
    "training-time": dict(
        steps=(2, 3), short=3, seeds=(0, 1), size=16, width=8, large=(("relu", 0), ("relu", 1)), large_size=16
    ),
    "wrong-start": dict(tests=50, limit=20, wrong_steps=5, sgd_rates=(0.1,), adam_rates=(0.1,), seeds=(0,)),
}


@pytest.mark.parametrize("slug", EXPERIMENTS)
def test_two_runs_give_the_same_bytes(slug):
    module = import_module(f"dlnotes.experiments.{EXPERIMENTS[slug].stem}")
    config = module.Config(**SMALL.get(slug, {}))
    first, second = ({name: np.asarray(value) for name, value in module.run(config).items()} for _ in "12")
    assert first.keys() == second.keys()
    for name, value in first.items():
        assert value.tobytes() == second[name].tobytes(), name


def test_no_name_of_the_table_is_forgotten():
    assert set(SMALL) <= set(EXPERIMENTS)
