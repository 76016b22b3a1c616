# ---
# title: Draw a picture with a network
# description: A lab to take home - train coordinate networks on one picture, look at their errors by
#   frequency, and choose a bandwidth on pixels they never saw.
# ---

# %% [markdown]
# # Draw a picture with a network
#
# The lesson shows what a network with ReLU units makes of one picture, and what Gaussians make of it ([when
# is it bad to have inductive
# bias?](../deep-learning/lessons-learnt-1/activation-functions.md#when-is-it-bad-to-have-inductive-bias)).
# Here you train such networks yourself, take their mistakes apart, and turn the width of the Gaussian.
#
# A *coordinate network* is a function from a place $(x, y)$ to a grey level. The picture ends up in its
# weights. The target is a function of the place, too: a small cat, drawn by formulas.

# %%
# alt: A cat's face of 32 by 32 pixels, with ears, eyes, dark stripes and white whiskers.
import matplotlib.pyplot as plt
import numpy as np

from dlnotes.nn import (
    Activation,
    Adam,
    Linear,
    Sequential,
    gaussian,
    gaussian_grad,
    psnr,
    relu,
    relu_grad,
    zeros,
)

SIZE = 32


def cat():
    """Greys from 0 to 1 of 32 × 32 pixels, each the mean of 16 points in it."""
    axis = (np.arange(4 * SIZE) + 0.5) / (2 * SIZE) - 1
    x, y = np.meshgrid(axis, axis)  # x to the right, y downwards, both from -1 to 1
    side = abs(x)
    head = (x / 0.7) ** 2 + ((y - 0.2) / 0.6) ** 2 < 1
    ears = (side < 0.66) & (side > 0.1 - 0.6 * (y + 0.25)) & (y > -0.85) & (y < 0.2)
    stripes = 0.4 + 0.18 * np.sin(22 * np.hypot(x, 1.2 * (y - 0.35)))
    grey = np.where(head | ears, stripes, 0.7 - 0.2 * y)
    grey = np.where(np.hypot((side - 0.3) / 0.17, (y + 0.02) / 0.14) < 1, 0.95, grey)  # the eyes
    grey = np.where(np.hypot((side - 0.29) / 0.07, (y + 0.02) / 0.13) < 1, 0.02, grey)
    grey = np.where((side < 0.6 * (0.46 - y)) & (y > 0.3), 0.05, grey)  # the nose
    for height, slope in ((0.4, -0.1), (0.45, 0.2)):  # the whiskers
        line = abs(y - height - slope * (side - 0.2)) < 0.025
        grey = np.where(line & (side > 0.2) & (side < 0.95), 0.97, grey)
    return grey.reshape(SIZE, 4, SIZE, 4).mean(axis=(1, 3)).astype(np.float32)


target = cat()
axis = (np.arange(SIZE, dtype=np.float32) + 0.5) / SIZE * 2 - 1
places = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)  # (pixels, 2)
_, ax = plt.subplots(figsize=(4.6, 1.8))
ax.imshow(target, vmin=0, vmax=1)
ax.set(xticks=[], yticks=[])
ax.spines[:].set_visible(False)
plt.show()

# %% [markdown]
# ## One run
#
# `draw` trains one network, 2 → 32 → 32 → 32 → 1, on the pixels in `seen` and returns its picture, at some
# steps of the training. The score is the PSNR in decibels: 6 dB more means half the error.


# %%
def draw(unit, seen, seed=0, steps=200, snapshots=()):
    """Step → the network's picture, at the snapshots and at the end."""
    rng, layers = np.random.default_rng(seed), []
    for features in (2, 32, 32):
        layers += [Linear(features, 32, rng=rng), Activation(*unit)]
    last = Linear(32, 1, rng=rng)
    last.params |= {"weight": zeros((1, 32)), "bias": zeros((1,))}  # all black at first
    net = Sequential(*layers, last)
    optimiser = Adam(net.params, lr=1e-2)
    x, grey, frames = places[seen], target.reshape(-1, 1)[seen], {}
    for step in range(steps + 1):
        if step in (*snapshots, steps):
            frames[step] = net.forward(places).reshape(SIZE, SIZE)
        optimiser.lr = 1e-2 * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-9
        net.backward(2 * (net.forward(x) - grey) / len(x))
        optimiser.step(net.grads)
    return frames


