# ---
# title: Walk down a divergence
# description: A lab to take home - descend in a narrow valley, meet the limit 2/λmax in a trajectory, buy
#   speed with momentum, and watch the limit move when a sigmoid stands in the way.
# ---

# %% [markdown]
# # Walk down a divergence
#
# The lesson on [divergences](../deep-learning/lessons-learnt-1/divergences.md) found how long a step may be:
# 2 over the largest curvature. Here you see what that limit costs when a second direction is flat, what
# momentum buys back, and how the limit itself moves once a sigmoid bends the curve.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlnotes.experiments import confident_start, descent_paths
from dlnotes.experiments._logit_slopes import FAST
from dlnotes.nn import (
    SGD,
    binary_cross_entropy,
    binary_cross_entropy_grad,
    l2_grad,
    sigmoid,
    sigmoid_grad,
)

# %% [markdown]
# ## Numbers of the lesson, again
#
# The limit of the lesson's neuron with the input (1, 2, 3) comes out of the code behind the lesson, run here
# once more.

# %%
neuron = descent_paths.on_neuron(descent_paths.Config())
print(f"descent-paths.neuron_threshold = {neuron['neuron_threshold']:.4g}")

# %% [markdown]
# ## Two weights, two curvatures
#
# A neuron has two inputs, and the first is measured in larger units. That alone makes a valley: steep across,
# flat along. The eigenvalues of $X^{\mathsf T}X/n$ are the two curvatures, and their ratio is the *condition
# number* of the valley.

# %%
rng = np.random.default_rng(0)
X = rng.standard_normal((64, 2)) * [3.0, 0.6]
solution = np.array([[1.0], [1.0]])
d = X @ solution
curvature = np.linalg.eigvalsh(X.T @ X / len(X))
limit = 2 / curvature.max()
condition = curvature.max() / curvature.min()
print(f"curvatures {curvature.round(2)}, limit {limit:.3f}")
print(f"condition number {condition:.0f}")


def descend(lr, steps, momentum=0.0):
    """Weights after each step of descent on L2, from (0.6, −1)."""
    params = {"w": np.array([[0.6], [-1.0]])}
    optimiser = SGD(params, lr, momentum)
    path = [params["w"].copy()]
    for _ in range(steps):
        optimiser.step({"w": X.T @ l2_grad(X @ params["w"], d)})
        path.append(params["w"].copy())
    return np.array(path)[:, :, 0]


# %%
# alt: Two panels with elliptical contours of a narrow valley and a path through it. In the left one the path
#   zigzags across the valley, calms down, and creeps along its floor to the target. In the right one the
#   zigzag grows from step to step until it is as wide as the picture, and yet it advances along the valley.
grid = np.meshgrid(np.linspace(-0.2, 2.2, 80), np.linspace(-1.3, 1.8, 80))
weights = np.stack(grid)[:, None]
height = 0.5 * np.mean(np.square(X @ weights.reshape(2, -1) - d), axis=0).reshape(80, 80)
_, axes = plt.subplots(1, 2, figsize=(4.6, 3.0), sharey=True)
for ax, factor in zip(axes, [0.95, 1.01]):
    path = descend(factor * limit, 40)
    levels = np.geomspace(0.02, 8, 8)
    ax.contour(*grid, height, levels, colors="#757575", linewidths=0.6)
    ax.plot(*path.T, ".-", color="#0072b2", linewidth=0.8, markersize=3)
    ax.plot(*solution, "*", color="#d55e00", markersize=9)
    ax.set(title=f"{factor} of the limit", xlabel="first weight")
    ax.set(xlim=(-0.2, 2.2), ylim=(-1.3, 1.8))
axes[0].set_ylabel("second weight")
plt.show()

# %% [markdown]
# The steep direction sets the limit, and the flat one sets the bill: the error along the valley shrinks by
# $1 - \eta\lambda_{\min}$ a step, and $\eta$ may not grow. Look at the right panel once more. Along the
# valley it does just as well; only the steep direction explodes.
#
# How many steps until the weights are within a thousandth? Sweep the step size.


