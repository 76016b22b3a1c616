# ---
# title: Walk down a divergence
# description: A lab to take home - descend in a narrow valley, meet the limit 2/λmax in a trajectory, buy
#   speed with momentum, and watch the limit move when a sigmoid stands in the way.
# ---

# %% [markdown]
# # Walk down a divergence
#
# The lesson found how long a step of descent may be: 2 over the largest curvature
# ([L2 loss](../deep-learning/lessons-learnt-1/divergences.md#intuition-behind-the-derivative)). Here you see
# what that limit costs when a second direction is flat, what momentum buys back, and how the limit moves once
# a sigmoid bends the curve.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlnotes.nn import SGD, binary_cross_entropy_grad, l2_grad, sigmoid, sigmoid_grad

x = np.array([[1.0, 2.0, 3.0]])
limit = 2 / np.linalg.eigvalsh(x.T @ x).max()
print(f"the lesson's neuron with the inputs 1, 2, 3: steps up to {limit:.3f}")

# %% [markdown]
# ## Two weights, two curvatures
#
# A neuron has two inputs, and the first is measured in larger units. That alone makes a valley: steep across,
# flat along. The eigenvalues of $X^{\mathsf T}X/n$ are the two curvatures, and their ratio is the *condition
# number* $\kappa$ of the valley.


# %%
rng = np.random.default_rng(0)
X = rng.standard_normal((64, 2)) * [3.0, 0.6]
solution = np.array([[1.0], [1.0]])


def curvatures(X):
    """The smallest and the largest curvature of L2 for a linear neuron."""
    return np.linalg.eigvalsh(X.T @ X / len(X))


def descend(X, lr, steps, momentum=0.0):
    """Weights before the first step of descent and after each, from (0.6, −1)."""
    params = {"w": np.array([[0.6], [-1.0]])}
    optimiser = SGD(params, lr, momentum)
    path = [params["w"].copy()]
    for _ in range(steps):
        optimiser.step({"w": X.T @ l2_grad(X @ params["w"], X @ solution)})
        path.append(params["w"].copy())
    return np.array(path)[:, :, 0]


flat, steep = curvatures(X)
limit = 2 / steep
print(f"curvatures {flat:.2f} and {steep:.2f}, condition number {steep / flat:.0f}")
print(f"steps up to {limit:.3f}")

# %%
# alt: Two panels with elliptical contours of a narrow valley and a path through it. In the left one the path
#   zigzags across the valley, calms down, and creeps along its floor to the target. In the right one the
#   zigzag grows from step to step until it is as wide as the picture, and yet it advances along the valley.
grid = np.meshgrid(np.linspace(-0.2, 2.2, 80), np.linspace(-1.3, 1.8, 80))
weights = np.stack(grid).reshape(2, -1)
height = 0.5 * np.mean(np.square(X @ (weights - solution)), axis=0).reshape(80, 80)
_, axes = plt.subplots(1, 2, figsize=(4.6, 3.0), sharey=True)
for ax, factor in zip(axes, [0.95, 1.01]):
    path = descend(X, factor * limit, 40)
    ax.contour(*grid, height, np.geomspace(0.02, 8, 8), colors="#757575", linewidths=0.6)
    ax.plot(*path.T, ".-", color="#0072b2", linewidth=0.8, markersize=3)
    ax.plot(*solution, "*", color="#d55e00", markersize=9)
    ax.set(title=f"{factor} of the limit", xlabel="first weight")
    ax.set(xlim=(-0.2, 2.2), ylim=(-1.3, 1.8))
axes[0].set_ylabel("second weight")
plt.show()

# %% [markdown]
# The steep direction sets the limit, and the flat one sets the time: along the valley the error shrinks by
# the factor $1 - \eta\lambda_{\min}$ a step. The right panel does just as well along the valley; only the
# steep direction explodes.
#
# How many steps until the weights are within a thousandth of the target?


# %%
def steps_needed(path):
    """Steps until the path stays within 0.001 of the solution, if it ever does."""
    far = np.linalg.norm(path - solution.T, axis=1) > 1e-3
    return len(path) if far[-1] else int(far.nonzero()[0].max() + 1)


print("of the limit  steps")
for factor in [0.1, 0.3, 0.9, 0.95, 0.99, 0.999]:
    print(f"{factor:12.3f}  {steps_needed(descend(X, factor * limit, 4000)):5d}")

# %% [markdown]
# Up to a point a longer step is a faster one. Past it, the steep direction needs longer to calm down than the
# flat one needs to arrive. The two need the same time at $\eta = 2/(\lambda_{\max} + \lambda_{\min})$, where
# both errors shrink by the factor $(\kappa - 1)/(\kappa + 1)$ a step.
#
# ## Momentum
#
# Let the step remember: $v \leftarrow \beta v + g$, $w \leftarrow w - \eta v$. Across the valley successive
# slopes have opposite signs and cancel; along it they add up. For a parabola the best pair is known:
# $\sqrt\eta = 2/(\sqrt{\lambda_{\max}} + \sqrt{\lambda_{\min}})$ and
# $\sqrt\beta = (\sqrt\kappa - 1)/(\sqrt\kappa + 1)$. The factor a step is then about $\sqrt\beta$: in place
# of the condition number stands its root.


