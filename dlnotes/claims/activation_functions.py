"""What the note says of inductive bias, of ReLU and what might replace it, and of the sigmoid."""

import numpy as np

from dlnotes.claims.claim import Claim, Evidence

WHAT_IS = "What is Inductive Bias? How does ReLU have it?"
GELU = "What GELU has to do with it"
BAD = "When is it bad to have inductive bias?"
WHOSE = "Whose bias is it, then?"
BANDWIDTH = "A unit with a bandwidth"
ENCODING = "The other cure: change the input"
GOOD = "When is it good to have this inductive bias?"
BOTTOM = "The bottom line"
SIGMOID = "What is the probabilistic interpretation of Sigmoid?"

CELLS = {  # of the experiment `bandwidth`: picture and start
    "cat, uniform start": "cat_uniform",
    "cat, He's start": "cat_he",
    "ripples, uniform start": "ripples_uniform",
    "ripples, He's start": "ripples_he",
}


def swapped(target, source):
    """result → result in which every entry named `target_…` is that of `source_…`."""

    def swap(result):
        moved = {
            f"{target}_{name.removeprefix(f'{source}_')}": value
            for name, value in result.items()
            if name.startswith(f"{source}_")
        }
        return result | {name: value for name, value in moved.items() if name in result}

    return swap


def middles(result, key):
    """Medians over seeds, one per setting of the knob."""
    return np.median(result[key], axis=1)


# -- what it is --------------------------------------------------------------------------------------------------------


def _every_learner(result):
    names = ("relu", "gelu", "tanh", "encoding", "gaussian", "wide")
    spectra = {name: result[f"{name}_spectra"] for name in names}
    patterns = {name: float(np.median((s > 1e-3).sum(axis=1))) for name, s in spectra.items()}
    slowest = {name: float(np.median(s[:, -1])) for name, s in spectra.items()}
    others = [name for name in names if name != "relu"]
    note = {
        "an activation other than ReLU without a preference": max(slowest[name] for name in others) > 0.5,
        "one activation, one preference (ReLU bare and encoded)": patterns["encoding"]
        < 1.5 * patterns["relu"],
    }
    uneven = max(slowest.values()) < 0.1
    moved = patterns["encoding"] > 2 * patterns["relu"] and patterns["gaussian"] > 4 * patterns["wide"]
    return Evidence(
        patterns | {"slowest": max(slowest.values())},
        note,
        bool(uneven and moved and result["agreement"] > 0.5),
    )


def _pieces(result):
    inside, across = result["relu_bends"].T
    note = {
        "the surface is one straight piece": bool(result["with"] < 2),
        "the surface is smooth": bool(np.median(across) < 1e-3),
    }
    ours = inside.max() < 1e-6 and np.median(across) > 0.1 and result["with"] > 5
    return Evidence({"inside": inside.max(), "across": np.median(across)}, note, bool(ours))


# -- GELU --------------------------------------------------------------------------------------------------------------


def _average(result):
    gap = np.median(abs(result["averages"] - result["gelu"]).max(axis=1))
    other = np.median(abs(result["averages"] - result["relu"]).max(axis=1))
    return Evidence({"gap": gap, "other": other}, {}, bool(gap < 5e-3 and other > 0.1))


def _slow_first(result):
    relu, gelu = result["relu_shares"][-1], result["gelu_shares"][-1]
    reached = [int(np.argmax(share >= 0.5)) for share in result["gelu_shares"].T]
    note = {
        "GELU gets further than ReLU on waves": gelu[-1] > relu[-1] + 0.1,
        "GELU has no such preference": gelu[-1] >= 0.95,
    }
    ours = gelu[-1] < 0.92 and gelu[-1] > relu[-1] + 0.1 and (np.diff(reached) > 0).all()
    return Evidence(
        {"gelu": gelu[-1], "relu": relu[-1]}, {name: bool(true) for name, true in note.items()}, bool(ours)
    )


# -- when it is bad ----------------------------------------------------------------------------------------------------


def _low_dimensional(result):
    shares = result["relu_shares"][-1]
    note = {
        f"wave of frequency {f}": bool(s < 0.8) for f, s in zip(result["frequencies"], shares, strict=True)
    }
    ours = shares[:2].min() > 0.9 and shares[-1] < 0.8 and result["encoding_shares"][-1].min() > 0.95
    return Evidence({"slow": shares[0], "fast": shares[-1]}, note, bool(ours))


