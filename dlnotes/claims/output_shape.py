"""The length of a convolution's output, and the inputs that no window reads."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence


def said(grid, dilation=False):
    """The note's formula, or the one with dilation, before any rounding."""
    n, k, s, p, d = grid.T
    return (n + 2 * p - (d * (k - 1) + 1 if dilation else k)) / s + 1


def agrees(result, sizes, chosen):
    """Is a formula right in every chosen case of the grid in which a window fits?"""
    fits = chosen & (result["counted"] > 0)
    return np.array_equal(sizes[fits], result["counted"][fits])


def rounds_down(result):
    _, _, s, _, d = result["grid"].T
    plain, sizes = d == 1, said(result["grid"])
    note = {f"stride-{stride}": agrees(result, sizes, plain & (s == stride)) for stride in np.unique(s)}
    fits = plain & (result["counted"] > 0)
    right = sizes[fits] == result["counted"][fits]
    cases, wrong = np.count_nonzero(fits), np.count_nonzero(~right)
    divides = np.array_equal(right, sizes[fits] % 1 == 0)
    stem = result["resnet_stem_said"]
    halved = stem % 1 == 0.5 and result["resnet_stem_size"] == np.floor(stem)
    ours = agrees(result, result["formula"], plain) and divides and halved
    return Evidence({"cases": cases, "wrong": wrong, "share": wrong / cases}, note, bool(ours))


def without_floor(result):
    return result | {"formula": said(result["grid"], dilation=True)}


def needs_the_dilation(result):
    _, k, _, _, d = result["grid"].T
    rounded = np.floor(said(result["grid"]))
    note = {f"dilation-{dilation}": agrees(result, rounded, d == dilation) for dilation in np.unique(d)}
    fits = (d > 1) & (k > 1) & (result["counted"] > 0)
    numbers = {"cases": np.count_nonzero(fits), "share": np.mean(rounded[fits] != result["counted"][fits])}
    return Evidence(numbers, note, bool(agrees(result, result["formula"], d > 0) and numbers["share"] > 0.1))


def without_dilation(result):
    return result | {"formula": np.floor(said(result["grid"]))}


def unread_has_no_gradient(result):
    n, k, s, p, d = result["grid"].T
    fits = result["counted"] > 0
    differing = np.count_nonzero((result["no_gradient"] != result["unseen"])[fits].any(axis=1))
    left_over = (n + 2 * p - d * (k - 1) - 1) % s
    tail = (
        fits & (d == 1) & (s <= k) & (left_over > 0)
    )  # a stride longer than the kernel leaves gaps of its own
    lost = result["no_gradient"][np.arange(len(n)), n - 1][tail]
    exceptions = np.count_nonzero(
        result["no_gradient"].sum(axis=1)[tail] != np.maximum(left_over - p, 0)[tail]
    )
    numbers = {"cases": np.count_nonzero(fits), "differing": differing, "exceptions": exceptions}
    numbers |= {"fractions": np.count_nonzero(tail), "lost_share": lost.mean()}
    return Evidence(numbers, {}, bool(differing == exceptions == 0 and 0 < lost.sum() < tail.sum()))


def rounded_up(result):
    """What would be unseen if a last window were let hang over the edge."""
    unseen = np.zeros_like(result["unseen"])
    for case, (n, k, s, p, d) in enumerate(result["grid"]):
        outputs = -(-(n + 2 * p - d * (k - 1) - 1) // s) + 1
        read = s * np.arange(max(outputs, 0))[:, None] + d * np.arange(k) - p
        unseen[case, :n] = ~np.isin(np.arange(n), read)
    return result | {"unseen": unseen}


CLAIMS = {
    "output-size-rounds-down": Claim(check=rounds_down, control=without_floor),
    "output-size-and-dilation": Claim(check=needs_the_dilation, control=without_dilation),
    "unread-inputs-have-no-gradient": Claim(check=unread_has_no_gradient, control=rounded_up),
}
