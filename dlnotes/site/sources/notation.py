"""The notation of our own in a page's source, as patterns.

An ordinary image of `generated/figures/<slug>.svg`, alone on its line, is a figure; `[[slug.name:.2f]]` is the number
`name` of the experiment or claim `slug`, printed with a Python format; `/// claim | slug` is the card of a claim.
"""

import re

FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]*generated/figures/(?P<slug>[^)/\s]+)\.svg)\)")
NUMBER = re.compile(r"\[\[(?P<slug>[a-z0-9-]+)\.(?P<name>\w+):(?P<spec>[^\]]*)\]\]")
CARD = re.compile(r"^/// claim \| (?P<slug>[\w-]+)\s*$")
BRACKETS = re.compile(r"\[\[.*?\]\]")

# Commands of this site for formulas; a lab must do without them, because a notebook does not know them.
MACROS = {
    "R": r"\mathbb{R}",
    "E": r"\mathbb{E}",
    "Var": r"\operatorname{Var}",
    "Div": r"\operatorname{Div}",
    "KL": r"\operatorname{KL}",
    "argmin": r"\operatorname*{arg\,min}",
    "argmax": r"\operatorname*{arg\,max}",
}
