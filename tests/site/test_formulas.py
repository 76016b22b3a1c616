"""Formulas: what is drawn, spoken, copied and searched, and what is refused with its line."""

import hashlib
import json
import re
import xml.etree.ElementTree as etree
from pathlib import Path

import markdown
import pytest

from dlnotes.site.checks import formulas as rules
from dlnotes.site.pages import glyphs, mathml
from dlnotes.site.pages.formulas import render
from dlnotes.site.pages.places import searched
from dlnotes.site.pages.titles import spoken
from dlnotes.site.project import BuildError
from dlnotes.site.sources.notation import MACROS

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "docs" / "assets"
SHORT, WIDE = "x", "+".join(f"w_{{{i}}}x_{{{i}}}" for i in range(20))
ALIGNED = r"\begin{aligned} a &= b \\ &+ c \\ &= (d) \end{aligned}"


def html(tex, display=False, **options):
    return etree.tostring(render(tex, display, **options), encoding="unicode", short_empty_elements=False)


def problems(text):
    return [str(problem) for problem in rules.of("page.md", list(enumerate(text.split("\n"), 1)))]


# -- drawn, spoken, copied ---------------------------------------------------------------------------------


def test_a_formula_is_mathml_and_beside_it_its_tex_for_copying_only():
    formula = render(r"\R^2", False)
    assert [child.tag for child in formula] == ["math", "span"]
    assert formula[0][0].tag == "msup" and formula[0].get("display") is None
    assert formula[1].attrib == {"aria-hidden": "true"} and formula[1].text == r"\mathbb{R}^2"
    assert "data-search-exclude" in formula.attrib


def test_a_display_formula_is_a_block():
    formula = render("x", True)
    assert "data-display" in formula.attrib and formula[0].get("display") == "block"


@pytest.mark.parametrize("display", [False, True])
def test_a_wide_formula_is_reached_by_keyboard_and_a_short_one_is_no_tab_stop(display):
    assert 'tabindex="0" role="group" aria-label="formula"' in html(WIDE, display)
    assert "tabindex" not in html(SHORT, display)


def test_what_stands_above_each_other_is_as_wide_as_the_widest():
    rows = r"\begin{aligned}" + r" \\ ".join(["a+b &= c"] * 9) + r"\end{aligned}"
    assert "tabindex" not in html(rows, True)
    assert "tabindex" not in html(r"\frac{a+b+c}{d+e+f}+\frac{a+b+c}{d+e+f}", True)


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_is_what_it_stands_for_and_no_prefix(name):
    assert html(rf"\{name} x") == html(rf"{MACROS[name]} x")


def test_a_macro_is_no_prefix_and_no_line_break():
    assert html(r"\Re x") != html(MACROS["R"] + "e x")
    assert "R" in html(r"\begin{matrix}a\\R\end{matrix}") and "ℝ" not in html(
        r"\begin{matrix}a\\R\end{matrix}"
    )


def test_styles_become_classes_that_the_stylesheet_has():
    css = (ASSETS / "dlnotes.css").read_text(encoding="utf-8")
    assert set(re.findall(r"\.tex-([\w-]+) \{", css)) == mathml.DECLARATIONS
    written = html(ALIGNED)
    assert " style=" not in written and 'class="tex-text-align-right tex-justify-items-end' in written


def test_a_plus_that_begins_a_line_continues_a_sum_and_a_bracket_is_left_alone():
    cells = [row[1][0] for row in render(ALIGNED, True).iter("mtr") if len(row) > 1]
    assert [(cell.text, cell.get("form")) for cell in cells] == [
        ("=", "infix"),
        ("+", "infix"),
        ("=", "infix"),
    ]
    assert "form" not in html(r"\begin{aligned} a &(b) \end{aligned}")


def test_the_same_formula_gives_the_same_bytes():
    first = html(ALIGNED)
    html(r"\newcommand{\y}{z}\y")
    assert html(ALIGNED) == first


