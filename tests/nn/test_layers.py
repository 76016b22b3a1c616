"""Linear, Activation, and what every layer promises."""

import numpy as np
import pytest

from dlnotes import nn
from dlnotes.nn import (
    Activation,
    BatchNorm1d,
    Conv1d,
    Linear,
    Residual,
    Sequential,
    gradcheck,
    sine,
    sine_grad,
)


def rng():
    return np.random.default_rng(3)


def sine_layer():
    return Activation(lambda x: sine(x, 2.0), lambda x: sine_grad(x, 2.0))


def cases(dtype=np.float64):
    """Every kind of layer with the shape of an input for it."""
    return {
        "Linear": (Linear(3, 4, rng=rng(), dtype=dtype), (5, 3)),
        "Linear without bias": (Linear(3, 4, bias=False, rng=rng(), dtype=dtype), (5, 3)),
        "Conv1d": (Conv1d(2, 3, 3, 2, 1, 2, rng=rng(), dtype=dtype), (4, 2, 9)),
        "Conv1d without bias": (Conv1d(2, 3, 2, bias=False, rng=rng(), dtype=dtype), (4, 2, 9)),
        "BatchNorm1d": (BatchNorm1d(3, dtype=dtype), (5, 3)),
        "BatchNorm1d over time": (BatchNorm1d(2, dtype=dtype), (4, 2, 3)),
        "BatchNorm1d in eval": (BatchNorm1d(3, dtype=dtype).eval(), (5, 3)),
        "Activation": (sine_layer(), (5, 3)),
        "Residual": (Residual(Linear(3, 3, rng=rng(), dtype=dtype)), (5, 3)),
        "Sequential": (
            Sequential(
                Linear(3, 4, bias=False, rng=rng(), dtype=dtype),  # a bias before BatchNorm has gradient 0
                BatchNorm1d(4, dtype=dtype),
                Residual(Sequential(sine_layer(), Linear(4, 4, rng=rng(), dtype=dtype))),
            ),
            (5, 3),
        ),
    }


def data(shape, dtype=np.float64, seed=4):
    return np.random.default_rng(seed).normal(size=shape).astype(dtype)


@pytest.mark.parametrize("name", cases())
def test_backward_is_the_derivative_with_respect_to_x(name):
    layer, shape = cases()[name]
    x = data(shape)
    dout = data(layer.forward(x).shape, seed=5)

    def grad(x):
        layer.forward(x)
        return layer.backward(dout)

    assert gradcheck(lambda x: np.sum(layer.forward(x) * dout), grad, x, rng()) <= 1e-7


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(name, parameter) for name, (layer, _) in cases().items() for parameter in layer.params],
)
def test_grads_are_the_derivatives_with_respect_to_the_parameters(name, parameter):
    layer, shape = cases()[name]
    x = data(shape)
    dout = data(layer.forward(x).shape, seed=5)

    def cost(value):
        layer.params[parameter] = value
        return np.sum(layer.forward(x) * dout)

    def grad(value):
        cost(value)
        layer.backward(dout)
        return layer.grads[parameter]

    # γ = 1, β = 0 are too special a point.
    start = layer.params[parameter] + data(layer.params[parameter].shape)
    assert gradcheck(cost, grad, start, rng()) <= 1e-7
    assert gradcheck(cost, lambda value: 1.01 * grad(value), start, rng()) > 0.005


@pytest.mark.parametrize("name", cases())
@pytest.mark.parametrize("weight_dtype", [np.float32, np.float64])
@pytest.mark.parametrize("x_dtype", [np.float32, np.float64])
def test_the_output_dtype_is_the_result_type_of_input_and_weight(name, x_dtype, weight_dtype):
    layer, shape = cases(weight_dtype)[name]
    out = layer.forward(data(shape, x_dtype))
    assert out.dtype == (np.result_type(x_dtype, weight_dtype) if layer.params else x_dtype)


