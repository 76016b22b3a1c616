"""What the note says of residual networks."""

import numpy as np

from dlnotes.claims.claim import Claim, Evidence
from dlnotes.experiments.edge_filters import flatness

# -- degradation -------------------------------------------------------------------------------------------------------


def _degradation(result):
    at = list(result["depths"])
    plain, residual = (np.median(result[f"{kind}_loss"], axis=1) for kind in ("plain", "residual"))
    right = 100 * np.median(result["plain_accuracy"], axis=1)[at.index(40)]
    shallow, deep, mended = plain[at.index(10)], plain[at.index(40)], residual[at.index(40)]
    return Evidence(
        {"shallow": shallow, "deep": deep, "mended": mended, "right": right},
        {"40 plain layers fit their own training points": right > 95},
        bool(deep > 10 * shallow and deep > 10 * mended and right < 90),
    )


def _spare(result):
    kept = {depth: float(result[f"residual_cut_{depth}"]) for depth in (4, 20, 40)}
    plain = float(result["plain_cut_20"])
    return Evidence(
        {"kept_4": kept[4], "kept_20": kept[20], "kept_40": kept[40], "plain_20": plain},
        {f"{depth} layers": value > 80 for depth, value in kept.items()},
        kept[20] > plain + 15 and kept[40] > 85 and kept[4] < 65,
    )


def _exchanged(result, one, other):
    """The result with the entries of two arms exchanged, by the first part of their names."""
    swapped = dict(result)
    for name in result:
        if name.startswith(one) and other + name.removeprefix(one) in result:
            swapped[name], swapped[other + name.removeprefix(one)] = (
                result[other + name.removeprefix(one)],
                result[name],
            )
    return swapped


# -- one block ---------------------------------------------------------------------------------------------------------


def _sum_first(result):
    error, other = result["sum_first_errors"].max(), result["sum_last_errors"]
    return Evidence(
        {"error": error, "other_order": np.median(other)},
        {"g(z + a), computed by hand": error < 1e-12},
        bool(error < 1e-12 and other.min() > 0.1),
    )


def _past_the_weights(result):
    error, unmasked = result["errors"].max(), result["unmasked_errors"]
    passes = bool(
        (result["dead_branch_ranks"] == result["dead_branch_open"]).all()
        and result["dead_branch_open"].min() > 0
    )
    return Evidence(
        {"error": error, "without_mask": unmasked.min()},
        {"past the branch": passes, "past the activation after the sum": unmasked.max() < 1e-7},
        bool(error < 1e-7 and unmasked.min() > 0.1 and passes),
    )


# -- gradients by depth ------------------------------------------------------------------------------------------------


def _at(result, net, depth=100):
    return float(result[f"{net}_median"][list(result["depths"]).index(depth)])


def _vanishing(result):
    pairs = {
        "sigmoid, nothing after the sum": ("plain_sigmoid", "open_sigmoid"),
        "ReLU, Xavier's weights": ("plain_xavier", "note_xavier"),
        "sigmoid, also after the sum": ("plain_sigmoid", "note_sigmoid"),
        "ReLU, He's weights": ("plain_he", "note_he"),
    }
    solved = {name: _at(result, plain) < 1e-3 < _at(result, block) for name, (plain, block) in pairs.items()}
    kept = 0.1 < _at(result, "open_sigmoid") < 10 and 1e-3 < _at(result, "note_xavier")
    lost = (
        _at(result, "note_sigmoid") < 1e-20
        and 0.01 < _at(result, "plain_he") < 10
        and _at(result, "note_he") > 1e6
    )
    names = (
        "plain_sigmoid",
        "open_sigmoid",
        "note_sigmoid",
        "plain_xavier",
        "note_xavier",
        "plain_he",
        "note_he",
    )
    return Evidence({name: _at(result, name) for name in names}, solved, kept and lost)


def _without_shortcuts(result):
    """Every stack with a shortcut replaced by the plain one of the same weights and activation."""
    plain = {
        "open_sigmoid": "plain_sigmoid",
        "note_sigmoid": "plain_sigmoid",
        "note_xavier": "plain_xavier",
        "note_he": "plain_he",
        "open_he": "plain_he",
    }
    return result | {f"{net}_median": result[f"{other}_median"] for net, other in plain.items()}


