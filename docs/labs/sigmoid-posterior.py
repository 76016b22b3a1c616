# ---
# title: When a sigmoid is a probability
# description: A lab to take home - a posterior checked against Bayes' rule, three classes and softmax, bells
#   in the plane with unequal covariances, and calibration curves.
# ---

# %% [markdown]
# # When a sigmoid is a probability
#
# The lesson on [activation functions](../deep-learning/lessons-learnt-1/activation-functions.md) shows that
# the posterior of two bells of equal width is a sigmoid of a line. Here you go where the page stops: to three
# classes, to two dimensions, and to a curve that tells an honest probability from a boast.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlnotes.experiments import sigmoid_posterior
from dlnotes.experiments._bells import calibration_error, features, fit, sample
from dlnotes.nn import sigmoid, softmax

result = sigmoid_posterior.run()
for name in ("curvature", "probit_gap", "calibrated", "overconfident"):
    print(f"sigmoid-posterior.{name} = {result[name]:.4g}")

# %% [markdown]
# These four numbers stand on the page too, computed now by the same code: the leading coefficient of the
# log-odds when the bells differ in width, the distance between the sigmoid and the rescaled normal curve, and
# the calibration error of a fitted model before and after its logits are tripled.
#
# ## Three classes
#
# Three bells of one width, with priors $\pi_k$. By Bayes' rule each class has the score $\log \pi_k p_k(x)$,
# and the posterior is the softmax of the scores. The term $-x^2/2s^2$ is in all three, so softmax does not
# see it; what remains is a line per class.

# %%
means, priors, width = np.array([-2.0, 0.0, 2.5]), np.array([0.3, 0.5, 0.2]), 1.0
x = np.linspace(-6, 6, 241)[:, None]
scores = np.log(priors) - (x - means) ** 2 / (2 * width**2)
joint = np.exp(scores)
posterior = joint / joint.sum(axis=1, keepdims=True)
lines = x * means / width**2 + np.log(priors) - means**2 / (2 * width**2)
gap = abs(posterior - softmax(lines)).max()
print("the softmax of three lines:", bool(gap < 1e-12))

# %% [markdown]
# With two classes only the *difference* of the lines matters, and
# $\operatorname{softmax}(z_1, z_0)_1 = \sigma(z_1 - z_0)$. With three, one line too many is still there: add
# any $a x + c$ to all of them and nothing changes.

# %%
shifted = softmax(lines + 7 * x - 3)
print("the same posterior:", bool(abs(shifted - posterior).max() < 1e-12))
one, zero = lines[:, 2], lines[:, 0]
pair = posterior[:, 2] / (posterior[:, 2] + posterior[:, 0])
gap = abs(pair - sigmoid(one - zero)).max()
print("two of the three, renormalised, are a sigmoid:", bool(gap < 1e-12))

# %%
# alt: Three curves of a posterior over x. The left class falls from one, the right class rises to one,
#   and the class in the middle is a hump between them.
_, ax = plt.subplots(figsize=(4.6, 2.4))
colours = ["#0072b2", "#008a65", "#d55e00"]
for k, at in enumerate([-4.5, 0.2, 4.5]):
    ax.plot(x[:, 0], posterior[:, k], color=colours[k])
    ax.annotate(f"class {k}", (at, 0.5), color=colours[k], ha="center")
ax.set_xlabel("x")
ax.set_ylabel("posterior")
plt.show()

# %% [markdown]
# The hump in the middle is no sigmoid of $x$. Softmax is not three sigmoids side by side.
#
# ## Unequal covariances in the plane
#
# Now $x$ has two coordinates and each class its own covariance $\Sigma_k$. The log-odds are
#
# $$
# -\tfrac12 (x-m_1)^\top \Sigma_1^{-1} (x-m_1) + \tfrac12 (x-m_0)^\top \Sigma_0^{-1} (x-m_0) + c,
# $$
#
# and the squares cancel only if $\Sigma_1 = \Sigma_0$. Otherwise the set where both classes are even is a
# conic: an ellipse, a parabola or a hyperbola.

# %%
m0, m1 = np.array([-1.0, 0.0]), np.array([1.0, 0.0])
round0, narrow1 = np.diag([1.5, 1.5]) ** 2, np.array([[0.5, 0.3], [0.3, 0.5]])


def log_density(points, mean, covariance):
    """log of the normal density, but for the constant that all densities share."""
    off = points - mean
    square = np.einsum("ni,ij,nj->n", off, np.linalg.inv(covariance), off)
    return -0.5 * square - 0.5 * np.log(np.linalg.det(covariance))