def _blurs(result):
    fit, unseen = (np.median(result[f"relu_{name}_seeds"]) for name in ("fit", "heldout"))
    sharp = np.median(result["gaussian_fit_seeds"])
    note = {
        "all pixels given": fit < sharp - 4,
        "half of them given, on the others": unseen < result["neighbours"] - 1,
    }
    ours = fit < sharp - 6 and result["relu_fit_seeds"].max() < result["gaussian_fit_seeds"].min()
    return Evidence({"gap": sharp - fit}, {name: bool(true) for name, true in note.items()}, bool(ours))


def _whose(result):
    relu, gelu, tanh = (np.median(result[f"{name}_seen_seeds"]) for name in ("relu", "gelu", "tanh"))
    note = {
        "GELU in its place draws more": bool(gelu > relu + 1),
        "tanh in its place draws more": bool(tanh > relu + 1),
    }
    return Evidence({"gelu": gelu, "tanh": tanh, "relu": relu}, note, bool(gelu < relu + 1 and tanh < relu))


def _places(result):
    entering, pixels = int(result["relu_inputs"]), int(result["pixels"])
    note = {"the picture is what enters": bool(entering >= pixels)}
    return Evidence(
        {"inputs": entering, "pixels": pixels},
        note,
        bool(entering == 2 and result["relu_parameters"] < 64 * pixels),
    )


# -- bandwidth ---------------------------------------------------------------------------------------------------------


def _higher(result):
    ratios = list(result["ratios"])
    narrow, wide = ratios.index(0.3), ratios.index(3.0)
    gains = []
    for key in CELLS.values():
        bare = middles(result, f"{key.split('_')[0]}_octaves_seen")[0]
        seen = middles(result, f"{key}_seen")
        gains.append((seen[narrow] - bare, seen[wide] - bare))
    gains = np.array(gains)
    note = {
        "σ at 0.3 of the spread": bool(gains[:, 0].min() > 4),
        "σ at 3 times the spread": bool(gains[:, 1].max() > 1),
    }
    numbers = {"narrow": gains[:, 0].min(), "wide": gains[:, 1].max()}
    return Evidence(numbers, note, bool(gains[:, 0].min() > 8 and gains[:, 1].max() < 0.5))


def _turned(result):
    """σ read the wrong way round."""
    return result | {f"{key}_seen": result[f"{key}_seen"][::-1] for key in CELLS.values()}


def _exchanged(result):
    note, falls, lost, best = {}, [], [], []
    for name, key in CELLS.items():
        seen, unseen = middles(result, f"{key}_seen"), middles(result, f"{key}_unseen")
        note[f"{name}: the narrowest draws unseen pixels as well as any"] = bool(unseen[0] > unseen.max() - 1)
        falls.append(unseen.max() - max(unseen[0], unseen[-1]))
        lost.append(seen[0] - unseen[0])
        best.append(result["ratios"][unseen.argmax()])
    ours = min(falls) > 1.5 and min(lost) > 15 and min(best) == max(best)
    return Evidence({"fall": min(falls), "lost": min(lost), "best": np.median(best)}, note, bool(ours))


def _judged_on_seen(result):
    """Unseen pixels scored by the seen ones."""
    return result | {f"{key}_unseen": result[f"{key}_seen"] for key in CELLS.values()}


def _any_encoding(result):
    note, gains, ends = {}, {}, []
    for name in ("cat", "ripples"):
        unseen, bare = middles(result, f"{name}_octaves_unseen"), middles(result, f"{name}_octaves_unseen")[0]
        for octaves in (2, 6):
            note[f"{name}, {octaves} octaves"] = bool(unseen[octaves] < bare + 0.5)
        gains[f"{name}_gain"] = unseen.max() - bare
        ends.append(unseen.max() - unseen[-1])
    ours = min(gains.values()) > 1 and min(ends) > 2
    return Evidence(gains | {"fall": min(ends)}, note, bool(ours))


def _octaves_on_seen(result):
    return result | {
        f"{name}_octaves_unseen": np.maximum.accumulate(result[f"{name}_octaves_unseen"])
        for name in ("cat", "ripples")
    }


