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
    "activation-of-the-sum": HOLDS,
    "past-the-weights": HOLDS,
    "skip-and-vanishing": CONDITIONS,
    "prevents-overfitting": CONDITIONS,
    "because-gradients-skip": CONDITIONS,
    "non-linearity-as-needed": CONDITIONS,
    "filters-for-the-question": CONDITIONS,
    "far-fewer-weights": HOLDS,
    "sharing-is-a-bet": HOLDS,
    "mlp-is-three-convolutions": HOLDS,
    "locality-and-sharing": HOLDS,
    "gradient-is-not-split": HOLDS,
    "gradient-is-not-equal": CORRECTED,
    "sharing-does-not-route": CORRECTED,
    "output-size-rounds-down": CONDITIONS,
    "half-for-a-clean-slope": HOLDS,
    "slope-is-the-error": HOLDS,
    "why-the-log": ANSWERED,
    "right-costs-nothing": HOLDS,
    "harsh-penalty": HOLDS,
    "slope-signs-of-kl": HOLDS,
    "slope-at-the-minimum": HOLDS,
    "both-least-at-the-label": HOLDS,
    "kl-is-steeper": HOLDS,
    "faster-convergence": CONDITIONS,
    "why-kl": ANSWERED,
    "an-old-idea": CONDITIONS,
    "straight-pieces": CONDITIONS,
    "gelu-origin": CORRECTED,
    "one-image-in-a-talk": UNTESTABLE,
    "relu-blurs": CONDITIONS,
    "not-relus-alone": CONDITIONS,
    "low-dimensional-tasks": CONDITIONS,
    "higher-bandwidth": CONDITIONS,
    "bias-is-exchanged": CONDITIONS,
    "every-learner-has-a-bias": CORRECTED,
    "tame-errors": CORRECTED,
    "large-networks": UNTESTABLE,
    "relu-with-an-encoding": CORRECTED,
    "sigmoid-of-log-odds": ANSWERED,
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
