"""Every claim of the pages: it stands, its wrong version does not, and its verdict is the one pinned here."""

import dataclasses
import importlib

import numpy as np
import pytest

from dlnotes.claims._claim import ANSWERED, CONDITIONS, CORRECTED, HOLDS, UNTESTABLE, verdict
from dlnotes.site.products import claims
from dlnotes.site.sources.claims import cards
from tests.claims.conftest import PROJECT

VERDICTS = {
    "degradation-is-not-overfitting": CORRECTED,
    "activation-of-the-sum": HOLDS,
    "past-the-weights": CONDITIONS,
    "root-three-per-block": ANSWERED,
    "skip-is-half": CONDITIONS,
    "skip-and-vanishing": CONDITIONS,
    "healthy-gradient-poor-training": CORRECTED,
    "overfitting-not-prevented": CORRECTED,
    "road-is-not-the-cause": CORRECTED,
    "identity-by-default": CONDITIONS,
    "spare-blocks": CONDITIONS,
    "filters-for-the-question": CONDITIONS,
    "far-fewer-weights": HOLDS,
    "locality-and-sharing": CONDITIONS,
    "mlp-is-three-convolutions": HOLDS,
    "time-delay-network": HOLDS,
    "an-answer-at-every-sample": ANSWERED,
    "shifts-of-eight": ANSWERED,
    "do-the-same-work": CORRECTED,
    "sharing-is-a-bet": CONDITIONS,
    "gradient-is-not-split": HOLDS,
    "gradient-is-not-equal": CONDITIONS,
    "sharing-does-not-route": CORRECTED,
    "shared-gradient-is-a-sum": ANSWERED,
    "output-size-rounds-down": CONDITIONS,
    "output-size-and-dilation": CONDITIONS,
    "unread-inputs-have-no-gradient": ANSWERED,
    "half-for-a-clean-slope": HOLDS,
    "slope-is-the-error": HOLDS,
    "update-by-the-weight": CONDITIONS,
    "step-size-limit": CONDITIONS,
    "kl-and-ce": CONDITIONS,
    "why-the-log": ANSWERED,
    "minus-sign": CONDITIONS,
    "answers-between-the-ends": CORRECTED,
    "right-costs-nothing": CONDITIONS,
    "harsh-penalty": CONDITIONS,
    "wanting-infinity": CONDITIONS,
    "slope-signs-of-kl": HOLDS,
    "slope-at-the-minimum": CONDITIONS,
    "both-least-at-the-label": CONDITIONS,
    "kl-is-steeper": HOLDS,
    "steep-is-not-fast": CONDITIONS,
    "faster-from-a-wrong-start": CONDITIONS,
    "wrong-weights": CONDITIONS,
    "wrong-start-network": HOLDS,
    "why-kl": ANSWERED,
    "an-old-idea": CORRECTED,
    "straight-pieces": CORRECTED,
    "gelu-is-an-average": ANSWERED,
    "gelu-origin": CORRECTED,
    "no-encoder-no-decoder": CORRECTED,
    "gelu-goes-slow-first": CONDITIONS,
    "relu-blurs": HOLDS,
    "not-relus-alone": CORRECTED,
    "low-dimensional-tasks": CONDITIONS,
    "higher-bandwidth": CONDITIONS,
    "bias-is-exchanged": CORRECTED,
    "any-encoding": CONDITIONS,
    "every-learner-has-a-bias": CORRECTED,
    "tame-errors": CONDITIONS,
    "large-networks": UNTESTABLE,
    "relu-with-an-encoding": CORRECTED,
    "sigmoid-of-log-odds": ANSWERED,
    "threshold-in-noise": ANSWERED,
    "when-it-is-a-probability": ANSWERED,
}
CARDS, CHECKS = cards(PROJECT), claims.registered(PROJECT)


def test_every_claim_is_pinned():
    assert VERDICTS.keys() == CARDS.keys()


@pytest.mark.parametrize("slug", sorted(CHECKS))
def test_a_claim_stands_and_comes_to_its_verdict(slug, results):
    experiment = CHECKS[slug].experiment
    module = importlib.import_module(f"dlnotes.claims.{experiment.replace('-', '_')}")
    claim, result = module.CLAIMS[slug], results[experiment]
    before = {name: np.array(array, copy=True) for name, array in result.items()}
    evidence = claims.examine(slug, claim, result)
    assert verdict(evidence.note) == VERDICTS[slug], evidence.note
    assert evidence.note.keys() == CARDS[slug].conditions.keys()
    # A check is a function of the result, and a control makes the same experiment gone wrong.
    np.testing.assert_equal(dataclasses.asdict(claim.check(result)), dataclasses.asdict(evidence))
    assert claim.control(result).keys() == result.keys()
    np.testing.assert_equal(result, before)


@pytest.mark.parametrize("slug", sorted(slug for slug, card in CARDS.items() if card.by_citation))
def test_a_citation_has_the_verdict_of_its_source(slug):
    assert CARDS[slug].verdict == VERDICTS[slug] and "references.md#" in CARDS[slug].texts["source"]