def _with_encoding(result):
    scores = {
        name: [np.median(result[f"{net}_{name}_seeds"]) for net in ("relu", "encoding")]
        for name in ("fit", "heldout")
    }
    gains = {name: encoded - bare for name, (bare, encoded) in scores.items()}
    note = {
        "all pixels given": bool(gains["fit"] < 0),
        "half of them given, on the others": bool(gains["heldout"] < 0),
    }
    return Evidence(gains, note, bool(gains["fit"] > 3 and gains["heldout"] > 1))


def _exchange(result):
    """The two arms exchanged."""
    return swapped("relu", "encoding")(result) | {
        k: v for k, v in swapped("encoding", "relu")(result).items() if k.startswith("encoding_")
    }


def _tame(result):
    seen, unseen, narrow, wider = (
        np.median(result[f"{name}_seeds"])
        for name in ("relu_seen", "relu_heldout", "narrow_heldout", "gaussian_heldout")
    )
    note = {
        "unseen pixels as good as seen ones": bool(seen - unseen < 1),
        "unseen pixels better than the narrow Gaussian's": bool(unseen > narrow + 1),
        "unseen pixels better than the wider Gaussian's": bool(unseen > wider + 1),
    }
    ours = abs(seen - unseen) < 1 and unseen > narrow + 2 and wider > unseen + 1
    return Evidence(
        {"gap": seen - unseen, "narrow": unseen - narrow, "wider": wider - unseen}, note, bool(ours)
    )


def _scored_on_seen(result):
    return result | {
        f"{name}_heldout_seeds": result[f"{name}_seen_seeds"] for name in ("relu", "narrow", "gaussian")
    }


# -- the sigmoid -------------------------------------------------------------------------------------------------------


def _log_odds(result):
    gap = abs(result["posterior"] - result["sigmoid"]).max()
    falls = result["unequal_posterior"].max() - result["unequal_posterior"][-1]
    return Evidence(
        {"gap": gap, "falls": falls}, {}, bool(gap < 1e-12 and falls > 0.5 and result["slope_gap"] < 1e-6)
    )


def _noise(result):
    z = result["scores"]
    gaps = abs(result["passed_logistic"] - 1 / (1 + np.exp(-z))).max(axis=1)
    bound = 5 * 0.5 / np.sqrt(int(result["draws"]))
    numbers = {"gap": np.median(gaps), "bound": bound}
    return Evidence(
        numbers,
        {},
        bool(np.median(gaps) < bound and result["normal_gap"] > 10 * bound and result["probit_gap"] < 0.01),
    )


def _calibrated(result):
    names = (
        "calibrated",
        "overconfident",
        "few_error",
        "straight_error",
        "quadratic_error",
        "shift_error",
        "repaired_error",
    )
    values = {name: np.median(result[f"{name}_seeds"]) for name in names}
    good = max(values[name] for name in ("calibrated", "quadratic_error", "repaired_error"))
    bad = min(values[name] for name in ("overconfident", "few_error", "straight_error", "shift_error"))
    return Evidence({"good": good, "bad": bad}, {}, bool(good < 0.02 and bad > 0.04))