def bump(sigma):
    return lambda x: gaussian(x, sigma), lambda x: gaussian_grad(x, sigma)


everything = np.full(SIZE * SIZE, True)
frames = draw((relu, relu_grad), everything, snapshots=(0, 10, 50, 100))
print(f"ReLU: {psnr(frames[200], target):.1f} dB")

# %%
# alt: Three pictures in a row: the cat, the same cat as a soft blur, and their difference, in which the
#   outlines, the eyes, the stripes and the whiskers stand out.
_, axes = plt.subplots(1, 3, figsize=(4.6, 1.8))
shown = {"target": target, "ReLU": frames[200], "difference": target - frames[200] + 0.5}
for ax, (title, image) in zip(axes, shown.items()):
    ax.imshow(image, vmin=0, vmax=1)
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
    rows, columns = np.indices(image.shape) - SIZE // 2
    radius = np.hypot(rows, columns)
    rings = [(radius >= low) & (radius < high) for low, high in bands]
    return np.array([spectrum[ring].sum() for ring in rings])


def show_missing(frames):
    bands = [(0, 2), (2, 4), (4, 8), (8, 16)]
    print("step ", *(f"{low:>3}-{high:<2}" for low, high in bands), sep="  ")
    for step, frame in frames.items():
        share = energy(target - frame, bands) / energy(target, bands)
        print(f"{step:>5}", *(f"{part:6.2f}" for part in share), sep="  ")


show_missing(frames)

# %% [markdown]
# Read the table down its columns. The two slow bands empty first; the two fast ones have hardly been touched
# when the training ends. That order, slow before fast, is the *spectral bias*.
#
# ## Turn the width
#
# Replace the ReLU by $\exp(-x^2/2\sigma^2)$. A narrow bump answers to a small difference of its input, so it
# can draw fast variation. To see what that gives *and costs*, train on the white squares of a chessboard and
# judge on the black ones.

# %%
rows, columns = np.indices((SIZE, SIZE))
white = ((rows + columns) % 2 == 0).ravel()


def score(frame, seen):
    """PSNR on the pixels seen, and on the others."""
    return [psnr(frame.ravel()[where], target.ravel()[where]) for where in (seen, ~seen)]


sigmas = [0.8, 0.4, 0.2, 0.1, 0.05]
drawn = {sigma: draw(bump(sigma), white)[200] for sigma in sigmas}
print("sigma  seen  unseen")
for sigma, frame in drawn.items():
    print("{:5.2f}  {:4.1f}  {:6.1f}".format(sigma, *score(frame, white)))

# %%
# alt: Three pictures of the cat drawn from half of the pixels: a blur from the widest Gaussian, a
#   recognisable cat from one of middling width, and a cat under salt and pepper from the narrowest.
_, axes = plt.subplots(1, 3, figsize=(4.6, 1.8))
for ax, sigma in zip(axes, (0.8, 0.2, 0.05)):
    ax.imshow(drawn[sigma], vmin=0, vmax=1)
    ax.set_title(f"sigma {sigma}")
    ax.set_axis_off()
plt.show()

# %% [markdown]
# On seen pixels a narrower bump is better almost to the end. On unseen ones there is a best width, and past
# it the network makes up detail that is not there. So $\sigma$ does not remove the bias; it *sets* it, as in
# the lesson.
#
# And is the best of these any good? Nothing needs to be learnt to guess an unseen pixel: take the mean of its
# four neighbours, which are all seen.

