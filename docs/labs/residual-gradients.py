# ---
# title: How small must a branch be?
# description: A lab to take home - turn a residual branch from nothing to full size, find where the gradient
#   keeps its length, predict e, and move the activations inside.
# ---

# %% [markdown]
# # How small must a branch be?
#
# In the lesson a gradient explodes on its way down a stack of residual blocks with He's weights ([the
# gradient by depth](../deep-learning/lessons-learnt-1/cnn-architectures.md#the-gradient-by-depth)); with a
# branch that starts at zero it keeps most of its length. Between the two lies a number you can choose: the
# size of the branch. Here you vary it, find the law behind it, and then rebuild the block so that the growth
# becomes slow by itself.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlnotes.nn import (
    Activation,
    BatchNorm1d,
    Linear,
    Residual,
    Sequential,
    kaiming_normal,
    relu,
    relu_grad,
)

WIDTH, BATCH = 64, 32


def weights(rng, scale=1.0):
    """A layer with He's weights, times `scale`, and no bias."""
    layer = Linear(WIDTH, WIDTH, bias=False, rng=rng, dtype=np.float64)
    drawn = kaiming_normal((WIDTH, WIDTH), rng, dtype=np.float64)
    layer.params["weight"] = scale * drawn
    return layer


def activation():
    return Activation(relu, relu_grad)


def block(rng, s, after):
    """x + branch(x), its second matrix times s; if `after`, the note's ReLU follows."""
    added = Residual(Sequential(weights(rng), activation(), weights(rng, s)))
    return Sequential(added, activation()) if after else added


def growth(make, count, seed, scale=1.0):
    """Length of a random gradient below `count` blocks, divided by that above."""
    rng = np.random.default_rng(seed)
    net = Sequential(*(make(rng) for _ in range(count)))
    out = net.forward(scale * rng.normal(size=(BATCH, WIDTH)))
    dout = rng.normal(size=out.shape)
    return np.linalg.norm(net.backward(dout)) / np.linalg.norm(dout)


def draws(count, s, after=False, seeds=5):
    def make(rng):
        return block(rng, s, after)

    return np.array([growth(make, count, seed) for seed in range(seeds)])


def median(count, s, after=False):
    return np.median(draws(count, s, after))


print("growth through 50 of the note's blocks, median of 5 draws (the lesson has more)")
print(f"with He's weights:              {median(50, 1.0, after=True):.0e}")
print(f"with branches that start at 0:  {median(50, 0.0, after=True):.1f}")

# %% [markdown]
# ## Turn the knob
#
# Multiply the second matrix of every branch by $s$, from 0 (no branch) to 1 (He's weights), with nothing
# after the sum.

# %%
scales = np.array([0, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0])
depths = [10, 40]  # blocks
measured = {blocks: [median(blocks, s) for s in scales] for blocks in depths}
print("   s", *(f"{blocks:>4} blocks" for blocks in depths), sep="  ")
for i, s in enumerate(scales):
    print(f"{s:4.2f}", *(f"{measured[blocks][i]:11.4g}" for blocks in depths), sep="  ")

# %% [markdown]
# ## Predict it
#
# At He's weights a branch makes the squared length of a gradient twice what it was, on average; a factor $s$
# makes that $2s^2$. The skip connection adds 1, and the cross terms average to zero. A stack of $B$ blocks
# should multiply the length by
#
# $$(1 + 2s^2)^{B/2}.$$

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

# %% [markdown]
# The growth stays near 1 as long as $s^2 B$ is small. Choose $s = 1/\sqrt{B}$, so that $s^2 B = 1$. Then the
# squared length grows by $(1 + 2/B)^B$, which tends to $e^2$, and the length by $e$, *however deep the
# stack*. With the note's ReLU after each sum the length stays nearer to 1. That is no improvement: each of
# these ReLUs takes away a part of the signal.

# %%
print("blocks  formula  measured  with a ReLU after the sum")
for blocks in (2, 10, 40):
    formula, s = (1 + 2 / blocks) ** (blocks / 2), blocks**-0.5
    inside, after = median(blocks, s), median(blocks, s, after=True)
    print(f"{blocks:6d}  {formula:7.3f}  {inside:8.3f}  {after:25.3f}")
print(f"     e  {np.e:7.3f}")

# %% [markdown]
# ## Move the activations inside
#
# He et al. (2016, *Identity Mappings in Deep Residual Networks*) put normalisation and activation *before*
# each weight layer, inside the branch. Nothing follows the sum. Each block adds to the sum, while batch
# normalisation keeps every branch at the size it had: beside the growing sum, the branch shrinks.


# %%
def pre_activation(rng):
    layers = []
    for _ in range(2):
        layers += [BatchNorm1d(WIDTH, dtype=np.float64), activation(), weights(rng)]
    return Residual(Sequential(*layers))


