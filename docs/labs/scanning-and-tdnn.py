# ---
# title: Scan a signal, sample by sample
# description: A lab to take home - how far a stack of convolutions sees, what a scan costs, and a time-delay
#   network that answers live and remembers only what it needs.
# ---

# %% [markdown]
# # Scan a signal, sample by sample
#
# The lesson on [numbers and math](../deep-learning/lessons-learnt-1/numbers-and-math.md) turns an MLP into
# three convolutions and slides them along a signal. Here you ask what comes next if you want to *use* such a
# network: how to make it see further, what it costs on a long signal, and how to run it on a signal that has
# not ended yet.
#
# `scanner` builds the network of the lesson: 4, 3 and 2 filters of width 2 and stride 2. `dilated` keeps its
# weights, sets the strides to 1, and has each layer reach back as far as the skipped steps did.

# %%
from collections import deque
from math import prod

import matplotlib.pyplot as plt
import numpy as np

from dlnotes.experiments._scanner import convolutions, dilated, multiplications, scanner, unroll, windows
from dlnotes.nn import Activation, Conv1d, Sequential, receptive_field

hopping = scanner(np.random.default_rng(0))
gliding = dilated(hopping)
convs = convolutions(hopping)
print("scanning-mlp.shared =", sum(conv.params["weight"].size for conv in convs))
print("scanning-mlp.window =", receptive_field(convs))
print("scanning-mlp.hop =", prod(conv.stride for conv in convs))

# %% [markdown]
# ## How far does it see?
#
# An answer sees an input if the input can change it. So do not trust a formula; ask the gradient. Build
# stacks of one filter per layer, all weights 1 and no ReLU, send a gradient of 1 back from the last answer,
# and look where something arrives.


# %%
def reach(dilations, width=2, samples=300):
    """Gradient of the last answer with respect to each sample."""
    layers, rng = [], np.random.default_rng(0)
    for dilation in dilations:
        layers.append(Conv1d(1, 1, width, dilation=dilation, bias=False, rng=rng))
        layers[-1].params["weight"] = np.ones((1, 1, width))
    net = Sequential(*layers)
    upstream = np.zeros_like(net.forward(np.zeros((1, 1, samples))))
    upstream[..., -1] = 1
    return net.backward(upstream).ravel()


depths = range(1, 9)
plain = [np.count_nonzero(reach([1] * depth)) for depth in depths]
doubling = [np.count_nonzero(reach([2**layer for layer in range(depth)])) for depth in depths]
print("layers       ", *(f"{depth:4d}" for depth in depths))
print("dilation 1   ", *(f"{seen:4d}" for seen in plain))
print("1, 2, 4, 8, …", *(f"{seen:4d}" for seen in doubling))
assert doubling == [receptive_field([(2, 1, 2**layer) for layer in range(depth)]) for depth in depths]

# %% [markdown]
# Both stacks have two weights in each layer. One adds an input per layer, the other doubles them.
#
# But *seeing* is not the whole story. The gradient above counts paths: how many ways lead from a sample to
# the answer. Compare two stacks that see 16 samples, one of 15 plain layers and one of 4 dilated ones.

# %%
# alt: Two rows of sixteen bars. Above, for 15 plain layers, a bell: nearly all paths come from the middle
#   samples and almost none from the ends. Below, for 4 dilated layers, sixteen bars of equal height.
_, axes = plt.subplots(2, 1, figsize=(4.6, 3.4), sharex=True)
for ax, dilations, colour in zip(axes, ([1] * 15, [1, 2, 4, 8]), ("#d55e00", "#0072b2")):
    paths = reach(dilations, samples=16)
    ax.bar(range(-15, 1), paths / paths.sum(), color=colour)
    ax.set_title(f"{len(dilations)} layers, {paths.sum():,.0f} paths")
    ax.set_ylabel("share of paths")
axes[1].set_xlabel("sample, counted back from the last")
plt.show()
paths = reach([1] * 15, samples=16)
print(f"the four middle samples have {paths[6:10].sum() / paths.sum():.0%} of the paths of the plain stack")

# %% [markdown]
# In the plain stack the paths are binomial coefficients: what it sees at the ends of its window, it hardly
# weighs. With doubling dilations there is exactly one path from each sample. (Weights that are learnt can
# change this picture; it is where training *starts*.)
#
# ## What does a scan cost?
#
# Count multiplications on signals of several lengths, for four ways to scan. The first two put the MLP down
# at every sample, with full matrices or with the zeros left out; the dilated stack answers at every sample,
# too, and the strided one at every eighth.

# %%
window, dense = 8, 8 * 16 + 16 * 6 + 6 * 2
one_window = multiplications(hopping, window)
lengths = [8, 16, 64, 512, 4096]
ways = {
    "full MLP": [dense * (T - window + 1) for T in lengths],
    "local MLP": [one_window * (T - window + 1) for T in lengths],
    "dilated": [multiplications(gliding, T) for T in lengths],
    "strided": [multiplications(hopping, T) for T in lengths],
}
print(f"{'samples':9}", *(f"{T:7,d}" for T in lengths))
for way, counts in ways.items():
    print(f"{way:9}", *(f"{count:7,d}" for count in counts))

