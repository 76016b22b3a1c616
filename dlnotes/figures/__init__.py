"""Experiment results drawn on Matplotlib axes; one module per figure, named by its slug.

Each module has `draw(ax, result)`, whose docstring is the caption, and may set `EXPERIMENT` (the slug
of the result it draws), `SIZE` (inches) and `LAYOUT` (a `subplot_mosaic`; `ax` is then a dict of
axes). Nothing is saved here.
"""
