"""The mathematics: against its matrix products alone, and against PyTorch, each on one thread."""

import numpy as np

from dlnotes.experiments import _training
from dlnotes.experiments._coordinate_net import Recipe, network
from dlnotes.nn import Activation, Conv1d, Linear, Sequential, relu, relu_grad
from tests.bench.measure import call, compare, missing

TORCH = "PyTorch"


def rows():
    return [*_layers(), *_torch()]


def _layers():
    """A training step of a coordinate network and a convolution, each against its matrix products alone."""
    rng = np.random.default_rng(0)
    net = Sequential(
        Linear(64, 64, rng=rng),
        Activation(relu, relu_grad),
        Linear(64, 64, rng=rng),
        Activation(relu, relu_grad),
        Linear(64, 64, rng=rng),
    )
    x = rng.normal(size=(4096, 64)).astype(np.float32)
    w = rng.normal(size=(64, 64)).astype(np.float32)

    def step():
        net.backward(net.forward(x))

    def products():
        for _ in range(3):  # forward, gradient of the weight, gradient of the input
            x @ w, x.T @ x, x @ w

    yield _compared("a network of 3 layers, both ways", step, products, "its matrix products")
    layer = Conv1d(16, 32, 8, stride=4, rng=rng)
    signal = rng.normal(size=(32, 16, 2048)).astype(np.float32)
    columns = rng.normal(size=(32 * 511, 128)).astype(np.float32)
    kernel = rng.normal(size=(128, 32)).astype(np.float32)
    forward, product = lambda: layer.forward(signal), lambda: columns @ kernel
    yield _compared("Conv1d forward", forward, product, "its matrix product")


def _compared(what, ours, reference, against):
    """Ten of each in turn, which is long enough for the clock."""
    ten = lambda act: call(lambda: [act() for _ in range(10)])
    return compare(what, lambda: ten(ours), lambda: ten(reference), against=against, repeats=9)


def _torch():
    """A training step of the coordinate nets and a convolution against PyTorch, each on one thread."""
    try:
        import torch
    except ImportError:
        yield missing("training steps and convolutions", TORCH, "pip install -e .[oracle]")
        return
    torch.set_num_threads(1)
    for width in (64, 128, 256):
        for unit in ("relu", "gaussian", "gelu"):
            name = f"training step 2-{width}-{width}-{width}-1, 4,096 rows, {unit}"
            yield _compared(name, *_steps(torch, unit, width), TORCH)
    for shape, args in (((32, 16, 2048), (32, 8, 4)), ((32, 16, 1024), (32, 3, 1, 1))):
        name = f"Conv1d{shape[1:2] + args} on {shape}, both ways"
        yield _compared(name, *_convolutions(torch, shape, args), TORCH)


def _steps(torch, unit, width):
    """Two functions: a training step by us, and by PyTorch."""
    rng, sigma = np.random.default_rng(0), 0.1
    x = rng.uniform(-1, 1, (4096, 2)).astype(np.float32)
    target = rng.uniform(size=(4096, 1)).astype(np.float32)
    recipe = Recipe(unit, sigma=sigma)
    units = {"relu": _training.relu, "gelu": _training.gelu, "gaussian": _training.gaussian(sigma)}
    training = _training.Training(network(recipe, rng, width=width), units[unit], x, target, 1e-3)

    class Gaussian(torch.nn.Module):
        def forward(self, x):
            return torch.exp(-x * x / (2 * sigma**2))

    act = {"relu": torch.nn.ReLU, "gelu": lambda: torch.nn.GELU("tanh"), "gaussian": Gaussian}[unit]
    sizes = (2, width, width, width)
    hidden = [part for n in range(3) for part in (torch.nn.Linear(sizes[n], sizes[n + 1]), act())]
    net = torch.nn.Sequential(*hidden, torch.nn.Linear(width, 1))
    optimiser = torch.optim.Adam(net.parameters(), lr=1e-3)
    tx, ttarget = torch.tensor(x), torch.tensor(target)

    def theirs():
        optimiser.zero_grad()
        ((net(tx) - ttarget) ** 2).mean().backward()
        optimiser.step()

    return lambda: training.step(1e-3), theirs


def _convolutions(torch, shape, args):
    """Two functions: forward and backward by us, and by PyTorch."""
    rng = np.random.default_rng(0)
    ours, theirs = Conv1d(shape[1], *args, rng=rng), torch.nn.Conv1d(shape[1], *args)
    x = rng.normal(size=shape).astype(np.float32)
    tx = torch.tensor(x, requires_grad=True)
    dout = np.ones_like(ours.forward(x))
    tdout = torch.tensor(dout)

    def both():
        ours.forward(x)
        ours.backward(dout)

    def both_theirs():
        theirs.zero_grad()
        tx.grad = None
        theirs(tx).backward(tdout)

    return both, both_theirs
