"""What coordinate networks have drawn of two pictures after a short and after a long training."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence

PICTURES = ("cat", "photograph")
SHORT, LONG = 400, 2000
RECONSTRUCTED = 26  # decibels: a typical error of a twentieth of the range
MARGIN = 1  # decibel: errors that differ by a ninth


def score(result, picture, net, pixels, steps):
    """Scores of all seeds after that many steps."""
    return result[f"{picture}_{net}_{pixels}"][list(result["steps"]).index(steps)]


def seen(result, net, steps):
    """Both pictures' medians on seen pixels: (lower, higher)."""
    return sorted(np.median(score(result, picture, net, "seen", steps)) for picture in PICTURES)


def blurred_at_first(result):
    short, long, sharp = (
        seen(result, "relu", SHORT),
        seen(result, "relu", LONG),
        seen(result, "gaussian", SHORT),
    )
    large, sharp_large = (
        {picture: np.median(result[f"{picture}_{net}_large"]) for picture in PICTURES}
        for net in ("relu", "gaussian")
    )
    fails = max(large.values()) < RECONSTRUCTED
    small = short[1] < RECONSTRUCTED < min(long[0], sharp[0])
    return Evidence(
        {f"large_{picture}": score for picture, score in large.items()}
        | {f"sharp_{picture}": score for picture, score in sharp_large.items()},
        {"short": short[1] < RECONSTRUCTED, "long": long[1] < RECONSTRUCTED, "large": bool(fails)},
        bool(small and fails and RECONSTRUCTED < min(sharp_large.values())),
    )


def others_blur_too(result):
    short = {net: seen(result, net, SHORT) for net in ("relu", "gelu", "tanh", "gaussian")}
    long = [seen(result, net, LONG)[0] for net in ("relu", "gelu", "tanh")]
    blurred = max(short[net][1] for net in ("relu", "gelu", "tanh"))
    return Evidence(
        {},
        {net: bool(short[net][0] >= RECONSTRUCTED) for net in ("gaussian", "gelu", "tanh")},
        bool(blurred < RECONSTRUCTED < min(*long, short["gaussian"][0])),
    )


def sooner_with_an_encoding(result):
    """Paired: what a network is ahead of another one with the same seed."""

    def ahead(one, other, pixels, steps):
        return {
            picture: score(result, picture, one, pixels, steps) - score(result, picture, other, pixels, steps)
            for picture in PICTURES
        }

    sooner = ahead("encoding", "relu", "seen", SHORT)
    later = {picture: np.median(gain) for picture, gain in ahead("encoding", "relu", "unseen", LONG).items()}
    instead = {
        picture: np.median(gain) for picture, gain in ahead("gaussian", "encoding", "unseen", LONG).items()
    }
    # A wider first layer alone would explain the gain if a network with repeated coordinates had it.
    wider = max(
        np.median(result[f"{picture}_repeated_seen"][0] - score(result, picture, "relu", "seen", SHORT))
        for picture in PICTURES
    )
    least = min(np.median(gain) for gain in sooner.values())
    numbers = {
        "sooner": least,
        "ahead": sum((gain > 0).sum() for gain in sooner.values()),
        "pairs": sum(len(gain) for gain in sooner.values()),
        "wider": wider,
    }
    numbers |= {f"later_{picture}": gain for picture, gain in later.items()}
    numbers |= {f"instead_{picture}": gain for picture, gain in instead.items()}
    note = {picture: bool(gain > MARGIN) for picture, gain in instead.items()}
    close = max(map(abs, [*later.values(), *instead.values()])) < MARGIN
    return Evidence(numbers, note, bool(close and least > 5 and wider < 3))


def gaussians_in_relus_place(result):
    names = [name for name in result if "_relu_" in name]
    return result | {name: result[name.replace("_relu_", "_gaussian_")] for name in names}


def every_other_unit_sharp(result):
    names = [name for name in result if "_gelu_" in name or "_tanh_" in name]
    sharp = {name: name.replace("_gelu_", "_gaussian_").replace("_tanh_", "_gaussian_") for name in names}
    return result | {name: result[twin] for name, twin in sharp.items()}


def repeated_in_place_of_encoded(result):
    """A first layer as wide as the encoded one, on the bare coordinates."""
    wrong, short = dict(result), list(result["steps"]).index(SHORT)
    for picture in PICTURES:
        name = f"{picture}_encoding_seen"
        wrong[name] = np.array(result[name])
        wrong[name][short] = result[f"{picture}_repeated_seen"][0]
    return wrong


CLAIMS = {
    "relu-blurs": Claim(check=blurred_at_first, control=gaussians_in_relus_place),
    "not-relus-alone": Claim(check=others_blur_too, control=every_other_unit_sharp),
    "relu-with-an-encoding": Claim(check=sooner_with_an_encoding, control=repeated_in_place_of_encoded),
}