def _growth(result):
    blocks = result["depths"] / 2
    factor, masked = (
        np.exp(np.polyfit(blocks, np.log(result[f"{net}_median"]), 1)[0]) for net in ("open_he", "note_he")
    )
    return Evidence(
        {"factor": factor, "masked": masked},
        {},
        bool(abs(factor / np.sqrt(3) - 1) < 0.03 and 1.3 < masked < factor),
    )


# -- training without normalisation ------------------------------------------------------------------------------------


def _half(result):
    plain, zero, alone, slow, start = (
        np.median(result[f"{arm}_losses"])
        for arm in ("plain_he", "skip_zero", "skip_he", "skip_he_slow", "plain_zero")
    )
    failed = int(np.sum(result["skip_he_accuracies"] < 0.6))
    helps = {
        "shortcut, branches from zero": zero < 0.75 * plain,
        "shortcut alone, same rate": alone < 0.75 * plain,
    }
    ours = (
        zero < 0.75 * plain and slow < 0.5 and failed > len(result["skip_he_accuracies"]) / 2 and start > 0.68
    )
    return Evidence({"plain": plain, "zero": zero, "slow": slow, "failed": failed}, helps, bool(ours))


def _healthy(result):
    plain, zero = (
        {
            name: np.median(result[f"{arm}_{name}"])
            for name in ("ratios", "outputs", "gradients", "accuracies")
        }
        for arm in ("plain_he", "skip_zero")
    )
    healthy = 0.05 < plain["ratios"] < 5
    forgets = (
        plain["outputs"] > 0.95 and zero["outputs"] < 0.7 and plain["gradients"] < 0.5 * zero["gradients"]
    )
    return Evidence(
        {
            "ratio": plain["ratios"],
            "outputs": plain["outputs"],
            "gradients": plain["gradients"],
            "right": 100 * plain["accuracies"],
        },
        {"the badly trained net's gradient vanishes": plain["ratios"] < 1e-2},
        bool(healthy and forgets and plain["accuracies"] < zero["accuracies"] - 0.1),
    )


# -- overfitting and non-linearity -------------------------------------------------------------------------------------


def _overfitting(result):
    learnt, test = (np.median(result[name], axis=-1) for name in ("learnt", "test"))  # (task, depth, kind)
    gain = np.median(result["test"][:, :, 1] - result["test"][:, :, 0], axis=-1)  # (task, depth), paired
    prevented = {
        f"{task}, depth {depth}": learnt[i, j, 1] < 0.5 * learnt[i, j, 0]
        for i, task in enumerate(("hyperplane", "spiral"))
        for j, depth in enumerate(result["depths"])
    }
    by_heart = learnt[0, 1].min() > 95 and learnt[1, 1, 1] > learnt[1, 1, 0] - 5
    side_effect = gain[0, 1] > 3 and test[0, 0, 1] > test[0, 1, 1] + 5
    return Evidence(
        {"by_heart": learnt[0, 1, 1], "gain_hyperplane": gain[0, 1], "gain_spiral": gain[1, 1]},
        prevented,
        bool(by_heart and side_effect),
    )


def _road(result):
    learnt, after, test = (
        {arm: np.median(result[f"{arm}_{name}"]) for arm in ("plain", "cut", "open")}
        for name in ("learnts", "afters", "tests")
    )
    nearer = (after["plain"] - after["cut"]) / (
        after["plain"] - after["open"]
    )  # share of the nearness that needs no road
    causes = {
        "fewer wrong labels learnt with the road than without": learnt["open"] < learnt["cut"] - 10,
        "most of the nearness to the identity gone without it": nearer < 0.5,
    }
    ours = learnt["cut"] > 90 and learnt["open"] > 90 and nearer > 0.75 and test["plain"] < test["open"]
    return Evidence(
        {"nearness_without": 100 * nearer, "learnt_cut": learnt["cut"], "learnt_open": learnt["open"]},
        causes,
        bool(ours),
    )


def _default(result):
    plain, zero, small, he = (result["steps"][i, :, -1] for i in range(4))  # with the most blocks
    signed = np.median(result["signed"][1])
    arrives = {
        "branches from zero": zero.max() == 0,
        "branches from 0.02 of He's weights": np.median(small) <= 100,
        "He's weights": np.median(he) <= 100,
        "inputs of either sign": signed < 0.1,
    }
    never = np.isinf(np.median(he)) and np.isinf(np.median(plain))
    decays = result["he_decayed_distance"] < 1e-3 and result["plain_decayed_length"] < 1e-3
    ours = zero.max() == 0 and np.median(small) <= 100 and never and decays and 0.6 < signed < 0.8
    return Evidence(
        {"zero": np.median(zero), "small": np.median(small), "signed": signed}, arrives, bool(ours)
    )


