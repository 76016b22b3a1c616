"""What the note says of shared weights, of their gradients and of the length of an output."""

import numpy as np

from dlnotes.claims.claim import Claim, Evidence

# -- weights -----------------------------------------------------------------------------------------------------------


def _fewer(result):
    dense, shared, longer_dense, longer_shared = (
        result[name] for name in ("dense", "shared", "longer_dense", "longer_shared")
    )
    numbers = {"times_fewer": dense / shared, "times_fewer_longer": longer_dense / longer_shared}
    growth = (result["longer_window"] / result["window"]) ** 2
    ours = shared < dense and longer_dense == growth * dense and longer_shared == shared
    return Evidence(
        numbers, {"8 inputs": shared < dense / 2, "80 inputs": longer_shared < longer_dense / 2}, bool(ours)
    )


def _savings(result):
    """Weights saved by locality and by sharing, in both orders, for the short window and the long one."""
    saved = {}
    for at in ("", "longer_"):
        dense, local, tied, shared = (
            float(result[at + kind]) for kind in ("dense", "local", "tied", "shared")
        )
        saved |= {f"{at}erased_first_locality": dense - local, f"{at}erased_first_sharing": local - shared}
        saved |= {f"{at}tied_first_sharing": dense - tied, f"{at}tied_first_locality": tied - shared}
    return saved


def _who_saves(result):
    saved = _savings(result)
    orders = {"8 inputs, erased first": "erased_first", "8 inputs, tied first": "tied_first"}
    orders |= {name.replace("8 inputs", "80 inputs"): f"longer_{order}" for name, order in orders.items()}
    note = {name: saved[f"{order}_sharing"] > saved[f"{order}_locality"] for name, order in orders.items()}
    least = min(saved["erased_first_locality"], saved["tied_first_locality"])
    half, half_longer = ((result[f"{at}dense"] - result[f"{at}shared"]) / 2 for at in ("", "longer_"))
    grows = all(result[f"longer_{kind}"] > result[kind] for kind in ("local", "tied"))
    first = saved["longer_erased_first_locality"] > half_longer < saved["longer_tied_first_sharing"]
    return Evidence(
        saved, note, bool(least >= half and first and grows and result["longer_shared"] == result["shared"])
    )


def _nothing_erased(result):
    """The counts of a network whose units all read the whole window."""
    for at in ("", "longer_"):
        result = result | {f"{at}local": result[f"{at}dense"], f"{at}shared": result[f"{at}tied"]}
    return result


# -- the same network --------------------------------------------------------------------------------------------------


def _three_convolutions(result):
    windows = np.count_nonzero(result["as_mlp"] != result["as_cnn"])
    along = np.count_nonzero(result["mlp_everywhere"][:, ::8] != result["hopping"])
    note = {"on single windows": windows == 0, "along a signal, in jumps of 8": along == 0}
    varied = np.median(result["as_cnn"].std(axis=1)) > 1  # not equal because all silent
    ours = (
        windows == along == 0
        and varied
        and result["rounding32"] < 1e-5
        and result["window"] == result["hop"] == 8
    )
    return Evidence({"differing": windows + along}, note, bool(ours))


def _every_sample(result):
    everywhere = result["mlp_everywhere"]
    numbers = {
        "differing": np.count_nonzero(result["gliding"] != everywhere),
        "hopping_differing": np.count_nonzero(result["hopping"] != everywhere[:, ::8]),
        "undilated_share": np.mean(result["undilated"] != everywhere),
    }
    ours = (
        numbers["differing"] == numbers["hopping_differing"] == 0
        and everywhere.shape == result["gliding"].shape
    )
    return Evidence(numbers, {}, bool(ours and numbers["undilated_share"] > 0.5))


def _shifts(result):
    strided, dilated, nets = result["strided_found"], result["dilated_found"], result["shift_nets"]
    numbers = {
        "strided_8": strided[8],
        "strided_smaller": strided[1:8].max(),
        "dilated_least": dilated[1:].min(),
    }
    ours = strided[8] == nets and strided[1:8].max() <= nets / 10 and dilated[1:].min() == nets
    return Evidence(numbers, {}, bool(ours))


