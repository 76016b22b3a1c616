# ---
# title: How small must a branch be?
# description: A lab to take home - turn a residual branch from nothing to full size, find where the gradient
#   keeps its length, predict e, and move the activations inside.
# ---

# %% [markdown]
# # How small must a branch be?
#
# The lesson on [residual networks](../deep-learning/lessons-learnt-1/cnn-architectures.md) shows a stack in
# which a gradient explodes and one in which it keeps its length. Between the two there is a knob: the size of
# the branch. Here you turn it, find the law behind it, and then rebuild the block so that the law becomes
# simpler.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlnotes.experiments import degradation, gradient_norm_by_depth
from dlnotes.experiments._blocks import block, weights
from dlnotes.nn import Activation, BatchNorm1d, Residual, Sequential, relu, relu_grad

# %% [markdown]
# ## Start from the published numbers
#
# The lesson's experiment draws each stack from many seeds. Two of its nets are enough to begin with, the bare
# block and the plain stack, both with ReLU and He's weights.

# %%
config = gradient_norm_by_depth.Config(depths=(2, 20, 100), nets=("note_he", "plain_he"))
found = gradient_norm_by_depth.run(config)
for name in ("note_he_20", "note_he_100", "plain_he_100"):
    print(f"gradient-norm-by-depth.{name} = {found[name]:.4g}")

# %% [markdown]
# The last line says that without a shortcut a quarter of the gradient survives 100 layers. The line before it
# is what the shortcut makes of that.
#
# ## Turn the knob
#
# Multiply the second matrix of every branch by $s$, from 0 (no branch) to 1 (He's weights). In `after` you
# choose whether a ReLU follows each sum, as in the note.

# %%
WIDTH, BATCH, SEEDS = 64, 32, range(5)


def ratio(net, seed):
    """Length of a random gradient at the bottom of a net, divided by its length at the top."""
    rng = np.random.default_rng([seed, 99])
    out = net.forward(rng.normal(size=(BATCH, WIDTH)))
    dout = rng.normal(size=out.shape)
    return np.linalg.norm(net.backward(dout)) / np.linalg.norm(dout)


def stack(blocks, s, after, seed):
    rng = np.random.default_rng(seed)
    return Sequential(*[block(WIDTH, rng, shortcut=True, last=s, after=after) for _ in range(blocks)])


def median(blocks, s, after):
    return np.median([ratio(stack(blocks, s, after, seed), seed) for seed in SEEDS])


scales = np.array([0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0])
depths = [10, 40]  # blocks
measured = {blocks: [median(blocks, s, after=False) for s in scales] for blocks in depths}
print("   s", *(f"{blocks:>4} blocks" for blocks in depths), sep="  ")
for i, s in enumerate(scales):
    print(f"{s:4.2f}", *(f"{measured[blocks][i]:11.4g}" for blocks in depths), sep="  ")

# %% [markdown]
# ## Predict it
#
# At He's weights a branch doubles the squared length of a gradient on average; a factor $s$ makes that
# $2s^2$. The shortcut adds 1, and the cross terms average to zero. A stack of $B$ blocks should multiply the
# length by
#
# $$(1 + 2s^2)^{B/2}.$$
#
# That stays near 1 as long as $s^2 B$ is small. Where is the edge?

# %%
# alt: Growth of the gradient against the branch scale s, on a logarithmic axis, for 10 and 40 blocks.
#   The dots measured lie on the two predicted curves: flat near 1 for small s, then steep, and the deeper
#   stack leaves 1 first.
fine = np.linspace(0, 1, 200)
_, ax = plt.subplots(figsize=(4.6, 3.0))
for blocks, colour in zip(depths, ["#0072b2", "#d55e00"]):
    ax.plot(fine, (1 + 2 * fine**2) ** (blocks / 2), color=colour)
    ax.plot(scales, measured[blocks], "o", color=colour, markersize=4)
    at = (0.8, (1 + 2 * 0.8**2) ** (blocks / 2))
    beside = dict(xytext=(-8, 6), textcoords="offset points", ha="right")
    ax.annotate(f"{blocks} blocks", at, color=colour, **beside)
