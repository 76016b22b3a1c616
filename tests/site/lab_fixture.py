# ---
# description: How a sigmoid turns a log-odds into a posterior, computed for two normal classes.
# ---

# %% [markdown]
# # The sigmoid is a posterior
#
# Two classes share a variance $\sigma^2$ and have the means $\pm\mu$. Bayes' rule gives the posterior of class 1,
#
# $$
# p(1 \mid x) = \frac{1}{1 + e^{-2\mu x/\sigma^2}},
# $$
#
# which is the sigmoid of a *linear* function of $x$; see [the lesson](lesson.md#divergences). A shop asks $5, and the code
# `a_1 = $x$` is no formula.
#
# ## The data

# %%
import numpy as np

rng = np.random.default_rng(0)
mu, sigma = 1.0, 1.5
labels = rng.integers(0, 2, 4000)
x = rng.normal(np.where(labels == 1, mu, -mu), sigma)
print(f"{labels.mean():.3f} of the {len(x)} examples are of class 1")

# %% [markdown]
# ## The posterior, counted and computed
#
# | symbol | meaning |
# |---|---|
# | $\mu$ | half the distance of the means |
# | $\sigma$ | the common standard deviation |

# %%
edges = np.linspace(-3, 3, 7)
bins = np.digitize(x, edges)
centres = (edges[:-1] + edges[1:]) / 2
counted = np.array([labels[bins == i + 1].mean() for i in range(6)])
computed = 1 / (1 + np.exp(-2 * mu * centres / sigma**2))
print("     x  counted  computed")
for row in zip(centres, counted, computed):
    print("{:6.1f} {:8.3f} {:9.3f}".format(*row))
np.abs(counted - computed).max() < 0.05

# %%
# alt: Six dots, the share of class 1 in each bin of x, lie on an S-shaped curve that rises from
#   0.1 to 0.9 between x = -3 and x = 3.
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
grid = np.linspace(-3, 3, 200)
ax.plot(grid, 1 / (1 + np.exp(-2 * mu * grid / sigma**2)))
ax.plot(centres, counted, "o")
ax.set_xlabel("x")
ax.set_ylabel(r"posterior $p(1 \mid x)$");
