"""Three penalties for a forecast q, averaged over an event that truly happens seven times in ten.

An honest penalty is least on average when q is the true rate. −log and the square are honest, the absolute
error is not. Of the three, −log alone charges for two independent answers what it charges for both at once.
"""

from dataclasses import dataclass

import numpy as np

from dlnotes.nn import kl, l2

PENALTIES = {"log": kl, "square": l2, "absolute": lambda y, d: abs(y - d)}


@dataclass(frozen=True)
class Config:
    rate: float = 0.7
    points: int = 1001
    rates: tuple = (0.05, 0.2, 0.4, 0.6, 0.7, 0.9)  # honest means honest at each of them
    answers: int = 50  # probabilities p, r of what happened, in pairs


def run(config=Config()):
    q = np.linspace(0, 1, config.points)
    curves = {name: expected(loss, q, config.rate) for name, loss in PENALTIES.items()}
    best = {f"best_{name}": q[curve.argmin()] for name, curve in curves.items()}
    result = {"q": q, "rate": config.rate, "log_floor": curves["log"].min()}
    return result | curves | best | honesty(config, q) | sums(config)


def honesty(config, q):
    """How far the cheapest forecast under each penalty is from the true rate, at worst."""
    rates, out = np.array(config.rates), {}
    for name, loss in PENALTIES.items():
        right, wrong = over(loss, q, 1), over(loss, q, 0)
        cheapest = np.array([q[(r * right + (1 - r) * wrong).argmin()] for r in rates])
        out[f"dishonesty_{name}"] = np.abs(cheapest - rates).max()
    return out


def sums(config):
    """How far the cost of a pair of independent answers, probability p·r, is from the sum of their costs."""
    p = np.linspace(0, 1, config.answers + 1)[1:]  # 0 left out: there −log is infinite on both sides
    out = {}
    for name, loss in PENALTIES.items():
        single = over(loss, p, 1)
        pair = over(loss, np.outer(p, p).ravel(), 1).reshape(len(p), len(p))
        out[f"defect_{name}"] = np.abs(pair - np.add.outer(single, single)).max()
    return out


def expected(loss, q, rate):
    """rate · loss(q, 1) + (1 − rate) · loss(q, 0), for each q."""
    return rate * over(loss, q, 1) + (1 - rate) * over(loss, q, 0)


def over(loss, q, d):
    """loss(q, d) for each q by itself."""
    return np.array([loss(float(y), d) for y in q])