# %%
# alt: Multiplications for each answer against the length of the signal, logarithmic. Two lines stay level
#   at 236 and 92; the line of the dilated stack begins at 188, crosses the one at 92 within the first 16
#   samples and levels off at 44.
_, ax = plt.subplots(figsize=(4.6, 2.9))
answers = np.array(lengths) - window + 1
colours = ("#757575", "#d55e00", "#0072b2")
for (way, counts), colour in zip(list(ways.items())[:3], colours):
    each = counts / answers
    ax.plot(lengths, each, "o-", color=colour)
    above = dict(xytext=(0, 6), textcoords="offset points", ha="right")
    ax.annotate(way, (lengths[-1], each[-1]), color=colour, **above)
ax.set_xscale("log")
ax.set_ylim(0, 270)
ax.set_xlabel("samples")
ax.set_ylabel("multiplications per answer")
plt.show()

step = multiplications(gliding, 1001) - multiplications(gliding, 1000)
print("scanning-mlp.cost_window =", one_window)
print("scanning-mlp.cost_step =", step)

# %% [markdown]
# On a single window the dilated stack is the *worse* one: it also computes values that only later answers
# will use. On a long signal it computes each value once, and a new sample costs one multiplication per
# weight.
#
# ## Live
#
# So far the whole signal was there. Now let it come in, one sample at a time. The dilated stack reads nothing
# but the past, so it can answer at once; it only has to remember, in front of each layer, as much as that
# layer's dilation reaches back.


# %%
class Stream:
    """One sample in, one answer out (None until the first window is full)."""

    def __init__(self, net):
        self.layers, self.past = net.layers, {}
        for conv in convolutions(net):
            self.past[conv] = deque(maxlen=conv.dilation * (conv.kernel_size - 1) + 1)

    def push(self, sample):
        value = np.array([sample])  # (channels,)
        for layer in self.layers:
            if isinstance(layer, Activation):
                value = layer.function(value)
                continue
            past = self.past[layer]
            past.append(value)
            if len(past) < past.maxlen:
                return None
            taps = [past[i * layer.dilation] for i in range(layer.kernel_size)]
            weight, bias = layer.params["weight"], layer.params["bias"]
            value = np.einsum("oci,ic->o", weight, np.stack(taps)) + bias
        return value


# %% [markdown]
# Whole numbers make every sum exact, so the stream can be held to the last bit against the stack that saw
# everything, and against the MLP on each window.

# %%
rng = np.random.default_rng(1)
for name, value in gliding.params.items():
    gliding.params[name] = rng.integers(-3, 4, value.shape).astype(float)
hopping.params.update(gliding.params)
signal = rng.integers(-9, 10, 200).astype(float)

stream = Stream(gliding)
live = [answer for sample in signal if (answer := stream.push(sample)) is not None]
at_once = gliding.forward(signal[None, None])[0].T
by_window = unroll(hopping, window).forward(windows(signal, 1))
as_stack, as_mlp = np.array_equal(live, at_once), np.array_equal(live, by_window)
print(f"{len(live)} answers; as the whole stack: {as_stack} - as the MLP: {as_mlp}")

# %%
print("channels  values kept")
kept = 0
for conv, past in stream.past.items():
    kept += conv.in_channels * (past.maxlen - 1)
    print(f"{conv.in_channels:8d}  {past.maxlen - 1:11d}")
print(f"{kept} numbers remembered between two samples")

# %% [markdown]
# Compare: the MLP, put down at every sample with its zeros left out, remembers only 7 numbers, the rest of
# its window, and pays more than twice the multiplications. A stream buys arithmetic with memory. How does the
# trade go as you stack more dilated layers with, say, 16 channels? Below, "memory" is numbers kept, and
# "products" is multiplications for each new sample, which is also the number of weights.

# %%
print("layers  sees  memory  products")
for depth in (3, 5, 7, 9):
    channels, dilations = (1, *[16] * depth), [2**layer for layer in range(depth)]
    stack = scanner(rng, channels, strides=(1,) * depth, dilations=dilations)
    convs = convolutions(stack)
    seen = receptive_field(convs)
    remembered = sum(conv.in_channels * conv.dilation * (conv.kernel_size - 1) for conv in convs)
    cost = multiplications(stack, seen + 1) - multiplications(stack, seen)
    print(f"{depth:6d}  {seen:4d}  {remembered:6,d}  {cost:8,d}")

# %% [markdown]
# The arithmetic grows with the logarithm of what the network sees. The memory grows with what it sees.
#
# ## Questions
#
# 1. Fill the deques with zeros at the start, and the stream answers from the first sample on. Which padding
#    of the whole stack gives the same answers? Why is it not the same as seven zeros before the signal?
# 2. Write a `Stream` for the *strided* stack, which answers at every eighth sample. How many numbers must it
#    keep, and how many multiplications does it need for each sample on average?
# 3. The answer at a sample depends on that sample and 7 earlier ones. Padding of 4 on the left and 3 on the
#    right would centre it. What would that cost a live system?
# 4. Put a kernel of width 3 in place of 2. With which dilations is there again exactly one path from each
#    sample, and how far do $L$ layers see?
# 5. The picture of the paths came from weights of 1. Draw random weights with mean 0 and average the squared
#    gradient over many networks. Is the bell still there, and is it as narrow?
