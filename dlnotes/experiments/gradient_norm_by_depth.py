"""How much of a gradient is left at the bottom of a stack: ‖∂L/∂a₀‖ / ‖∂L/∂a_L‖ before any training."""

from dataclasses import dataclass

import numpy as np

from dlnotes.experiments._blocks import block
from dlnotes.nn import Sequential, relu, relu_grad, sigmoid, sigmoid_grad, tanh, tanh_grad

RELU, SIGMOID, TANH = (relu, relu_grad), (sigmoid, sigmoid_grad), (tanh, tanh_grad)

# Gains: He's doubles the variance that a ReLU halves; Xavier's, for a square matrix, is 1.
HE, XAVIER = 2**0.5, 1.0
NETS = {
    "plain_sigmoid": dict(shortcut=False, gain=XAVIER, g=SIGMOID),
    "plain_tanh": dict(shortcut=False, gain=XAVIER, g=TANH),
    "plain_xavier": dict(shortcut=False, gain=XAVIER, g=RELU),
    "plain_he": dict(shortcut=False, gain=HE, g=RELU),
    "plain_norm": dict(shortcut=False, gain=HE, g=RELU, normalise=True),
    "note_sigmoid": dict(shortcut=True, gain=XAVIER, g=SIGMOID),
    "note_tanh": dict(shortcut=True, gain=XAVIER, g=TANH),
    "note_xavier": dict(shortcut=True, gain=XAVIER, g=RELU),
    "note_he": dict(shortcut=True, gain=HE, g=RELU),
    "open_sigmoid": dict(shortcut=True, gain=XAVIER, g=SIGMOID, after=False),
    "open_he": dict(shortcut=True, gain=HE, g=RELU, after=False),
    "scaled": dict(shortcut=True, gain=HE, g=RELU, last="1/sqrt(blocks)"),
    "zero": dict(shortcut=True, gain=HE, g=RELU, last=0.0),
    "norm": dict(shortcut=True, gain=HE, g=RELU, normalise=True),
}


@dataclass(frozen=True)
class Config:
    depths: tuple = (2, 10, 20, 50, 100)  # layers of weights, two in each block
    width: int = 64
    batch: int = 128
    seeds: tuple = tuple(range(20))
    nets: tuple = tuple(NETS)


def stack(options, depth, width, rng):
    """depth / 2 blocks with these options, such as those in NETS."""
    options, blocks = dict(options), depth // 2
    if options.get("last") == "1/sqrt(blocks)":
        options["last"] = blocks**-0.5
    return Sequential(*[block(width, rng, **options) for _ in range(blocks)])


def measure(options, depth, config, seed):
    """(gradient ratio, mean cosine of the outputs for two different inputs) of one freshly drawn stack."""
    rng = np.random.default_rng([seed, depth])
    x = rng.normal(size=(config.batch, config.width))
    body = stack(options, depth, config.width, rng)
    out = body.forward(x)
    dout = rng.normal(size=out.shape)
    dx = body.backward(dout)
    return np.linalg.norm(dx) / np.linalg.norm(dout), _cosine(out)


def _cosine(out):
    """Mean cosine between neighbouring rows: 1 if the stack has stopped telling its inputs apart."""
    unit = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-300)
    return np.mean(np.sum(unit[:-1] * unit[1:], axis=1))


def cases(config):
    return config.nets


def run_case(config, net):
    """Arrays (depths, seeds) of both measures."""
    pairs = [[measure(NETS[net], depth, config, seed) for seed in config.seeds] for depth in config.depths]
    return np.moveaxis(np.array(pairs), -1, 0)


def collect(config, outcomes):
    result, bands = {"depths": np.array(config.depths)}, []
    for net, (ratio, cosine) in zip(config.nets, outcomes, strict=True):
        low, median, high = np.percentile(ratio, [10, 50, 90], axis=1)
        bands += [high / median, median / low]
        result |= {f"{net}_low": low, f"{net}_median": median, f"{net}_high": high}
        result |= {f"{net}_{depth}": median[i] for i, depth in enumerate(config.depths)}
        result[f"{net}_cosine_{config.depths[-1]}"] = np.median(cosine[-1])
    result |= {"widest_band": np.max(bands), "seeds": len(config.seeds)}
    return result


def run(config=Config()):
    return collect(config, [run_case(config, case) for case in cases(config)])
