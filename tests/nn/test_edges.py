"""The mathematics at its edges: long sums, changed weights, narrow types, odd strides, strict NumPy."""

import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlnotes import nn
from dlnotes.nn.arguments import fitting
from dlnotes.nn.blocks import products, total


def rng():
    return np.random.default_rng(0)


LAYERS = {
    "Linear": (lambda: nn.Linear(3, 2, rng=rng()), (4, 3)),
    "Conv1d": (lambda: nn.Conv1d(3, 2, 2, rng=rng()), (4, 3, 5)),
    "BatchNorm1d": (lambda: nn.BatchNorm1d(3), (4, 3)),
    "BatchNorm1d of signals": (lambda: nn.BatchNorm1d(3), (4, 3, 5)),
}
ELEMENTWISE = {
    "relu": (nn.relu, nn.relu_grad),
    "sigmoid": (nn.sigmoid, nn.sigmoid_grad),
    "tanh": (nn.tanh, nn.tanh_grad),
    "silu": (nn.silu, nn.silu_grad),
    "gelu": (nn.gelu, nn.gelu_grad),
    "gelu, tanh": (lambda x: nn.gelu(x, "tanh"), lambda x: nn.gelu_grad(x, "tanh")),
    "gaussian": (lambda x: nn.gaussian(x, 0.3), lambda x: nn.gaussian_grad(x, 0.3)),
    "sine": (lambda x: nn.sine(x, 3.0), lambda x: nn.sine_grad(x, 3.0)),
}
PAIRS = {
    "l2": (nn.l2, nn.l2_grad),
    "kl": (lambda y, d: nn.kl(nn.sigmoid(y), d), lambda y, d: nn.kl_grad(nn.sigmoid(y), d)),
    "binary_cross_entropy": (nn.binary_cross_entropy, nn.binary_cross_entropy_grad),
}
EXTREMES = [0.0, -0.0, 1e-38, -1e-45, 1e-20, 1.0, -1.0, 20.0, -104.0, 1000.0, -1e9, 1e18]


@pytest.fixture
def strict():
    with np.errstate(all="raise"):
        yield


# -- B: long sums --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(2_000_003, 2), (300_001, 2, 3), (1, 4), (129, 1), (128, 3), (7, 2, 1)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_sum_over_examples_is_as_accurate_as_one_along_the_last_axis(shape, dtype):
    x = (1 + rng().random(shape)).astype(dtype)
    exact = x.astype(np.longdouble).sum(axis=(0, 2)[: x.ndim - 1])
    got = total(x)
    assert got.dtype == dtype and got.shape == (shape[1],)
    assert np.abs(got / exact - 1).max() < 8 * np.finfo(dtype).eps


def test_the_naive_sum_would_not_pass():
    x = (1 + rng().random((2_000_003, 2))).astype(np.float32)
    assert np.abs(x.sum(axis=0) / x.astype(np.float64).sum(axis=0) - 1).max() > 8 * np.finfo(np.float32).eps


def test_bias_gradients_and_moments_over_many_rows_keep_their_digits():
    x = np.full((3_000_000, 1), 0.1, np.float32)
    x[::2] += 1
    layer = nn.Linear(1, 1, rng=rng())
    layer.forward(x)
    layer.backward(x)
    assert abs(layer.grads["bias"][0] / x.astype(np.float64).sum() - 1) < 1e-6
    norm = nn.BatchNorm1d(1, momentum=1.0)
    norm.forward(x)
    norm.backward(x)
    assert abs(norm.running_mean[0] / 0.6 - 1) < 1e-6 and abs(norm.running_var[0] / 0.25 - 1) < 1e-5
    assert abs(norm.grads["bias"][0] / x.astype(np.float64).sum() - 1) < 1e-6


