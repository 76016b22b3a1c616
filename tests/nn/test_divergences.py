"""Divergences: hand values, limits, the conventions of shape and dtype, and every gradient."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlnotes import nn

PAIRS = [
    (nn.l2, nn.l2_grad),
    (nn.kl, nn.kl_grad),
    (nn.binary_cross_entropy, nn.binary_cross_entropy_grad),
]
ALL = [f for pair in PAIRS for f in pair]
probability = st.floats(0, 1)
inner = st.floats(1e-6, 1 - 1e-6)
logit = st.floats(-1e4, 1e4)


@pytest.mark.parametrize(("f", "grad"), PAIRS)
@pytest.mark.parametrize("shape", [(), (5,), (5, 1), (4, 3)])
def test_grad_is_the_derivative(f, grad, shape):
    rng = np.random.default_rng(2)
    y, d = rng.uniform(0.1, 0.9, shape), rng.uniform(0.1, 0.9, shape)
    assert nn.gradcheck(lambda y: f(y, d), lambda y: grad(y, d), y, rng) <= 1e-7


@pytest.mark.parametrize(("f", "grad"), PAIRS)
def test_gradcheck_rejects_a_gradient_that_forgets_one_over_n(f, grad):
    rng = np.random.default_rng(2)
    y, d = rng.uniform(0.1, 0.9, (4, 3)), rng.uniform(0.1, 0.9, (4, 3))
    assert nn.gradcheck(lambda y: f(y, d), lambda y: 4 * grad(y, d), y, rng) == pytest.approx(0.75, abs=1e-6)


@pytest.mark.parametrize(("f", "grad"), PAIRS)
def test_a_vector_is_n_examples_of_one_feature(f, grad):
    y, d = np.array([0.2, 0.5, 0.9]), np.array([0, 1, 1])
    assert f(y, d) == pytest.approx(np.mean([f(a, b) for a, b in zip(y, d, strict=True)]), rel=1e-15)
    assert f(y, d) == f(y[:, None], d[:, None])
    np.testing.assert_array_equal(grad(y, d), grad(y[:, None], d[:, None])[:, 0])


@pytest.mark.parametrize(("f", "grad"), PAIRS)
def test_features_are_summed_and_examples_averaged(f, grad):
    y, d = np.array([[0.2, 0.5], [0.9, 0.3], [0.6, 0.7]]), np.array([[0, 1], [1, 0], [1, 1]])
    one_by_one = [[f(a, b) for a, b in zip(*rows, strict=True)] for rows in zip(y, d, strict=True)]
    assert f(y, d) == pytest.approx(np.sum(one_by_one) / 3, rel=1e-15)
    one_by_one = [[grad(a, b) for a, b in zip(*rows, strict=True)] for rows in zip(y, d, strict=True)]
    np.testing.assert_allclose(grad(y, d), np.array(one_by_one) / 3, rtol=1e-15)


@pytest.mark.parametrize(("f", "grad"), PAIRS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("d", [np.array([0.0, 1.0]), np.array([0, 1]), np.array([False, True])])
def test_the_dtype_is_that_of_the_first_argument(f, grad, dtype, d):
    y = np.array([0.25, 0.5], dtype)
    assert isinstance(f(y, d), dtype)
    assert (grad(y, d).shape, grad(y, d).dtype) == (y.shape, dtype)
    assert isinstance(f(y[0], d[0]), dtype)
    assert isinstance(grad(y[0], d[0]), dtype)


@pytest.mark.parametrize("f", ALL)
@pytest.mark.parametrize(
    ("y", "d"), [(0.5, 1), (0.5, 1.0), (0.5, True), (np.float64(0.5), np.int8(1)), ([0.5], [1])]
)
def test_python_scalars_and_lists_are_welcome(f, y, d):
    assert np.shape(f(y, d)) in ((), np.shape(y))
    assert float(np.squeeze(f(y, d))) == float(f(0.5, 1.0))


@pytest.mark.parametrize("f", ALL)
@pytest.mark.parametrize("y", [1, True, np.array([0, 1]), 0.5j, np.array([None, 0.5]), "0.5"])
def test_a_first_argument_that_is_not_float_is_refused(f, y):
    with pytest.raises(TypeError, match=f"dtype {np.asarray(y).dtype}"):
        f(y, y)


@pytest.mark.parametrize("f", ALL)
@pytest.mark.parametrize("d", [1j, None, "1"])
def test_a_target_that_is_no_real_number_is_refused(f, d):
    with pytest.raises(TypeError, match=f"d must hold real numbers.*{np.asarray(d).dtype}"):
        f(0.5, d)


@pytest.mark.parametrize("f", ALL)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_not_finite_is_named(f, bad):
    with pytest.raises(ValueError, match=f"(y|logits) must be finite, got {bad} at index .1,."):
        f(np.array([0.5, bad]), np.array([1, 0]))
    with pytest.raises(ValueError, match=f"d must be finite, got {bad} at index .0,."):
        f(np.array([0.5, 0.5]), np.array([bad, 0]))


@pytest.mark.parametrize("f", ALL)
@pytest.mark.parametrize(
    ("y_shape", "d_shape"),
    [((3,), (4,)), ((3,), (3, 1)), ((3, 1), (3,)), ((3, 2), (2,)), ((3,), ()), ((), (1,))],
)
def test_shapes_are_not_broadcast(f, y_shape, d_shape):
    with pytest.raises(ValueError) as raised:
        f(np.full(y_shape, 0.5), np.full(d_shape, 0.5))
    assert f"d must have shape {y_shape}, got {d_shape}" in str(raised.value)


@pytest.mark.parametrize("f", ALL)
@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0)])
def test_an_empty_batch_is_refused(f, shape):
    with pytest.raises(ValueError) as raised:
        f(np.empty(shape), np.empty(shape))
    assert str(shape) in str(raised.value)


@pytest.mark.parametrize("f", ALL)
def test_three_dimensions_are_refused(f):
    with pytest.raises(ValueError, match=r"\(2, 2, 2\)"):
        f(np.full((2, 2, 2), 0.5), np.full((2, 2, 2), 0.5))


@pytest.mark.parametrize("f", [nn.kl, nn.kl_grad])
@pytest.mark.parametrize("y", [-0.1, 1.5])
def test_kl_refuses_a_y_that_is_no_probability(f, y):
    with pytest.raises(ValueError, match=rf"y must be in \[0, 1\], got {y}"):
        f(y, 1)


@pytest.mark.parametrize("f", ALL[2:])
@pytest.mark.parametrize("d", [-1, 2, 1.5])
def test_a_target_that_is_no_probability_is_refused(f, d):
    with pytest.raises(ValueError, match=rf"d must be in \[0, 1\], got {float(d)}"):
        f(0.5, d)


def test_l2_of_one_and_a_half_against_one_is_an_eighth():
    assert nn.l2(1.5, 1) == 0.125
    assert nn.l2_grad(1.5, 1) == 0.5


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_l2_is_symmetric_and_zero_only_at_the_target(y, d):
    assert nn.l2(y, d) == nn.l2(d, y) >= 0
    assert nn.l2(y, y) == 0


def test_gradient_descent_on_l2_shrinks_the_error_by_one_minus_eta():
    y = 3.0
    for _ in range(5):
        y -= 0.5 * nn.l2_grad(y, 1)
    assert y - 1 == pytest.approx(2 * 0.5**5, rel=1e-15)


@pytest.mark.filterwarnings("error")
@given(probability)
def test_kl_of_a_distribution_from_itself_is_zero(d):
    assert nn.kl(d, d) == 0


@pytest.mark.filterwarnings("error")
@given(probability, probability)
def test_kl_is_never_negative_and_never_nan(y, d):
    assert nn.kl(y, d) >= 0
    assert not np.isnan(nn.kl_grad(y, d))


def test_rounding_does_not_make_a_tiny_kl_negative():
    d = np.random.default_rng(0).uniform(size=2000)
    assert min(nn.kl(y, t) for y, t in zip(d * (1 + 1e-12), d, strict=True)) == 0


@pytest.mark.filterwarnings("error")
def test_a_certain_mistake_costs_infinity_without_a_warning():
    assert nn.kl(0.0, 1.0) == nn.kl(1.0, 0) == nn.kl(0.0, 0.3) == np.inf
    assert nn.kl_grad(0.0, 1) == -np.inf
    assert nn.kl_grad(1.0, 0) == np.inf


def test_kl_grad_is_minus_or_plus_one_at_a_hard_minimum():
    assert nn.kl_grad(1.0, 1) == -1
    assert nn.kl_grad(0.0, 0) == 1
    np.testing.assert_array_equal(nn.kl_grad(np.array([1.0, 0.0]), np.array([1, 0])), [-0.5, 0.5])


@given(inner)
def test_kl_grad_is_zero_at_a_soft_minimum(d):
    assert nn.kl_grad(d, d) == 0


def test_kl_has_the_slopes_done_by_hand():
    assert nn.kl_grad(0.9, 1) == pytest.approx(-10 / 9, rel=1e-15)
    assert nn.kl_grad(0.9, 0) == pytest.approx(10, rel=1e-15)


@given(inner, inner)
def test_kl_is_steeper_than_l2_by_one_over_variance(y, d):
    assert nn.kl_grad(y, d) == pytest.approx((y - d) / (y * (1 - y)), rel=1e-9, abs=1e-9)


@given(st.floats(-15, 15), probability)
def test_kl_is_cross_entropy_minus_the_entropy_of_the_target(z, d):
    entropy = -sum(p * math.log(p) for p in (d, 1 - d) if p > 0)
    assert nn.kl(nn.sigmoid(z), d) == pytest.approx(nn.binary_cross_entropy(z, d) - entropy, abs=1e-8)


@given(logit, probability)
def test_binary_cross_entropy_grad_is_sigmoid_minus_target(z, d):
    assert nn.binary_cross_entropy_grad(z, d) == nn.sigmoid(z) - d


def test_a_confident_mistake_costs_its_logit():
    assert nn.binary_cross_entropy(np.float32(1000), 0) == nn.binary_cross_entropy(-1000.0, 1) == 1000
    assert nn.binary_cross_entropy(np.float32(17), 0) == pytest.approx(17, rel=1e-6)
    assert nn.binary_cross_entropy_grad(np.float32(20), 0) == 1


def test_an_undecided_logit_costs_log_two():
    assert nn.binary_cross_entropy(0.0, 1) == pytest.approx(math.log(2), rel=1e-15)


@pytest.mark.parametrize("classes", [1, 2, 10])
def test_uniform_logits_cost_log_c(classes):
    logits = np.full((3, classes), 7.0)
    assert nn.cross_entropy(logits, [0, classes - 1, 0]) == pytest.approx(math.log(classes), abs=1e-15)


@given(st.floats(-500, 500))
def test_cross_entropy_of_two_classes_is_binary_cross_entropy_of_the_gap(z):
    binary = nn.binary_cross_entropy(z, 1)
    assert nn.cross_entropy(np.array([[z, 0.0]]), [0]) == pytest.approx(binary, rel=1e-12, abs=1e-15)


def test_a_confident_mistake_costs_its_logit_gap():
    assert nn.cross_entropy(np.array([[0.0, 1000.0]]), [0]) == 1000


def labels_of_each_kind():
    rng = np.random.default_rng(0)
    return [rng.integers(0, 4, 5), rng.dirichlet(np.ones(4), 5), np.eye(4)[rng.integers(0, 4, 5)]]


@pytest.mark.parametrize("labels", labels_of_each_kind())
def test_cross_entropy_grad_is_the_derivative(labels):
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(5, 4))
    cost, grad = (lambda z: nn.cross_entropy(z, labels)), (lambda z: nn.cross_entropy_grad(z, labels))
    assert nn.gradcheck(cost, grad, logits, rng) <= 1e-7
    assert nn.gradcheck(cost, lambda z: 5 * grad(z), logits, rng) > 0.7
    np.testing.assert_allclose(grad(logits).sum(axis=1), 0, atol=1e-16)


def test_integer_labels_are_one_hot_rows():
    logits, index = np.random.default_rng(0).normal(size=(6, 3)), np.array([2, 0, 1, 1, 0, 2])
    for rows in (np.eye(3)[index], np.eye(3, dtype=int)[index], np.eye(3, dtype=bool)[index]):
        assert nn.cross_entropy(logits, index) == pytest.approx(nn.cross_entropy(logits, rows), rel=1e-15)
        np.testing.assert_allclose(
            nn.cross_entropy_grad(logits, index), nn.cross_entropy_grad(logits, rows), atol=1e-16
        )


def test_bool_labels_are_the_classes_zero_and_one():
    logits = np.array([[1.0, 2.0], [3.0, 5.0]])
    assert nn.cross_entropy(logits, np.array([True, False])) == nn.cross_entropy(logits, [1, 0])
    np.testing.assert_array_equal(
        nn.cross_entropy_grad(logits, np.array([True, False])), nn.cross_entropy_grad(logits, [1, 0])
    )


def test_cross_entropy_keeps_float32_and_its_logits():
    logits = np.random.default_rng(0).normal(size=(3, 2)).astype(np.float32)
    before = logits.copy()
    for labels in ([0, 1, 1], np.full((3, 2), 0.5)):
        assert isinstance(nn.cross_entropy(logits, labels), np.float32)
        assert nn.cross_entropy_grad(logits, labels).dtype == np.float32
    np.testing.assert_array_equal(logits, before)


BAD_LABELS = [
    ([0, 3], ValueError, r"\[0, 3\), got 3 at index \(1,\)"),
    ([-1, 0], ValueError, r"got -1"),
    ([0, 1, 2], ValueError, r"shape \(2,\), got \(3,\)"),
    ([0.0, 1.0], TypeError, "float64"),
    (["0", "1"], TypeError, "U1"),
    (1, ValueError, r"got \(\)"),
    (np.full((2, 3), 0.5), ValueError, "sum to 1, got 1.5"),
    (np.array([[2.0, -1.0, 0.0], [1.0, 0.0, 0.0]]), ValueError, "got 2.0"),
    (np.array([[np.nan, 1.0, 0.0], [1.0, 0.0, 0.0]]), ValueError, "got nan"),
    (np.full((2, 2), 0.5), ValueError, r"\(2, 3\), got \(2, 2\)"),
    (np.full((2, 3), 1j), TypeError, "complex128"),
]


@pytest.mark.parametrize("f", [nn.cross_entropy, nn.cross_entropy_grad])
@pytest.mark.parametrize(("labels", "error", "message"), BAD_LABELS)
def test_labels_that_name_no_class_are_refused(f, labels, error, message):
    with pytest.raises(error, match=message):
        f(np.zeros((2, 3)), labels)


@pytest.mark.parametrize("f", [nn.cross_entropy, nn.cross_entropy_grad])
@pytest.mark.parametrize(
    ("logits", "error", "message"),
    [
        (np.zeros(3), ValueError, r"\(3,\)"),
        (0.5, ValueError, r"\(\)"),
        (np.zeros((0, 3)), ValueError, r"\(0, 3\)"),
        (np.zeros((2, 3), int), TypeError, "int64"),
        (np.full((2, 3), np.nan), ValueError, "nan"),
    ],
)
def test_logits_that_are_no_float_batch_are_refused(f, logits, error, message):
    with pytest.raises(error, match=message):
        f(logits, [0, 1])