# -- the font ----------------------------------------------------------------------------------------------


def test_the_list_of_characters_belongs_to_the_font():
    for name, sha256 in glyphs.SHA256.items():
        assert hashlib.sha256((ASSETS / "fonts" / name).read_bytes()).hexdigest() == sha256
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "stix-two.txt").read_text(encoding="utf-8")


def test_fonts_are_light():
    """What a lesson needs before it reads well: all files but the one with rare characters."""
    files = set((ASSETS / "fonts").glob("*.woff2")) - {ASSETS / "fonts" / "stix-two-math-rare.woff2"}
    assert sum(file.stat().st_size for file in files) < 120_000


@pytest.mark.parametrize(
    "tex",
    [
        r"\mathbb{AZaz09} \mathcal{AZ} \mathfrak{Az} \mathsf{Az} \mathtt{Az0} \boldsymbol{\alpha\nabla}",
        r"\hat{x}\tilde{x}\bar{x}\vec{x}\dot{x}\ddot{x}\widehat{xy}\overline{xy}\underbrace{x}_y",
        r"\sum\prod\int\iint\oint\bigoplus \sqrt[3]{x} f' f'' f''' \emptyset \not\in \lvert x",
        r"\left\{\left\lfloor\left\langle x \right\rangle\right\rfloor\right\} \Big| \Vert \uparrow",
        r"\alpha\beta\gamma\Gamma\varepsilon\vartheta\hbar\ell\Re\Im\aleph\partial\infty\text{naïve – “x”}",
        r"\to\gets\mapsto\iff\implies\hookrightarrow\rightleftharpoons\xrightarrow{f}\ll\gg\sim\approx",
    ],
)
def test_the_font_has_what_commands_write(tex):
    assert html(tex)


# -- refused -----------------------------------------------------------------------------------------------

REFUSED = [
    (r"\undefinedmacro + 1", r'Unknown command "\undefinedmacro"'),
    (r"\href{https://x.org}{x}", "Unknown command"),
    (r"\frac{1}", "Expected argument"),
    ("{x", "Expected closing token"),
    (r"\left( x", r"\right"),
    (r"\begin{foo}x\end{foo}", 'Unknown environment "foo"'),
    ("a & b", "table-like"),
    ("x^2^3", "Duplicate"),
    ("x % y", "comment"),
    (r"\begin{aligned}a\\[1ex]b\end{aligned}", r"\\ takes no argument"),
    (r"\begin{aligned}a\\ * b\end{aligned}", r"\\ takes no argument"),
    (r"a \\ b", r"\\ ends a line only in an environment"),
    (r"\text{日}", "no glyph for '日' (U+65E5)"),
    ("⭈", "no glyph"),
    ("{}", "nothing to see"),
    (r"\quad", "nothing to see"),
    (r"\color{red}{x}", "color:#FF0000"),
    (r"\text{\Huge x}", "font-size:250%"),
    (r"\begin{align}x\end{align}", "width: 100%"),
    (r"\hspace{-3em}x", "margin-left:-3em"),
    (r"\boxed{x}", "<menclose>"),
    (r"\eqref{x}", "<a>"),
    ("\x02", "in the formula"),
]


@pytest.mark.parametrize("tex, reason", REFUSED)
def test_what_would_not_be_drawn_alike_everywhere_is_refused_in_one_line(tex, reason):
    with pytest.raises(BuildError) as caught:
        render(tex, True)
    message = str(caught.value)
    assert reason in message and message.endswith(f"in the formula {' '.join(tex.split())}")
    assert "\n" not in message and not message.startswith("0")