@pytest.mark.parametrize(
    "rows, inputs, outputs", [(100_000, 2, 3), (4_000_000, 1, 2), (1025, 3, 2), (3, 2, 2)]
)
def test_the_weight_gradient_over_many_rows_keeps_its_digits(rows, inputs, outputs):
    x, dout = np.full((rows, inputs), 0.1, np.float32), np.full((rows, outputs), 0.7, np.float32)
    layer = nn.Linear(inputs, outputs, rng=rng())
    layer.forward(x)
    layer.backward(dout)
    exact = rows * float(x[0, 0]) * float(dout[0, 0])
    assert np.abs(layer.grads["weight"] / exact - 1).max() < 1e-5


def test_the_gradient_of_a_kernel_over_a_long_signal_keeps_its_digits():
    x, layer = np.full((1, 1, 4_000_000), 0.1, np.float32), nn.Conv1d(1, 1, 2, rng=rng())
    dout = np.full_like(layer.forward(x), 0.7)
    layer.backward(dout)
    exact = dout.size * float(x[0, 0, 0]) * float(dout[0, 0, 0])
    assert np.abs(layer.grads["weight"] / exact - 1).max() < 1e-5


def test_sums_over_many_classes_are_as_accurate_in_any_memory_order():
    x = np.asfortranarray(rng().random((2, 1_000_000)).astype(np.float32))
    exact = nn.softmax(x.astype(np.float64))
    assert np.abs(nn.softmax(x) / exact - 1).max() < 1e-6
    assert np.abs(nn.log_softmax(x) / np.log(exact) - 1).max() < 1e-6
    labels = np.full_like(x, 1e-6)  # in the order of x
    assert nn.cross_entropy(x, labels) == pytest.approx(-np.log(exact).mean(), rel=1e-6)
    wanted = 0.1 - exact * 0.1 * x.shape[1]
    dlogits = nn.log_softmax_grad(x, np.full_like(x, 0.1))
    assert np.abs(dlogits - wanted).max() < 1e-6


def test_moments_along_a_strided_time_axis_keep_their_digits():
    x = (1 + rng().random((2, 1_000_000, 2))).astype(np.float32).transpose(0, 2, 1)
    assert np.abs(total(x) / x.astype(np.float64).sum(axis=(0, 2)) - 1).max() < 1e-6


# -- I: weights that change between forward and backward -----------------------------------------------------


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("change", ["in place", "replaced", "another shape", "gone", "an optimiser's step"])
def test_backward_uses_the_weights_of_its_own_forward(name, change):
    make, shape = LAYERS[name]
    x, layer, twin = rng().normal(size=shape).astype(np.float32), make(), make()
    dout = rng().normal(size=twin.forward(x).shape).astype(np.float32)
    wanted, grads = twin.backward(dout), twin.grads
    layer.forward(x)
    if change == "in place":
        layer.params["weight"][...] = 7
    elif change == "replaced":
        layer.params["weight"] = layer.params["weight"] * 3
    elif change == "another shape":
        layer.params["weight"] = np.ones((9, 9), np.float32)
    elif change == "gone":
        del layer.params["weight"]
    else:
        nn.SGD(layer.params, lr=1.0).step(grads)
    assert np.array_equal(layer.backward(dout), wanted)
    assert all(np.array_equal(layer.grads[key], grads[key]) for key in grads)


@pytest.mark.parametrize("name", ["Linear", "Conv1d"])
def test_backward_uses_the_bias_of_its_own_forward(name):
    make, shape = LAYERS[name]
    layer, x = make(), np.ones(shape, np.float32)
    dout = layer.forward(x)
    bias = layer.params.pop("bias")
    layer.backward(dout)
    assert sorted(layer.grads) == ["bias", "weight"]
    layer.grads.clear()
    layer.forward(x)
    layer.params["bias"] = bias
    layer.backward(dout)
    assert sorted(layer.grads) == ["weight"]