CLAIMS = [
    Claim(
        slug="every-learner-has-a-bias",
        section=WHOSE,
        note="inductive bias is a bias baked into some activation functions, ReLU among them.",
        statement="every learner has one, and the activation is one cause of several: wiring, inputs, initialisation and training count too. With the *same* ReLU, gradient descent starts out with "
        "[[every-learner-has-a-bias.relu:.0f]] of [[tangent-kernel.points:d]] patterns in its reach, and with [[every-learner-has-a-bias.encoding:.0f]] if the input is encoded; tanh has "
        "[[every-learner-has-a-bias.tanh:.0f]], GELU [[every-learner-has-a-bias.gelu:.0f]].",
        kind="experiment",
        experiment="tangent-kernel",
        check=_every_learner,
        control=lambda result: swapped("gaussian", "wide")(swapped("encoding", "relu")(result)),
        wrong="the encoding and the narrowing of the Gaussian left out, so that the activation alone is named",
        ran="[[tangent-kernel.seeds:d]] starts, patterns on a circle: the eigenvectors of each network's tangent kernel before training. “In reach” is learnt at least a thousandth as fast as the fastest. Short fits of "
        "[[tangent-kernel.nets:d]] networks agree with these counts in rough order (rank correlation [[tangent-kernel.agreement:.2f]]), and the counts do not say how far training gets: GELU counts lower than ReLU and fits waves better.",
        tolerance="the slowest pattern below a tenth of the fastest in every network; twice as many in reach with the encoding, and four times as many with σ = 0.1 as with σ = 1: each about half of what ran.",
        source="[Jacot et al. (2018)](references.md#jacot-2018) for the kernel.",
    ),
    Claim(
        slug="an-old-idea",
        section=WHAT_IS,
        note="this bias has lately started to become evident.",
        statement="the idea is decades old: [Mitchell (1980)](references.md#mitchell-1980) called it bias, and showed that without one nothing can be said about an unseen case. That networks learn slow waves first is "
        "a newer measurement, [Rahaman et al. (2019)](references.md#rahaman-2019).",
        kind="citation",
        source="[Mitchell (1980)](references.md#mitchell-1980), whose title and abstract say that generalising needs a bias.",
        cited="corrected",
    ),
    Claim(
        slug="straight-pieces",
        section=WHAT_IS,
        note="ReLU's bias prefers smooth linear boundaries.",
        statement="they are linear piece by piece, with a crease between the pieces, and so neither smooth nor linear as a whole: [[linear-regions.units:d]] units made [[linear-regions.with:.0f]] pieces. "
        "Inside a piece the slope changes by [[straight-pieces.inside:.0e]], which is rounding; at its sharpest crease, by [[straight-pieces.across:.1f]] in the median network.",
        kind="experiment",
        experiment="linear-regions",
        check=_pieces,
        control=lambda result: result | {"relu_bends": result["tanh_bends"]},
        wrong="the same weights under tanh, which is smooth",
        ran="[[linear-regions.seeds:d]] random networks on a grid of 161 × 161 points; [[linear-regions.with_low:d]] to [[linear-regions.with_high:d]] pieces each.",
        tolerance="a change of slope below 1e-6 inside (rounding gives 1e-13, tanh 1e-2) and above 0.1 across, in the median.",
        source="[Montúfar et al. (2014)](references.md#montufar-2014).",
        see={"snippet": "three_relus.py"},
    ),
    Claim(
        slug="gelu-is-an-average",
        section=GELU,
        note="GELU is named as what came after ReLU; what it computes is left open.",
        statement="$x\\,\\Phi(x)$ is what a random gate does on average: keep $x$ if a standard normal draw falls below it, else put 0.",
        kind="identity",
        experiment="gelu-expectation",
        check=_average,
        control=lambda result: (
            result | {"averages": np.broadcast_to(result["relu"], result["averages"].shape)}
        ),
        wrong="a gate that looks at the sign only, which is ReLU",
        ran="[[gelu-expectation.seeds:d]] seeds of [[gelu-expectation.draws:,d]] draws, 33 places from −4 to 4: never more than [[gelu-expectation.gap_high:.4f]] from GELU, and at least [[gelu-expectation.relu_gap:.2f]] from ReLU somewhere.",
        tolerance="below 0.005, five standard errors of the mean where the gate is least certain; ReLU is further than 0.1 away.",
        source="[Hendrycks and Gimpel (2016)](references.md#hendrycks-2016), section 2.",
        see={"snippet": "gelu_expectation.py"},
    ),
    Claim(
        slug="gelu-origin",
        section=GELU,
        note="ReLU's inductive bias gave rise to GELU, as the [ConvNeXt paper](https://arxiv.org/pdf/2201.03545.pdf) mentions, and made it prominent in vision transformers and modern CNNs.",
        statement="GELU is widely used there, but for another reason. It was proposed in 2016 from the random gate above; [Liu et al. (2022)](references.md#liu-2022) swap it in because recent transformers use it, name no inductive bias "
        "as the reason, and report that their accuracy stayed the same.",
        kind="citation",
        source="[Liu et al. (2022)](references.md#liu-2022), the paragraph on replacing ReLU with GELU; [Hendrycks and Gimpel (2016)](references.md#hendrycks-2016), abstract and section 2.",
        cited="corrected",
    ),
    Claim(
        slug="gelu-goes-slow-first",
        section=BAD,
        note="GELU is offered as the way out of ReLU's bias.",
        statement="it has the same kind of preference, and how strong it is depends on the task. On a sum of waves GELU gets further (a share of [[gelu-goes-slow-first.gelu:.2f]] of the fastest, ReLU "
        "[[gelu-goes-slow-first.relu:.2f]]), still slow before fast; on the cat it is no sharper.",
        kind="experiment",
        experiment="spectral-bias-1d",
        check=_slow_first,
        control=lambda result: result | {"gelu_shares": result["encoding_shares"]},
        wrong="ReLU with an encoding in GELU's place, which draws all waves",
        ran="[[spectral-bias-1d.seeds:d]] starts, five waves, 1000 steps: GELU (from [[spectral-bias-1d.gelu_24_low:.2f]] to [[spectral-bias-1d.gelu_24_high:.2f]]) against ReLU (from [[spectral-bias-1d.relu_24_low:.2f]] to [[spectral-bias-1d.relu_24_high:.2f]]) of the wave of frequency 24; on the cat "
        "[[image-reconstruction.gelu_seen:.1f]] against [[image-reconstruction.relu_seen:.1f]] dB.",
        tolerance="GELU's share of the fastest wave below 0.92 and at least 0.1 above ReLU's, medians; the five waves reach one half in the order of their frequencies.",
    ),
    Claim(
        slug="low-dimensional-tasks",
        section=BAD,
        note="the bias is bad on low-dimensional tasks, such as one image or a NeRF.",
        statement="it is bad where the signal has fine detail. Of a slow wave over one coordinate ReLU draws [[low-dimensional-tasks.slow:.2f]] of 1, of one twelve times as fast [[low-dimensional-tasks.fast:.2f]]: few dimensions alone do no harm.",
        kind="experiment",
        experiment="spectral-bias-1d",
        check=_low_dimensional,
        control=lambda result: result | {"relu_shares": result["encoding_shares"]},
        wrong="the encoded input in place of the bare coordinate",
        ran="[[spectral-bias-1d.seeds:d]] starts, frequencies 2, 5, 9, 15 and 24 at equal height, 1000 steps; medians.",
        tolerance="above 0.9 for the two slowest waves and below 0.8 for the fastest; starts spread by about 0.15 around the last.",
        see={"snippet": "coordinate_network.py"},
    ),
    Claim(
        slug="relu-blurs",
        section=BAD,
        note="a ReLU network that is asked to reconstruct one image fails.",
        statement="so it does, at this width and in this time: [[image-reconstruction.relu_fit:.1f]] dB. The room was there, for a network of as many parameters with other units draws the cat [[relu-blurs.gap:.0f]] dB better.",
        kind="experiment",
        experiment="image-reconstruction",
        check=_blurs,
        control=swapped("relu", "gaussian"),
        wrong="Gaussian units in ReLU's place",
        ran="[[image-reconstruction.seeds:d]] starts, 64 × 64 pixels, [[image-reconstruction.steps:d]] steps: [[image-reconstruction.relu_fit:.1f]] (from [[image-reconstruction.relu_fit_low:.1f]] to [[image-reconstruction.relu_fit_high:.1f]]) against "
        "[[image-reconstruction.gaussian_fit:.1f]] (from [[image-reconstruction.gaussian_fit_low:.1f]] to [[image-reconstruction.gaussian_fit_high:.1f]]) dB with σ = 0.1.",
        tolerance="a gap above 6 dB between the medians, about half of what ran, and no overlap of the starts.",
        see={"lab": "image-reconstruction"},
    ),
    Claim(
        slug="not-relus-alone",
        section=BAD,
        note="the reason given for the failure is the inductive bias of ReLU.",
        statement="the preference for slow variation is the reason, and it is not ReLU's: tanh in its place scores [[not-relus-alone.tanh:.1f]] dB and GELU [[not-relus-alone.gelu:.1f]], ReLU [[not-relus-alone.relu:.1f]]. "
        "Even a Gaussian blurs if it is wide.",
        kind="experiment",
        experiment="image-reconstruction",
        check=_whose,
        control=lambda result: swapped("tanh", "gaussian")(swapped("gelu", "gaussian")(result)),
        wrong="the Gaussian of σ = 0.1 in place of tanh and GELU, as if every other unit were sharp",
        ran="[[image-reconstruction.seeds:d]] starts on half of the pixels, scored on those; tanh (from [[image-reconstruction.tanh_seen_low:.1f]] to [[image-reconstruction.tanh_seen_high:.1f]]), ReLU (from [[image-reconstruction.relu_seen_low:.1f]] to [[image-reconstruction.relu_seen_high:.1f]]). In 32 × 32 pixels, σ at three times the spread gives "
        "[[bandwidth.cat_uniform_last:.1f]] dB on unseen ones.",
        tolerance="GELU less than 1 dB above ReLU and tanh below it, in the median: the starts of ReLU spread over 1 dB.",
    ),
    Claim(
        slug="no-encoder-no-decoder",
        section=BAD,
        note="the network reconstructs the image in an encoder–decoder-like fashion.",
        statement="there is neither. The picture of [[no-encoder-no-decoder.pixels:,.0f]] pixels never enters: [[no-encoder-no-decoder.inputs:.0f]] numbers do, a place, and a grey comes out; the picture is only the target. It is a coordinate network.",
        kind="identity",
        experiment="image-reconstruction",
        check=_places,
        control=lambda result: (
            result
            | {
                "relu_inputs": result["pixels"],
                "relu_parameters": result["relu_parameters"]
                + 64 * (result["pixels"] - result["relu_inputs"]),
            }
        ),
        wrong="a network of the same widths that reads the picture",
        ran="the network on this page: [[image-reconstruction.relu_parameters:,d]] parameters in all. A first layer of 64 units that read the picture would have more by itself.",
        tolerance="exact: two inputs.",
        source="[Ramasinghe and Lucey (2022)](references.md#ramasinghe-2022), whose subject is coordinate networks.",
    ),
    Claim(
        slug="higher-bandwidth",
        section=BANDWIDTH,
        note="Gaussian units are said to have a higher bandwidth, that is, to represent more frequencies.",
        statement="they have if $\\sigma$ is small against the spread of what enters the unit. At 0.3 of it the network draws the seen pixels at least [[higher-bandwidth.narrow:.0f]] dB better than bare ReLU, on two pictures and from two starts; at three times the spread it is nowhere sharper.",
        kind="experiment",
        experiment="bandwidth",
        check=_higher,
        control=_turned,
        wrong="σ read the wrong way round",
        ran="[[bandwidth.seeds:d]] starts each, [[bandwidth.size:d]] × [[bandwidth.size:d]] pixels, [[bandwidth.steps:d]] steps, two pictures, U(±1/√n) and He's weights.",
        tolerance="more than 8 dB above bare ReLU at 0.3 and less than 0.5 dB above at 3, in the worst of the four cases.",
        see={"snippet": "gaussian_unit.py"},
    ),
    Claim(
        slug="bias-is-exchanged",
        section=BANDWIDTH,
        note="replacing ReLU by Gaussians removes the inductive bias.",
        statement="it exchanges one for another, and $\\sigma$ sets which. On pixels it did not see, the best $\\sigma$ of six was a middling one, [[bias-is-exchanged.best:.1f]] of the spread in all four cases, and both ends were at least [[bias-is-exchanged.fall:.1f]] dB worse. "
        "The narrowest drew the unseen pixels at least [[bias-is-exchanged.lost:.0f]] dB worse than the seen.",
        kind="experiment",
        experiment="bandwidth",
        check=_exchanged,
        control=_judged_on_seen,
        wrong="judged on the pixels that were seen",
        ran="[[bandwidth.seeds:d]] starts at each of six widths, two pictures, two initialisations. Cat: [[bandwidth.cat_uniform_first:.1f]] dB at 0.1 of the spread, [[bandwidth.cat_uniform_best:.1f]] at the best, [[bandwidth.cat_uniform_last:.1f]] at 3.",
        tolerance="the same best width in all four cases (its neighbours on the grid are about 1 dB lower); more than 1.5 dB down at both ends and more than 15 dB from seen to unseen at the narrow one, medians, in the worst case.",
        see={"lab": "image-reconstruction"},
    ),
    Claim(
        slug="any-encoding",
        section=ENCODING,
        note="not only NeRF's encoding but *any form* of position encoding is to be kept from ReLU.",
        statement="a few octaves help on unseen pixels, by [[any-encoding.cat_gain:.1f]] dB on the cat and [[any-encoding.ripples_gain:.1f]] on the ripples; six do not. The number of octaves is a bandwidth like $\\sigma$, and as easily overdone.",
        kind="experiment",
        experiment="bandwidth",
        check=_any_encoding,
        control=_octaves_on_seen,
        wrong="the best score so far in place of each score, as if more octaves could only help",
        ran="[[bandwidth.seeds:d]] starts at each of 0 to 6 octaves, ReLU. Unseen pixels, cat: [[bandwidth.cat_octaves_first:.1f]] bare, [[bandwidth.cat_octaves_best:.1f]] at [[bandwidth.cat_octaves_best_at:d]], [[bandwidth.cat_octaves_last:.1f]] at 6; ripples: [[bandwidth.ripples_octaves_first:.1f]], [[bandwidth.ripples_octaves_best:.1f]] at [[bandwidth.ripples_octaves_best_at:d]], [[bandwidth.ripples_octaves_last:.1f]].",
        tolerance="a gain above 1 dB at the best number of octaves and a loss above 2 dB from there to six, on both pictures; “no help” is less than 0.5 dB above bare.",
        see={"snippet": "positional_encoding.py"},
    ),
    Claim(
        slug="tame-errors",
        section=GOOD,
        note="ReLU's bias is useful because it prevents overfitting (“I assume”).",
        statement="in our small case, yes and no. ReLU is as good on unseen pixels as on seen ones, and there beats the narrow Gaussian by [[tame-errors.narrow:.1f]] dB; the wider Gaussian beats ReLU by [[tame-errors.wider:.1f]]. A bias that agrees with the task helps; the strongest is not the best.",
        kind="experiment",
        experiment="image-reconstruction",
        check=_tame,
        control=_scored_on_seen,
        wrong="scores of seen pixels put in for unseen ones",
        ran="[[image-reconstruction.seeds:d]] starts on half of the pixels; unseen: ReLU [[image-reconstruction.relu_heldout:.1f]], narrow [[image-reconstruction.narrow_heldout:.1f]], wider [[image-reconstruction.gaussian_heldout:.1f]] dB.",
        tolerance="ReLU's two scores within 1 dB; more than 2 dB above the narrow Gaussian and more than 1 dB below the wider, medians.",
    ),
    Claim(
        slug="large-networks",
        section=GOOD,
        note="for large networks with many classes and much data, which must not overfit, ReLU's bias is okay.",
        statement="a 64 × 64 cat cannot settle this. A reason for care: large image networks with ReLU fitted labels drawn at random ([Zhang et al., 2017](references.md#zhang-2017)), so the bias is no lock against memorising. And vision transformers mostly use GELU ([Dosovitskiy et al., 2021](references.md#dosovitskiy-2021)).",
        kind="citation",
        source="[Zhang et al. (2017)](references.md#zhang-2017), the randomisation tests; [Dosovitskiy et al. (2021)](references.md#dosovitskiy-2021), the MLP of the encoder.",
        cited="not testable here",
    ),
    Claim(
        slug="relu-with-an-encoding",
        section=BOTTOM,
        note="do not use ReLU in combination with position encodings, as in NeRFs.",
        statement="on raw coordinates the encoding is ReLU's cure: it gains [[relu-with-an-encoding.fit:.1f]] dB on the cat, and [[relu-with-an-encoding.heldout:.1f]] dB on pixels not seen. NeRF *is* ReLU with an encoding ([Mildenhall et al., 2020](references.md#mildenhall-2020)), and "
        "[Tancik et al. (2020)](references.md#tancik-2020) explain why it works. What is true: a tuned Gaussian needs none. On unseen pixels it equalled the best encoding on the cat and, on the ripples, beat it from one start and lost from the other.",
        kind="experiment",
        experiment="image-reconstruction",
        check=_with_encoding,
        control=_exchange,
        wrong="the two networks exchanged",
        ran="[[image-reconstruction.seeds:d]] starts, [[image-reconstruction.steps:d]] steps: bare [[image-reconstruction.relu_fit:.1f]] (from [[image-reconstruction.relu_fit_low:.1f]] to [[image-reconstruction.relu_fit_high:.1f]]), encoded [[image-reconstruction.encoding_fit:.1f]] (from [[image-reconstruction.encoding_fit_low:.1f]] to [[image-reconstruction.encoding_fit_high:.1f]]) dB. Ripples, unseen: best encoding [[bandwidth.ripples_octaves_best:.1f]], "
        "Gaussian [[bandwidth.ripples_uniform_best:.1f]] and [[bandwidth.ripples_he_best:.1f]].",
        tolerance="gains above 3 dB (all pixels) and 1 dB (unseen), medians; about half of what ran.",
        see={"lab": "image-reconstruction"},
    ),
    Claim(
        slug="sigmoid-of-log-odds",
        section=SIGMOID,
        note="what is the probabilistic interpretation of the sigmoid? (A heading without text.)",
        statement="it turns log-odds into a probability. Put a linear score into it, and you have the exact posterior of two bells of equal width, and the mean of a coin whose natural parameter is the score. Bells of unequal width have log-odds of second degree, and no $\\sigma(wx+b)$ is their posterior.",
        kind="derivation",
        experiment="sigmoid-posterior",
        check=_log_odds,
        control=lambda result: result | {"posterior": result["unequal_posterior"]},
        wrong="the posterior of bells of unequal width",
        ran="401 places: Bayes' rule and the sigmoid differ by [[sigmoid-of-log-odds.gap:.0e]]; the slope of the coin's log-partition function and the sigmoid by [[sigmoid-posterior.slope_gap:.0e]].",
        tolerance="below 1e-12 (rounding of numbers near 1), and 1e-6 for the slope, which is a difference quotient.",
        source="[Bishop (2006)](references.md#bishop-2006), §4.2.",
        see={"snippet": "sigmoid_posterior.py"},
    ),
    Claim(
        slug="threshold-in-noise",
        section=SIGMOID,
        note="what the sigmoid means as a probability is asked, and left open.",
        statement="$\\sigma(z)$ is the probability that a score $z$ plus logistic noise is positive. With normal noise it is $\\Phi(z)$, which is a sigmoid to within [[sigmoid-posterior.probit_gap:.3f]] once $z$ is rescaled by 1.702.",
        kind="identity",
        experiment="sigmoid-posterior",
        check=_noise,
        control=lambda result: result | {"passed_logistic": result["passed_normal"]},
        wrong="normal noise, not rescaled",
        ran="[[sigmoid-posterior.seeds:d]] seeds of [[sigmoid-posterior.draws:,d]] draws, 17 scores from −4 to 4: at most [[sigmoid-posterior.noise_gap:.4f]] away; normal noise at least [[sigmoid-posterior.normal_gap:.2f]].",
        tolerance="below five standard errors, [[threshold-in-noise.bound:.4f]].",
        see={"snippet": "latent_threshold.py"},
    ),
    Claim(
        slug="when-it-is-a-probability",
        section=SIGMOID,
        note="may the output be read as a probability? (The heading implies it.)",
        statement="it *is* the posterior if the true log-odds are linear in the features, the weights are the right ones and the classes are as common as the bias believes; it *estimates* it if fitted by a proper loss on enough data. Each condition can fail, and our worst good model is "
        "[[when-it-is-a-probability.good:.3f]] off on average, our best bad one [[when-it-is-a-probability.bad:.2f]].",
        kind="experiment",
        experiment="sigmoid-posterior",
        check=_calibrated,
        control=lambda result: result | {"calibrated_seeds": result["overconfident_seeds"]},
        wrong="the logits tripled",
        ran="[[sigmoid-posterior.seeds:d]] samples, calibration error: fitted [[sigmoid-posterior.calibrated:.3f]], logits tripled [[sigmoid-posterior.overconfident:.2f]], wrong family [[sigmoid-posterior.straight_error:.3f]], 60 examples with 30 inputs of noise [[sigmoid-posterior.few_error:.2f]], changed prior [[sigmoid-posterior.shift_error:.2f]] (repaired [[sigmoid-posterior.repaired_error:.3f]]).",
        tolerance="below 0.02 and above 0.04, medians; chance alone leaves just under 0.01 in 20 bins of 20,000 examples.",
        see={"lab": "sigmoid-posterior", "snippet": "prior_shift.py"},
    ),
]
