"""dlnotes.nn against PyTorch, which shares no line with it: values and gradients over random shapes.

The error is the largest deviation over the largest true entry of the array: an entry that is a sum rounds in
proportion to its terms, not to what is left of them. The bounds, 1e-10 in float64 and 1e-5 in float32, lie
five and two orders of magnitude above one rounding (2e-16, 1e-7), which leaves room for sums over a few
hundred terms in another order; a wrong formula is off by far more.
"""

import numpy as np
import pytest

from dlnotes import nn
from tests.optional import without

BOUND = {np.float64: 1e-10, np.float32: 1e-5}
DTYPES = pytest.mark.parametrize("dtype", BOUND, ids=lambda dtype: dtype.__name__)
SEEDS = pytest.mark.parametrize("seed", range(12))


@pytest.fixture(scope="module")
def torch():
    try:
        import torch
    except ImportError:
        without(
            "PyTorch is not installed (python -m pip install -e .[oracle]; "
            "outside this project's lock, and large on some platforms)"
        )
    torch.set_num_threads(1)
    return torch


def agree(ours, theirs):
    """Same shape and dtype, and the same numbers up to rounding."""
    theirs = theirs.detach().numpy()
    ours = np.asarray(ours)
    assert ours.shape == theirs.shape and ours.dtype == theirs.dtype
    error = np.abs(ours - theirs).max(initial=0) / max(
        np.abs(theirs).max(initial=0), np.finfo(ours.dtype).tiny
    )
    assert error <= BOUND[ours.dtype.type], f"relative error {error:.1e}"


def normal(rng, dtype, *shape):
    return rng.normal(size=shape).astype(dtype)


def with_grad(torch, array):
    return torch.tensor(array, requires_grad=True)


def layers_agree(torch, layer, theirs, x, dout_rng):
    """Move our parameters across; then outputs and every gradient must be the same."""
    with torch.no_grad():
        for name, value in theirs.named_parameters():
            value.copy_(torch.tensor(layer.params[name]))
    tx = with_grad(torch, x)
    y, ty = layer.forward(x), theirs(tx)
    agree(y, ty)
    dout = dout_rng.normal(size=y.shape).astype(x.dtype)
    ty.backward(torch.tensor(dout))
    agree(layer.backward(dout), tx.grad)
    assert set(layer.grads) == {name for name, _ in theirs.named_parameters()}
    for name, value in theirs.named_parameters():
        agree(layer.grads[name], value.grad)


@DTYPES
@SEEDS
@pytest.mark.parametrize("bias", [True, False])
def test_linear(torch, seed, dtype, bias):
    rng = np.random.default_rng(seed)
    n, inputs, outputs = rng.integers(1, 40, 3).tolist()
    ours = nn.Linear(inputs, outputs, bias, rng=rng, dtype=dtype)
    theirs = torch.nn.Linear(inputs, outputs, bias, dtype=getattr(torch, dtype.__name__))
    layers_agree(torch, ours, theirs, normal(rng, dtype, n, inputs), rng)


@DTYPES
@pytest.mark.parametrize("seed", range(60))
def test_conv1d(torch, seed, dtype):
    rng = np.random.default_rng(seed)
    n, channels, outputs = rng.integers(1, 7, 3).tolist()
    kernel, stride, dilation = rng.integers(1, 6, 3).tolist()
    padding, bias = int(rng.integers(0, 5)), bool(rng.integers(2))
    span = dilation * (kernel - 1) + 1
    size = int(rng.integers(max(1, span - 2 * padding), span + 40))
    ours = nn.Conv1d(channels, outputs, kernel, stride, padding, dilation, bias, rng=rng, dtype=dtype)
    theirs = torch.nn.Conv1d(
        channels, outputs, kernel, stride, padding, dilation, bias=bias, dtype=getattr(torch, dtype.__name__)
    )
    layers_agree(torch, ours, theirs, normal(rng, dtype, n, channels, size), rng)


@DTYPES
@SEEDS
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("time", [True, False])
def test_batchnorm1d(torch, seed, dtype, training, time):
    rng = np.random.default_rng(seed)
    n, channels = rng.integers(2, 20, 2).tolist()
    shape = (n, channels, int(rng.integers(1, 9))) if time else (n, channels)
    ours = nn.BatchNorm1d(channels, eps=1e-3, momentum=0.3, dtype=dtype)
    ours.params["weight"][...], ours.params["bias"][...] = (
        normal(rng, dtype, channels),
        normal(rng, dtype, channels),
    )
    theirs = torch.nn.BatchNorm1d(channels, eps=1e-3, momentum=0.3, dtype=getattr(torch, dtype.__name__))
    ours.forward(warm := 3 * normal(rng, dtype, *shape) + 1)  # running statistics that are neither 0 nor 1
    theirs(torch.tensor(warm))
    ours.train(training)
    theirs.train(training)
    layers_agree(torch, ours, theirs, 2 * normal(rng, dtype, *shape) - 1, rng)
    agree(ours.running_mean, theirs.running_mean)
    agree(ours.running_var, theirs.running_var)


