"""Make the site's maths font anew: STIX Two Math, cut down to what `math-core` can write.

Needed when `math-core` learns new commands or STIX Two Math has a new version. In an environment of its own:

    pip install math-core fonttools brotli
    npm pack @fontsource/stix-two-math@5.3.0 && tar xzf fontsource-stix-two-math-5.3.0.tgz
    python .ci/maths_font.py package

It writes the font and its licence in docs/assets/fonts, and the characters that the font has in
dlnotes/site/pages/glyphs.py: a formula that needs another one stops the build.
"""

import hashlib
import html
import json
import re
import string
import sys
import textwrap
import unicodedata
from pathlib import Path

import math_core
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
FONT = ROOT / "docs/assets/fonts/stix-two-math.woff2"
GLYPHS = ROOT / "dlnotes/site/pages/glyphs.py"
GLYPHS_TEXT = '''"""The characters of the maths font. Made with it by .ci/maths_font.py; do not edit."""

FONT_SHA256 = "{hash}"
RANGES = """
{ranges}
"""
'''
# Where the font's own values look unlike TeX in browsers: the shift of a script depends on its base, so that
# the indices of x and y stand at different heights, and fractions within text are too tall for its lines.
CONSTANTS = {
    "SubscriptBaselineDropMin": 0,
    "SuperscriptBaselineDropMax": 386,
    "FractionNumeratorShiftUp": 394,
    "FractionDenominatorShiftDown": 345,
}
# Chromium gives a sign that may grow the width of its widest form. The plain form times this is the limit.
WIDEST = {"√": 1.05, **dict.fromkeys("()[]{}⌈⌉⌊⌋⟨⟩", 1.25)}
# Ways to call a command: alone, with arguments, in text, as a delimiter, an accent, with scripts, negated.
CALLS = (
    r"? ?{x} ?{x}{y} ?{x}{y}{z} \text{?{a}} \text{?~a} \left?x\right? \big? ?_a^b x?{}y \not? \vcentcolon? "
    r"?: ?= ?( ?\{x ?[2]{x} ?{1em}{x} x?' ?{x|y}"
).split()
ENVIRONMENTS = (
    "cases rcases dcases drcases aligned gathered matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix"
).split()
GREEK = [chr(code) for code in range(0x391, 0x3CA) if code != 0x3A2]
LETTERS = [*string.ascii_letters, *string.digits, *GREEK, *"ϑϕϖϝϰϱϴϵ∂∇"]


def written() -> set[str]:
    """Every text between two tags that `math-core` writes, whatever the command."""
    convert = math_core.LatexToMathML(fancy_error=False).convert_with_local_state
    found = set(map(chr, range(0x20, 0x7F)))

    def call(tex):
        try:
            found.update(html.unescape(re.sub("<[^>]*>", "\n", convert(tex, displaystyle=True))).split("\n"))
        except math_core.LatexError as error:
            return "Unknown command" not in str(error)
        return True

    names = [name for name in _candidates() if call(name)]
    for name in names:
        for form in CALLS:
            call(form.replace("?", name))
        for letter in LETTERS:
            call(f"{name}{{{letter}}}")  # \mathbb and the like
        for letter in string.ascii_letters:
            call(rf"\text{{{name} {letter}}}")  # accents in text
    for environment in ENVIRONMENTS:
        call(rf"\begin{{{environment}}}a\\b\end{{{environment}}}")
    for count in range(1, 5):
        call("x" + "'" * count)
    return found


def _candidates():
    """What may be the name of a command. The compiled module has them all, run together, in its strings."""
    longest = 31
    for run in set(re.findall(rb"[A-Za-z]+", Path(math_core._math_core_rust.__file__).read_bytes())):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + longest) + 1):
                yield "\\" + run[start:end].decode()
    yield from ("\\" + sign for sign in string.punctuation)


