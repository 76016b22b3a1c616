"""Sequential and Residual: composition, shortcuts, and one live dict of parameters."""

import copy

import numpy as np
import pytest

from dlnotes.nn import Activation, BatchNorm1d, Linear, Residual, Sequential, relu, relu_grad


def linear(n_in=2, n_out=2, seed=0):
    return Linear(n_in, n_out, rng=np.random.default_rng(seed), dtype=np.float64)


def net():
    return Sequential(
        linear(), Activation(relu, relu_grad), Residual(Sequential(linear(seed=1))), linear(2, 1)
    )


X = np.random.default_rng(1).normal(size=(4, 2))


def test_forward_is_composition():
    first, second = linear(), linear(seed=1)
    np.testing.assert_array_equal(Sequential(first, second).forward(X), second.forward(first.forward(X)))


def test_params_are_prefixed_by_position():
    assert list(net().params) == ["0.weight", "0.bias", "2.0.weight", "2.0.bias", "3.weight", "3.bias"]


def test_a_replaced_parameter_reaches_its_layer():
    model = net()
    new = np.eye(2)
    model.params["0.weight"] = new
    assert model.layers[0].params["weight"] is new
    model.params["2.0.bias"] = np.ones(2)
    np.testing.assert_array_equal(model.layers[2].body.layers[0].params["bias"], 1)


def test_a_parameter_written_in_place_reaches_its_layer():
    model = net()
    model.params["0.weight"][...] = 7
    np.testing.assert_array_equal(model.layers[0].params["weight"], 7)


def test_a_parameter_replaced_in_the_layer_shows_in_the_whole():
    model = net()
    model.layers[3].params["bias"] = np.array([5.0])
    assert model.params["3.bias"] == 5


def test_params_behave_like_a_dict():
    model = net()
    assert len(model.params) == 6
    assert "0.weight" in model.params
    for unknown in ("0.wieght", "9.weight", "weight", "1.weight", "x"):
        assert unknown not in model.params
        with pytest.raises(KeyError, match=unknown):
            model.params[unknown] = X
    assert set(dict(model.params)) == set({**model.params}) == set(model.params.keys())
    model.params.update({name: 0 * value for name, value in model.params.items()})
    np.testing.assert_array_equal(model.forward(X), 0)
    assert repr(Sequential(Activation(relu, relu_grad)).params) == "{}"
    with pytest.raises(TypeError, match="0.weight"):
        del model.params["0.weight"]


def test_a_deep_copy_is_independent():
    model = net()
    twin = copy.deepcopy(model)
    twin.params["0.weight"][...] = 0
    assert model.params["0.weight"].any()
    assert not twin.layers[0].params["weight"].any()


def test_residual_adds_its_input_and_applies_nothing_after():
    body = linear()
    np.testing.assert_array_equal(Residual(body).forward(X), X + body.forward(X))
    body.params["weight"], body.params["bias"] = -2 * np.eye(2), np.zeros(2)
    np.testing.assert_array_equal(Residual(body).forward(X), -X)


def test_residual_gradient_is_the_identity_plus_the_branch():
    body = linear()
    block, dout = Residual(body), np.ones((4, 2))
    block.forward(X)
    np.testing.assert_allclose(block.backward(dout), dout @ (np.eye(2) + body.params["weight"]), atol=1e-15)
    body.params["weight"] = np.zeros((2, 2))
    block.forward(X)
    np.testing.assert_array_equal(block.backward(dout), dout)


def test_residual_refuses_a_body_that_changes_the_shape_and_names_both():
    with pytest.raises(ValueError, match=r"\(4, 2\), got \(4, 1\)"):
        Residual(linear(2, 1)).forward(X)  # would broadcast


def test_modes_reach_every_layer():
    inner, outer = BatchNorm1d(2), BatchNorm1d(2)
    model = Sequential(outer, Residual(Sequential(inner)))
    assert model.eval() is model
    assert not (model.training or inner.training or outer.training or model.layers[1].training)
    model.train()
    assert model.training and inner.training and outer.training
    model.train(False)
    assert not inner.training
    with pytest.raises(TypeError, match="training must be True or False, got 'yes'"):
        model.train("yes")


@pytest.mark.parametrize("bad", [relu, None, "relu", Linear, np.ones(2)])
def test_what_is_no_layer_is_refused(bad):
    for container in (Sequential, Residual):
        with pytest.raises(TypeError) as raised:
            container(bad)
        assert repr(bad) in str(raised.value)


def test_no_layers_are_refused():
    with pytest.raises(ValueError, match="at least one layer, got 0"):
        Sequential()


def test_one_layer_in_two_places_is_refused():
    layer = linear()
    with pytest.raises(ValueError, match="only once, got .*Linear"):
        Sequential(layer, layer)
