# ---
# title: When a sigmoid is a probability
# description: A lab to take home - a posterior of three classes checked against Bayes' rule and softmax, and
#   curves that tell an honest probability from a boast.
# ---

# %% [markdown]
# # When a sigmoid is a probability
#
# The [lesson](../deep-learning/lessons-learnt-1/activation-functions.md#when-may-you-call-it-a-probability)
# shows that the posterior of two bells of equal width is a sigmoid of a line, and asks when you may call it a
# probability. Here you go on: to three classes, and to a curve that shows *which way* a probability is wrong.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlnotes.nn import binary_cross_entropy, sigmoid, softmax

# %% [markdown]
# ## Three classes
#
# Three bells $p_k$ of one width $s$, with means $m_k$ and priors $\pi_k$. Bayes' rule makes the posterior a
# softmax of one score per class, and the squares cancel, since all three have the same:
#
# $$
# P(k \mid x) = \frac{\pi_k\, p_k(x)}{\sum_j \pi_j\, p_j(x)}
# = \operatorname{softmax}(z)_k, \qquad
# z_k = \frac{m_k}{s^2}\,x - \frac{m_k^2}{2s^2} + \log \pi_k.
# $$

# %%
means, priors, width = np.array([-2.0, 0.0, 2.5]), np.array([0.3, 0.5, 0.2]), 1.0
x = np.linspace(-6, 6, 241)[:, None]


def bayes(x, means, widths, priors):
    """P(k | x) from the densities of the bells: x (N, 1) -> (N, classes)."""
    joint = priors / widths * np.exp(-((x - means) ** 2) / (2 * widths**2))
    return joint / joint.sum(axis=1, keepdims=True)


posterior = bayes(x, means, width, priors)
lines = x * means / width**2 - means**2 / (2 * width**2) + np.log(priors)
pair = posterior[:, 2] / (posterior[:, 2] + posterior[:, 0])
checks = {
    "Bayes' rule is the softmax of the three lines": (posterior, softmax(lines)),
    "also with one more line added to all three": (posterior, softmax(lines + 7 * x - 3)),
    "two of the classes: a sigmoid of the difference": (pair, sigmoid(lines[:, 2] - lines[:, 0])),
}
for said, (one, other) in checks.items():
    print(f"{said:48}", np.allclose(one, other))

# %%
# alt: Three curves of a posterior over x. The left class falls from one, the right class rises to one,
#   and the class in the middle is a hump between them.
COLOURS = ["#0072b2", "#008a65", "#d55e00"]


def show(posterior, places):
    _, ax = plt.subplots(figsize=(4.6, 2.4))
    for k, place in enumerate(places):
        ax.plot(x[:, 0], posterior[:, k], color=COLOURS[k])
        ax.annotate(f"class {k}", place, color=COLOURS[k], ha="center")
    ax.set_xlabel("x")
    ax.set_ylabel("posterior")
    plt.show()


show(posterior, [(-4.5, 0.5), (0.2, 0.5), (4.5, 0.5)])

# %% [markdown]
# The hump in the middle is no sigmoid of $x$: softmax is not three sigmoids side by side.
#
# ## A curve of calibration
#
# Fit a sigmoid of a line to examples of two bells. Then gather new cases that were given about the same
# probability, and draw how often class 1 came up among them. An honest model lies on the diagonal. The
# *calibration error* is the mean distance from it.


# %%
def sample(rng, n):
    """x (n,) and labels (n,): two bells of width 1 at −1 and 1, equally common."""
    labels = rng.uniform(size=n) < 0.5
    return rng.normal(np.where(labels, 1.0, -1.0)), labels


def fit(x, labels, steps=10):
    """(w, b) of σ(wx + b) by Newton's method on the cross-entropy."""
    rows, weights = np.stack([x, np.ones_like(x)], axis=1), np.zeros(2)
    for _ in range(steps):
        p = sigmoid(rows @ weights)
        curvature = rows.T @ (rows * (p * (1 - p))[:, None])
        weights += np.linalg.solve(curvature, rows.T @ (labels - p))
    return weights


def bins(said, labels, count=20):
    """For each bin: how many cases, the sum of what was said, and of what came."""
    where = np.minimum((said * count).astype(int), count - 1)
    sums = (np.ones(len(said)), said, labels)
    return [np.bincount(where, weights, count) for weights in sums]


def calibration_error(said, labels):
    _, claimed, came = bins(said, labels)
    return abs(claimed - came).sum() / len(said)


rng = np.random.default_rng(1)
w, b = fit(*sample(rng, 20_000))
new, labels = sample(rng, 20_000)
logits = w * new + b
models = {"fitted": logits, "tripled": 3 * logits, "a third": logits / 3}
print(f"fitted: w = {w:.2f} and b = {b:.2f}, where Bayes' rule says 2 and 0")
for name, z in models.items():
    print(f"{name:8}  calibration error {calibration_error(sigmoid(z), labels):.3f}")