# %%
def race(X):
    """Print what the best plain step needs, and the best pair with momentum."""
    flat, steep = curvatures(X)
    plain, root = 2 / (steep + flat), np.sqrt(steep / flat)
    beta = ((root - 1) / (root + 1)) ** 2
    heavy = 4 / (np.sqrt(steep) + np.sqrt(flat)) ** 2
    print(f"condition number {steep / flat:.1f}")
    for name, step, memory in [("plain", plain, 0), ("momentum", heavy, beta)]:
        needed, share = steps_needed(descend(X, step, 1000, memory)), step * steep / 2
        print(f"{name:8}  β = {memory:.2f}, {share:.2f} of the limit: {needed} steps")


race(X)

# %% [markdown]
# The step that momentum takes is *longer* than 2 over the largest curvature. That limit belongs to plain
# descent; momentum has another one, and question 2 asks for it.
#
# ## A curvature that moves
#
# Put a sigmoid between the weight and the loss, and give it a soft label: nine annotators of ten saw the cat,
# $d = 0.9$. Now the curvature depends on where you stand. At the target it is $d(1-d)$ for KL, and for L2 the
# square of that. Two limits follow, and they hold close to the target only.

# %%
soft = 0.9
at_target = soft * (1 - soft)
limits = {"KL": 2 / at_target, "L2": 2 / at_target**2}
for name, step in limits.items():
    print(f"{name} at the target: steps up to {step:.0f}")


def kl_slope(z):
    return binary_cross_entropy_grad(z, soft)


def l2_slope(z):
    return l2_grad(sigmoid(z), soft) * sigmoid_grad(z)


def outputs(slope, lr, start, steps):
    """Y after each step of descent in the logit."""
    z, path = np.float64(start), []
    for _ in range(steps):
        path.append(sigmoid(z))
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

# %% [markdown]
# However far a step throws KL, something calls it back: its slope does not fade, it tends to $-0.9$ on the
# left and to $0.1$ on the right. L2's limit is right near the target, too. But a step made for the gentle
# curve at the target is far too long for the steeper places on the way. It throws the logit to the other
# side, where the sigmoid is so flat that hardly anything calls it back.
#
# ## Questions
#
# **1.** Divide the first input by 5, so that both spread alike, as after standardising a data set. What
# becomes of the condition number, of the two numbers of steps, and of the gain from momentum? Predict first.
#
# <details markdown="1"><summary>Hint</summary>
#
# What are the condition number and the best $\beta$ of a valley that is as steep in all directions?
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# Both columns now spread by 0.6, so the valley is nearly round. Were it exactly round, $\kappa = 1$ and one
# plain step would arrive. With 64 examples the columns are a little correlated and the spreads not quite
# equal, so a few steps remain. Momentum has nothing left to gain: its best $\beta$ is almost 0.
#
# </details>
#
# **2.** How long may a step be with momentum? Try $\beta = 0.5$ and find the limit by experiment, as a
# multiple of $2/\lambda_{\max}$. Then derive it.
#
# <details markdown="1"><summary>Hint</summary>
#
# In a direction with curvature $\lambda$ the error obeys
# $e_{t+1} = (1 + \beta - \eta\lambda)\,e_t - \beta e_{t-1}$. At the limit it swings for ever: put
# $e_t = (-1)^t$ into that line.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# Put in and divided by $(-1)^t$, the line reads $-1 = (1 + \beta - \eta\lambda) + \beta$, so
# $\eta\lambda = 2(1 + \beta)$. The limit is $2(1 + \beta)/\lambda_{\max}$: for $\beta = 0.5$ one and a half
# times the plain one.
#
# </details>
#
# **3.** In the panel of L2, shorten the step until all three starts arrive within 500 steps. How far below
# the limit at the target is that? Compare it with the limit that the *largest* curvature on the way would
# set.
#
# <details markdown="1"><summary>Hint</summary>
#
# You need no second derivative by hand: `np.gradient` of the slope over a fine grid of logits gives the
# curvature.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# The curvature is largest half way up, far above the one at the target. A step below 2 over the *largest*
# curvature goes downhill from wherever you stand, so every start arrives; here that is about a ninth of the
# limit at the target. Longer steps arrive from some starts and not from others, in no order: it depends on
# where the first jump lands. The short step is safe and slow on the flat tail, which is the lesson's contest
# between the two losses.
#
# </details>
#
# ## Answers
#
# The numbers behind the answers, one cell for each question.

# %%
print("Question 1")
race(X / [5, 1])

# %%
print("Question 2")
for multiple in [1.0, 1.4, 1.49, 1.51, 1.6]:
    last = descend(X, multiple * limit, 1000, momentum=0.5)[-1]
    near = np.linalg.norm(last - solution.T) < 1e-3
    print(f"{multiple:.2f} of 2/λmax:", "arrives" if near else "flies away")

# %%
print("Question 3")
logits = np.linspace(-8, 8, 3201)
bend = np.gradient((sigmoid(logits) - soft) * sigmoid_grad(logits), logits)
most = abs(bend).max()
place = sigmoid(logits[abs(bend).argmax()])
print(f"the curvature of L2 is largest at Y = {place:.2f}, {most:.3f};")
print(f"at the target it is {at_target**2:.3f}. So steps up to {2 / most:.0f} are safe,")
print(f"which is {at_target**2 / most:.2f} of the limit at the target. Within 500 steps")
for factor in [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.2, 0.11]:
    arrived = []
    for start in styles:
        end = outputs(l2_slope, factor * limits["L2"], start, 500)[-1]
        arrived += [f"{start:.0f}"] if abs(end - soft) < 0.001 else []
    print(f"{factor:.2f} of it arrives from", ", ".join(arrived) or "nowhere")