# %%
around = np.pad(target, 1, mode="reflect")
above, below = around[:-2, 1:-1], around[2:, 1:-1]
left, right = around[1:-1, :-2], around[1:-1, 2:]
mean = (above + below + left + right) / 4
best = max(score(frame, white)[1] for frame in drawn.values())
print("unseen pixels:")
print(f"four neighbours  {score(mean, white)[1]:.1f} dB")
print(f"best Gaussian    {best:.1f} dB")

# %% [markdown]
# ## Questions
#
# **1.** Make the table of frequencies for a Gaussian with $\sigma = 0.1$ that sees all pixels. In which order
# do its bands empty, and how do they compare with ReLU's?
#
# <details markdown="1"><summary>Hint</summary>
#
# `draw(bump(0.1), everything, snapshots=…)`, with early snapshots: it is much faster.
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# In the same order, slow before fast, but much sooner: after a tenth of the steps it has drawn more than ReLU
# does in all 200 steps. The bias is still there; it only begins at a higher frequency.
#
# </details>
#
# **2.** Between 0.3 and 0.1, which width is best on unseen pixels? Now train on one pixel in four, the even
# rows and columns, in place of one in two. Does the best width move, and which way? Predict first.
#
# <details markdown="1"><summary>Hint</summary>
#
# The gaps between seen pixels are wider. What does a bump do that is narrower than a gap?
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# The best bump becomes wider. A bump has to reach across the gap from one seen pixel to the next; one that is
# too narrow for it leaves the network free to say anything in between. The score falls, too, for detail that
# is finer than the gaps is lost.
#
# </details>
#
# **3.** All of this was one seed, and the first table says that 0.2 is better than 0.1. Is it? Train 0.2,
# 0.15 and 0.1 with five seeds each. How large must a difference be before you believe it?
#
# <details markdown="1"><summary>Hint</summary>
#
# Compare two widths seed by seed. For the mean of five differences, take 2.8 times their standard deviation
# divided by $\sqrt5$ as the least that counts (the 95 % interval of Student's t).
#
# </details>
# <details markdown="1"><summary>Answer</summary>
#
# It cannot be said: most of the other seeds say the opposite, and the mean difference is smaller than what
# five seeds can tell from chance. That 0.15 is better than both is clear: it wins with every seed. One seed
# shows neither that the first pair is undecided nor that the others are not.
#
# </details>
#
# ## Answers
#
# The numbers behind the answers, one cell for each question.

# %%
print("Question 1")
show_missing(draw(bump(0.1), everything, snapshots=(0, 5, 10, 20, 50, 100)))

# %%
print("Question 2")
quarter = ((rows % 2 == 0) & (columns % 2 == 0)).ravel()
print("unseen pixels, dB")
print("sigma  seen: one in two  seen: one in four")
for sigma in (0.3, 0.2, 0.15, 0.1):
    half = score(draw(bump(sigma), white)[200], white)[1]
    sparse = score(draw(bump(sigma), quarter)[200], quarter)[1]
    print(f"{sigma:5.2f}  {half:16.1f}  {sparse:17.1f}")

# %%
print("Question 3")
unseen = {}
for sigma in (0.2, 0.15, 0.1):
    runs = [draw(bump(sigma), white, seed)[200] for seed in range(5)]
    unseen[sigma] = np.array([score(frame, white)[1] for frame in runs])
    print(f"{sigma:4.2f}:             ", "  ".join(f"{value:.1f}" for value in unseen[sigma]))
for one, other in ((0.2, 0.1), (0.15, 0.2), (0.15, 0.1)):
    gain = unseen[one] - unseen[other]
    least = 2.8 * gain.std(ddof=1) / np.sqrt(5)
    shown = "  ".join(f"{value:+.1f}" for value in gain)
    print(f"{one:4.2f} against {other:4.2f}:  {shown}")
    print(f"    mean {gain.mean():+.1f}, counts from {least:.1f}")
