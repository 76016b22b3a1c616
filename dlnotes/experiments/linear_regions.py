"""The pieces into which a ReLU network cuts the plane, with biases and without.

Inside a piece every unit is either on or off, so the network is one linear function of (x, y) there. Pieces
are counted on a grid as different patterns of on and off (a piece thinner than the grid's step can be
missed); lines of one layer are counted exactly.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import (
    Activation,
    Linear,
    Sequential,
    gaussian,
    gaussian_grad,
    relu,
    relu_grad,
    tanh,
    tanh_grad,
)

SIGMA = 0.1
UNITS = {
    "relu": (relu, relu_grad),
    "tanh": (tanh, tanh_grad),
    "gaussian": (lambda z: gaussian(z, SIGMA), lambda z: gaussian_grad(z, SIGMA)),
}


@dataclass(frozen=True)
class Config:
    width: int = 8
    seeds: tuple = (0, 1, 2, 3, 4, 5, 6, 7, 8)
    grid: int = 401
    shown: int = 161  # points a side in the figure
    pictured: int = 0  # the seed of the figure


def network(width, rng, biases=True):
    """2 → width → width → 1 with normal weights; the biases as large as the weights, or zero."""
    layers = []
    for features in (2, width):
        layers += [Linear(features, width, rng=rng, dtype=np.float64), Activation(relu, relu_grad)]
    net = Sequential(*layers, Linear(width, 1, rng=rng, dtype=np.float64))
    for name, param in net.params.items():
        param[...] = rng.normal(size=param.shape) / np.sqrt(width if name[0] == "2" else 2)
        if name.endswith("bias") and not biases:
            param[...] = 0
    return net


def square(points):
    """A grid on [−1, 1]², row by row: (points², 2)."""
    axis = np.linspace(-1, 1, points)
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)


def before_units(net, xy):
    """What enters the hidden ReLUs, side by side: (N, 2·width). A unit's kink is where its column is 0."""
    out = []
    for layer in net.layers[:-1]:
        xy = layer.forward(xy)
        if isinstance(layer, Linear):
            out.append(xy)
    return np.hstack(out)


def pieces(before):
    """The number of different patterns of on and off among the rows."""
    return len(np.unique(np.packbits(before > 0, axis=1), axis=0))


def bends(output, before):
    """How far the output bends between three neighbours of a row: (most inside a piece, most across pieces).

    A bend is |f(x − h) − 2f(x) + f(x + h)| / h with h the grid's step: 0 on a straight stretch, the change of
    slope at a crease. `output` (n, n) and `before` (units, n, n) are on the grid of `square(n)`.
    """
    on, step = before > 0, 2 / (output.shape[1] - 1)
    inside = (on[:, :, :-2] == on[:, :, 2:]).all(axis=0)  # nothing switched between the outer two
    bend = abs(np.diff(output, 2, axis=1)) / step
    return bend[inside].max(), bend[~inside].max()


def slow(output, periods=2):
    """The share of a surface's variation that lies in waves with at most so many periods a side.

    The waves are cosines with 0, ½, 1, 1½, … periods, along x times along y.
    """
    points, halves = len(output), np.arange(2 * periods + 1)
    waves = np.cos(np.pi * np.outer(halves, np.arange(points) + 0.5) / points)
    waves /= np.linalg.norm(waves, axis=1, keepdims=True)
    varying = output - output.mean()
    return np.square(waves @ varying @ waves.T).sum() / np.square(varying).sum()


def with_unit(net, unit):
    """The same weights under another unit."""
    linear = lambda layer: isinstance(layer, Linear)
    return Sequential(*[layer if linear(layer) else Activation(*UNITS[unit]) for layer in net.layers])


def pieces_of_lines(normals, offsets):
    """Exactly how many pieces the lines n·p + c = 0 cut the square [−1, 1]² into.

    It is 1 + the lines that enter + their crossings inside.
    """
    enter = abs(offsets) < abs(normals).sum(axis=1)
    normals, offsets = normals[enter], offsets[enter]
    crossings = 0
    for i, j in zip(*np.triu_indices(len(offsets), 1), strict=True):
        point = np.linalg.solve(normals[[i, j]], -offsets[[i, j]])
        crossings += bool((abs(point) < 1).all())
    return 1 + len(offsets) + crossings


def run(config=Config()):
    result = {"seeds": len(config.seeds), "width": config.width, "units": 2 * config.width}
    result |= {"grid": config.grid, "shown": config.shown}
    fine, coarse = square(config.grid), square(config.shown)
    for name, biases in (("with", True), ("without", False)):
        nets = [network(config.width, np.random.default_rng(seed), biases) for seed in config.seeds]
        counts = np.array([pieces(before_units(net, fine)) for net in nets])
        result |= {name: np.median(counts), f"{name}_low": counts.min(), f"{name}_high": counts.max()}
        if biases:
            result |= _surfaces(nets, coarse, config.shown)
        net = nets[config.seeds.index(config.pictured)]
        before = before_units(net, coarse).T.reshape(-1, config.shown, config.shown)
        # Every second point is enough: lines between these are as straight.
        result[f"{name}_before"] = before[:, ::2, ::2].astype(np.float32)
    return result


def _surfaces(nets, xy, points):
    """The same weights under each unit: bends inside pieces and across (seed, 2), and `slow` (seed,)."""
    found = {f"{unit}_{measure}": [] for unit in UNITS for measure in ("bends", "slow")}
    for net in nets:
        before = before_units(net, xy).T.reshape(-1, points, points)
        for unit in UNITS:
            surface = with_unit(net, unit).forward(xy).reshape(points, points)
            found[f"{unit}_bends"].append(bends(surface, before))
            found[f"{unit}_slow"].append(slow(surface))
    return {name: np.array(values) for name, values in found.items()}
