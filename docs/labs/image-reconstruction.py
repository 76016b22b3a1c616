# ---
# title: Draw a picture with a network
# description: A lab to take home - train coordinate networks on one picture, look at their errors by
#   frequency, and choose a bandwidth on pixels they never saw.
# ---

# %% [markdown]
# # Draw a picture with a network
#
# The lesson on [activation functions](../deep-learning/lessons-learnt-1/activation-functions.md) shows what a
# network with ReLU units makes of one picture. Here you train such networks yourself, take their mistakes
# apart, and turn the two knobs that decide what they can draw. Each training run takes a few seconds.
#
# A *coordinate network* is a function from a place $(x, y)$ to a grey level. There is no encoder and no
# decoder: the picture ends up in the weights.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlnotes.experiments import _picture
from dlnotes.experiments._coordinate_net import Recipe
from dlnotes.experiments._reconstruction import chessboard, neighbour_mean, reconstruct
from dlnotes.nn import psnr

cat = _picture.cat()
print(cat.shape, cat.dtype, f"grey from {cat.min():.2f} to {cat.max():.2f}")

# %% [markdown]
# ## One run
#
# `reconstruct` trains one network and returns how well it draws the pixels it saw, how well those it did not
# see, and the picture at some steps of the training. The score is the PSNR in decibels: 6 dB more means half
# the error.

# %%
steps = (0, 5, 20, 60, 150, 400)
fit, _, frames = reconstruct(Recipe("relu", rate=1e-2), pixels="all", seed=0, snapshots=steps)
print(f"{fit:.1f} dB after {max(frames)} steps")

# %%
# alt: Three pictures in a row: a cat with fur and whiskers, the same cat as a soft blur,
#   and their difference, in which the outlines, the whiskers and the fur stand out.
_, axes = plt.subplots(1, 3, figsize=(4.6, 1.8))
last = frames[max(frames)]
for ax, image, title in zip(axes, [cat, last, cat - last], ["target", "ReLU", "difference"]):
    low = -0.5 if title == "difference" else 0
    ax.imshow(image, vmin=low, vmax=low + 1)
    ax.set_title(title)
    ax.set_axis_off()
plt.show()

# %% [markdown]
# ## What is missing has a frequency
#
# The difference looks like the drawing of an edge detector. A Fourier transform says it in numbers: how much
# of the picture's energy in each band of frequencies (cycles across the picture) is still in the error?


# %%
def energy(image, bands):
    """Energy of an image in rings of its spectrum."""
    spectrum = np.abs(np.fft.fftshift(np.fft.fft2(image - image.mean()))) ** 2
    centre = len(image) // 2
    rows, columns = np.indices(image.shape) - centre
    radius = np.hypot(rows, columns)
    return np.array([spectrum[(radius >= low) & (radius < high)].sum() for low, high in bands])


bands = [(0, 4), (4, 8), (8, 16), (16, 32)]


def missing(frame):
    return energy(cat - frame, bands) / energy(cat, bands)


print("step ", *(f"{low:>3}-{high:<2}" for low, high in bands), sep="  ")
for step, frame in frames.items():
    print(f"{step:>5}", *(f"{share:6.2f}" for share in missing(frame)), sep="  ")

# %% [markdown]
# Read the table down its columns. The slow bands empty first; the fastest has hardly been touched when the
# training ends. That order, slow before fast, is the *spectral bias*.
#
# ## First knob: an encoding
#
# Give the network sines and cosines of the coordinates, at frequencies that double from band to band, in
# place of the coordinates. To see what that buys *and costs*, train on the white squares of a chessboard and
# judge on the black ones.


# %%
def score(recipe):
    seen, unseen, frames = reconstruct(recipe, "half", seed=0, steps=200)
    return seen, unseen, frames[200]


octaves = [0, 1, 2, 3, 4, 6]
encoded = [score(Recipe("relu", rate=1e-2, bands=octave)) for octave in octaves]
print("octaves  seen  unseen")
for octave, (seen, unseen, _) in zip(octaves, encoded):
    print(f"{octave:7d}  {seen:4.1f}  {unseen:6.1f}")