ACTIVATIONS = {
    "relu": (nn.relu, nn.relu_grad, lambda torch, x: torch.relu(x)),
    "sigmoid": (nn.sigmoid, nn.sigmoid_grad, lambda torch, x: torch.sigmoid(x)),
    "tanh": (nn.tanh, nn.tanh_grad, lambda torch, x: torch.tanh(x)),
    "silu": (nn.silu, nn.silu_grad, lambda torch, x: torch.nn.functional.silu(x)),
    "gelu": (nn.gelu, nn.gelu_grad, lambda torch, x: torch.nn.functional.gelu(x)),
    "gelu, tanh": (
        lambda x: nn.gelu(x, approximate="tanh"),
        lambda x: nn.gelu_grad(x, approximate="tanh"),
        lambda torch, x: torch.nn.functional.gelu(x, approximate="tanh"),
    ),
    "gaussian": (
        lambda x: nn.gaussian(x, 0.7),
        lambda x: nn.gaussian_grad(x, 0.7),
        lambda torch, x: torch.exp(-(x**2) / (2 * 0.7**2)),
    ),
    "sine": (lambda x: nn.sine(x, 5.0), lambda x: nn.sine_grad(x, 5.0), lambda torch, x: torch.sin(5.0 * x)),
}


@DTYPES
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations(torch, name, dtype):
    function, derivative, theirs = ACTIVATIONS[name]
    x = np.concatenate([np.linspace(-8, 8, 400), np.random.default_rng(0).normal(size=100)]).astype(dtype)
    tx = with_grad(torch, x)
    ty = theirs(torch, tx)
    agree(function(x), ty)
    ty.sum().backward()
    agree(derivative(x), tx.grad)


@DTYPES
@SEEDS
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_softmaxes(torch, name, seed, dtype):
    rng = np.random.default_rng(seed)
    n, classes = rng.integers(1, 20, 2).tolist()
    x, dout = 5 * normal(rng, dtype, n, classes), normal(rng, dtype, n, classes)
    tx = with_grad(torch, x)
    ty = getattr(torch, name)(tx, dim=-1)
    agree(getattr(nn, name)(x), ty)
    if classes == 1:
        return  # both gradients are 0 up to rounding; there is no scale to compare them on
    ty.backward(torch.tensor(dout))
    agree(getattr(nn, f"{name}_grad")(x, dout), tx.grad)


def _l2(torch, y, d):
    return torch.nn.functional.mse_loss(y, d, reduction="sum") / 2


def _kl(torch, y, d):
    bernoulli = torch.distributions.Bernoulli
    return torch.distributions.kl_divergence(bernoulli(probs=d), bernoulli(probs=y)).sum()


def _bce(torch, z, d):
    return torch.nn.functional.binary_cross_entropy_with_logits(z, d, reduction="sum")


def _ce(torch, z, d):
    return torch.nn.functional.cross_entropy(z, d, reduction="sum")


def _real(rng, n, m):
    return rng.normal(size=(n, m))


def _probability(rng, n, m):
    return rng.uniform(0.02, 0.98, (n, m))


def _hard(rng, n, m):
    return rng.integers(0, 2, (n, m)).astype(float)


def _rows(rng, n, m):
    return rng.dirichlet(np.ones(m), n)


DIVERGENCES = {
    "l2": ("l2", _l2, _real, _real),
    "kl": ("kl", _kl, _probability, _probability),
    "binary cross-entropy, soft": (
        "binary_cross_entropy",
        _bce,
        lambda *shape: 8 * _real(*shape),
        _probability,
    ),
    "binary cross-entropy, hard": ("binary_cross_entropy", _bce, lambda *shape: 8 * _real(*shape), _hard),
    "cross-entropy, rows": ("cross_entropy", _ce, lambda *shape: 8 * _real(*shape), _rows),
}


@DTYPES
@SEEDS
@pytest.mark.parametrize("name", DIVERGENCES)
def test_divergences(torch, name, seed, dtype):
    ours, theirs, outputs, targets = DIVERGENCES[name]
    rng = np.random.default_rng(seed)
    n, m = rng.integers(2, 20, 2).tolist()
    y, d = outputs(rng, n, m).astype(dtype), targets(rng, n, m).astype(dtype)
    ty = with_grad(torch, y)
    value = theirs(torch, ty, torch.tensor(d)) / n
    agree(getattr(nn, ours)(y, d), value)
    value.backward()
    agree(getattr(nn, f"{ours}_grad")(y, d), ty.grad)


