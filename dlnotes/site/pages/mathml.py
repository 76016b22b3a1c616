"""TeX becomes MathML Core, by `math-core`, and is held to what every browser draws alike.

That is: elements with the children that they need, characters that the font has, and classes instead of
`style` attributes, so that a site may forbid inline styles.
"""

import re
import xml.etree.ElementTree as etree
from html import unescape

from math_core import LatexError, LatexToMathML

from dlnotes.site.pages.glyphs import RANGES
from dlnotes.site.project import BuildError
from dlnotes.site.sources.notation import MACROS

# How many children an element has; None: any number.
CHILDREN = {
    **dict.fromkeys(("msub", "msup", "munder", "mover", "mfrac", "mroot"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
    **dict.fromkeys(("mi", "mn", "mo", "mspace", "mprescripts"), 0),
    **dict.fromkeys(("math", "mrow", "msqrt", "mtable", "mtr", "mtd", "mtext", "mmultiscripts", "mphantom")),
    **dict.fromkeys(("mpadded", "b", "i", "em", "code", "s", "u", "span")),
}
# The declarations for which dlnotes.css has a class, called `tex-` and what they say. Left out on purpose:
# colours, sizes of text, spaces of any width, and what numbers the lines of an equation.
DECLARATIONS = frozenset(
    """
    text-align-left text-align-right justify-items-start justify-items-end math-shift-compact
    border-left-0-05em-solid-currentcolor border-left-0-05em-dashed-currentcolor
    border-right-0-05em-solid-currentcolor border-right-0-05em-dashed-currentcolor
    border-top-0-05em-solid-currentcolor border-top-0-05em-dashed-currentcolor
    padding-left-0 padding-left-0-1em padding-left-0-1667em padding-left-0-2778em padding-left-1em
    padding-right-0 padding-right-0-1em padding-right-0-1667em padding-right-0-2778em
    padding-top-0 padding-top-0-1667em padding-bottom-0 font-variant-caps-small-caps
    margin-left-0-16666667em margin-left-0-22222222em margin-left-0-2777778em
    """.split()
)

_convert = LatexToMathML(fancy_error=False).convert_with_local_state
_ranges = [[int(end, 16) for end in part.split("-")] for part in RANGES.split()]
_GLYPHS = {chr(code) for ends in _ranges for code in range(ends[0], ends[-1] + 1)}


def expanded(tex: str) -> str:
    """TeX without macros of this site, so that it means something elsewhere."""
    return re.sub(r"\\([A-Za-z]+|.)", lambda m: MACROS.get(m[1], m[0]), tex.strip(), flags=re.S)


def mathml(tex: str, display: bool) -> etree.Element:
    """A formula as a <math> element; BuildError says in one line why it is none."""
    source = expanded(tex)
    try:
        text = re.sub(r"&[A-Z]\w+;", lambda m: unescape(m[0]), _convert(source, displaystyle=display))
        math = etree.fromstring(text)
        _check_source(source, math)
        for element in math.iter():
            _check(element)
        if not "".join(math.itertext()).strip():
            raise ValueError("there is nothing to see")
    except (ValueError, LatexError, etree.ParseError) as error:
        reason = re.sub(r"^\d+: |\.$", "", str(error))
        raise BuildError(" ".join(f"{reason} in the formula {tex}".split())) from None
    _continue_lines(math)
    return math


def _check_source(source, math):
    r"""What `math-core` drops or prints silently: comments, arguments of \\, line breaks of no table."""
    tokens = re.findall(r"\\(?:[A-Za-z]+|.)|\S", source, re.S)
    if "%" in tokens:
        raise ValueError(r"a % would begin a comment (write \%)")
    if {("\\\\", "["), ("\\\\", "*")} & set(zip(tokens, tokens[1:])):
        raise ValueError(r"\\ takes no argument here (write \\ alone; {} keeps it from what follows)")
    if tokens.count("\\\\") + tokens.count("\\newline") > sum(
        len(table) - 1 for table in math.iter("mtable")
    ):
        raise ValueError(r"\\ ends a line only in an environment such as aligned or gathered")


def _check(element):
    """Hold one element to the rules, and turn its styles into classes."""
    if element.tag not in CHILDREN:
        raise ValueError(f"something that MathML Core does not have (<{element.tag}>)")
    if CHILDREN[element.tag] not in (None, len(element)):
        raise ValueError(f"<{element.tag}> with {len(element)} children instead of {CHILDREN[element.tag]}")
    if lacking := set(element.text or "") - _GLYPHS:
        raise ValueError(f"no glyph for {min(lacking)!r} (U+{ord(min(lacking)):04X}) in the font")
    styles = [part.strip() for part in element.attrib.pop("style", "").split(";") if part.strip()]
    names = [re.sub(r"\W+", "-", style) for style in styles]
    if unknown := [style for style, name in zip(styles, names) if name not in DECLARATIONS]:
        raise ValueError(f"a style that this site has no class for ({unknown[0]})")
    if names:
        element.set(
            "class", " ".join([*element.get("class", "").split(), *(f"tex-{name}" for name in names)])
        )


def _continue_lines(math):
    """A plus that begins a line of `aligned` continues a sum; browsers would take it for a sign."""
    for cell in math.iter("mtd"):
        if "tex-padding-left-0" in cell.get("class", "") and len(cell) and not cell[0].attrib:
            if cell[0].tag == "mo":
                cell[0].set("form", "infix")
