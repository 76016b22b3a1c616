"""Mathematics rendered at build time: no script, no font and no foreign stylesheet when the page is read.

Each formula becomes an SVG for the eye (MathJax, by `quickjax`), MathML for screen readers (KaTeX, by
`pykatex`) and its TeX for copying; the stylesheet hides the last two. A formula must satisfy both engines,
so neither can quietly show something else than the other says. Glyph outlines are named by their content:
output is the same in every build, and `share_glyphs` stores each outline once per page.
"""

import hashlib
import html as entities
import json
import re
import sqlite3
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

# Expanded before either engine looks, so that both agree and copied TeX means something elsewhere.
MACROS = {
    "R": r"\mathbb{R}",
    "E": r"\mathbb{E}",
    "Var": r"\operatorname{Var}",
    "Div": r"\operatorname{Div}",
    "KL": r"\operatorname{KL}",
    "argmin": r"\operatorname*{arg\,min}",
    "argmax": r"\operatorname*{arg\,max}",
}
# No `newcommand` (definitions would leak into later formulas), no `physics` (it turns \div into a
# divergence), no `noundefined` (it prints unknown macros instead of failing), no colours (dark scheme).
PACKAGES = ["base", "ams", "boldsymbol", "mathtools", "textmacros"]
# In ems of the formula. Wider ones may not fit beside a list's indentation on a 320 px phone; they become
# boxes that scroll, and a box that scrolls must be reachable by keyboard.
WIDE = 12.5

_ARITHMATEX = re.compile(r'<(span|div) class="arithmatex">\s*(?:\\\(([^<]*)\\\)|\\\[([^<]*)\\\])\s*</\1>')
_GLYPHS = re.compile(r'(?:<svg class="x-tex-glyphs"[^>]*>)?<defs class="x-tex">(.*?)</defs>(?:</svg>)?')
_VERBATIM = "pre|code|script|style|textarea|svg|math|x-tex|title"
# Pandoc's rule: no space just inside the dollars of an inline formula, and no digit after the closing one.
_DOLLARS = re.compile(
    rf"""<({_VERBATIM})\b.*?</\1\s*> | <!--.*?--> | </?[a-z](?:"[^"]*"|'[^']*'|[^'">])*> | \\[\\$]
    | \$\$(?P<display>(?:\\[^<]|[^\\$<])+)\$\$
    | \$(?![\s$])(?P<inline>(?:\\[^<]|[^\\$<])+)(?<!\s)\$(?!\d)""",
    re.S | re.X | re.I,
)


class MathError(ValueError):
    """A formula that cannot be rendered; the message is one line that names it and what is wrong."""

    def __init__(self, formula: str, message: str):
        super().__init__(formula, message)
        self.formula, self.message = formula, message

    def __str__(self) -> str:
        return " ".join(f"{self.message} in the formula {self.formula}".split())


def render(tex: str, display: bool) -> str:
    """HTML of one formula, complete in itself. Raises MathError if either engine objects."""
    source = re.sub(r"\\([A-Za-z]+|.)", lambda m: MACROS.get(m[1], m[0]), tex.strip(), flags=re.S)
    try:
        spoken, drawn = _mathml(source, display), _svg(source, display)
    except Exception as error:  # each engine throws types of its own
        reason = str(error).replace("\u0332", "").partition(": " + source)[0]
        raise MathError(tex, re.sub(r"( at position \d+):.*", r"\1", reason, flags=re.S)) from error
    svg, width, depth = _tidy(drawn, tex)
    kind = " data-display" if display else f' style="vertical-align:{-depth:.3f}em"'
    if width > WIDE:
        kind += ' tabindex="0" role="group" aria-label="formula"'
    # Copied MathML is one symbol a line, so what a selection takes is the TeX. A custom element, because
    # Material's index ends an exclusion at the first inner end tag of the same name.
    return (
        f'<x-tex class="arithmatex" data-search-exclude{kind}>{svg}<span>{spoken}</span>'
        f'<span aria-hidden="true">{entities.escape(source, quote=False)}</span></x-tex>'
    )


def _mathml(source: str, display: bool) -> str:
    import pykatex  # loaded only when a formula is not in the cache

    # Strict: what LaTeX rejects is an error, not a warning on stdout. #bad marks commands KaTeX refuses.
    html = pykatex.renderToString(
        source, displayMode=display, output="mathml", throwOnError=True, strict="error", errorColor="#bad"
    )
    if 'mathcolor="#bad"' in html:
        raise ValueError("a command that KaTeX does not trust")
    return re.sub(r"^.*?(<math.*?>)<semantics>(.*)<annotation.*$", r"\1\2</math>", html, flags=re.S)


def _svg(source: str, display: bool) -> str:
    return _mathjax().get("render" if display else "renderInline")(source)


@lru_cache
def _mathjax():
    """quickjax's own MathJax with our packages: its renderer has no option for them."""
    import quickjax
    import quickjs

    bundle = (Path(quickjax.__file__).parent / "js/mathjax_bundle.js").read_text(encoding="utf-8")
    bundle, found = re.subn(r'\["base","ams",[^\]]*\]', json.dumps(PACKAGES), bundle)
    if found != 1:
        raise RuntimeError("this quickjax lists its MathJax packages in another way")
    context = quickjs.Context()
    context.set_max_stack_size(4 << 20)
    context.eval(bundle)
    return context