axis = np.linspace(-4, 4, 81)
grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
equal = log_density(grid, m1, round0) - log_density(grid, m0, round0)
unequal = log_density(grid, m1, narrow1) - log_density(grid, m0, round0)
design = np.column_stack([np.ones(len(grid)), grid])
for name, odds in (("equal", equal), ("unequal", unequal)):
    coefficients, *_ = np.linalg.lstsq(design, odds, rcond=None)
    off = abs(odds - design @ coefficients).max()
    print(f"{name:8s} farthest from a plane: {off:.2f}")

# %%
# alt: Two maps of the posterior in the plane. Left, a straight edge between dark and light; right, a
#   slanted ellipse of light in a dark plane.
_, axes = plt.subplots(1, 2, figsize=(4.6, 2.3), sharey=True)
for ax, odds, title in zip(axes, (equal, unequal), ("equal", "unequal")):
    image = sigmoid(odds).reshape(81, 81)
    ax.imshow(image, origin="lower", extent=(-4, 4, -4, 4), vmin=0, vmax=1)
    ax.contour(axis, axis, odds.reshape(81, 81), [0], colors="#d55e00")
    ax.set_title(title)
plt.show()

# %% [markdown]
# Sample from the unequal pair, and fit a sigmoid of a plane, then one of a plane and the three squares.


# %%
def draw(rng, n):
    labels = rng.uniform(size=n) < 0.5
    noise = rng.normal(size=(n, 2))
    zeros = m0 + noise @ np.linalg.cholesky(round0).T
    ones = m1 + noise @ np.linalg.cholesky(narrow1).T
    return np.where(labels[:, None], ones, zeros), labels


def plane(points):
    return np.column_stack([np.ones(len(points)), points])


def quadric(points):
    a, b = points.T
    return np.column_stack([plane(points), a * a, a * b, b * b])


rng = np.random.default_rng(0)
points, labels = draw(rng, 20_000)
test, truth = draw(rng, 20_000)
for rows in (plane, quadric):
    said = sigmoid(rows(test) @ fit(rows(points), labels))
    error, right = calibration_error(said, truth), np.mean((said > 0.5) == truth)
    print(f"{rows.__name__:8s} calibration error {error:.3f}, right {right:.3f}")

# %% [markdown]
# ## A curve of calibration
#
# Gather the cases that were given about the same probability, and draw how often the class came up. An honest
# model lies on the diagonal. The error that the page quotes is the mean distance from it, and one number
# hides *which way* a model errs.


# %%
def curve(said, labels, bins=10):
    """What was said on average and how often it was so, in bins of 30 cases or more."""
    where = np.minimum((said * bins).astype(int), bins - 1)
    count = np.bincount(where, minlength=bins)
    full = count >= 30
    sums = [np.bincount(where, weights, bins) for weights in (said, labels)]
    return [total[full] / count[full] for total in sums]


config, rng = sigmoid_posterior.Config(), np.random.default_rng(1)
widths = (config.width, config.width)
x, labels = sample(rng, 20_000, config.means, widths)
b, w = fit(features(x), labels)
x, labels = sample(rng, 20_000, config.means, widths)
logits = w * x + b
models = {"fitted": logits, "tripled": 3 * logits, "a third": logits / 3}
for name, z in models.items():
    print(f"{name:10s} {calibration_error(sigmoid(z), labels):.3f}")

# %%
# alt: A diagonal with three curves. The fitted model follows the diagonal; the tripled logits give a flat
#   curve that crosses it in the middle; logits divided by three give a steep one.
_, ax = plt.subplots(figsize=(4.6, 3.4))
ax.plot([0, 1], [0, 1], color="#757575", linewidth=1)
styles = {
    "fitted": ("#008a65", (0.15, 0.29)),
    "tripled": ("#d55e00", (0.62, 0.43)),
    "a third": ("#0072b2", (0.48, 0.88)),
}
for name, (colour, place) in styles.items():
    said, so = curve(sigmoid(models[name]), labels)
    ax.plot(said, so, "o-", color=colour, markersize=4)
    ax.annotate(name, place, color=colour)
ax.set_xlabel("what was said")
ax.set_ylabel("how often it was so")
plt.show()

# %% [markdown]
# All three make the same decisions at one half. Too flat a curve is overconfidence, too steep a one the
# opposite.
#
# ## Questions
#
# 1. Divide the tripled logits by a number $T$, and choose $T$ on one half of the test set by cross-entropy.
#    What do you find, and what is the calibration error on the other half? (This is *temperature scaling*.)
# 2. With how many examples does the fitted plane of six coefficients beat the plane of three, in
#    cross-entropy on new data? Try 20, 50, 200, 1000.
# 3. Give the three-class posterior a class whose bell is twice as wide as the others. On which side, or
#    sides, does it win?
# 4. Change the priors of the three classes after the fit. Which numbers in the three lines must be changed,
#    and by how much?
# 5. A model that always says the base rate is perfectly calibrated. What is missing, and which score sees it?