# -- features ----------------------------------------------------------------------------------------------------------


def _features(result):
    use, questions = result["use"], 2
    flat = (flatness(result["after"]) * use).sum(axis=-1) / use.sum(axis=-1)
    jumps, brightness = np.median(flat.reshape(questions, -1), axis=1)
    start, left = (
        np.median(flatness(result["before"])),
        np.median((result["error"] / result["spread"]).reshape(questions, -1), axis=1),
    )
    return Evidence(
        {"start": start, "jumps": jumps, "brightness": brightness},
        {
            "edges, asked for jumps": jumps < 0.5 * start,
            "edges, asked for brightness": brightness < 0.5 * start,
        },
        bool(jumps < 0.5 * start and brightness > 0.75 * start and left.max() < 0.05),
    )


CLAIMS = [
    Claim(
        slug="degradation-is-not-overfitting",
        section="A deeper net that fits worse",
        note="gives overfitting as the first ill that a ResNet is for.",
        statement="what the shortcut cures here is *degradation*, a training loss that rises with depth: [[degradation-is-not-overfitting.deep:.2f]] with 40 plain layers, [[degradation-is-not-overfitting.shallow:.3f]] "
        "with 10, and [[degradation-is-not-overfitting.mended:.3f]] with 40 layers and shortcuts. A net that overfits gets its own training points right; the 40 plain layers manage [[degradation-is-not-overfitting.right:.0f]] %.",
        kind="experiment",
        experiment="degradation",
        check=_degradation,
        control=lambda result: _exchanged(result, "plain_", "residual_"),
        wrong="the same runs with plain nets and nets with shortcuts exchanged",
        ran="[[degradation.seeds:d]] seeds, spiral, batch norm in both kinds: at 40 layers [[degradation.plain_loss_40:.2f]] ([[degradation.plain_lowest_40:.2f]] to [[degradation.plain_highest_40:.2f]]) against [[degradation.residual_loss_40:.3f]] ([[degradation.residual_lowest_40:.3f]] to [[degradation.residual_highest_40:.3f]])",
        tolerance="medians ten times apart, where about fifty were measured: another BLAS kernel changes a single run by tens of per cent.",
        source="[He et al. (2015)](references.md#he-2015), section 1 and figure 1, for the same on pictures: the deeper plain net has the higher training error.",
        see={"lab": "residual-gradients"},
    ),
    Claim(
        slug="activation-of-the-sum",
        section="The shortcut",
        note="with a skip connection the new activation is $g(z + a)$.",
        statement="exactly that, and the order matters. The sum is formed first and $g$ is applied to it, so whatever the shortcut carries must pass $g$ as well; $g(z) + a$ is another block, "
        "[[activation-of-the-sum.other_order:.1f]] away in a typical worst entry.",
        kind="identity",
        experiment="residual-jacobian",
        check=_sum_first,
        control=lambda result: result | {"sum_first_errors": result["sum_last_errors"]},
        wrong="the activation first, then the sum",
        ran="[[residual-jacobian.blocks:d]] random blocks of width [[residual-jacobian.width:d]] against $g(z + a)$ written out: largest difference [[residual-jacobian.sum_first_error:.0e]]",
        tolerance="1e-12, the rounding of sums of a few numbers; the other order differs by about one.",
        source="[He et al. (2015)](references.md#he-2015), section 3.2, has the second nonlinearity after the addition, too.",
        see={"snippet": "residual_block.py"},
    ),
    Claim(
        slug="past-the-weights",
        section="Backward, with vectors",
        note="gradients can skip neurons on the backward pass.",
        statement="they skip the branch: the term $I$ in $D(I + J)$ is a road past both of its weight matrices, open even where the branch is dead. They do not skip the activation after the sum, since $D$ stands in "
        "front of $I$ and $J$ alike. [He et al. (2016)](references.md#he-2016) moved the activations inside the branch, so that the road is clear from top to bottom.",
        kind="derivation",
        experiment="residual-jacobian",
        check=_past_the_weights,
        control=lambda result: result | {"errors": result["unmasked_errors"]},
        wrong="$I + J$, the mask $D$ left out",
        ran="[[residual-jacobian.blocks:d]] random blocks against finite differences: $D(I + J)$ is off by at most [[past-the-weights.error:.0e]], $I + J$ by at least [[past-the-weights.without_mask:.1f]]",
        tolerance="1e-7: central differences with a step of 1e-6 are good to about 1e-9 in double precision; a missing mask is an error of about one.",
        see={"snippet": "residual_jacobian.py"},
    ),
    Claim(
        slug="root-three-per-block",
        section="The gradient by depth",
        note="leaves open what a shortcut does to a gradient that was not vanishing.",
        statement="at He's weights it makes it grow: by $\\sqrt{3}$ per block if nothing follows the sum (measured [[root-three-per-block.factor:.2f]]), and by about [[root-three-per-block.masked:.2f]] with the note's ReLU after it.",
        kind="derivation",
        experiment="gradient-norm-by-depth",
        check=_growth,
        control=_without_shortcuts,
        wrong="the same stacks without shortcuts",
        ran="[[gradient-norm-by-depth.seeds:d]] random starts, width 64, up to 100 layers; slope of the log of the medians",
        tolerance="within 3 % of $\\sqrt{3}$: the derivation is of the mean of squares, and the median of a product lies a little below.",
        see={"lab": "residual-gradients"},
    ),
    Claim(
        slug="skip-is-half",
        section="The gradient by depth",
        note="adds a skip connection to the plain net, and nothing else.",
        statement="beside branches that start at zero the shortcut trains 40 layers without normalisation at a rate at which the plain net does worse. Alone, at He's weights, it failed in [[skip-and-start.skip_he_failed:d]] of [[skip-and-start.seeds:d]] "
        "runs at that rate. Given a rate of its own, [[skip-and-start.slower:.0f]] times smaller, it trains too; so does the plain net at [[skip-and-start.gentler:.0f]] times smaller, and the gap between these two is within the spread.",
        kind="experiment",
        experiment="skip-and-start",
        check=_half,
        control=lambda result: _exchanged(result, "plain_he_", "skip_zero_"),
        wrong="the runs of the plain net and those with a shortcut and a zero start exchanged",
        ran="[[skip-and-start.seeds:d]] seeds, spiral, [[skip-and-start.depth:d]] layers, training loss at one rate: plain [[skip-and-start.plain_he_loss:.2f]] ([[skip-and-start.plain_he_lowest:.2f]] to [[skip-and-start.plain_he_highest:.2f]]), "
        "shortcut and zero start [[skip-and-start.skip_zero_loss:.2f]] ([[skip-and-start.skip_zero_lowest:.2f]] to [[skip-and-start.skip_zero_highest:.2f]]), zero start alone [[skip-and-start.plain_zero_loss:.2f]] (guessing). At their own rates: plain [[skip-and-start.plain_he_gentle_loss:.2f]] "
        "([[skip-and-start.plain_he_gentle_lowest:.2f]] to [[skip-and-start.plain_he_gentle_highest:.2f]]), shortcut alone [[skip-and-start.skip_he_slow_loss:.2f]] "
        "([[skip-and-start.skip_he_slow_lowest:.2f]] to [[skip-and-start.skip_he_slow_highest:.2f]])",
        tolerance="a median at most three quarters of the plain net's at the same rate counts as help; about a third was measured. Rates were chosen on other seeds.",
    ),
    Claim(
        slug="skip-and-vanishing",
        section="“It solves the issue of vanishing gradients”",
        note="a ResNet solves the issue of vanishing gradients.",
        statement="where a gradient vanishes and nothing after the sum shrinks it, the shortcut keeps it at the start: sigmoid, 100 layers, [[skip-and-vanishing.plain_sigmoid:.0e]] without and [[skip-and-vanishing.open_sigmoid:.1f]] with it. "
        "With the note's $g(z + a)$ and a sigmoid for $g$, [[skip-and-vanishing.note_sigmoid:.0e]] is left. With ReLU at He's weights nothing had vanished, and a mild loss ([[skip-and-vanishing.plain_he:.2f]]) becomes an explosion ([[skip-and-vanishing.note_he:.0e]]).",
        kind="experiment",
        experiment="gradient-norm-by-depth",
        check=_vanishing,
        control=_without_shortcuts,
        wrong="the same stacks without shortcuts",
        ran="[[gradient-norm-by-depth.seeds:d]] random starts of width 64, before training: length of the gradient at the bottom of 100 layers divided by that at the top, medians",
        tolerance="solved means below 1e-3 without the shortcut and above it with; every median is more than a factor of fifty away from that line, and eight runs in ten lie within a factor of [[gradient-norm-by-depth.widest_band:.1f]] of it.",
        see={"snippet": "gradient_of_a_stack.py", "lab": "residual-gradients"},
    ),
    Claim(
        slug="healthy-gradient-poor-training",
        section="“It solves the issue of vanishing gradients”",
        note="of all that can ail a deep plain net, names vanishing gradients.",
        statement="a net can be ill with a gradient of healthy length. At He's weights 40 plain layers pass [[healthy-gradient-poor-training.ratio:.2f]] of it down, but hand on almost the same direction for every input (cosine "
        "[[healthy-gradient-poor-training.outputs:.3f]]), while the gradients of different inputs hardly agree ([[healthy-gradient-poor-training.gradients:.2f]]; with shortcuts and branches from zero [[skip-and-start.skip_zero_gradient_cosine:.2f]]). "
        "Trained at one rate it gets [[healthy-gradient-poor-training.right:.0f]] % of its own points right, the other net [[skip-and-start.skip_zero_accuracy:.0f]] %; at its own best rate [[skip-and-start.plain_he_gentle_accuracy:.0f]] %.",
        kind="experiment",
        experiment="skip-and-start",
        check=_healthy,
        control=lambda result: _exchanged(result, "plain_he_", "skip_zero_"),
        wrong="the probes and runs of the two nets exchanged",
        ran="[[skip-and-start.seeds:d]] seeds, spiral, no normalisation, same data and weights: gradient ratio [[skip-and-start.plain_he_ratio:.2f]] against [[skip-and-start.skip_zero_ratio:.2f]], cosine of outputs [[skip-and-start.plain_he_output_cosine:.3f]] against [[skip-and-start.skip_zero_output_cosine:.2f]]",
        tolerance="healthy means between 0.05 and 5 of its length, vanished below 0.01; accuracies at least 10 points apart, where 20 were measured.",
        source="[He et al. (2015)](references.md#he-2015), section 4.1: in their plain nets, which had batch normalisation, gradients had healthy norms; they think vanishing an unlikely cause and leave the cause open.",
    ),
    Claim(
        slug="overfitting-not-prevented",
        section="“It prevents overfitting”",
        note="a ResNet prevents overfitting.",
        statement="it fits wrong labels as well as a plain net or better, since it is *easier* to train. At equal depth it lost less accuracy on one of our two tasks ([[overfitting-not-prevented.gain_hyperplane:.1f]] points), with no clear difference on "
        "the other: a side effect, not a remedy to rely on. The authors' own net of 1202 layers tested worse than their 110 layers at a similar training error, and they put that down to overfitting.",
        kind="experiment",
        experiment="flipped-labels",
        check=_overfitting,
        control=lambda result: result | {name: result[name][:, :, ::-1] for name in ("learnt", "test")},
        wrong="the same runs with plain nets and nets with shortcuts exchanged",
        ran="[[flipped-labels.seeds:d]] seeds, two tasks, depths 4 and 20, one label in five wrong. Wrong labels learnt at depth 20: [[flipped-labels.linear_residual_20_learnt:.0f]] % with shortcuts and [[flipped-labels.linear_plain_20_learnt:.0f]] % without, "
        "on the spiral [[flipped-labels.spiral_residual_20_learnt:.0f]] % and [[flipped-labels.spiral_plain_20_learnt:.0f]] %",
        tolerance="prevented means that less than half as many wrong labels are learnt. The side effect must exceed 3 points in the median of pairs, where about 8 were measured.",
        source="[He et al. (2015)](references.md#he-2015), section 4.2 and table 6: 7.93 % of the test images wrong with 1202 layers, 6.61 % on average with 110; training error below 0.1 %.",
    ),
    Claim(
        slug="road-is-not-the-cause",
        section="“It prevents overfitting”",
        note="less overfitting and less non-linearity come about because gradients can skip neurons.",
        statement="neither needs the road. Nets whose shortcut adds $a$ on the way forward and passes no gradient back learn [[road-is-not-the-cause.learnt_cut:.0f]] % of the wrong labels, those with the road [[road-is-not-the-cause.learnt_open:.0f]] %; and "
        "[[road-is-not-the-cause.nearness_without:.0f]] % of the blocks' nearness to the identity remains. On unseen points they stand between the two: [[gradient-road.cut_test:.0f]] %, with [[gradient-road.plain_test:.0f]] % for plain nets and [[gradient-road.open_test:.0f]] % with the road.",
        kind="experiment",
        experiment="gradient-road",
        check=_road,
        control=lambda result: _exchanged(result, "plain_", "cut_"),
        wrong="the runs of plain nets put in place of those with the road cut",
        ran="[[gradient-road.seeds:d]] seeds, hyperplane with one label in five wrong, [[gradient-road.depth:d]] layers. Change that a block makes, relative to its input, after training: [[gradient-road.open_after:.2f]] with the road, [[gradient-road.cut_after:.2f]] without, [[gradient-road.plain_after:.2f]] in plain nets",
        tolerance="three quarters of the nearness must remain without the road, where nine tenths were measured; the note is right if less than half does.",
    ),
    Claim(
        slug="identity-by-default",
        section="“It limits the non-linearity to the necessary amount”",
        note="a ResNet limits the non-linearity to the necessary amount.",
        statement="its default is to add none, if the branches start small and the inputs are not negative. From zero, five blocks copy such inputs with no step of training; from He's weights they have not learnt to in [[identity-start.cap:d]], and plain layers "
        "neither. Of inputs of either sign even a zero branch loses [[identity-by-default.signed:.1f]] of the length, since $g(0 + a)$ is not $a$ where $a < 0$. “Necessary” says too much: nothing measures how much is.",
        kind="experiment",
        experiment="identity-start",
        check=_default,
        control=lambda result: (
            result | {name: result[name][[0, 0, 0, 0]] for name in ("steps", "first", "last", "signed")}
        ),
        wrong="every stack without its shortcuts",
        ran="[[identity-start.seeds:d]] seeds, width [[identity-start.width:d]], Adam at the best of five rates for five blocks: steps to copy through five blocks [[identity-start.zero_steps_5:.0f]] from zero, [[identity-start.small_steps_5:.0f]] from 0.02 of He's weights, never from He's weights "
        "(one block: [[identity-start.he_steps_1:.0f]])",
        tolerance="copied means a mean squared error of 0.001, a thousandth of the input's; within 100 steps counts as near the default.",
        see={"snippet": "identity_by_default.py"},
    ),
    Claim(
        slug="spare-blocks",
        section="“It limits the non-linearity to the necessary amount”",
        note="non-linearity that is not needed stays out.",
        statement="in deep nets a single block can be spared after training: with 20 layers and shortcuts [[spare-blocks.kept_20:.0f]] % of the points stay right when a block is cut out, without shortcuts [[spare-blocks.plain_20:.0f]] %. "
        "With 4 layers the block is the only one, and nothing but guesses is left.",
        kind="experiment",
        experiment="degradation",
        check=_spare,
        control=lambda result: _exchanged(result, "plain_", "residual_"),
        wrong="the same runs with plain nets and nets with shortcuts exchanged",
        ran="[[degradation.seeds:d]] seeds, each block cut out in turn: [[degradation.residual_cut_20:.0f]] % ([[degradation.residual_cut_lowest_20:.0f]] to [[degradation.residual_cut_highest_20:.0f]]) against [[degradation.plain_cut_20:.0f]] % ([[degradation.plain_cut_lowest_20:.0f]] to [[degradation.plain_cut_highest_20:.0f]])",
        tolerance="spared means above 80 % right; the two kinds must differ by 15 points, where about 30 were measured.",
        source="[Veit et al. (2016)](references.md#veit-2016), section 4.1, for the same on pictures.",
    ),
    Claim(
        slug="filters-for-the-question",
        section="“Really good at extracting features”",
        note="convolutional nets are really good at extracting features.",
        statement="they find filters for the question that training asks, without being told what to look for: edge filters when asked for jumps, none when asked for brightness. One toy task shows that it happens, not how good they are at it; "
        "[Krizhevsky et al. (2012)](references.md#krizhevsky-2012) found edges and blobs of colour in photographs, and [Dosovitskiy et al. (2021)](references.md#dosovitskiy-2021) get as far nearly without convolution, given much more data.",
        kind="experiment",
        experiment="edge-filters",
        check=_features,
        control=lambda result: result | {"after": result["before"]},
        wrong="the filters as they were before training",
        ran="[[edge-filters.seeds:d]] seeds a question: the part of a filter that does not cancel went from [[filters-for-the-question.start:.2f]] to [[filters-for-the-question.jumps:.2f]] for jumps and to [[filters-for-the-question.brightness:.2f]] for brightness",
        tolerance="an edge filter has lost half of what did not cancel at the start; about four fifths were lost. Both questions must be answered, with less than 5 % left unexplained.",
    ),
]
