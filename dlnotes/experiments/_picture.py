"""A small grey picture drawn by formulas: a furry cat, which has edges and texture."""

import numpy as np


def cat(size=64, oversampling=4):
    """The picture as a float32 array (size, size) of greys in [0, 1]; the same one every time.

    It is drawn `oversampling` times too large and averaged down, as a camera's pixel
    averages the light on it.
    """
    fine = size * oversampling
    axis = (np.arange(fine) + 0.5) / fine * 2 - 1
    x, y = np.meshgrid(axis, axis)  # x to the right, y downwards, both from -1 to 1
    image = 0.62 - 0.22 * y + 0.1 * x  # a wall, lit from above
    image = np.where(y > 0.8, 0.28 + 0.05 * np.sign(np.sin(14 * x)), image)  # a tiled floor
    image = np.where(_head(x, y), 0.36 + 0.17 * _fur(x, y) - 0.12 * np.hypot(x, y - 0.2), image)
    image = np.where(_ellipse(x, y - 0.46, 0.27, 0.19), 0.68 + 0.1 * _fur(x, y), image)  # the muzzle
    for side in (-1, 1):
        image = _eye(image, side * x, y)
        for rise in (-0.16, -0.02, 0.12):
            image = _whisker(image, side * x, y, rise)
    nose = (y > 0.3) & (y < 0.4) & (abs(x) < 1.1 * (0.42 - y))
    mouth = (y > 0.4) & (y < 0.56) & (abs(abs(x) - 0.9 * (y - 0.4)) < 0.018)
    image = np.where(nose | mouth, 0.06, image)
    blocks = np.clip(image, 0, 1).reshape(size, oversampling, size, oversampling)
    return blocks.mean(axis=(1, 3)).astype(np.float32)


def _head(x, y):
    outer = abs(x) < 0.66 - 0.12 * (0.1 - y)
    inner = abs(x) > 0.14 + 0.55 * (-0.3 - y)
    return _ellipse(x, y - 0.16, 0.68, 0.6) | (outer & inner & (y > -0.88) & (y < 0.1))


def _eye(image, x, y):
    image = np.where(_ellipse(x - 0.29, y + 0.02, 0.16, 0.13), 0.93, image)
    image = np.where(_ellipse(x - 0.28, y + 0.02, 0.055, 0.12), 0.02, image)
    return np.where(_ellipse(x - 0.25, y + 0.07, 0.025, 0.025), 1.0, image)  # a glint


def _whisker(image, x, y, rise):
    line = 0.43 + 0.4 * rise + rise * (x - 0.17) / 0.78
    return np.where((x > 0.17) & (x < 0.95) & (abs(y - line) < 0.012), 0.97, image)


def _ellipse(x, y, width, height):
    return (x / width) ** 2 + (y / height) ** 2 < 1


def _fur(x, y, waves=24):
    """Streaks that run outwards from the nose, about -1 to 1: waves, quick around it and slow along it."""
    rng = np.random.default_rng(0)
    angle, radius = np.arctan2(y - 0.3, x), np.hypot(x, y - 0.3)
    around, along = rng.integers(20, 60, waves), rng.uniform(-16, 16, waves)
    start = rng.uniform(0, 2 * np.pi, waves)
    total = sum(np.sin(a * angle + b * radius + c) for a, b, c in zip(around, along, start, strict=True))
    return total / np.sqrt(waves / 2)
