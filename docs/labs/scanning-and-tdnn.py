# ---
# title: Scan a signal, sample by sample
# description: A lab to take home - how far a stack of convolutions sees, what a scan costs, and a time-delay
#   network that answers live and remembers only what it needs.
# ---

# %% [markdown]
# # Scan a signal, sample by sample
#
# The lesson turns an MLP into three convolutions and slides them along a signal
# ([without the duplicates](../deep-learning/lessons-learnt-1/numbers-and-math.md#without-the-duplicates)).
# Here you ask what comes next if you want to *use* such a network: how far it sees, what it costs on a long
# signal, and how to run it on a signal that has not ended yet.
#
# `stack` builds the network of the lesson: 4, 3 and 2 filters of width 2. With stride 2 it jumps. With stride
# 1 and dilations of 1, 2 and 4 the same weights give an answer at every sample. The weights are whole
# numbers, so that no sum is rounded and equal means equal.

# %%
from collections import deque

import matplotlib.pyplot as plt
import numpy as np

from dlnotes.nn import (
    Activation,
    Conv1d,
    Sequential,
    conv_output_size,
    receptive_field,
    relu,
    relu_grad,
)

CHANNELS = (1, 4, 3, 2)


def whole(rng, shape):
    return rng.integers(-3, 4, shape).astype(float)


def stack(strides, dilations):
    """Three convolutions of width 2, ReLUs between them; always the same weights."""
    rng, layers = np.random.default_rng(1), []
    for below, above, stride, dilation in zip(CHANNELS, CHANNELS[1:], strides, dilations):
        conv = Conv1d(below, above, 2, stride, dilation=dilation, rng=rng)
        conv.params["weight"] = whole(rng, (above, below, 2))
        conv.params["bias"] = whole(rng, (above,))
        layers += [conv, Activation(relu, relu_grad)]
    return Sequential(*layers[:-1])


def convolutions(net):
    return [layer for layer in net.layers if isinstance(layer, Conv1d)]


jumping = stack(strides=(2, 2, 2), dilations=(1, 1, 1))
gliding = stack(strides=(1, 1, 1), dilations=(1, 2, 4))
window = receptive_field(convolutions(jumping))
weights = sum(conv.params["weight"].size for conv in convolutions(jumping))
print(f"as in the lesson: {weights} weights, and an answer sees {window} samples")

signal = np.random.default_rng(2).integers(-9, 10, 200).astype(float)
windows = np.lib.stride_tricks.sliding_window_view(signal, window).copy()
by_window = jumping.forward(windows[:, None])[:, :, 0]
at_once = gliding.forward(signal[None, None])[0].T
same = np.array_equal(at_once, by_window)
print(f"{len(at_once)} answers of the dilated stack, each that of its window: {same}")

# %% [markdown]
# ## How far does it see?
#
# An answer sees a sample if the sample can change it. So do not trust a formula; ask the gradient. Build
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
doubling = [np.count_nonzero(reach(2 ** np.arange(depth))) for depth in depths]
print("layers       ", *(f"{depth:4d}" for depth in depths))
print("dilation 1   ", *(f"{seen:4d}" for seen in plain))
print("1, 2, 4, 8, …", *(f"{seen:4d}" for seen in doubling))

# %% [markdown]
# Both stacks have two weights in each layer. One sees one more sample with each layer, the other twice as
# many.
#
# But *seeing* is not everything. The gradient above counts paths: how many ways lead from a sample to the
# answer. Compare two stacks that see 16 samples, one of 15 plain layers and one of 4 dilated ones.

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

# %% [markdown]
# In the plain stack the paths are binomial coefficients: what it sees at the ends of its window hardly
# counts. With doubling dilations there is exactly one path from each sample. (With random weights of mean
# zero the mean square of the gradient is spread in the same way; learnt weights can change it.)
#
# ## What does a scan cost?
#
# Count multiplications: each weight of a layer is used once at each of its places. The first two ways answer
# at every sample, the last at every eighth.


# %%
def multiplications(net, size):
    total = 0
    for conv in convolutions(net):
        size = conv_output_size(size, conv.kernel_size, conv.stride, dilation=conv.dilation)
        total += size * conv.params["weight"].size
    return total


one_window = multiplications(jumping, window)
print("samples  each window anew  dilated  jumping")
for size in (8, 64, 512, 4096):
    anew = one_window * (size - window + 1)
    dilated, jumps = multiplications(gliding, size), multiplications(jumping, size)
    print(f"{size:7,d}  {anew:16,d}  {dilated:7,d}  {jumps:7,d}")

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
def apply(conv, taps):
    """What a convolution answers to (channels, 2) values."""
    return np.einsum("oci,ci->o", conv.params["weight"], taps) + conv.params["bias"]


class Stream:
    """One sample in, one answer out (None until the first window is full)."""

    def __init__(self, net):
        self.layers = net.layers
        self.past = {conv: deque(maxlen=conv.dilation + 1) for conv in convolutions(net)}

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
            taps = np.stack([past[0], past[-1]], axis=1)  # (channels, 2)
            value = apply(layer, taps)
        return value