# %%
def steps_needed(path):
    far = np.linalg.norm(path - solution.T, axis=1) > 1e-3
    return len(path) if far[-1] else int(far.sum())


factors = [0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999]
print("of the limit  steps")
for factor in factors:
    print(f"{factor:12.3f}  {steps_needed(descend(factor * limit, 5000)):5d}")

# %% [markdown]
# Up to a point a longer step is a faster one. Past it, the steep direction needs longer to calm down than the
# flat one needs to arrive. The two draw level at $\eta = 2/(\lambda_{\max} + \lambda_{\min})$, where both
# shrink by the same factor, $(\kappa - 1)/(\kappa + 1)$ for the condition number $\kappa$.
#
# ## Momentum
#
# Let the step remember: $v \leftarrow \beta v + g$, $w \leftarrow w - \eta v$. Across the valley successive
# slopes have opposite signs and cancel; along it they add up. For a parabola the best pair is known,
# $\sqrt\eta = 2/(\sqrt{\lambda_{\max}} + \sqrt{\lambda_{\min}})$ and
# $\sqrt\beta = (\sqrt\kappa - 1)/(\sqrt\kappa + 1)$, and the factor a step is $\sqrt\beta$: the condition
# number has been replaced by its root.

# %%
root = np.sqrt(condition)
beta = ((root - 1) / (root + 1)) ** 2
heavy = 4 / (np.sqrt(curvature.max()) + np.sqrt(curvature.min())) ** 2
best = steps_needed(descend(2 / curvature.sum(), 5000))
with_momentum = steps_needed(descend(heavy, 5000, beta))
print(f"best plain step      {best} steps")
print(f"momentum {beta:.2f}        {with_momentum} steps")
print(f"its step           {heavy / limit:.2f} times the limit")

# %% [markdown]
# The step that momentum takes lies *beyond* 2 over the largest curvature. The limit of the lesson belongs to
# plain descent; with momentum it is $2(1 + \beta)/\lambda_{\max}$.
#
# ## A curvature that moves
#
# Put a sigmoid between the weight and the loss, and give it a soft label: nine annotators of ten saw the cat,
# $d = 0.9$. Now the curvature depends on where you stand. For KL it is $Y(1-Y)$, at the target 0.09; for L2
# it is, at the target, the square of that. Two limits follow, and they hold close to the target only.

# %%
soft = 0.9
at_target = soft * (1 - soft)
limits = {"KL": 2 / at_target, "L2": 2 / at_target**2}
for name, step in limits.items():
    print(f"{name} at the target: steps up to {step:.0f}")


def kl_slope(z):
    return float(binary_cross_entropy_grad(z, soft))


def l2_slope(z):
    return float(l2_grad(sigmoid(z), soft) * sigmoid_grad(z))


def outputs(slope, lr, start, steps):
    """Y after each step of descent in the logit."""
    z, path = np.float64(start), []
    for _ in range(steps):
        path.append(float(sigmoid(z)))
        z = z - lr * slope(z)
    return np.array(path)


# %%
# alt: Two panels of the output Y against the step number, three starts each, with a line at the target 0.9.
#   Left, KL: all three overshoot, come back, swing and settle on the line within some twenty steps. Right,
#   L2: the start -6 arrives after some thirty steps; those from -2 and 0 jump to 1 and stay there.
_, axes = plt.subplots(1, 2, figsize=(4.6, 2.8), sharey=True)
styles = {-6.0: ("-", "#0072b2"), -2.0: ("--", "#d55e00"), 0.0: (":", "#008a65")}
for ax, (name, slope) in zip(axes, [("KL", kl_slope), ("L2", l2_slope)]):
    for start, (style, colour) in styles.items():
        path = outputs(slope, 0.9 * limits[name], start, 50)
        ax.plot(path, style, color=colour, linewidth=1.3, label=f"from {start:.0f}")
    ax.axhline(soft, color="#757575", linewidth=0.8)
    ax.set(title=f"{name}, 0.9 of its limit", xlabel="step", ylim=(-0.03, 1.05))