@pytest.mark.parametrize("wrap", [nn.Sequential, nn.Residual])
def test_a_forward_that_failed_halfway_leaves_nothing_to_go_back_through(wrap):
    inner = nn.Linear(2, 2, rng=rng())
    last = nn.Linear(2, 2, rng=rng()) if wrap is nn.Sequential else nn.Activation(nn.relu, nn.relu_grad)
    net = nn.Sequential(inner, last) if wrap is nn.Sequential else nn.Residual(inner)
    x = np.ones((1, 2), np.float32)
    net.forward(x)
    (last if wrap is nn.Sequential else inner).params["weight"][0, 0] = np.nan
    with pytest.raises(ValueError, match="weight must be finite"):
        net.forward(5 * x)
    with pytest.raises(RuntimeError, match=f"{wrap.__name__}: backward needs a forward"):
        net.backward(x)


def test_a_layer_in_two_places_is_found_at_any_depth():
    layer = nn.Linear(2, 2, rng=rng())
    for rest in (nn.Residual(layer), nn.Sequential(nn.Residual(nn.Sequential(layer)))):
        with pytest.raises(ValueError, match=r"only once, got \['Linear', .*'Linear'\]"):
            nn.Sequential(layer, rest)


@pytest.mark.parametrize("name", LAYERS)
def test_what_a_call_has_returned_is_never_overwritten(name):
    make, shape = LAYERS[name]
    layer, x = make(), rng().normal(size=shape).astype(np.float32)
    y = layer.forward(x)
    dx, grads = layer.backward(y.copy()), dict(layer.grads)
    kept = [array.copy() for array in (x, y, dx, *grads.values())]
    layer.forward(x * 2)
    layer.backward(y * 3)
    assert all(np.array_equal(*pair) for pair in zip((x, y, dx, *grads.values()), kept))


# -- I: narrow and wide types --------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float16, np.longdouble])
def test_other_floats_than_single_and_double_are_refused(dtype):
    x, wanted = np.ones((2, 3), dtype), "must be float32 or float64, got float"
    calls = [*(f for pair in ELEMENTWISE.values() for f in pair), nn.softmax, nn.log_softmax, nn.erf]
    calls += [
        lambda x, f=f: f(x, x)
        for f, _ in [(nn.l2, 0), (nn.kl, 0), (nn.binary_cross_entropy, 0), (nn.psnr, 0)]
    ]
    calls += [
        nn.Linear(3, 2, rng=rng()).forward,
        lambda x: nn.SGD({"w": x}, lr=1.0),
        lambda x: nn.cross_entropy(x, [0, 1]),
    ]
    calls += [lambda x: nn.positional_encoding(x, 2), lambda x: nn.fourier_features(x, np.ones((1, 3)))]
    for call in calls:
        with pytest.raises(TypeError, match=wanted):
            call(x)
    with pytest.raises(TypeError, match="dtype must be float32 or float64"):
        nn.Linear(3, 2, rng=rng(), dtype=dtype)


# -- I: Adam -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("size", [0.0, 1e-30, 1e-8, 1.0, 1e10, 1e19])
def test_the_first_step_of_adam_is_what_its_docstring_says(dtype, size):
    params = {"w": np.array([1.0], dtype)}
    nn.Adam(params, lr=0.1).step({"w": np.array([size], dtype)})
    assert params["w"][0] == pytest.approx(1 - 0.1 * size / (size + 1e-8), rel=1e-5)


def test_a_gradient_whose_square_overflows_is_refused_and_moves_nothing():
    params = {"a": np.ones(2, np.float32), "b": np.ones(2, np.float32)}
    adam = nn.Adam(params, lr=0.1)
    with pytest.raises(
        ValueError,
        match=r"grads\['b'\] must be at most 1.8e\+19 in float32, got 1.0",
    ):
        adam.step({"a": np.ones(2, np.float32), "b": np.array([1, 1e20], np.float32)})
    assert adam.steps == 0 and all((param == 1).all() for param in params.values())