def median_inside(count, scale=1.0):
    return np.median([growth(pre_activation, count, seed, scale) for seed in range(5)])


print("blocks  pre-activation  the note's block")
for blocks in (5, 10, 20, 40):
    inside, bare = median_inside(blocks), median(blocks, 1.0, after=True)
    print(f"{blocks:6d}  {inside:14.2f}  {bare:16.3g}")

# %% [markdown]
# In one column the growth is exponential. In the other it is about proportional to $B$. The columns differ in
# the order, in the last ReLU and in the normalisation, and it is the last that makes the growth slow: put it
# into the note's block and see. Why is it $B$? Over the batch, a normalised value has variance 1, and after
# the ReLU and He's weights it is $v = 1 - 1/\pi \approx 0.68$.
# So the sum that enters block $k$ has variance $1 + (k-1)v$, and the two normalisations in the branch divide
# the gradient's squared length by that and by $v$. Block $k$ multiplies it by
#
# $$1 + \frac{1}{v\,(1 + (k-1)\,v)} \approx 1 + \frac{2}{k},$$
#
# and a product of such factors grows like $B^2$, so the length like $B$.
#
# ## Questions
#
# **1.** You stack 100 blocks with nothing after the sum, and the gradient may grow tenfold. How large may $s$
# be, compared with $1/\sqrt{B}$? Predict it from the formula, then measure.
#
# <details markdown="1"><summary>Hint</summary>
#
# Solve $(1 + 2s^2)^{50} = 10$ for $s$.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# $s = \sqrt{(10^{1/50} - 1)/2}$, about one and a half times $1/\sqrt{100}$. For small $s$ the formula is
# $e^{s^2 B}$, so a growth of $G$ allows $s = \sqrt{\ln G}/\sqrt{B}$: to allow more growth buys little, and
# the root of the depth stays.
#
# </details>
#
# **2.** Scale the input of the pre-activation stack by 10. What becomes of the growth over 40 blocks? Predict
# it with the factors above.
#
# <details markdown="1"><summary>Hint</summary>
#
# Only the variance of the sum changes: it starts at 100 in place of 1. The branches are normalised.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# The factors become $1 + 1/\big(v\,(100 + (k-1)\,v)\big)$, and their product stays close to 1: beside so
# large an input 40 branches are small. It is the law of this lab once more: a branch must be small *compared
# with what it is added to*. (The prediction is for wide layers and large batches; with 64 units and 32
# examples the growth is somewhat larger.)
#
# </details>
#
# **3.** The prediction $(1 + 2s^2)^{B/2}$ is the root of a mean: that of the *squared* length over many draws
# of the weights. Make the layers 16 wide, draw 100 stacks at $s = 1$, and compare the prediction with the
# root of the mean square and with the median, for 10 blocks and for 40.
#
# <details markdown="1"><summary>Hint</summary>
#
# The growth is a product of random factors, so its *logarithm* is a sum. What does the histogram of a sum of
# 40 terms look like, and what that of its exponential?
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# The logarithm is nearly normal, with a standard deviation $\tau$ that grows like $\sqrt{B}$. So the growth
# itself is skewed: a few stacks lie far above the rest and make the mean. For such a log-normal quantity the
# root of the mean square is $e^{\tau^2}$ times the median, so the median falls further behind with every
# block. In wide layers $\tau$ is small, and the median is close to the prediction. The mean square of 40
# blocks hangs on the few largest of the 100 draws, so it is known only roughly.
#
# </details>
#
# ## Answers
#
# The numbers behind the answers, one cell for each question.

# %%
print("Question 1")
s = np.sqrt((10 ** (1 / 50) - 1) / 2)
print(f"s = {s:.3f}, which is {s * 100**0.5:.2f} / √100")
print(f"measured growth: {median(100, s):.1f}")

# %%
print("Question 2")
v = 1 - 1 / np.pi
for scale in (1, 10):
    factors = 1 + 1 / (v * (scale**2 + np.arange(40) * v))
    predicted, found = np.sqrt(factors.prod()), median_inside(40, scale)
    print(f"input times {scale:2}: predicted {predicted:5.2f}, measured {found:5.2f}")

# %%
print("Question 3")
WIDTH = 16
print("blocks  prediction  root mean square    median  median · exp(τ²)")
for blocks in (10, 40):
    found = draws(blocks, 1.0, seeds=100)
    middle, tau = np.median(found), np.log(found).std()
    squares, corrected = np.sqrt(np.mean(found**2)), middle * np.exp(tau**2)
    print(f"{blocks:6d}  {3 ** (blocks / 2):10.3g}  ", end="")
    print(f"{squares:16.3g}  {middle:8.3g}  {corrected:16.3g}")
