"""What the note says of residual networks."""

import numpy as np

from dlnotes.claims.claim import Claim, Evidence


def _explodes(result):
    growth = result["note_he_100"]
    return Evidence({"growth": growth, "plain": result["plain_he_100"]}, {"sigmoid": False, "ReLU, Xavier": True}, bool(growth > 1e6))


CLAIMS = [
    Claim(
        slug="skip-and-vanishing",
        section="“It solves the issue of vanishing gradients”",
        note="a ResNet solves the issue of vanishing gradients.",
        statement="under conditions: at He's weights the note's block multiplies the gradient by [[skip-and-vanishing.growth:.0e]] ([He et al., 2015](references.md#he-2015)), $D(I+J)$.",
        kind="experiment",
        experiment="gradient-norm-by-depth",
        check=_explodes,
        control=lambda result: result | {"note_he_100": np.float64(1.0)},
        wrong="a stack that keeps the gradient's length",
        ran="[[gradient-norm-by-depth.seeds:d]] seeds, depth 100",
        tolerance="growth above 1e6: the median is two orders of magnitude larger.",
        see={"snippet": "gradient_of_a_stack.py"},
    ),
]