@pytest.mark.parametrize("optimiser, most", [(nn.SGD, "3.4e"), (nn.Adam, "1.8e")])
def test_a_wide_gradient_that_a_narrow_parameter_cannot_take_is_refused(strict, optimiser, most):
    params = {"w": np.ones(1, np.float32)}
    for grad in (1e50, -1e50):
        with pytest.raises(ValueError, match=rf"must be at most {most}\+\d\d in float32, got 1e\+50"):
            optimiser(params, lr=0.1).step({"w": np.array([grad])})
    assert params["w"][0] == 1


@pytest.mark.parametrize("dtype, eps", [(np.float32, 1e-30), (np.float64, 1e-300)])
def test_an_eps_whose_square_is_zero_is_refused(dtype, eps):
    with pytest.raises(ValueError, match=f"eps must be at least .*, whose square is not 0, got {eps}"):
        nn.Adam({"w": np.ones(1, dtype)}, lr=0.1, eps=eps)


@pytest.mark.parametrize("optimiser", [nn.SGD, nn.Adam])
def test_a_read_only_parameter_is_refused_and_nothing_moves(optimiser):
    params = {"a": np.ones(1), "b": np.ones(1)}
    step = optimiser(params, lr=0.1).step
    params["b"].flags.writeable = False
    with pytest.raises(ValueError, match=r"params\['b'\] must be writeable, got a read-only array"):
        step({"a": np.ones(1), "b": np.ones(1)})
    assert params["a"][0] == 1


# -- I: gradcheck --------------------------------------------------------------------------------------------


def in_single(f):
    return lambda x: f(x.astype(np.float32))


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_gradcheck_judges_single_precision_fairly(name):
    f, grad = map(in_single, ELEMENTWISE[name])
    x = np.array([0.4, -0.3, 1.2])
    assert nn.gradcheck(f, grad, x, rng()) < 1e-3
    assert nn.gradcheck(f, lambda x: 1.05 * grad(x), x, rng()) > 0.02


@pytest.mark.parametrize("scale", [1e-12, 1e-30, 1e12])
def test_gradcheck_does_not_mind_a_small_or_large_scale(scale):
    x = np.array([1.0, -2.0])
    assert nn.gradcheck(lambda x: scale * x**2, lambda x: 2 * scale * x, x, rng()) < 1e-7
    assert nn.gradcheck(lambda x: scale * x**2, lambda x: 2.1 * scale * x, x, rng()) > 0.02


@pytest.mark.parametrize("place", [1e6, 1e-6])
def test_gradcheck_tells_right_from_wrong_at_places_of_any_size(place):
    x = np.array([place, -2 * place])
    assert nn.gradcheck(lambda x: x**2, lambda x: 2 * x, x, rng()) < 1e-6
    assert nn.gradcheck(lambda x: x**2, lambda x: 2.1 * x, x, rng()) > 0.02


def test_what_rounding_hides_is_not_called_wrong():
    assert nn.gradcheck(lambda x: 1 + 1e-12 * x**2, lambda x: 2e-12 * x, np.array([1.0]), rng()) == 0


# -- I: encodings --------------------------------------------------------------------------------------------


@given(st.floats(-8, 8, width=32))
@settings(max_examples=100, deadline=None)
def test_encodings_are_exact_in_single_precision(place):
    x = np.array([place], np.float32)
    bands, wanted = 20, []
    for j in range(bands):
        turn = float(place) * 2.0**j  # exact; the rest of a division too
        half = np.fmod(turn, 2.0)
        wanted += [np.sin(np.pi * half), np.cos(np.pi * half)]
    assert np.abs(nn.positional_encoding(x, bands)[0] - wanted).max() < 5e-7
    rows = np.array([[1.0], [3.0], [1024.0], [4096.0]])
    turns = np.fmod(float(place) * rows[:, 0], 1.0)
    wanted = np.concatenate([np.cos(2 * np.pi * turns), np.sin(2 * np.pi * turns)])
    assert np.abs(nn.fourier_features(x, rows)[0] - wanted).max() < 5e-7


