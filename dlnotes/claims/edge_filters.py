"""What a trained first layer looks for, asked for jumps or for brightness."""

import numpy as np

from dlnotes.claims._claim import Claim, Evidence
from dlnotes.claims._controls import replaced
from dlnotes.experiments.edge_filters import flatness


def filters_follow_the_question(result):
    use, questions = result["use"], 2
    flat = (flatness(result["after"]) * use).sum(axis=-1) / use.sum(axis=-1)
    jumps, brightness = np.median(flat.reshape(questions, -1), axis=1)
    start = np.median(flatness(result["before"]))
    left = np.median((result["error"] / result["spread"]).reshape(questions, -1), axis=1)
    return Evidence(
        {"start": start, "jumps": jumps, "brightness": brightness},
        {"jumps": jumps < 0.5 * start, "brightness": brightness < 0.5 * start},
        bool(jumps < 0.5 * start and brightness > 0.75 * start and left.max() < 0.05),
    )


CLAIMS = {"filters-for-the-question": Claim(filters_follow_the_question, replaced(after="before"))}