# -- the same work -----------------------------------------------------------------------------------------------------


def _same_work(result):
    equal, apart = np.median(result["drift"][:, -1]), np.median(result["drift_own"][:, -1])
    before, after = np.median(result["own_matched"], axis=1)
    note = {"copies that start apart": apart < 0.1 or after < 0.1, "copies that start equal": equal < 1e-6}
    ours = equal > 0.01 and apart > 0.5 and after > before / 2 and result["own_loss_left"] < 0.2
    return Evidence(
        {"equal": equal, "apart": apart, "matched_before": before, "matched_after": after}, note, bool(ours)
    )


def _bet(result):
    dense, _, shared = (np.median(result["error"], axis=2)[:, i] for i in range(3))
    place_free, place_matters = shared / dense
    note = {"place does not matter": place_free < 2, "place matters": place_matters < 2}
    worst = np.count_nonzero(result["error"][1].argmax(axis=0) == 2) > result["error"].shape[2] / 2
    return Evidence(
        {"place_free": place_free, "place_matters": place_matters},
        note,
        bool(place_free < 2 < place_matters and worst),
    )


# -- gradients ---------------------------------------------------------------------------------------------------------


def _not_split(result):
    upstream = result["upstream"]
    note = {
        "a plain sum": np.array_equal(result["add_received"], np.full(2, upstream)),
        "a filter": np.array_equal(result["filter_received"], upstream * result["weights"]),
    }
    split = np.array_equal(result["mean_received"], np.full(2, upstream / 2))
    numbers = {"sum_total": result["add_received"].sum(), "mean_total": result["mean_received"].sum()}
    return Evidence(numbers, note, bool(all(note.values()) and split))


def _split(result):
    return result | {
        "add_received": result["mean_received"],
        "filter_received": result["filter_mean_received"],
    }


def _not_equal(result):
    spread = np.ptp(result["drawn_received"], axis=1)
    equal = spread < 1e-3
    off = np.abs(result["drawn_received"] - result["upstream"] * result["drawn_weights"]).max()
    note = {
        "a plain sum": np.ptp(result["add_received"]) == 0,
        "equal weights": np.ptp(result["equal_filter_received"]) == 0,
        "weights drawn at random": equal.mean() > 0.5,
    }
    numbers = {
        "equal": np.count_nonzero(equal),
        "filters": len(equal),
        "mixed": np.count_nonzero((result["drawn_received"] < 0).any(axis=1)),
    }
    return Evidence(numbers, note, bool(off < 1e-12 and equal.mean() < 0.1))


def _without_weights(result):
    return result | {"drawn_received": np.full_like(result["drawn_received"], result["upstream"])}


def _cause(result):
    shared, untied = result["input_gradient"], result["input_gradient_untied"]
    differing = np.count_nonzero(shared != untied)
    moved = np.count_nonzero(np.any(shared != 0, axis=1))
    numbers = {"differing": differing, "compared": shared.size, "alive": moved}
    return Evidence(
        numbers,
        {"the same weights, with and without sharing": differing > 0},
        bool(differing == 0 and moved > len(shared) / 2),
    )


def _sum_over_places(result):
    differing = compared = several = cancelled = 0
    for layer in (1, 2, 3):
        shared, copies = result[f"shared_gradient_{layer}"], result[f"copies_gradient_{layer}"]
        differing += np.count_nonzero(shared != copies.sum(axis=2))
        compared += shared.size
        several += np.count_nonzero(np.count_nonzero(copies, axis=2) > 1)
        cancelled += np.count_nonzero((copies > 0).any(axis=2) & (copies < 0).any(axis=2))
    numbers = {
        "differing": differing,
        "compared": compared,
        "several": several,
        "opposed_share": cancelled / several,
    }
    return Evidence(numbers, {}, bool(differing == 0 and several > compared / 10))


def _mean_over_places(result):
    return result | {
        f"shared_gradient_{layer}": result[f"copies_gradient_{layer}"].mean(axis=2) for layer in (1, 2, 3)
    }


