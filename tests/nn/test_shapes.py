"""Window arithmetic against windows laid down one by one."""

import itertools

import numpy as np
import pytest

from dlnotes.nn import Conv1d, conv_output_size, receptive_field, unseen_inputs

GRID = list(itertools.product(range(1, 21), range(1, 8), range(1, 5), range(4), range(1, 4)))


def windows(n, k, s, p, d):
    """Every whole window, as the list of inputs it reads: slid over the padded input until it sticks out."""
    padded = [None] * p + list(range(n)) + [None] * p
    starts = itertools.takewhile(lambda start: start + d * (k - 1) < len(padded), itertools.count(0, s))
    return [[padded[start + d * i] for i in range(k)] for start in starts]


def test_output_size_and_unseen_inputs_equal_enumeration_on_the_whole_grid():
    fitting = 0
    for n, k, s, p, d in GRID:
        laid = windows(n, k, s, p, d)
        if not laid:
            with pytest.raises(ValueError, match="must fit"):
                conv_output_size(n, k, s, p, d)
            with pytest.raises(ValueError, match="must fit"):
                unseen_inputs(n, k, s, p, d)
            continue
        fitting += 1
        assert conv_output_size(n, k, s, p, d) == len(laid)
        assert unseen_inputs(n, k, s, p, d) == sorted(set(range(n)) - set(itertools.chain(*laid)))
    assert (fitting, len(GRID)) == (5432, 6720)


@pytest.mark.parametrize(
    ("arguments", "size"),
    [
        ((224, 7, 2, 3), 112),
        ((112, 3, 2, 1), 56),
        ((224, 11, 4, 0), 54),
        ((227, 11, 4, 0), 55),
        ((5, 3, 1, 0, 2), 1),
    ],
)
def test_published_networks_have_these_sizes(arguments, size):
    assert conv_output_size(*arguments) == size


def test_half_the_formula_without_floor_is_not_an_integer():
    valid = [(n, k, s, p) for n, k, s, p, d in GRID if d == 1 and n + 2 * p >= k]
    fractional = sum((n + 2 * p - k) % s != 0 for n, k, s, p in valid)
    assert (fractional, len(valid)) == (996, 2104)


def test_the_floor_drops_the_last_input():
    assert unseen_inputs(7, 2, 2) == [6]


def test_a_stride_longer_than_the_kernel_leaves_gaps():
    assert unseen_inputs(7, 1, stride=3) == [1, 2, 4, 5]


def test_sizes_are_python_ints():
    assert type(conv_output_size(np.int64(7), np.int32(2))) is int
    assert all(type(i) is int for i in unseen_inputs(7, 2, 2))


BAD_VALUES = [
    ({"input_size": 0}, "0"),
    ({"kernel_size": 0}, "0"),
    ({"kernel_size": -3}, "-3"),
    ({"stride": 0}, "0"),
    ({"stride": -2}, "-2"),
    ({"padding": -1}, "-1"),
    ({"dilation": 0}, "0"),
    ({"kernel_size": 8}, "8"),
    ({"kernel_size": 4, "dilation": 3}, "10"),
]
BAD_KINDS = [
    ("kernel_size", 2.0),
    ("stride", True),
    ("padding", "1"),
    ("dilation", None),
    ("input_size", 7.5),
]


@pytest.mark.parametrize(("change", "shown"), BAD_VALUES)
@pytest.mark.parametrize("function", [conv_output_size, unseen_inputs])
def test_a_size_out_of_range_is_named(function, change, shown):
    with pytest.raises(ValueError, match=shown):
        function(**{"input_size": 7, "kernel_size": 2, **change})


@pytest.mark.parametrize(("name", "value"), BAD_KINDS)
@pytest.mark.parametrize("function", [conv_output_size, unseen_inputs])
def test_a_size_that_is_no_integer_is_named(function, name, value):
    with pytest.raises(TypeError, match=f"{name}.*{value}"):
        function(**{"input_size": 7, "kernel_size": 2, name: value})


def test_stride_two_three_times_sees_eight():
    assert receptive_field([(2, 2)] * 3) == 8


def test_dilation_doubled_three_times_sees_eight():
    assert receptive_field([(2, 1, d) for d in (1, 2, 4)]) == 8


def test_no_layer_sees_one_input():
    assert receptive_field([]) == 1


def test_tuples_dicts_and_layers_say_the_same():
    rng = np.random.default_rng(0)
    as_layers = [Conv1d(1, 1, 3, 2, rng=rng), Conv1d(1, 1, 2, dilation=3, padding=1, rng=rng)]
    as_dicts = [{"kernel_size": 3, "stride": 2}, {"kernel_size": 2, "dilation": 3, "padding": 1}]
    assert (
        receptive_field(as_layers) == receptive_field(as_dicts) == receptive_field([(3, 2), (2, 1, 3)]) == 9
    )


def test_receptive_field_is_what_one_output_gradient_reaches():
    rng = np.random.default_rng(0)
    layers = [Conv1d(1, 1, 3, 2, rng=rng), Conv1d(1, 1, 2, 2, dilation=2, rng=rng), Conv1d(1, 1, 2, rng=rng)]
    out = rng.normal(size=(1, 1, 60))
    for layer in layers:
        out = layer.forward(out)
    dout = np.zeros_like(out)
    dout[0, 0, 1] = 1
    for layer in reversed(layers):
        dout = layer.backward(dout)
    reached = np.flatnonzero(dout)
    assert reached[-1] - reached[0] + 1 == receptive_field(layers)


@pytest.mark.parametrize("layer", [3, "conv", (), (1, 1, 1, 1), {"stride": 2}, {"kernel": 2}, (2.0,)])
def test_a_layer_of_another_kind_is_refused(layer):
    with pytest.raises(TypeError):
        receptive_field([layer])


@pytest.mark.parametrize("layer", [(0,), (2, -1), (2, 1, 0), {"kernel_size": 2, "padding": -1}])
def test_a_layer_out_of_range_is_refused(layer):
    with pytest.raises(ValueError, match="got -?[01]"):
        receptive_field([layer])