axes[0].set_ylabel("output Y")
axes[1].legend(loc="lower right", frameon=False)
plt.show()

beyond = outputs(kl_slope, 1.15 * limits["KL"], 0.0, 400)[-2:]
stuck = outputs(l2_slope, 0.9 * limits["L2"], 0.0, 10_000)[-1]
print(f"KL, 1.15 of its limit: between {min(beyond):.3f} and {max(beyond):.3f}")
print(f"L2, 0.9 of its limit, from 0: 10,000 steps later 1 - Y = {1 - stuck:.1g}")

# %% [markdown]
# KL does what the parabola taught, although it is no parabola: below the limit it settles, beyond it the
# output jumps between two values for ever. And however far a step throws it, something calls it back: its
# slope does not fade, it tends to −0.9 on the left and to 0.1 on the right.
#
# L2 has a limit, too, and near the target it is right. But a step made for the gentle curve at the target is
# far too long for the steeper places on the way: it throws the logit out to the other side, where the sigmoid
# is flat and nothing calls it back.
#
# The opposite choice, a step short enough for every place, is safe and slow on the tail. That is the lesson's
# contest; its headline was a hard label and step size 1 for both:

# %%
race = confident_start.Config()
kl_10 = confident_start.count(FAST["kl"], -10.0, 1.0, race)
l2_10 = confident_start.count(FAST["l2"], -10.0, 1.0, race)
print(f"confident-start.kl_10 = {kl_10:.4g}")
print(f"confident-start.l2_10 = {l2_10:.4g}")

# %% [markdown]
# ## What a soft label buys
#
# With a hard label the logit never arrives; it goes on growing as long as you train. *Label smoothing*
# replaces 1 by 0.9 or so. Train one logit from 0 with KL and step size 1, for 10, 100, … steps, and look at
# where it is.

# %%
print("label  " + "".join(f"{10**k:>9d}" for k in range(1, 5)) + "   floor of CE")
for label in (1.0, 0.99, 0.9, 0.7):
    z, row = np.float64(0), []
    for n in range(1, 10**4 + 1):
        z = z - float(binary_cross_entropy_grad(z, label))
        if n in (10, 100, 1000, 10000):
            row.append(f"{z:9.2f}")
    best_logit = np.log(label / (1 - label)) if label < 1 else np.inf
    floor = float(binary_cross_entropy(best_logit, label)) if label < 1 else 0
    print(f"{label:5.2f}  " + "".join(row) + f"   {floor:.4f}")

# %% [markdown]
# The first row grows like the logarithm of the number of steps, without end. Every other row has stopped, and
# the softer the label the sooner: near its target the error shrinks by $1 - \eta\,d(1-d)$ a step. The price
# is in the last column. A training log that falls to 0.325 and no further may be perfect.
#
# ## Questions
#
# 1. Divide the first input by 5, which is what standardising a data set does. What becomes of the condition
#    number, the best number of steps, and the gain from momentum? Predict first.
# 2. Rotate the inputs by 45 degrees, so that both columns have the same spread. Does standardising still
#    help? What would?
# 3. In the panel of L2, shorten the step until all three starts arrive. How far below the limit at the target
#    is that, and what is the largest curvature of L2 on the way?
# 4. The limit for momentum was stated, not shown. Find it by experiment for $\beta = 0.5$ and compare it with
#    $2(1+\beta)/\lambda_{\max}$.
# 5. Mini-batches: draw 8 of the 64 rows anew for each step. The targets fit exactly; does the path still
#    arrive below the limit of the whole batch? Find a step size at which it does for the batch and not for
#    the mini-batch.