# -- the length of the output ------------------------------------------------------------------------------------------


def _said(grid, dilation=False):
    """The note's formula, or the one with dilation, before any rounding."""
    n, k, s, p, d = grid.T
    return (n + 2 * p - (d * (k - 1) + 1 if dilation else k)) / s + 1


def _agree(result, said, chosen):
    """Is a formula right in every chosen case of the grid in which a window fits?"""
    fits = chosen & (result["counted"] > 0)
    return np.array_equal(said[fits], result["counted"][fits])


def _floor(result):
    _, _, s, _, d = result["grid"].T
    plain = d == 1
    said = _said(result["grid"])
    note = {f"stride {stride}": _agree(result, said, plain & (s == stride)) for stride in np.unique(s)}
    fits = plain & (result["counted"] > 0)
    wrong = np.count_nonzero(said[fits] != result["counted"][fits])
    numbers = {"cases": np.count_nonzero(fits), "wrong": wrong, "share": wrong / np.count_nonzero(fits)}
    divides = np.array_equal(said[fits] == result["counted"][fits], said[fits] % 1 == 0)
    ours = _agree(result, result["formula"], plain) and divides and result["resnet_stem_said"] % 1 == 0.5
    return Evidence(
        numbers, note, bool(ours and result["resnet_stem_size"] == np.floor(result["resnet_stem_said"]))
    )


def _no_floor(result):
    return result | {"formula": _said(result["grid"], dilation=True)}


def _dilation(result):
    _, k, _, _, d = result["grid"].T
    rounded = np.floor(_said(result["grid"]))
    note = {
        f"dilation {dilation}, rounded down": _agree(result, rounded, d == dilation)
        for dilation in np.unique(d)
    }
    fits = (d > 1) & (k > 1) & (result["counted"] > 0)
    numbers = {"cases": np.count_nonzero(fits), "share": np.mean(rounded[fits] != result["counted"][fits])}
    return Evidence(numbers, note, bool(_agree(result, result["formula"], d > 0) and numbers["share"] > 0.1))


def _no_dilation(result):
    return result | {"formula": np.floor(_said(result["grid"]))}


def _unseen(result):
    n, k, s, p, d = result["grid"].T
    fits = result["counted"] > 0
    differing = np.count_nonzero((result["no_gradient"] != result["unseen"])[fits].any(axis=1))
    left_over = (n + 2 * p - d * (k - 1) - 1) % s
    tail = (
        fits & (d == 1) & (s <= k) & (left_over > 0)
    )  # a stride longer than the kernel leaves gaps of its own
    lost = result["no_gradient"][np.arange(len(n)), n - 1]
    rule = np.count_nonzero(result["no_gradient"].sum(axis=1)[tail] != np.maximum(left_over - p, 0)[tail])
    numbers = {
        "cases": np.count_nonzero(fits),
        "differing": differing,
        "exceptions": rule,
        "fractions": np.count_nonzero(tail),
        "lost_share": lost[tail].mean(),
    }
    return Evidence(numbers, {}, bool(differing == rule == 0 and 0 < lost[tail].sum() < tail.sum()))