def wanted(texts: set[str]) -> set[int]:
    """Their characters, and what browsers draw with them: joined accents, italics, roots, invisible signs."""
    characters = set("".join(texts)) | set("".join(unicodedata.normalize("NFC", text) for text in texts))
    for code in range(0x1D400, 0x1D800):
        if unicodedata.name(chr(code), "").startswith("MATHEMATICAL ITALIC"):
            characters.add(chr(code))
    characters |= set("ℎ√\u2061\u2062\u2063\u2064")
    return {ord(c) for c in characters if c.isprintable() or unicodedata.category(c) in ("Cf", "Zs")}


def cut(source: Path, texts: set[str]) -> set[int]:
    """Write the font; the characters that it has."""
    font = TTFont(source, recalcTimestamp=False)  # the same bytes on another day
    known = font.getBestCmap()
    variants = next(table.uvsDict for table in font["cmap"].tables if table.format == 14)
    # Where the font has one form for several selectors, it says so: a browser would look in other fonts.
    for base, selector in sorted(set(re.findall("(.)([\ufe00-\ufe0f])", "\n".join(texts)))):
        of_selector = variants.setdefault(ord(selector), [])
        if ord(base) in known and ord(base) not in dict(of_selector):
            of_selector.append((ord(base), None))
    codes = wanted(texts) & (set(known) | set(variants))
    adjust(font)
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["*"], notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    subset.save_font(font, FONT, options)
    return codes


def adjust(font: TTFont) -> None:
    """Let formulas look alike in all browsers, and like TeX."""
    table = font["MATH"].table
    for name, value in CONSTANTS.items():
        getattr(table.MathConstants, name).Value = value
    forms = dict(zip(table.MathVariants.VertGlyphCoverage.glyphs, table.MathVariants.VertGlyphConstruction))
    for sign, widest in WIDEST.items():
        plain = font.getBestCmap()[ord(sign)]
        form = forms[plain]
        names = [variant.VariantGlyph for variant in form.MathGlyphVariantRecord]
        names += [part.glyph for part in form.GlyphAssembly.PartRecords] if form.GlyphAssembly else []
        for name in set(names):
            _narrow(font, name, widest * font["hmtx"][plain][0])


def _narrow(font, name, limit):
    """Squeeze a glyph that is wider than `limit`."""
    width, outline = font["hmtx"][name][0], font["glyf"][name]
    if width > limit:
        outline.coordinates.scale((limit / width, 1))
        outline.coordinates.toInt()
        outline.recalcBounds(font["glyf"])
        font["hmtx"][name] = (round(limit), outline.xMin)


def record(codes: set[int], package: Path, source: Path) -> None:
    """Where the font comes from, its licence, and what it covers."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    origin = (
        "stix-two-math.woff2 is a subset of STIX Two Math, made by .ci/maths_font.py, which says how, from\n"
        f"{source.name} of the npm package {about['name']} {about['version']},\n"
        f"SHA-256 {_sha256(source)}.\n\n"
    )
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    FONT.with_suffix(".txt").write_text(origin + licence, encoding="utf-8")
    parts = [f"{first:x}-{last:x}" if last > first else f"{first:x}" for first, last in _ranges(codes)]
    ranges = "\n".join(textwrap.wrap(" ".join(parts), 108))
    GLYPHS.write_text(GLYPHS_TEXT.format(hash=_sha256(FONT), ranges=ranges), encoding="utf-8")


def _sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _ranges(codes):
    """(first, last) of each run of neighbours."""
    first = sorted(code for code in codes if code - 1 not in codes)
    last = sorted(code for code in codes if code + 1 not in codes)
    return zip(first, last)


if __name__ == "__main__":
    package = Path(sys.argv[1])
    source = next((package / "files").glob("*.woff2"))
    texts = written()
    codes = cut(source, texts)
    record(codes, package, source)
    lacking = sorted(set("".join(texts)) - set(map(chr, codes)))
    print(f"{len(codes)} characters, {FONT.stat().st_size:,} bytes; STIX Two Math has no {lacking}")