@pytest.mark.parametrize("name", cases())
def test_float32_stays_float32_and_c_contiguous_throughout(name):
    layer, shape = cases(np.float32)[name]
    x = data(shape, np.float32)
    out = layer.forward(x)
    dx = layer.backward(data(out.shape, np.float32))
    for array in (out, dx, *layer.params.values(), *layer.grads.values()):
        assert array.dtype == np.float32
        assert array.flags.c_contiguous
    assert dx.shape == x.shape


@pytest.mark.parametrize("name", cases())
def test_grads_are_named_and_shaped_like_params(name):
    layer, shape = cases()[name]
    assert not layer.grads
    layer.backward(data(layer.forward(data(shape)).shape))
    assert {k: v.shape for k, v in layer.grads.items()} == {k: v.shape for k, v in layer.params.items()}


@pytest.mark.parametrize("name", cases())
def test_backward_overwrites_grads_and_leaves_the_old_arrays_alone(name):
    layer, shape = cases()[name]
    dout = data(layer.forward(data(shape)).shape)
    layer.backward(dout)
    first = dict(layer.grads)
    copies = {k: v.copy() for k, v in first.items()}
    layer.backward(2 * dout)
    for k in first:
        np.testing.assert_array_equal(first[k], copies[k])
        np.testing.assert_allclose(layer.grads[k], 2 * copies[k], rtol=1e-14)


@pytest.mark.parametrize("name", cases())
def test_forward_and_backward_do_not_change_their_inputs(name):
    layer, shape = cases()[name]
    x = data(shape)
    dout = data(layer.forward(x).shape)
    before = x.copy(), dout.copy()
    layer.backward(dout)
    np.testing.assert_array_equal(x, before[0])
    np.testing.assert_array_equal(dout, before[1])


@pytest.mark.parametrize("name", cases())
def test_backward_before_forward_is_a_runtime_error(name):
    layer, shape = cases()[name]
    with pytest.raises(RuntimeError, match="backward needs a forward"):
        layer.backward(data(shape))


@pytest.mark.parametrize("name", cases())
def test_forward_refuses_what_is_no_finite_float_batch(name):
    layer, shape = cases()[name]
    x = data(shape)
    for bad in (np.nan, np.inf):
        broken = x.copy()
        broken[(1,) * x.ndim] = bad
        with pytest.raises(ValueError, match=f"x must be finite, got {bad} at index .1, 1"):
            layer.forward(broken)
    with pytest.raises(ValueError, match=r"empty, got shape \(0, "):
        layer.forward(x[:0])
    for kind in (x.astype(int), x.astype(complex), x.astype(object)):
        with pytest.raises(TypeError, match=f"dtype {kind.dtype}"):
            layer.forward(kind)


@pytest.mark.parametrize("name", [name for name in cases() if name != "Activation"])
def test_forward_refuses_another_shape(name):
    layer, shape = cases()[name]
    for bad in (shape[:1], (shape[0], shape[1] + 1, *shape[2:]), (*shape, 2, 2)):
        with pytest.raises(ValueError) as raised:
            layer.forward(np.ones(bad))
        assert f"got {bad}" in str(raised.value)


@pytest.mark.parametrize("name", cases())
def test_backward_refuses_what_does_not_fit_the_output(name):
    layer, shape = cases()[name]
    out = layer.forward(data(shape))
    with pytest.raises(ValueError) as raised:
        layer.backward(np.ones((7, 7)))
    assert f"dout must have shape {out.shape}, got (7, 7)" in str(raised.value)
    with pytest.raises(ValueError, match="dout must be finite, got nan"):
        layer.backward(np.full(out.shape, np.nan))
    with pytest.raises(TypeError, match="dout must hold floats.*int64"):
        layer.backward(np.ones(out.shape, int))


