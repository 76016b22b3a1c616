"""A new prior moves the bias by the change of the log-odds, and nothing else: the even score moves along."""

import numpy as np

from dlnotes.nn import gaussian

m0, m1, s = 1.0, 4.0, 1.5  # middles and width of the two bells

# --8<-- [start:stub]
w_change = None  # new − old
b_change = None  # new − old
even_at = None  # score
# --8<-- [end:stub]

# --8<-- [start:mistake]
w_change = 0.0
# the probabilities' ratio,
# not the odds'
b_change = np.log(0.5 / 0.2)
even_at = 2.5
# --8<-- [end:mistake]

# --8<-- [start:solution]
w_change = 0.0
old = np.log(0.2 / 0.8)
new = np.log(0.5 / 0.5)
b_change = new - old
even_at = (m0 + m1) / 2
# --8<-- [end:solution]


# --8<-- [start:checker]
def log_odds(x, prior):
    """Bayes' rule and nothing else: how common, times how often that class sends out x."""
    return float(np.log(prior * gaussian(x - m1, s)) - np.log((1 - prior) * gaussian(x - m0, s)))


for name, found in {"w_change": w_change, "b_change": b_change, "even_at": even_at}.items():
    assert found is not None, f"{name} is still None: put a number in its place. np.log(3) is a number, too."
slopes = {prior: log_odds(1.0, prior) - log_odds(0.0, prior) for prior in (0.2, 0.5)}
assert abs(w_change - (slopes[0.5] - slopes[0.2])) < 1e-6, (
    f"w_change = {w_change}: look for the prior in the formula of w."
)
moved = log_odds(0.0, 0.5) - log_odds(0.0, 0.2)
assert abs(b_change - moved) < 0.005, (
    f"b_change = {b_change:.4f}: Bayes' rule, asked before and after the move, says "
    f"{'more' if moved > b_change else 'less'}. "
    "Which ratio of the priors stands in b: ill now to ill before, or ill to healthy?"
)
odds = np.exp(log_odds(float(even_at), 0.5))
assert abs(odds - 1) < 0.005, (
    f"even_at = {even_at}: there the odds of being ill are now {odds:.2f} to 1. "
    "Even is 1 to 1, where wx + b is 0."
)
# --8<-- [end:checker]