@DTYPES
@SEEDS
def test_cross_entropy_with_labels(torch, seed, dtype):
    rng = np.random.default_rng(seed)
    n, classes = rng.integers(2, 20, 2).tolist()
    z, labels = 8 * normal(rng, dtype, n, classes), rng.integers(0, classes, n)
    tz = with_grad(torch, z)
    value = torch.nn.functional.cross_entropy(tz, torch.tensor(labels))
    agree(nn.cross_entropy(z, labels), value)
    value.backward()
    agree(nn.cross_entropy_grad(z, labels), tz.grad)


OPTIMISERS = {
    "gradient descent": (lambda p: nn.SGD(p, lr=0.1), lambda torch, p: torch.optim.SGD(p, lr=0.1)),
    "momentum": (
        lambda p: nn.SGD(p, lr=0.1, momentum=0.9),
        lambda torch, p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    ),
    "Adam": (lambda p: nn.Adam(p, lr=0.1), lambda torch, p: torch.optim.Adam(p, lr=0.1)),
    "Adam, other constants": (
        lambda p: nn.Adam(p, lr=0.01, betas=(0.5, 0.9), eps=1e-3),
        lambda torch, p: torch.optim.Adam(p, lr=0.01, betas=(0.5, 0.9), eps=1e-3),
    ),
}


@DTYPES
@pytest.mark.parametrize("name", OPTIMISERS)
def test_optimisers(torch, name, dtype):
    """Thirty steps on the same gradients, whose sizes span six orders of magnitude."""
    ours, theirs = OPTIMISERS[name]
    rng = np.random.default_rng(0)
    params = {"weight": normal(rng, dtype, 5, 3), "bias": normal(rng, dtype, 5)}
    tensors = {key: with_grad(torch, value.copy()) for key, value in params.items()}
    optimiser, reference = ours(params), theirs(torch, list(tensors.values()))
    for _ in range(30):
        grads = {
            key: (normal(rng, dtype, *value.shape) * 10 ** rng.uniform(-5, 1)).astype(dtype)
            for key, value in params.items()
        }
        for key, tensor in tensors.items():
            tensor.grad = torch.tensor(grads[key])
        optimiser.step(grads)
        reference.step()
        for key, tensor in tensors.items():
            agree(params[key], tensor)


@DTYPES
def test_a_whole_network_learns_the_same(torch, dtype):
    """Convolution, normalisation, shortcut, loss and Adam together: the same weights after ten steps."""
    rng, kind = np.random.default_rng(0), getattr(torch, dtype.__name__)
    # No bias: the normalisation takes it off again.
    conv = nn.Conv1d(3, 4, 3, stride=2, padding=1, bias=False, rng=rng, dtype=dtype)
    norm = nn.BatchNorm1d(4, dtype=dtype)
    body = nn.Conv1d(4, 4, 3, padding=1, rng=rng, dtype=dtype)
    net = nn.Sequential(conv, norm, nn.Activation(nn.tanh, nn.tanh_grad), nn.Residual(nn.Sequential(body)))

    class Shortcut(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.body = torch.nn.Conv1d(4, 4, 3, padding=1, dtype=kind)

        def forward(self, x):
            return x + self.body(x)

    first = torch.nn.Conv1d(3, 4, 3, stride=2, padding=1, bias=False, dtype=kind)
    theirs = torch.nn.Sequential(first, torch.nn.BatchNorm1d(4, dtype=kind), torch.nn.Tanh(), Shortcut())
    twins = [
        (layer.params, layer_params)
        for layer, layer_params in [(conv, theirs[0]), (norm, theirs[1]), (body, theirs[3].body)]
    ]
    with torch.no_grad():
        for params, twin in twins:
            for name, value in twin.named_parameters():
                value.copy_(torch.tensor(params[name]))
    x, target = normal(rng, dtype, 6, 3, 11), normal(rng, dtype, 6, 24)
    optimiser, reference = (
        nn.Adam(net.params, lr=1e-2, eps=1e-3),
        torch.optim.Adam(theirs.parameters(), lr=1e-2, eps=1e-3),
    )
    for _ in range(10):
        y = net.forward(x).reshape(6, -1)
        net.backward(nn.l2_grad(y, target).reshape(6, 4, -1))
        optimiser.step(net.grads)
        reference.zero_grad()
        (
            torch.nn.functional.mse_loss(
                theirs(torch.tensor(x)).flatten(1), torch.tensor(target), reduction="sum"
            )
            / 12
        ).backward()
        reference.step()
    for params, twin in twins:
        for name, value in twin.named_parameters():
            agree(params[name], value)


@pytest.mark.parametrize("dtype, slip", [(np.float64, 1e-9), (np.float32, 1e-4)])
def test_the_comparison_rejects(torch, dtype, slip):
    x = np.linspace(1, 2, 5, dtype=dtype)
    agree(x, torch.tensor(x))
    for wrong in (x * dtype(1 + slip), x[:-1], x.astype(np.float16), x * np.nan):
        with pytest.raises(AssertionError):
            agree(wrong, torch.tensor(x))