# -- I: NumPy told to raise ----------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_elementwise_functions_work_while_numpy_raises(strict, name, dtype):
    x = np.array(EXTREMES, dtype)
    for f in ELEMENTWISE[name]:
        assert np.isfinite(f(x)).all() and np.isfinite(f(np.tile(x, 40_000))).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", PAIRS)
def test_divergences_work_while_numpy_raises(strict, name, dtype):
    y = np.array([e for e in EXTREMES if abs(e) <= 1000], dtype)
    for d in (np.zeros_like(y), np.ones_like(y), np.full_like(y, 0.25)):
        for f in PAIRS[name]:
            assert not np.isnan(f(y, d)).any()


def test_softmaxes_layers_and_steps_work_while_numpy_raises(strict):
    x = np.array([[3e38, -3e38, 0.0], [1e-45, -1000.0, 88.0]], np.float32)
    ones = np.ones_like(x)
    assert np.allclose(nn.softmax(x), [[1, 0, 0], [0, 0, 1]], atol=1e-30)
    assert np.isfinite(nn.softmax_grad(x, ones)).all()
    assert nn.log_softmax(x)[0].tolist() == [0.0, -np.inf, -np.float32(3e38)]
    assert nn.cross_entropy(x, np.array([[1.0, 0, 0], [0, 0, 1]])) == 0  # not 0·(−inf)
    assert nn.cross_entropy(x, [0, 2]) == 0 and np.isfinite(nn.cross_entropy_grad(x, [0, 2])).all()
    tiny = np.full((4, 3), 1e-30, np.float32)
    for make, shape in LAYERS.values():
        layer = make()
        y = layer.forward(np.resize(tiny, shape))
        layer.backward(y * np.float32(1e-5))
        nn.Adam(layer.params, lr=1e-3).step(layer.grads)
        nn.SGD(layer.params, lr=1e-30, momentum=0.9).step(layer.grads)
    assert nn.psnr(tiny, tiny) == np.inf
    assert nn.gradcheck(nn.sigmoid, nn.sigmoid_grad, np.array([-700.0, 1.0]), rng()) < 1e-6


@pytest.mark.parametrize("number", [1e-50, 1e50])
def test_a_number_that_the_dtype_cannot_hold_is_refused(strict, number):
    x = np.zeros(1, np.float32)
    calls = [lambda f=f: f(x, number) for f in (nn.gaussian, nn.gaussian_grad, nn.sine, nn.sine_grad)]
    calls += [lambda f=f: f((2, 2), rng(), number) for f in (nn.kaiming_uniform, nn.kaiming_normal)]
    for call in calls:
        with pytest.raises(ValueError, match=r"must be in \[1.2e-38, 3.4e\+38\] for float32, got"):
            call()
    assert nn.gaussian(np.zeros(1), number)[0] == 1


def test_what_overflows_is_refused_by_name(strict):
    with pytest.raises(ValueError, match="omega . x must be finite, got inf"):
        nn.sine(np.array([3e38], np.float32), 30.0)
    with pytest.raises(ValueError, match="d must be finite, got inf"):
        nn.l2(np.ones(1, np.float32), [1e300])
    norm = nn.BatchNorm1d(1)
    for size in (1e20, 3e38):
        with pytest.raises(ValueError, match="the variance in float32 must be finite, got inf"):
            norm.forward(np.array([[size], [-size], [size], [size]], np.float32))
    assert norm.running_mean[0] == 0 and norm.running_var[0] == 1


def test_unseen_inputs_take_no_more_memory_than_the_input():
    tracemalloc.start()
    assert nn.unseen_inputs(200_001, kernel_size=500, stride=2) == [200_000]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


# -- I: messages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "layer, got",
    [
        ({"kernel": 3}, "got a dict with kernel"),
        ({}, "got a dict with nothing in it"),
        ((1, 2, 3, 4), r"got \(1, 2, 3, 4\)"),
        ((), r"got \(\)"),
        (3, "got 3"),
        (nn.Activation(nn.relu, nn.relu_grad), "got 'Activation'"),
    ],
)
def test_the_receptive_field_speaks_of_public_names(layer, got):
    with pytest.raises(TypeError, match=rf"^a layer must be \(kernel_size, stride, dilation\), .*{got}$"):
        nn.receptive_field([layer])


