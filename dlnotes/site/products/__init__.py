"""The kinds of things that are made, a module each, in the order in which they draw on one another."""

from dlnotes.site.products import cards, claims, experiments, figures, labs, notebooks, snippets, wheel

PRODUCTS = (experiments, figures, cards, claims, labs, notebooks, snippets, wheel)