# %%
# alt: A diagonal with three curves. The fitted model follows the diagonal; the tripled logits give a flat
#   curve that crosses it in the middle; logits divided by three give a steep one.
_, ax = plt.subplots(figsize=(4.6, 3.4))
ax.plot([0, 1], [0, 1], color="#757575", linewidth=1)
styles = [("#008a65", (0.15, 0.29)), ("#d55e00", (0.62, 0.43)), ("#0072b2", (0.48, 0.88))]
for (name, z), (colour, place) in zip(models.items(), styles):
    cases, claimed, came = bins(sigmoid(z), labels, count=10)
    full = cases >= 30
    mean, share = claimed[full] / cases[full], came[full] / cases[full]
    ax.plot(mean, share, "o-", color=colour, markersize=4)
    ax.annotate(name, place, color=colour)
ax.set_xlabel("what was said")
ax.set_ylabel("how often it was so")
plt.show()

# %% [markdown]
# All three make the same decisions at one half. A curve that is too flat is overconfidence, one that is too
# steep is the opposite. The lesson's numbers for the fitted and the tripled model are medians of several such
# draws.
#
# ## Questions
#
# **1.** In the plot of three classes, make the bell of class 1 twice as wide as the others. On which side, or
# sides, does it win? Answer before you draw.
#
# <details markdown="1"><summary>Hint</summary>
#
# Far out, which of the terms $-(x - m_k)^2/2s_k^2$ falls most slowly?
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# On *both* sides, however far out the other means lie: its parabola falls a quarter as fast as the others',
# so beyond some $x$ it is the highest. The narrow bells win only around their own means. The squares no
# longer cancel, and this is no softmax of lines: with lines a class that wins at both ends wins everywhere.
#
# </details>
#
# **2.** The tripled model is given to you as it is. Divide its logits by a number $T$, and choose $T$ by the
# cross-entropy on one half of the new cases. What do you find, and what is the calibration error on the other
# half?
#
# <details markdown="1"><summary>Hint</summary>
#
# `binary_cross_entropy(logits / T, labels)` for some twenty values of $T$ between 1 and 10. No decision
# changes with $T$.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# $T$ comes out near 3, what the logits were multiplied by, and the error returns to that of the fitted model.
# This is *temperature scaling*: one number, chosen on cases that were not trained on. It can mend logits that
# are all too large or too small by one factor, and nothing else.
#
# </details>
#
# **3.** A model that always says one half is right half of the time, and so is *perfectly* calibrated. What
# is missing, and which score sees it?
#
# <details markdown="1"><summary>Hint</summary>
#
# Compare it with the fitted model in three scores: calibration error, share of right decisions,
# cross-entropy.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# It never tells one case from another: it has no *resolution*. Calibration does not ask for any.
# Cross-entropy charges for both faults: it costs $\log 2$ a case to know nothing. The tripled model is worse
# calibrated and makes the same decisions as the fitted one, and cross-entropy sees that, too; the share of
# right decisions does not.
#
# </details>
#
# ## Answers
#
# The numbers behind the answers, one cell for each question.

# %%
# alt: Three curves of a posterior over x. The class in the middle has the highest at both ends and between
#   the two others, which are humps around their own means.
print("Question 1")
wide = bayes(x, means, np.array([1.0, 2.0, 1.0]), priors)
show(wide, [(-2.4, 0.7), (-4.4, 0.9), (2.7, 0.7)])
winner = wide.argmax(axis=1)
print(f"from the left, class {winner[0]} wins", end="")
for i in np.flatnonzero(np.diff(winner)):
    print(f",\nfrom x = {x[i + 1, 0]:.1f} on class {winner[i + 1]}", end="")

# %%
print("Question 2")
half, temperatures = len(logits) // 2, np.geomspace(1, 10, 41)
tripled = models["tripled"]
costs = [binary_cross_entropy(tripled[:half] / T, labels[:half]) for T in temperatures]
T = temperatures[np.argmin(costs)]
print(f"best T = {T:.2f}")
print("calibration error on the other half:")
for name, z in (("tripled", tripled), ("divided by T", tripled / T), ("fitted", logits)):
    print(f"{name:12}  {calibration_error(sigmoid(z[half:]), labels[half:]):.3f}")

# %%
print("Question 3")
print("model      calibration error  right  cross-entropy")
for name, z in {"one half": 0 * logits, **models}.items():
    error, right = calibration_error(sigmoid(z), labels), np.mean((z > 0) == labels)
    print(f"{name:9}  {error:17.3f}  {right:5.2f}  {binary_cross_entropy(z, labels):13.3f}")