stream = Stream(gliding)
live = [answer for sample in signal if (answer := stream.push(sample)) is not None]
same = np.array_equal(live, at_once)
print(f"{len(live)} answers, equal to those of the whole stack: {same}")
kept = sum(conv.in_channels * conv.dilation for conv in convolutions(gliding))
print(f"{kept} numbers remembered between two samples")

# %% [markdown]
# Computing each window anew needs only the 7 samples before, and more than twice the multiplications. A
# stream saves arithmetic and pays in memory.
#
# ## Questions
#
# **1.** Fill the deques with zeros at the start, and the stream answers from the first sample on. Which
# padding of the whole stack gives the same answers? Why are they not those of seven zeros put before the
# signal?
#
# <details markdown="1"><summary>Hint</summary>
#
# What does the first layer say to a window of zeros? Is it what the deque of the second layer was filled
# with?
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# *Causal* padding: in front of each layer as many zeros as its dilation, on the left only. Zeros before the
# *signal* go through the first layer, which answers them with the ReLU of its bias; this, and not zero, is
# what the second layer then reads. From the eighth sample on both agree, for then no padding is seen any
# more.
#
# </details>
#
# **2.** Write a stream for the *jumping* stack, which answers at every eighth sample. How many numbers must
# it keep, and how many multiplications does it need for each sample on average?
#
# <details markdown="1"><summary>Hint</summary>
#
# Width and stride are both 2: a layer waits until it has two values, answers, and forgets both.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# Between two samples a layer holds at most one value of each of its input channels, $1 + 4 + 3 = 8$ numbers.
# A window of eight samples costs what it costs in the first row of the table, so a sample costs an eighth of
# it: about a quarter of what the dilated stream pays, for an eighth of the answers.
#
# </details>
#
# **3.** Take kernels of width 3 in place of 2. With which dilations is there again exactly one path from each
# sample, and how far do $L$ layers see?
#
# <details markdown="1"><summary>Hint</summary>
#
# With width 2, each path is a number in binary: its digits say which of the two weights it takes in each
# layer.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# Dilations 1, 3, 9, …: a path is a number in base 3, and each number below $3^L$ is written in one way. So
# $L$ layers see $3^L$ samples. With smaller dilations several paths lead to one sample, with larger ones some
# samples are not seen at all.
#
# </details>
#
# ## Answers
#
# The numbers behind the answers, one cell for each question.

# %%
print("Question 1")
stream = Stream(gliding)
for conv, past in stream.past.items():
    past.extend([np.zeros(conv.in_channels)] * conv.dilation)
from_the_start = np.array([stream.push(sample) for sample in signal])

value = signal[None, None]
for layer in gliding.layers:
    left = layer.dilation if isinstance(layer, Conv1d) else 0
    value = layer.forward(np.pad(value, [(0, 0), (0, 0), (left, 0)]))
print("causal padding in each layer:", np.array_equal(from_the_start, value[0].T))

before = gliding.forward(np.pad(signal, (window - 1, 0))[None, None])[0].T
differ = (from_the_start != before).any(axis=1).nonzero()[0]
print("with seven zeros before the signal other answers at samples", *differ + 1)

# %%
print("Question 2")


class JumpingStream:
    """One sample in; an answer at every eighth sample, else None."""

    def __init__(self, net):
        self.layers, self.products = net.layers, 0
        self.waiting = {conv: [] for conv in convolutions(net)}

    def push(self, sample):
        value = np.array([sample])
        for layer in self.layers:
            if isinstance(layer, Activation):
                value = layer.function(value)
                continue
            waiting = self.waiting[layer]
            waiting.append(value)
            if len(waiting) < 2:
                return None
            value = apply(layer, np.stack(waiting, axis=1))
            self.products += layer.params["weight"].size
            waiting.clear()
        return value

    def held(self):
        return sum(len(value) for waiting in self.waiting.values() for value in waiting)


stream, answers, held = JumpingStream(jumping), [], []
for sample in signal:
    answers.append(stream.push(sample))
    held.append(stream.held())
answers = [answer for answer in answers if answer is not None]
at_once = jumping.forward(signal[None, None])[0].T
print("equal to the whole stack:", np.array_equal(answers, at_once))
print(f"at most {max(held)} numbers kept")
print(f"{stream.products / len(signal)} multiplications for a sample")

# %%
print("Question 3")
for dilations in ([1, 3, 9], [1, 2, 4], [1, 4, 16]):
    paths = reach(dilations, width=3)
    span = receptive_field([(3, 1, dilation) for dilation in dilations])
    seen = paths[-span:]
    count, fewest, most = np.count_nonzero(seen), seen[seen > 0].min(), seen.max()
    print(f"dilations {dilations}: {count} of {span} samples seen, ", end="")
    print(f"each on {fewest:.0f} to {most:.0f} paths")