def _rounded_up(result):
    """What would be unseen if a last window were let hang over the edge."""
    unseen = np.zeros_like(result["unseen"])
    for case, (n, k, s, p, d) in enumerate(result["grid"]):
        outputs = -(-(n + 2 * p - d * (k - 1) - 1) // s) + 1
        read = s * np.arange(max(outputs, 0))[:, None] + d * np.arange(k) - p
        unseen[case, :n] = ~np.isin(np.arange(n), read)
    return result | {"unseen": unseen}


# -- what is claimed ---------------------------------------------------------------------------------------------------

LAB = "scanning-and-tdnn"

CLAIMS = [
    Claim(
        slug="far-fewer-weights",
        section="Erase, then tie",
        note="a CNN has far fewer parameters than an MLP.",
        statement="yes, than the MLP with the same units: [[scanning-mlp.dense:d]] weights become [[scanning-mlp.shared:d]], and with biases [[scanning-mlp.dense_biases:d]] become [[scanning-mlp.shared_biases:d]]. How many fewer depends on the window: for one ten times as long, [[scanning-mlp.longer_dense:,d]] dense weights stand against the same [[scanning-mlp.longer_shared:d]].",
        kind="identity",
        experiment="scanning-mlp",
        check=_fewer,
        control=lambda result: result | {"shared": result["local"], "longer_shared": result["longer_local"]},
        wrong="every copy is counted as a weight of its own",
        ran="the layers were asked which weight sits on which wire: [[far-fewer-weights.times_fewer:.1f]] times fewer at 8 inputs, [[far-fewer-weights.times_fewer_longer:.0f]] times at 80",
        tolerance="counts, so exact: dense weights grow with the square of the length, shared ones not at all. “Far fewer” is read as less than half.",
        see={"snippet": "block_matrix.py", "lab": LAB},
    ),
    Claim(
        slug="locality-and-sharing",
        section="Which step saves more?",
        note="it is the shared parameters that make the number small.",
        statement="they are one of two reasons. Erase first, and locality saves [[locality-and-sharing.erased_first_locality:.0f]] of the [[scanning-mlp.saved:d]] weights, sharing [[locality-and-sharing.erased_first_sharing:.0f]]. Tie first, and each saves [[locality-and-sharing.tied_first_sharing:.0f]]. Over a longer window, whichever comes first saves most, and only both together make the number independent of the length.",
        kind="identity",
        experiment="scanning-mlp",
        check=_who_saves,
        control=_nothing_erased,
        wrong="a network in which every unit reads the whole window, so that locality saves nothing",
        ran="counts for 8 inputs and for 80; asked of each, in both orders: does sharing save more than locality?",
        tolerance="counts, so exact: at 8 inputs locality saves at least half in either order; at 80, whichever step comes first does; and the number with either step alone has grown, with both it has not.",
        see={"lab": LAB},
    ),
    Claim(
        slug="mlp-is-three-convolutions",
        section="The same network as three convolutions",
        note="the scanning MLP takes 8 inputs at a time and equals a CNN with 4, 3 and 2 filters, all of width 2 and stride 2.",
        statement="exactly this: bit for bit with whole numbers, and up to rounding with others. Three strides of 2 make $2\\cdot 2\\cdot 2 = 8$, so along a signal the CNN is the MLP moved by [[scanning-mlp.hop:d]] samples at a time.",
        kind="identity",
        experiment="scanning-mlp",
        check=_three_convolutions,
        control=lambda result: result | {"as_mlp": result["as_mlp_astray"]},
        wrong="one of the four copies of one weight is larger by 1",
        ran="[[scanning-mlp.seeds:d]] random networks of whole numbers, [[scanning-mlp.compared:,d]] answers on single windows and [[scanning-mlp.hop8_outputs:,d]] along signals: [[mlp-is-three-convolutions.differing:.0f]] differ. With other numbers, by at most [[scanning-mlp.rounding32:.0e]] of the largest answer (single precision)",
        tolerance="none for whole numbers: no sum is rounded, so equal means equal. With others below 1e-5, a hundred roundings of single precision.",
        see={"snippet": "scanning_mlp.py", "lab": LAB},
    ),
    Claim(
        slug="time-delay-network",
        section="Sliding it along",
        note="such a CNN, moving over a one-dimensional input, mostly time, is called a time-delay neural network.",
        statement="it is a matter of names, and the name fits: weights shared along the one axis of time, so that a feature is found wherever it occurs. The network that the name was made for slides by one frame in every layer; strides are a variant of it.",
        kind="citation",
        source="[LeCun et al. (1998)](references.md#lecun-1998), end of section II.A: the name for convolutional networks that share weights along time alone, with subsampling or without. [Waibel et al. (1989)](references.md#waibel-1989), abstract: features found independently of their position in time.",
        cited="holds",
        see={"snippet": "time_delay_network.py", "lab": LAB},
    ),
    Claim(
        slug="an-answer-at-every-sample",
        section="Sliding it along",
        note="it leaves open how far the window moves from one answer to the next.",
        statement="with the strides, by [[scanning-mlp.hop:d]] samples. For an answer at every sample keep the weights, set the strides to 1, and let what they skipped become dilations of 1, 2 and 4. Stride 1 alone is not enough: it gives [[an-answer-at-every-sample.undilated_share:.0%]] of the answers wrong.",
        kind="identity",
        experiment="scanning-mlp",
        check=_every_sample,
        control=lambda result: result | {"gliding": result["undilated"]},
        wrong="stride 1 without the dilations",
        ran="[[scanning-mlp.seeds:d]] networks of whole numbers against the MLP, window by window: [[an-answer-at-every-sample.differing:.0f]] of [[scanning-mlp.hop1_outputs:,d]] answers differ",
        tolerance="none: whole numbers, so equal means equal.",
        see={"snippet": "time_delay_network.py", "lab": LAB},
    ),
    Claim(
        slug="shifts-of-eight",
        section="Sliding it along",
        note="it has the network scan, and does not say what becomes of a signal that comes a little later.",
        statement="the strided stack is equivariant to shifts of [[scanning-mlp.hop:d]], and to no smaller one; the dilated stack is to every shift. That a convolution follows each shift of its input is true only at stride 1, and away from padded ends.",
        kind="experiment",
        experiment="scanning-mlp",
        check=_shifts,
        control=lambda result: result | {"strided_found": result["dilated_found"]},
        wrong="a stack of stride 1 in place of the one of stride 2",
        ran="[[scanning-mlp.shift_nets:d]] random networks. The strided stack followed a shift of 8 in [[shifts-of-eight.strided_8:.0f]], a smaller one in [[shifts-of-eight.strided_smaller:.0f]]; the dilated stack followed every shift in [[shifts-of-eight.dilated_least:.0f]]",
        tolerance="equal up to 1e-9. All networks must follow where we say so; one in ten may follow a smaller shift, as a network whose units are all off does.",
        see={"lab": LAB},
    ),
    Claim(
        slug="do-the-same-work",
        section="Do the neurons do the same work?",
        note="each layer has neurons that do the same work.",
        statement="they do it because we make them share. With a weight of its own on every wire, copies that start equal drift apart, and copies that started apart stayed so in our training, also if their order and their length are not counted.",
        kind="experiment",
        experiment="scanning-mlp",
        check=_same_work,
        control=lambda result: result | {"drift": result["drift_forced"]},
        wrong="the copies are kept equal by giving each the sum of their gradients, which is what sharing does",
        ran="[[scanning-mlp.drift_seeds:d]] seeds, [[scanning-mlp.drift_steps:,d]] steps towards a network that shares. Distance of the copies from their mean: [[scanning-mlp.drift_start:.1%]] → [[scanning-mlp.drift_end:.1%]] if they start equal, [[scanning-mlp.own_start:.0%]] → [[scanning-mlp.own_end:.0%]] if apart (medians)",
        tolerance="more than 1 % apart where they started equal (the least of the seeds is [[scanning-mlp.drift_end_least:.1%]], rounding makes 1e-14 %), more than half where apart; in the best order, the directions of the filters were [[do-the-same-work.matched_before:.2f]] apart before and [[do-the-same-work.matched_after:.2f]] after, of 2 at most.",
        see={"lab": LAB},
    ),
    Claim(
        slug="sharing-is-a-bet",
        section="Do the neurons do the same work?",
        note="such neurons can be set to the same shared parameters.",
        statement="they can at no visible cost if what is worth finding looks the same wherever it occurs. If place matters, it may cost a lot: here the error was [[sharing-is-a-bet.place_matters:.1f]] times that of the dense network.",
        kind="experiment",
        experiment="sharing-bet",
        check=_bet,
        control=lambda result: result | {"error": result["error"][::-1]},
        wrong="the two teachers are swapped",
        ran="[[sharing-bet.seeds:d]] seeds, [[sharing-bet.windows:d]] windows, [[sharing-bet.steps:d]] steps. Shared against dense: [[sharing-bet.shared_teacher_shared:.2f]] (seeds: [[sharing-bet.shared_teacher_shared_best:.2f]] to [[sharing-bet.shared_teacher_shared_worst:.2f]]) against [[sharing-bet.shared_teacher_dense:.2f]] ([[sharing-bet.shared_teacher_dense_best:.2f]] to [[sharing-bet.shared_teacher_dense_worst:.2f]]) where place does not matter; [[sharing-bet.local_teacher_shared:.2f]] ([[sharing-bet.local_teacher_shared_best:.2f]] to [[sharing-bet.local_teacher_shared_worst:.2f]]) against [[sharing-bet.local_teacher_dense:.2f]] ([[sharing-bet.local_teacher_dense_best:.2f]] to [[sharing-bet.local_teacher_dense_worst:.2f]]) where it does; shared the worst of three students in [[sharing-bet.lost:d]] seeds of [[sharing-bet.seeds:d]]",
        tolerance="the ratio of median errors lies below 2 and above 2 (it was [[sharing-is-a-bet.place_free:.2f]] and [[sharing-is-a-bet.place_matters:.1f]]), and where place matters most seeds put the shared student last.",
        see={"lab": LAB},
    ),
    Claim(
        slug="gradient-is-not-split",
        section="Three gates",
        note="if four filters feed one, its gradient is rerouted to the four and *not split*.",
        statement="right. A sum hands its gradient to each input whole: 2 comes in, and [[gradient-is-not-split.sum_total:.0f]] goes out in total. A filter does the same with each wire's weight as a factor. What splits is a mean.",
        kind="identity",
        experiment="gradient-routing",
        check=_not_split,
        control=_split,
        wrong="a mean in place of each sum",
        ran="difference quotients of the gates, and the backward of the real layer for a filter over four units",
        tolerance="none: the numbers are short binary fractions, so nothing is rounded.",
        see={"snippet": "gradient_routing.py"},
    ),
    Claim(
        slug="gradient-is-not-equal",
        section="A filter is a weighted sum",
        note="the gradient reaches the four *equally*.",
        statement="only if the four weights are equal. Unit $i$ receives $w_i$ times the gradient, so some receive little, and some the opposite sign.",
        kind="identity",
        experiment="gradient-routing",
        check=_not_equal,
        control=_without_weights,
        wrong="the weights on the wires are left out, as if a filter were a plain sum",
        ran="[[gradient-is-not-equal.filters:.0f]] filters with weights drawn at random, the real backward: four equal gradients in [[gradient-is-not-equal.equal:.0f]] of them, an opposite sign among them in [[gradient-is-not-equal.mixed:.0f]]",
        tolerance="each is $w_i$ times the gradient up to 1e-12; equal means within 1e-3, which four independent normal weights are less than once in $10^9$ draws.",
        see={"snippet": "gradient_routing.py"},
    ),
    Claim(
        slug="sharing-does-not-route",
        section="What sharing does",
        note="the gradient is rerouted so *because* parameters are shared.",
        statement="sharing has no part in it. Untie every copy, leave the values as they are, and each input receives the same gradient to the last bit. The sum is the reason, and a filter is one with or without sharing.",
        kind="identity",
        experiment="gradient-routing",
        check=_cause,
        control=lambda result: result | {"input_gradient_untied": result["input_gradient_astray"]},
        wrong="the copies are given values of their own, which does change where gradients go",
        ran="[[gradient-routing.sharing_seeds:d]] networks of whole numbers and their untied twins: [[sharing-does-not-route.differing:.0f]] of [[sharing-does-not-route.compared:.0f]] input gradients differ",
        tolerance="none: whole numbers, so equal means equal. In [[sharing-does-not-route.alive:.0f]] of the networks some gradient arrives.",
    ),
    Claim(
        slug="shared-gradient-is-a-sum",
        section="What sharing does",
        note="it looks for the effect of sharing in the gradients of the units, and does not mention those of the weights.",
        statement="there it is: a shared weight receives the sum, not the mean, of what its copies would receive at all their places. In [[shared-gradient-is-a-sum.opposed_share:.0%]] of the sums with more than one term, some terms had opposite signs.",
        kind="identity",
        experiment="gradient-routing",
        check=_sum_over_places,
        control=_mean_over_places,
        wrong="the mean over the places in place of the sum",
        ran="[[gradient-routing.sharing_seeds:d]] networks of whole numbers, [[shared-gradient-is-a-sum.compared:,.0f]] shared weights, [[shared-gradient-is-a-sum.several:,.0f]] of which had a gradient at more than one place: [[shared-gradient-is-a-sum.differing:.0f]] differ from the sum over their untied copies",
        tolerance="none: whole numbers, so equal means equal.",
        see={"snippet": "shared_gradient.py"},
    ),
    Claim(
        slug="output-size-rounds-down",
        section="Kernel, Stride, Padding and Output Shape Calculation",
        note="the output has `(input_shape + 2*padding - kernel)/(stride) + 1` places.",
        statement="rounded down, and for dilation 1. As printed it gives [[output-shape.resnet_stem_said:g]] for ResNet's first layer, whose output has [[output-shape.resnet_stem_size:d]]. It is right wherever the division leaves no remainder, and so always at stride 1.",
        kind="derivation",
        experiment="output-shape",
        check=_floor,
        control=_no_floor,
        wrong="the floor is left out",
        ran="windows counted one by one in [[output-size-rounds-down.cases:,.0f]] cases of dilation 1: the formula as printed is wrong in [[output-size-rounds-down.wrong:,.0f]], rounded down in [[output-shape.floored_wrong:d]]",
        tolerance="counts, so exact. How often a fraction comes out depends on the grid; that it does, does not.",
        source="[PyTorch documentation, Conv1d](references.md#pytorch-conv1d), prints the floor.",
        see={"snippet": "output_shape.py"},
    ),
    Claim(
        slug="output-size-and-dilation",
        section="Kernel, Stride, Padding and Output Shape Calculation",
        note="PyTorch's equation is a bad looking one, and the simple one does.",
        statement="what looks bad is the floor and the dilation, and both are needed. A dilated kernel spans $d(k-1)+1$ places instead of $k$. Without that term, even rounded down, the formula is right in general for dilation 1 only.",
        kind="derivation",
        experiment="output-shape",
        check=_dilation,
        control=_no_dilation,
        wrong="the dilation is left out",
        ran="windows counted one by one in [[output-shape.cases:,d]] cases: the complete formula is wrong in [[output-shape.mismatches:d]]; the simple one, rounded down, in [[output-size-and-dilation.share:.0%]] of the [[output-size-and-dilation.cases:,.0f]] with a dilation of 2 or 3 and a kernel longer than 1",
        tolerance="counts, so exact; that share depends on the grid.",
        source="[PyTorch documentation, Conv1d](references.md#pytorch-conv1d), prints the dilation; [Dumoulin & Visin (2016)](references.md#dumoulin-2016) derive the formula.",
        see={"snippet": "output_shape.py"},
    ),
    Claim(
        slug="unread-inputs-have-no-gradient",
        section="What the floor throws away",
        note="its formula gives fractions, and it does not say what becomes of the part behind the point.",
        statement="it is cut off. At dilation 1, with a stride no longer than the kernel, as many inputs at the end are in no window as are left over beyond the padding there, and their gradient is zero at every step. If no more is left over than was padded, only padding is lost.",
        kind="derivation",
        experiment="output-shape",
        check=_unseen,
        control=_rounded_up,
        wrong="the fraction is rounded up, so that a last window hangs over the edge",
        ran="[[unread-inputs-have-no-gradient.cases:,.0f]] cases in which a window fits: inputs without a gradient are those that no window reads, with [[unread-inputs-have-no-gradient.differing:.0f]] exceptions. In [[unread-inputs-have-no-gradient.lost_share:.0%]] of the [[unread-inputs-have-no-gradient.fractions:.0f]] fractions at such strides the last input was lost, [[unread-inputs-have-no-gradient.exceptions:.0f]] times against the rule",
        tolerance="none: a kernel of ones counts how many windows read an input.",
        see={"snippet": "unseen_inputs.py"},
    ),
]
