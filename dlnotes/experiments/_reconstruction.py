"""A picture drawn by a network from a pixel's place (x, y) to its grey, and the scores of such a drawing.

There are two tasks: "all" trains on every pixel; "half" trains on the white squares of a chessboard and is
judged on the black ones too.
"""

import numpy as np

from dlnotes.experiments._coordinate_net import inputs, network, train
from dlnotes.experiments._picture import cat
from dlnotes.nn import psnr

PIXELS = ("all", "half")  # that a network is given


def coordinates(size=64):
    """The centres of the pixels, row by row: (size², 2) of (x, y) in [−1, 1], y downwards."""
    axis = (np.arange(size, dtype=np.float32) + 0.5) / size * 2 - 1
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)


def chessboard(size=64):
    """True on the white squares: every second pixel, so that each unseen one has its four neighbours seen."""
    rows, columns = np.indices((size, size))
    return ((rows + columns) % 2 == 0).ravel()


def reconstruct(recipe, pixels="all", seed=0, *, size=64, width=64, steps=400, snapshots=()):
    """Train one network to draw the cat: (seen PSNR, held-out PSNR, {step: picture} at snapshots and end).

    The held-out PSNR of "all" is nan.
    """
    target, xy = cat(size), coordinates(size)
    grey, x = target.reshape(-1, 1), inputs(recipe, xy)
    seen = chessboard(size) if pixels == "half" else np.full(len(grey), True)
    frames = {}

    def watch(step, net):
        if step in snapshots or step == steps:
            frames[step] = net.forward(x).reshape(target.shape)

    net = network(recipe, np.random.default_rng(seed), x.shape[1], width)
    train(net, recipe, x[seen], grey[seen], steps, watch)
    final = frames[steps].reshape(-1, 1)
    heldout = psnr(final[~seen], grey[~seen]) if pixels == "half" else np.nan
    return psnr(final[seen], grey[seen]), heldout, frames


def greys(frame):
    """A network's answer as a picture of bytes."""
    return np.round(255 * np.clip(frame, 0, 1)).astype(np.uint8)


def psnr_unseen(image, target):
    """PSNR on the black squares alone."""
    unseen = ~chessboard(len(target))
    return psnr(image.ravel()[unseen], target.ravel()[unseen])


def neighbour_mean(image):
    """Each pixel as the mean of its four neighbours (at the rim: of those it has); nothing is learnt."""
    return _sum_of_neighbours(image) / _sum_of_neighbours(np.ones_like(image))


def _sum_of_neighbours(image):
    a = np.pad(image, 1)
    return a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:]