# %% [markdown]
# ## Second knob: the width of a Gaussian
#
# Leave the coordinates bare and replace the ReLU by $\exp(-x^2/2\sigma^2)$. A narrow bump answers to a small
# difference of its input, so it can draw fast variation.

# %%
sigmas = [1.0, 0.5, 0.2, 0.1, 0.05, 0.03]
bumps = [score(Recipe("gaussian", rate=1e-2 if sigma > 0.04 else 5e-3, sigma=sigma)) for sigma in sigmas]
print("sigma  seen  unseen")
for sigma, (seen, unseen, _) in zip(sigmas, bumps):
    print(f"{sigma:5.2f}  {seen:4.1f}  {unseen:6.1f}")

# %% [markdown]
# ## Against doing nothing
#
# Half of the pixels are given, so an unseen one can be guessed without any learning: take the mean of its
# four neighbours. And there is a floor, too: paint everything in the mean grey.

# %%
unseen = ~chessboard().reshape(cat.shape)
nothing = psnr(neighbour_mean(cat)[unseen], cat[unseen])
floor = psnr(np.full(unseen.sum(), cat[~unseen].mean()), cat[unseen])
print(f"four neighbours {nothing:.1f} dB, one grey {floor:.1f} dB; on the page:")
print(f"image-reconstruction.neighbours = {nothing:.4g}")
print(f"image-reconstruction.constant = {floor:.4g}")

# %%
# alt: Two panels of PSNR, left against octaves of the encoding, right against the width sigma.
#   The dashed curves for seen pixels climb away from the solid ones for unseen pixels, which rise, turn,
#   and fall. A horizontal line marks the mean of four neighbours, near the top of the solid curves.
_, axes = plt.subplots(2, 1, figsize=(4.6, 4.6))
knobs = [
    (octaves, encoded, "octaves of the encoding (ReLU)", "#008a65"),
    (range(len(sigmas)), bumps, "sigma (Gaussian), narrower to the right", "#0072b2"),
]
for ax, (at, scores, name, colour) in zip(axes, knobs):
    seen, unseen_score, _ = zip(*scores)
    ax.plot(at, seen, "--", color=colour)
    ax.plot(at, unseen_score, "-", color=colour)
    ax.axhline(nothing, color="#757575", linewidth=1)
    ax.set_xlabel(name)
    ax.set_ylabel("PSNR, dB")
    beside = dict(textcoords="offset points", ha="right", color=colour)
    ax.annotate("seen", (at[3], seen[3]), xytext=(-4, 6), **beside)
    ax.annotate("unseen", (at[-2], unseen_score[-2]), xytext=(-6, -14), **beside)
    above = dict(xytext=(0, 4), textcoords="offset points", color="#757575")
    ax.annotate("four neighbours", (at[0], nothing), **above)
axes[1].set_xticks(range(len(sigmas)), [str(sigma) for sigma in sigmas])
plt.show()

# %% [markdown]
# On seen pixels a bump can hardly be too narrow (and six octaves may only need a longer training than these
# 200 steps). On unseen ones there is a best amount of bandwidth, and past it the network makes up detail that
# is not there. Neither knob removes the bias; each *sets* it.

# %%
# alt: Three pictures of the cat drawn from half of the pixels: a blur from bare ReLU, a recognisable cat
#   from a Gaussian of middling width, and a cat under salt and pepper from the narrowest Gaussian.
_, axes = plt.subplots(1, 3, figsize=(4.6, 1.8))
shown = [("bare ReLU", encoded[0]), ("sigma 0.1", bumps[3]), ("sigma 0.03", bumps[-1])]
for ax, (title, (_, _, image)) in zip(axes, shown):
    ax.imshow(image, vmin=0, vmax=1)
    ax.set_title(title)
    ax.set_axis_off()
plt.show()

# %% [markdown]
# ## Questions
#
# 1. The bumps see the pre-activation, whose spread depends on how the first layer starts. Multiply the first
#    layer's weights by 4 and find the best $\sigma$ again. What does it scale with?
# 2. Train on one pixel in four instead of one in two. Do both optima move, and which way? Predict first.
# 3. The mean of four neighbours is a very strong competitor. Which bias does *it* have, and on which picture
#    would it lose to every network here?
# 4. `reconstruct` was run on one seed. How many decibels between two settings would you want to see before
#    you called one of them better? Measure it.