@pytest.mark.parametrize(
    "name, shape, wanted",
    [
        ("Linear", (4, 3, 5), r"\(N, 3\), got \(4, 3, 5\)"),
        ("Conv1d", (4, 3), r"\(N, 3, T\), got \(4, 3\)"),
        ("BatchNorm1d", (4, 2), r"\(N, 3\) or \(N, 3, T\), got \(4, 2\)"),
    ],
)
def test_a_layer_says_which_shapes_it_takes(name, shape, wanted):
    with pytest.raises(ValueError, match=f"x must have shape {wanted}"):
        LAYERS[name][0]().forward(np.ones(shape, np.float32))


# -- shapes, strides, magnitudes -----------------------------------------------------------------------------


def views(x):
    """The same numbers with other strides."""
    yield np.asfortranarray(x)
    yield np.repeat(x, 2, axis=-1)[..., ::2]
    yield x[..., ::-1].copy()[..., ::-1]
    read_only = x.copy()
    read_only.flags.writeable = False
    yield read_only


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=3),
    st.sampled_from([np.float32, np.float64]),
    st.sampled_from([1e-30, 1e-3, 1.0, 30.0, 1e4]),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=60, deadline=None)
def test_strides_change_nothing_and_nothing_is_written_into(shape, dtype, scale, seed):
    x = (np.random.default_rng(seed).normal(size=shape) * scale).astype(dtype)
    calls = [*(f for pair in ELEMENTWISE.values() for f in pair), nn.softmax, nn.log_softmax, nn.erf]
    calls += [lambda x: nn.softmax_grad(x, x), lambda x: nn.log_softmax_grad(x, x)]
    for f in calls:
        wanted = f(x)
        assert wanted.shape == x.shape and wanted.dtype == x.dtype
        for view in views(x):
            before = view.copy()
            assert np.array_equal(f(view), wanted) and np.array_equal(view, before)


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_layers_take_any_strides(name, dtype):
    make, shape = LAYERS[name]
    x, tolerance = rng().normal(size=shape).astype(dtype), 100 * np.finfo(np.float32).eps
    layer = make()
    y = layer.forward(x)
    dx, grads = layer.backward(y), dict(layer.grads)
    for view in views(x):
        again = make()
        assert np.allclose(again.forward(view), y, rtol=tolerance, atol=tolerance)
        for dout in views(y):
            assert np.allclose(again.backward(dout), dx, rtol=tolerance, atol=tolerance)
            assert all(np.allclose(again.grads[k], grads[k], rtol=tolerance, atol=tolerance) for k in grads)


# -- bounds are inclusive ------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_smallest_and_the_largest_that_fit_are_taken(dtype):
    limits = np.finfo(dtype)
    for size in (limits.tiny, limits.max):
        assert fitting(float(size), "sigma", np.dtype(dtype)) == size
    least = math.sqrt(limits.tiny)
    assert nn.Adam({"w": np.ones(1, dtype)}, lr=0.1, eps=least).eps == least
    params = {"w": np.zeros(1, dtype)}
    nn.SGD(params, lr=0.5).step({"w": np.full(1, limits.max)})
    assert params["w"][0] == -limits.max / 2


def test_a_product_over_a_long_time_keeps_its_digits():
    """The weight gradient of a convolution: two channels, one long signal."""
    a = np.full((1, 2, 2**22), 0.1, np.float32)
    exact = 2**22 * float(np.float32(0.1)) ** 2
    assert np.abs(products(a, a) / exact - 1).max() < 1e-6


def test_a_signal_is_read_whole_unless_told_otherwise():
    assert nn.conv_output_size(5, 2) == 4 and nn.unseen_inputs(5, 2) == []