@pytest.mark.parametrize("name", [name for name, (layer, _) in cases().items() if layer.params])
def test_forward_refuses_a_parameter_that_went_bad(name):
    for value, error, message in [
        (np.ones((9, 9)), ValueError, r"got \(9, 9\)"),
        (None, TypeError, "NoneType"),
        ([1.0], TypeError, "list"),
        (np.ones(2, int), TypeError, "int64"),
        (np.full(2, np.nan), ValueError, "finite, got nan"),
    ]:
        layer, shape = cases()[name]
        layer.params[list(layer.params)[-1]] = value
        with pytest.raises(error, match=message):
            layer.forward(data(shape))


def test_linear_is_x_times_weight_transposed_plus_bias():
    layer, x = Linear(3, 4, rng=rng(), dtype=np.float64), data((5, 3))
    loops = [
        [sum(w * v for w, v in zip(row, example, strict=True)) for row in layer.params["weight"]]
        for example in x
    ]
    np.testing.assert_allclose(layer.forward(x), loops + layer.params["bias"], rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize(
    ("layer", "bound"), [(Linear(16, 900, rng=rng()), 1 / 4), (Conv1d(5, 900, 5, rng=rng()), 1 / 5)]
)
def test_weights_and_biases_start_within_one_over_root_fan_in(layer, bound):
    for param in layer.params.values():
        assert 0.98 * bound < np.abs(param).max() <= bound
        assert param.std() == pytest.approx(bound / np.sqrt(3), rel=0.05)


def test_the_same_generator_state_gives_the_same_layer():
    for name, array in Linear(3, 4, rng=rng()).params.items():
        np.testing.assert_array_equal(array, Linear(3, 4, rng=rng()).params[name])


def test_parameters_default_to_float32():
    assert {p.dtype for p in Linear(3, 4, rng=rng()).params.values()} == {np.dtype(np.float32)}


def test_a_parameter_takes_effect_written_in_place_or_replaced():
    layer, x = Linear(1, 1, rng=rng(), dtype=np.float64), np.array([[10.0]])
    layer.params["weight"][...] = 2
    layer.params["bias"][:] = 1
    assert layer.forward(x) == 21
    layer.params["weight"] = np.array([[3.0]])
    layer.params["bias"] = np.array([0.5])
    assert layer.forward(x) == 30.5
    assert layer.backward(np.array([[1.0]])) == 3


@pytest.mark.parametrize(
    ("build", "error", "message"),
    [
        (lambda: Linear(0, 1, rng=rng()), ValueError, "in_features.*got 0"),
        (lambda: Linear(1, -2, rng=rng()), ValueError, "out_features.*got -2"),
        (lambda: Linear(1.0, 1, rng=rng()), TypeError, "in_features.*got 1.0"),
        (lambda: Linear(True, 1, rng=rng()), TypeError, "in_features.*got True"),
        (lambda: Linear(1, 1, bias=1, rng=rng()), TypeError, "bias.*got 1"),
        (lambda: Linear(1, 1, rng=0), TypeError, "Generator, got 0"),
        (lambda: Linear(1, 1, rng=np.random), TypeError, "Generator, got <module"),
        (lambda: Linear(1, 1, rng=rng(), dtype=int), TypeError, "int64"),
        (lambda: Linear(1, 1, rng=rng(), dtype=object), TypeError, "object"),
        (lambda: Activation(nn.relu, 1), TypeError, "got 1"),
        (lambda: Activation("relu", nn.relu_grad), TypeError, "got 'relu'"),
    ],
)
def test_a_layer_cannot_be_built_from_bad_numbers(build, error, message):
    with pytest.raises(error, match=message):
        build()


def test_activation_refuses_functions_that_change_the_shape():
    with pytest.raises(ValueError, match=r"function\(x\) must have shape \(3,\), got \(\)"):
        Activation(np.sum, np.ones_like).forward(np.ones(3))
    layer = Activation(np.square, np.sum)
    layer.forward(np.ones(3))
    with pytest.raises(ValueError, match=r"function_grad\(x\) must have shape \(3,\), got \(\)"):
        layer.backward(np.ones(3))
