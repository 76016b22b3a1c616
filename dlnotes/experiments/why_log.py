"""Three penalties for a forecast q, averaged over an event that truly happens seven times in ten.

An honest penalty is least on average when q is the true rate. −log and the square are honest, the absolute error is not.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import kl, l2


@dataclass(frozen=True)
class Config:
    rate: float = 0.7
    points: int = 1001


def run(config=Config()):
    q = np.linspace(0, 1, config.points)
    curves = {
        "log": expected(kl, q, config.rate),
        "square": expected(l2, q, config.rate),
        "absolute": expected(lambda y, d: abs(y - d), q, config.rate),
    }
    best = {f"best_{name}": q[curve.argmin()] for name, curve in curves.items()}
    return {"q": q, "rate": config.rate, **curves, **best, "log_floor": curves["log"].min()}


def expected(loss, q, rate):
    """rate · loss(q, 1) + (1 − rate) · loss(q, 0), for each q."""
    return np.array([rate * loss(float(y), 1) + (1 - rate) * loss(float(y), 0) for y in q])
