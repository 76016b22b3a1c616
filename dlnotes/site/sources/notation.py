"""The notation of our own in a page's source, as patterns.

An ordinary image of `generated/figures/<slug>.svg`, alone on its line, is a figure; `[[slug.name:.2f]]` is the number
`name` of the experiment or claim `slug`, printed with a Python format.
"""

import re

FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]*generated/figures/(?P<slug>[^)/\s]+)\.svg)\)")
NUMBER = re.compile(r"\[\[(?P<slug>[a-z0-9-]+)\.(?P<name>\w+):(?P<spec>[^\]]*)\]\]")
BRACKETS = re.compile(r"\[\[.*?\]\]")
FORMULA = re.compile(
    r"(?<![\\$])(?:\$\$(?P<display>[^$]+)\$\$|\$(?![\s$])(?P<inline>(?:\\.|[^$\\])+?)(?<!\s)\$(?!\d))"
)