@pytest.mark.parametrize(
    "element, reason",
    [
        ("<msub><mi>λ</mi><mi>m</mi><mi>x</mi></msub>", "<msub> with 3 children instead of 2"),
        ("<msubsup><mi>x</mi><mi>i</mi></msubsup>", "<msubsup> with 2 children instead of 3"),
        ("<mfrac><mn>1</mn></mfrac>", "<mfrac> with 1 children"),
        ("<mi>a<mn>1</mn></mi>", "<mi> with 1 children instead of 0"),
        ("<maction><mi>x</mi></maction>", "<maction>"),
        ('<mi style="text-align: left; top: 0">x</mi>', "(top: 0)"),
    ],
)
def test_mathml_that_is_none_is_refused_whatever_wrote_it(monkeypatch, element, reason):
    monkeypatch.setattr(mathml, "_convert", lambda source, displaystyle: f"<math>{element}</math>")
    with pytest.raises(BuildError, match=re.escape(reason)):
        render(r"\lambda_{\max}", False)


def test_lambda_max_has_two_children():
    assert [len(element) for element in render(r"\lambda_{\max}", False).iter("msub")] == [2]


# -- found with its line -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, line",
    [
        (r"a $\foo$", 1),
        ("a\nb $x +\n\\foo$ c", 2),
        ("a\n\n$$\n\\foo\n$$\n", 3),
        (r"so \(\foo\)", 1),
        ("a\n\n\\[\nx + \\foo\n\\]", 3),
        ("a\n\n\\begin{aligned}\n\\foo\n\\end{aligned}", 3),
        ("- a\n- $$\\foo$$\n- b", 2),
        ("1. a $\\foo$", 1),
        ("term\n:   $$\\foo$$", 2),
        ("!!! note\n    $$\\foo$$", 2),
        ("> a\n\n> $$\n> \\foo\n> $$", 3),
        ("[^1]: a $\\foo$", 1),
        ("| a | b |\n|---|---|\n| c | $\\foo$ |", 3),
        ("# Why $\\foo$?", 1),
    ],
)
def test_an_unknown_command_is_named_with_its_line_wherever_a_formula_may_stand(text, line):
    assert [found.partition(": ")[0] for found in problems(text)] == [f"page.md:{line}"]
    assert r'Unknown command "\foo"' in problems(text)[0]


@pytest.mark.parametrize(
    "text, problem",
    [
        ("| a | b |\n|---|---|\n| $P(a|b)$ | c |", "page.md:3: in a table a | ends the cell"),
        ("a | b\n--|--\n$|x|$ | c", "page.md:3: in a table"),
        ("text\n$$x$$", "page.md:2: a formula in $$ is a paragraph of its own"),
        ("text $$x$$ text", "page.md:1: a formula in $$ is a paragraph"),
        ("$$\nx\n\ny", "page.md:1: a formula in $$ is a paragraph"),
    ],
)
def test_what_a_page_would_show_raw_is_refused(text, problem):
    assert [found for found in problems(text) if found.startswith(problem)]


@pytest.mark.parametrize(
    "text",
    [
        r"costs \$5, or $5 and $6, or $ x$",
        "$$\na\n- b\n$$",
        "a $|x|$ and | b",
        "| $P(a\\mid b)$ | $\\vert x \\vert$ |\n|---|---|\n| $\\|x\\|$ | b |",
        r"\\(x\\)",
        "a\n\n$$x$$\n\nb",
    ],
)
def test_what_is_right_or_no_formula_passes(text):
    assert problems(text) == []


def test_the_gate_finds_what_the_page_has(convert):
    """One text with every way to write a formula: as many are refused as are drawn."""
    text = (
        "# H $X$\n\na $X$ b \\(X\\)\n\n$$\nX\n$$\n\n\\[ X \\]\n\n\\begin{gathered}X\\end{gathered}\n\n"
        "- $X$\n- $$X$$\n\n| $X$ | b |\n|---|---|\n| c | $X$ |\n\n`$X$` \\$5 or $5 and $6\n"
    )
    drawn = convert(text.replace("X", "x")).count("<x-tex")
    without_code = text.replace("`$X$`", "")
    assert drawn == len(problems(without_code.replace("X", r"\foo"))) == 10


# -- titles ------------------------------------------------------------------------------------------------