def _tidy(drawn: str, tex: str) -> tuple[str, float, float]:
    """MathJax's SVG without ballast and with glyphs named by content; its width and depth in ems."""
    if wrong := re.search(r'data-mjx-error="([^"]*)"', drawn):
        raise MathError(tex, entities.unescape(wrong[1]))
    svg = re.sub(r' (?:data-[\w-]+|class|xmlns|xmlns:xlink)="[^"]*"', "", drawn).replace("xlink:href", "href")
    if wrong := re.search("<text[^>]*>([^<]*)", svg):
        raise MathError(tex, f"no glyph for {entities.unescape(wrong[1])!r}")
    for name, outline in re.findall('<path id="([^"]*)" d="([^"]*)"', svg):
        svg = svg.replace(f'{name}"', f'tex-{hashlib.sha256(outline.encode()).hexdigest()[:10]}"')
    head, svg = re.match("(<svg[^>]*>)(.*)", svg, re.S).groups()
    if not (box := re.search('viewBox="([^"]*)"', head)):
        raise MathError(tex, r"\tag and an inline \\ depend on the page's width: use aligned or gathered")
    # MathJax's stylesheet would give the rules of an array their width; Material's `svg {height: auto}`
    # would reach the inner svg of a stretched glyph.
    svg = svg.replace("<line ", '<line stroke-width="60" ').replace("<defs>", '<defs class="x-tex">')
    svg = re.sub(r'<svg(?= [^>]*height="([\d.]+)")', r'<svg style="max-width:none;height:\1px"', svg)
    _, top, width, height = (float(number) / 1000 for number in box[1].split())
    head = (
        f'<svg aria-hidden="true" focusable="false" {box[0]} width="{width:.3f}em" height="{height:.3f}em">'
    )
    return head + re.sub("<g>(<use [^>]*>)</g>", r"\1", svg), width, top + height


def share_glyphs(html: str) -> str:
    """The page with every glyph stored once, in a hidden sheet at its start. Doing it twice changes nothing."""
    glyphs = dict.fromkeys(
        path for found in _GLYPHS.findall(html) for path in re.findall("<path [^>]*>", found)
    )
    if not glyphs:
        return html
    # Not display:none, which makes some browsers draw nothing for <use>.
    sheet = (
        '<svg class="x-tex-glyphs" width="0" height="0" style="position:absolute" aria-hidden="true" '
        f'focusable="false"><defs class="x-tex">{"".join(glyphs)}</defs></svg>'
    )
    html = _GLYPHS.sub("", html)
    start = re.match(r"(.*?<body\b[^>]*>)?", html, re.S).end()
    return html[:start] + sheet + html[start:]


class Renderer:
    """`render` with a memory on disk: one SQLite file, which survives killed builds and two builds at once."""

    def __init__(self, cache_dir: Path | None = None):
        self._path = cache_dir and Path(cache_dir) / "mathematics.sqlite"
        self._opened = None

    def render(self, tex: str, display: bool) -> str:
        if self._path is None:
            return render(tex, display)
        self._opened = self._opened or _open(self._path)
        key = hashlib.sha256(json.dumps([tex, display, MACROS, *_origin()]).encode()).hexdigest()
        known = self._opened.execute("SELECT html FROM formulas WHERE key = ?", [key]).fetchone()
        if known:
            return known[0]
        html = render(tex, display)
        self._opened.execute("INSERT OR IGNORE INTO formulas VALUES (?, ?)", [key, html])
        return html


@lru_cache
def renderer(cache: Path) -> Renderer:
    """One renderer, and one open memory, a process."""
    return Renderer(cache / "mathematics")


@lru_cache
def _origin() -> list[str]:
    """What else the HTML depends on: both engines, and this file."""
    return [version("quickjax"), version("pykatex"), hashlib.sha256(Path(__file__).read_bytes()).hexdigest()]


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS formulas (key TEXT PRIMARY KEY, html TEXT NOT NULL)")
    except sqlite3.OperationalError:  # locked or read-only, not damaged
        raise
    except sqlite3.DatabaseError:  # no database: it is only a cache
        connection.close()
        path.unlink()
        return _open(path)
    return connection


def replace(html: str, renderer: Renderer) -> str:
    """The HTML with each formula that pymdownx.arithmatex (generic) marked rendered."""

    def rendered(match: re.Match) -> str:
        display = match[2] is None
        return renderer.render(entities.unescape(match[3] if display else match[2]).strip(), display)

    html = _ARITHMATEX.sub(rendered, html)
    if lost := re.search(r'<(?:span|div) class="arithmatex">.{,200}', html, re.S):
        raise MathError(lost[0], "arithmatex output of an unknown form")
    return html


def replace_dollars(html: str, renderer: Renderer) -> str:
    """The HTML of a notebook with $inline$ and $$display$$ formulas rendered, code and tags untouched."""

    def rendered(match: re.Match) -> str:
        tex = match["display"] or match["inline"]
        return renderer.render(entities.unescape(tex).strip(), bool(match["display"])) if tex else match[0]

    return _DOLLARS.sub(rendered, html)
