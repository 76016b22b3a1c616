"""What bare ReLU, encoded ReLU and a Gaussian have drawn after a short and after a long training."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence

PICTURES = ("cat", "photograph")
SHORT, LONG = 400, 2000
RECONSTRUCTED = 26  # decibels: a typical error of a twentieth of the range


def score(result, picture, net, pixels, steps):
    """Scores of all seeds after that many steps."""
    return result[f"{picture}_{net}_{pixels}"][list(result["steps"]).index(steps)]


def blurred_at_first(result):
    short, long, sharp = (
        [np.median(score(result, picture, net, "seen", steps)) for picture in PICTURES]
        for net, steps in (("relu", SHORT), ("relu", LONG), ("gaussian", SHORT))
    )
    return Evidence(
        {},
        {"short": max(short) < RECONSTRUCTED, "long": max(long) < RECONSTRUCTED},
        bool(max(short) < RECONSTRUCTED < min(*long, *sharp)),
    )


def sooner_with_an_encoding(result):
    """Paired: what a network is ahead of another one with the same seed."""
    sooner, later, instead = (
        {
            picture: score(result, picture, one, pixels, steps) - score(result, picture, other, pixels, steps)
            for picture in PICTURES
        }
        for one, other, pixels, steps in (
            ("encoding", "relu", "seen", SHORT),
            ("encoding", "relu", "unseen", LONG),
            ("gaussian", "encoding", "unseen", LONG),
        )
    )
    note = {"bare": all(np.median(gain) < 1 for gain in sooner.values())}
    note |= {f"instead-{picture}": np.median(gain) > -0.5 for picture, gain in instead.items()}
    # A wider first layer alone would explain the gain if a network with repeated coordinates had it.
    wider = [
        result[f"{picture}_wider_seen"][0] - score(result, picture, "relu", "seen", SHORT)
        for picture in PICTURES
    ]
    numbers = {
        "sooner": min(np.median(gain) for gain in sooner.values()),
        "ahead": sum((gain > 0).sum() for gain in sooner.values()),
        "pairs": sum(len(gain) for gain in sooner.values()),
        "later_cat": np.median(later["cat"]),
        "later_photograph": np.median(later["photograph"]),
        "instead_cat": np.median(instead["cat"]),
        "instead_photograph": np.median(instead["photograph"]),
        "wider": max(np.median(gain) for gain in wider),
    }
    ours = numbers["sooner"] > 5 and all(abs(np.median(gain)) < 1 for gain in later.values())
    return Evidence(numbers, note, bool(ours and numbers["wider"] < 3))


def gaussians_in_relus_place(result):
    names = [name for name in result if "_relu_" in name]
    return result | {name: result[name.replace("_relu_", "_gaussian_")] for name in names}


def wider_in_place_of_encoded(result):
    """A first layer as wide as the encoded one, on the bare coordinates."""
    wrong, short = dict(result), list(result["steps"]).index(SHORT)
    for picture in PICTURES:
        name = f"{picture}_encoding_seen"
        wrong[name] = np.array(result[name])
        wrong[name][short] = result[f"{picture}_wider_seen"][0]
    return wrong


CLAIMS = {
    "relu-blurs": Claim(check=blurred_at_first, control=gaussians_in_relus_place),
    "relu-with-an-encoding": Claim(check=sooner_with_an_encoding, control=wider_in_place_of_encoded),
}