@pytest.fixture
def convert():
    def run(text):
        from markdown.extensions.toc import TocExtension

        from dlnotes.site.pages import formulas, titles

        md = markdown.Markdown(
            extensions=["tables", TocExtension(permalink=True), "pymdownx.arithmatex"],
            extension_configs={"pymdownx.arithmatex": {"generic": True}},
        )
        titles.extend(md)
        formulas.extend(md)
        page = md.convert(text)
        run.contents = md.toc_tokens
        return page

    return run


@pytest.mark.parametrize(
    "tex, words",
    [
        (r"\log y", "log y"),
        (r"-\log(1-Y)", "− log(1 − Y)"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\lambda_{\max}", "λ_max"),
        (r"\E[x_i^2]", "E[x_i^2]"),
        ("f'(x) = -1", "f′(x) = −1"),
        (r"\sum_{i=1}^n \sqrt{x_i}", "∑_(i=1)^n √x_i"),
        (r"\hat y \in \R", "y ∈ R"),
        (r"\Div(Y, d)", "Div(Y, d)"),
        (r"\sigma(\mathcal{L})", "σ(L)"),
    ],
)
def test_a_formula_in_words(tex, words):
    assert spoken(tex) == words


def test_a_heading_shows_its_formula_and_everything_made_of_it_has_words(convert):
    page = convert("# Why $\\log y$?\n\n## $x^2$ and *$x$*\n\ntext\n")
    title = convert.contents[0]
    assert (title["name"], title["id"]) == ("Why log y?", "why-log-y")
    assert (title["children"][0]["name"], title["children"][0]["id"]) == ("x^2 and x", "x2-and-x")
    assert page.count("<math") == 3 and "arithmatex" not in page and "data-tex" not in page
    assert '<span hidden="">log y</span><math data-search-exclude="">' in page


def test_the_search_index_reads_formulas_in_words(convert):
    parser = pytest.importorskip("material.plugins.search.plugin").Parser()
    wide = f"$$\n{ALIGNED}\n$$"
    page = convert(f"# Why $\\log y$?\n\nkept $\\frac{{zebra}}{{2}}$ kept\n\n{wide}\n\n## So $x$\n\nkept\n")
    parser.feed(searched(page))
    parser.close()
    found = [("".join(section.title), "".join(section.text)) for section in parser.data]
    assert [title.replace("¶", "").strip() for title, _ in found] == ["Why log y?", "So x"]
    assert found[0][1].strip().startswith("<p>kept <code>zebra/2</code> kept</p>") and "\\" not in found[0][1]


def test_mkdocs_makes_title_navigation_contents_anchor_and_search_of_the_words(toy):
    toy.write("docs/why.md", "# Why $\\log y$?\n\nText with $\\frac{zebra}{2}$.\n\n## On $x^2$\n\nMore.\n")
    run = toy.mkdocs()
    assert run.returncode == 0, run.stderr
    page = (toy.root / "site/why.html").read_text(encoding="utf-8")
    assert "<title>Why log y? - dlnotes</title>" in page
    assert page.count("<math") == 3 and '<h1 id="why-log-y">Why <x-tex>' in page and "\\(" not in page
    contents = re.search(r'aria-label="Table of contents".*?</nav>', page, re.S)[0]
    assert 'href="#on-x2"' in contents and "On x^2" in contents and "<math" not in contents
    other = (toy.root / "site/index.html").read_text(encoding="utf-8")
    assert re.search(r'href="why.html"[^>]*>\s*<span class="md-ellipsis">\s*Why log y\?', other)
    index = (toy.root / "site/search/search_index.json").read_text(encoding="utf-8")
    found = {doc["location"]: doc for doc in json.loads(index)["docs"] if doc["location"].startswith("why")}
    assert [doc["title"] for doc in found.values()] == ["Why log y?", "On x^2"]
    assert "Text with <code>zebra/2</code>." in found["why.html"]["text"]
