"""Make the site's fonts anew: STIX Two Text, and STIX Two Math cut down to what `math-core` can write.

Needed when `math-core` learns new commands or STIX has a new version. In an environment of its own:

    pip install math-core fonttools brotli
    npm pack @fontsource/stix-two-math@5.3.0 @fontsource-variable/stix-two-text@5.3.0
    for f in fontsource-*.tgz; do mkdir "${f%.tgz}"; tar xzf "$f" -C "${f%.tgz}"; done
    python .ci/fonts.py fontsource-stix-two-math-5.3.0/package fontsource-variable-stix-two-text-5.3.0/package

It writes the fonts and their licence in docs/assets/fonts, and the characters that the maths font has in
dlnotes/site/pages/glyphs.py: a formula that needs another one stops the build. The maths font is two files:
what nearly every formula needs, and the rest, which a browser loads when a page has something of it.
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
FONTS = ROOT / "docs/assets/fonts"
MATHS, RARE = FONTS / "stix-two-math.woff2", FONTS / "stix-two-math-rare.woff2"
GLYPHS = ROOT / "dlnotes/site/pages/glyphs.py"
GLYPHS_TEXT = '''"""The characters of the maths font. Made with it by .ci/fonts.py; do not edit."""

SHA256 = {{
    "{MATHS.name}": "{common}",
    "{RARE.name}": "{rare}",
}}
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
# What nearly every page with formulas needs: the first file.
OPERATORS = set("×÷±·⋅∂∇∑∏∫√∞≈≤≥≠≡∝∈∉∼→←↦⇒∣∥⌊⌋⌈⌉⟨⟩−′…⋯ℝ𝔼𝖳") | set("\u2061\u2062\u2063\u2064")
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


def is_common(code: int) -> bool:
    """ASCII, Greek, Latin and Greek italics, the usual operators."""
    name = unicodedata.name(chr(code), "")
    italic = name.startswith(("MATHEMATICAL ITALIC SMALL", "MATHEMATICAL ITALIC CAPITAL"))
    return code < 0x7F or 0x391 <= code < 0x3F6 or italic or chr(code) in OPERATORS | {"ℎ"}


def cut(source: Path, texts: set[str]) -> tuple[set[int], set[int]]:
    """Write both files of the maths font; the characters that each has."""
    font = _maths(source, texts)
    variants = next(table.uvsDict for table in font["cmap"].tables if table.format == 14)
    codes = wanted(texts) & (set(font.getBestCmap()) | set(variants))
    common = set(filter(is_common, codes)) | (codes & _that_grow(font))
    for file, part in (MATHS, common), (RARE, codes - common):
        _save(_maths(source, texts), file, unicodes=part | set(variants))
    return common, codes - common


def _that_grow(font):
    """Brackets, accents and arrows: a browser looks for their larger forms in the first font only."""
    variants = font["MATH"].table.MathVariants
    growing = {*variants.VertGlyphCoverage.glyphs, *variants.HorizGlyphCoverage.glyphs}
    return {code for code, name in font.getBestCmap().items() if name in growing}


def _maths(source, texts):
    font = TTFont(source, recalcTimestamp=False)  # the same bytes on another day
    known = font.getBestCmap()
    variants = next(table.uvsDict for table in font["cmap"].tables if table.format == 14)
    # Where the font has one form for several selectors, it says so: a browser would look in other fonts.
    for base, selector in sorted(set(re.findall("(.)([\ufe00-\ufe0f])", "\n".join(texts)))):
        of_selector = variants.setdefault(ord(selector), [])
        if ord(base) in known and ord(base) not in dict(of_selector):
            of_selector.append((ord(base), None))
    adjust(font)
    return font


def _save(font, file, **wanted):
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["*"], notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(**wanted)
    subsetter.subset(font)
    subset.save_font(font, file, options)


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


def record(codes: set[int]) -> None:
    """What the maths font holds."""
    parts = [f"{first:x}-{last:x}" if last > first else f"{first:x}" for first, last in _ranges(codes)]
    ranges = "\n".join(textwrap.wrap(" ".join(parts), 108))
    told = {"MATHS": MATHS, "common": _sha256(MATHS), "RARE": RARE, "rare": _sha256(RARE), "ranges": ranges}
    GLYPHS.write_text(GLYPHS_TEXT.format(**told), encoding="utf-8")


def origin(package: Path, source: Path, files: str) -> str:
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    return (
        f"{files}: a part of\n{source.name} of the npm package {about['name']} {about['version']},\n"
        f"SHA-256 {_sha256(source)}.\n"
    )


def _sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _ranges(codes):
    """(first, last) of each run of neighbours."""
    first = sorted(code for code in codes if code - 1 not in codes)
    last = sorted(code for code in codes if code + 1 not in codes)
    return zip(first, last)


def text(package: Path):
    """STIX Two Text, upright and italic, all weights, as the package has them for Latin letters."""
    for style, name in ("normal", "stix-two-text"), ("italic", "stix-two-text-italic"):
        source = package / f"files/stix-two-text-latin-wght-{style}.woff2"
        font = TTFont(source, recalcTimestamp=False)
        _save(font, FONTS / f"{name}.woff2", unicodes=font.getBestCmap())
        yield origin(package, source, f"{name}.woff2")


def main(maths: Path, letters: Path) -> None:
    source = next((maths / "files").glob("*.woff2"))
    texts = written()
    common, rare = cut(source, texts)
    record(common | rare)
    said = [origin(maths, source, "stix-two-math.woff2 and stix-two-math-rare.woff2"), *text(letters)]
    licence = (maths / "LICENSE").read_text(encoding="utf-8")
    head = "Made by .ci/fonts.py, which says how.\n\n"
    (FONTS / "stix-two.txt").write_text(head + "\n".join(said) + "\n" + licence, encoding="utf-8")
    lacking = sorted(set("".join(texts)) - set(map(chr, common | rare)))
    for file in sorted(FONTS.glob("*.woff2")):
        print(f"{file.name} {file.stat().st_size:,} bytes")
    print(f"{len(common)} and {len(rare)} characters; STIX Two Math has no {lacking}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