ax.set_yscale("log")
ax.set_xlabel("branch scale s")
ax.set_ylabel("bottom / top")
plt.show()


# %%
def edge(blocks, most=2.0):
    """The largest s at which the formula stays below `most`: solve (1 + 2s²)^(B/2) = most for s."""
    return np.sqrt((most ** (2 / blocks) - 1) / 2)


print("blocks   edge   edge x root of blocks")
for blocks in (5, 20, 80, 320):
    print(f"{blocks:6d}  {edge(blocks):.3f}  {edge(blocks) * np.sqrt(blocks):.3f}")

# %% [markdown]
# The last column hardly moves: a branch may be as large as a constant divided by $\sqrt{B}$. Take that
# constant to be 1, so that $s = 1/\sqrt{B}$. Then the squared length grows by $(1 + 2/B)^B$, which tends to
# $e^2$, and the length by $e$, *however deep the stack*.

# %%
print("blocks  formula  measured")
for blocks in (2, 10, 40):
    formula = (1 + 2 / blocks) ** (blocks / 2)
    print(f"{blocks:6d}  {formula:7.3f}  {median(blocks, blocks**-0.5, after=False):8.3f}")
print(f"     e  {np.e:7.3f}")

# %% [markdown]
# With the note's ReLU after each sum the length stays nearer to 1, because each of these ReLUs takes
# something away. Do not read this as an improvement: what it takes is part of the signal.

# %%
print("blocks  with a ReLU after the sum")
for blocks in (2, 10, 40):
    print(f"{blocks:6d}  {median(blocks, blocks**-0.5, after=True):.3f}")

# %% [markdown]
# ## Move the activations inside
#
# He et al. (2016) put normalisation and activation *before* each weight layer, inside the branch. Nothing
# follows the sum, so the road is clear from top to bottom. Each sum now adds to what the road carries, while
# batch normalisation keeps every branch at the size it had: compared to the growing sum, the branch shrinks.


# %%
def half_of_a_branch(rng):
    norm = BatchNorm1d(WIDTH, dtype=np.float64)
    return [norm, Activation(relu, relu_grad), weights(WIDTH, WIDTH, rng)]


def pre_activation(blocks, seed):
    rng, layers = np.random.default_rng(seed), []
    for _ in range(blocks):
        layers.append(Residual(Sequential(*half_of_a_branch(rng), *half_of_a_branch(rng))))
    return Sequential(*layers)


print("blocks  pre-activation  bare block")
for blocks in (5, 10, 20, 40):
    inside = np.median([ratio(pre_activation(blocks, seed), seed) for seed in SEEDS])
    print(f"{blocks:6d}  {inside:14.2f}  {median(blocks, 1.0, after=True):10.3g}")

# %% [markdown]
# In one column the growth is exponential. In the other it is about proportional to $B$: each branch adds
# about the same variance, so the sum that reaches block $k$ has a variance of about $k$ branches, and the
# normalisation at the head of the branch divides by it. The $k$-th block multiplies the squared length by
# about $1 + 2/k$, and a product of such factors grows like $B^2$.
#
# ## Does it show in training?
#
# One run of the lesson's spiral for each kind, at 40 layers, with batch normalisation in both: the first seed
# of the published figure.

# %%
one = degradation.Config()
for name, shortcut in (("plain", False), ("residual", True)):
    loss, hits = degradation.run_case(one, (shortcut, 40, one.lr, 1))
    print(f"{name:>8}: training loss {loss:.3f}, {100 * hits:.0f} % right")

# %% [markdown]
# ## Questions
#
# 1. The prediction $(1 + 2s^2)^{B/2}$ is the mean of squares. Why does the median of many draws lie below it,
#    and more so in deeper stacks? Halve the width and look.
# 2. Xavier's weights make a branch multiply the squared length by $\tfrac12$ instead of 2. Predict the growth
#    over 50 blocks before you measure it.
# 3. In the pre-activation stack the first blocks contribute most of the growth. What changes if the input is
#    scaled up by 10 before it enters the stack?
# 4. Divide every branch by $\sqrt{B}$ in the spiral's nets, without normalisation, and train 40 layers. Which
#    learning rate do you need, compared with the bare block?
