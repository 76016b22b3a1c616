"""What the reader of a formula is promised; the engines run for real, the cache is watched."""

import os
import pickle
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dlnotes.site.pages import formulas as mathematics
from dlnotes.site.pages.formulas import (
    MACROS,
    MathError,
    Renderer,
    render,
    replace,
    replace_dollars,
    share_glyphs,
)

ROOT = Path(__file__).parents[2]
FORMULAS = [
    r"a^{[l+2]} = g\!\left(z^{[l+2]} + a^{[l]}\right)",
    r"\frac{\partial L}{\partial a^{[l]}} = D\,(I + J)^{\top} g",
    r"\mathrm{Div}(Y, d) = \tfrac12 \lVert Y - d\rVert^2",
    r"-d\log Y-(1-d)\log(1-Y)",
    r"\begin{cases} -1/Y & d = 1\\ \frac{1}{1-Y} & d=0\end{cases}",
    r"\begin{aligned} z^{[l+1]} &= W^{[l+1]}a^{[l]} + b^{[l+1]} \\ a^{[l+1]} &= g(z^{[l+1]})\end{aligned}",
    r"\left\lfloor\frac{n+2p-d(k-1)-1}{s}\right\rfloor + 1",
    r"\mathcal{L}",
    r"\mathbb{E}",
    r"\boldsymbol{x}",
    r"P(C_1\mid x)=\sigma(wx+b)",
    r"\lambda_{\max}",
    r"\text{where } x > 0",
    r"x < 1 \& y",
    r"x <text",
    r"\left(\begin{matrix}1\\2\\3\\4\\5\\6\\7\end{matrix}\right)",
    r"\begin{array}{c|c}a&b\\\hline c&d\end{array}",
]
WIDE = "+".join(f"w_{{{i}}}x_{{{i}}}" for i in range(20))


class Engines:
    """A renderer that draws nothing and remembers what it was asked for."""

    def __init__(self):
        self.asked = []

    def render(self, tex, display):
        self.asked.append((tex, display))
        return "■"


class WellFormed(HTMLParser):
    """Fails on a tag that is closed out of order; collects ids and references."""

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.uses = [], [], []
        self.feed(html)
        assert not self.open

    def handle_startendtag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        self.uses += [value for name, value in attrs if name == "href"]

    def handle_starttag(self, tag, attrs):
        self.handle_startendtag(tag, attrs)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def in_another_process(code, *arguments, seed="0"):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )


# One formula


@pytest.mark.parametrize("display", [False, True])
@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_is_drawn_spoken_and_copied(tex, display):
    html = render(tex, display)
    page = WellFormed(html)
    assert html.startswith('<x-tex class="arithmatex" data-search-exclude') and html.endswith("</x-tex>")
    assert html.count('aria-hidden="true" focusable="false" viewBox=') == 1 and "currentColor" in html
    assert html.count("<math ") == 1 and "<semantics>" not in html
    assert {use[1:] for use in page.uses} <= set(page.ids)
    assert not re.search(r'\sdata-(?!search-exclude|display)|xlink|MJX|role="img"|<script|url\(', html)


def test_an_inline_formula_hangs_as_far_below_the_baseline_as_mathjax_says():
    html = render("g", False)
    top, height = (float(number) for number in re.search(r'viewBox="0 (\S+) \S+ (\S+)"', html).groups())
    assert f'style="vertical-align:{-(top + height) / 1000:.3f}em"' in html
    assert 150 < top + height < 250  # a g has a descender of a fifth of an em
    assert "vertical-align" not in render("g", True)


def test_a_formula_is_measured_in_ems_of_the_text_around():
    assert 'width="0.572em"' in render("x", False)


@pytest.mark.parametrize("display", [False, True])
def test_a_formula_wider_than_a_phone_is_reached_by_keyboard_and_a_short_one_is_no_tab_stop(display):
    assert 'tabindex="0" role="group" aria-label="formula"' in render(WIDE, display)
    assert "tabindex" not in render("x", display)


def test_the_inner_drawings_of_stretched_glyphs_keep_their_height_under_materials_stylesheet():
    inner = re.findall("<svg [^>]*>", render(FORMULAS[-2], True))[1:]
    assert inner and all(
        re.search(r'style="max-width:none;height:([\d.]+)px".* height="\1"', svg) for svg in inner
    )


def test_the_rules_of_an_array_have_a_width():
    assert render(FORMULAS[-1], True).count('<line stroke-width="60"') == 2


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_means_the_same_to_both_engines(name):
    assert render(rf"\{name} x", False) == render(rf"{MACROS[name]} x", False)


def test_a_macro_is_no_prefix_and_no_line_break():
    assert render(r"\Re x", False) != render(MACROS["R"] + "e x", False)
    assert render(r"\begin{matrix}a\\R\end{matrix}", True).count("𝔼") == 0
    assert ">R<" in render(r"\begin{matrix}a\\R\end{matrix}", True)


def test_div_divides_although_mathjax_has_a_package_that_makes_it_a_divergence():
    assert "<mo>÷</mo>" in render(r"a \div b", False)
    assert WellFormed(render(r"a \div b", False)).ids[1] == WellFormed(render("÷", False)).ids[0]


# Errors


@pytest.mark.parametrize(
    "tex, reason",
    [
        (r"\undefinedmacro + 1", "Undefined control sequence: \\undefinedmacro"),
        (r"\text{\undefinedmacro}", "Undefined control sequence"),
        (r"\frac{1}", "end of input"),
        (r"{x", "Expected"),
        (r"\begin{foo}x\end{foo}", "No such environment: foo"),
        ("a & b", "Expected"),
        ("x^2^3", "Double superscript"),
        (r"\left( x", r"\right"),
        ("x % y", "comment"),
        ("é", "Unicode"),
        (r"\href{http://x}{x}", "not trust"),
        (r"\qty(x)", "Undefined"),
        ("\\", "Unexpected"),
        ("\0", "null"),
        (r"\text{日}", "no glyph for '日'"),
        (r"\def\a{x}\a", r"Undefined control sequence \def"),
        (r"\color{red}{x}", r"Undefined control sequence \color"),
        (r"x\tag{1}", "tag"),
    ],
)
def test_what_either_engine_rejects_is_an_error_that_names_formula_and_reason(tex, reason):
    with pytest.raises(MathError) as caught:
        render(tex, True)
    message = str(caught.value)
    assert reason in message and message.endswith(f"in the formula {tex}") and "\n" not in message
    assert caught.value.formula == tex and isinstance(caught.value, ValueError)


def test_the_error_of_a_formula_of_several_lines_is_one_line():
    with pytest.raises(MathError, match=r"^[^\n]*x y \\foo$"):
        render("x\ny\n\\foo", True)


def test_mathjax_alone_detects_errors_too(monkeypatch):
    monkeypatch.setattr(mathematics, "_mathml", lambda source, display: "<math></math>")
    for tex, reason in [
        (r"\nope", r"Undefined control sequence \nope"),
        (r"\frac{1}", "Missing argument"),
        (r"a & b", "Misplaced &"),
    ]:
        with pytest.raises(MathError, match=re.escape(reason)):
            render(tex, False)


def test_an_error_survives_the_way_between_processes():
    error = pickle.loads(pickle.dumps(MathError("x^", "too short")))
    assert (error.formula, error.message, str(error)) == ("x^", "too short", "too short in the formula x^")


def test_a_quickjax_that_packs_mathjax_otherwise_is_refused(monkeypatch, tmp_path):
    import quickjax

    (tmp_path / "js").mkdir()
    (tmp_path / "js/mathjax_bundle.js").write_text("")
    monkeypatch.setattr(quickjax, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(RuntimeError, match="packages"):
        mathematics._mathjax.__wrapped__()


# One page


def test_every_glyph_is_stored_once_and_found():
    page = "<h1>T</h1>" + "".join(f"<p>{render(tex, True)}{render(tex, False)}</p>" for tex in FORMULAS)
    shared = share_glyphs(page)
    before, after = WellFormed(page), WellFormed(shared)
    assert len(after.ids) == len(set(after.ids)) == len(set(before.ids)) and before.uses == after.uses
    assert {use[1:] for use in after.uses} <= set(after.ids)
    assert shared.count("<x-tex") == 2 * len(FORMULAS) and shared.count("<defs") == 1
    assert all(shared.count(outline) == 1 for outline in re.findall(r"<path [^>]*>", page))


def test_the_sheet_of_glyphs_takes_no_room_and_is_not_display_none():
    sheet = share_glyphs(render("x", False)).partition("<defs")[0]
    assert (
        'width="0" height="0" style="position:absolute" aria-hidden="true"' in sheet
        and "display" not in sheet
    )


def test_the_sheet_opens_the_body_and_other_drawings_are_left_alone():
    figure = '<svg id="f"><defs><path id="MJX-1" d="M0 0"/></defs><use href="#MJX-1"/></svg>'
    shared = share_glyphs(f'<html><body class="c">{figure}{render("x", False)}</body></html>')
    assert shared.startswith('<html><body class="c"><svg class="x-tex-glyphs"') and figure in shared
    assert share_glyphs(figure) == figure


def test_sharing_twice_changes_nothing_and_sheets_of_two_parts_become_one():
    first, second = share_glyphs(render("x+y", False)), share_glyphs(render("y+z", False))
    assert share_glyphs(first) == first
    ids = WellFormed(share_glyphs(first + second)).ids
    assert len(ids) == len(set(ids)) == 4


def test_the_name_of_a_glyph_does_not_depend_on_what_was_rendered_before():
    first = render("x", False)
    render(r"\mathcal{X}", True)
    assert render("x", False) == first


def test_two_processes_write_the_same_bytes():
    code = (
        "from tests.site.test_mathematics import *\n"
        "print(share_glyphs(''.join(render(t, True) for t in FORMULAS[:4])))"
    )
    runs = [in_another_process(code, seed=seed) for seed in ("1", "2")]
    assert runs[0].stdout == runs[1].stdout and len(runs[0].stdout) > 1000, runs[0].stderr


def test_no_formula_gets_into_the_search_index():
    plugin = pytest.importorskip("material.plugins.search.plugin")
    parser = plugin.Parser()
    formulas = "".join(f"<p>{render(tex, display)} kept</p>" for tex in FORMULAS for display in (False, True))
    parser.feed(share_glyphs(f'<h1 id="t">Title {render("zebra", False)}</h1>{formulas}'))
    parser.close()
    text = "".join("".join(section.title + section.text) for section in parser.data)
    assert re.sub(r"</?\w+>|\s", "", text) == "Title" + "kept" * 2 * len(FORMULAS)


# Finding formulas


def test_every_formula_of_arithmatex_is_replaced_and_none_is_lost():
    import markdown

    source = (
        "# H $L_2$\n\na $x < 1 \\& y$ b \\(z\\)\n\n$$\nx\n$$\n\n\\[ q \\]\n\n`$code$` \\$5 or $5 and $6\n"
    )
    page = markdown.markdown(
        source,
        extensions=["pymdownx.arithmatex"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    engines = Engines()
    page = replace(page, engines)
    assert engines.asked == [("L_2", False), (r"x < 1 \& y", False), ("z", False), ("x", True), ("q", True)]
    assert page.count("■") == 5 and "<code>$code$</code> $5 or $5 and $6" in page


def test_marked_mathematics_of_an_unknown_form_is_an_error():
    with pytest.raises(MathError, match="unknown form"):
        replace('<span class="arithmatex">$x$</span>', Engines())


@pytest.mark.parametrize(
    "html, asked",
    [
        ("<p>$a_1 &lt; d$ and $$\nb\n$$, $c$.</p>", [("a_1 < d", False), ("b", True), ("c", False)]),
        ("<li>$\\{x\\}$-axis</li>", [("\\{x\\}", False)]),
        (r"<p>$\$5 + x$</p>", [(r"\$5 + x", False)]),
        ("<p>$5 and $6</p>", []),
        ("<p>$5-$6 or $ x$ or $x $</p>", []),
        (r"<p>\$x\$, \\$</p>", []),
        ("<p>one $ here</p><p>and $ there</p>", []),
        ("<pre>$x$</pre><code>$$x$$</code><script>$x$</script><style>$x$</style>", []),
        ('<img alt="a > b $x$"><!-- $x$ --><svg><text>$x$</text></svg>', []),
        ("<x-tex><span>$x$</span></x-tex>", []),
    ],
)
def test_dollars_follow_pandocs_rule_and_code_is_not_touched(html, asked):
    engines = Engines()
    replaced = replace_dollars(html, engines)
    assert engines.asked == asked and replaced.count("■") == len(asked)
    assert asked or replaced == html


# The cache


@pytest.fixture
def no_engines(monkeypatch):
    def forbid():
        def engine(source, display):
            raise AssertionError("an engine ran")

        monkeypatch.setattr(mathematics, "_mathml", engine)
        monkeypatch.setattr(mathematics, "_svg", engine)

    return forbid


def test_a_formula_in_the_cache_is_the_same_and_calls_no_engine(tmp_path, no_engines):
    fresh = Renderer(tmp_path).render("x", False)
    assert fresh == render("x", False) == Renderer(None).render("x", False)
    no_engines()
    assert Renderer(tmp_path).render("x", False) == fresh
    for tex, display in [("x", True), ("y", False)]:
        with pytest.raises(MathError, match="an engine ran"):
            Renderer(tmp_path).render(tex, display)


@pytest.mark.parametrize(
    "change",
    [
        lambda patch: patch.setitem(MACROS, "new", "x"),
        lambda patch: patch.setattr(mathematics, "_origin", lambda: ["another version"]),
    ],
)
def test_another_macro_or_version_is_another_formula(tmp_path, monkeypatch, no_engines, change):
    Renderer(tmp_path).render("x", False)
    change(monkeypatch)
    no_engines()
    with pytest.raises(MathError, match="an engine ran"):
        Renderer(tmp_path).render("x", False)


def test_a_failure_is_not_cached(tmp_path, monkeypatch):
    renderer = Renderer(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(MathError):
        patch.setattr(mathematics, "_svg", lambda source, display: '<svg data-mjx-error="bad day"/>')
        renderer.render("x", False)
    assert renderer.render("x", False) == render("x", False)


def test_a_killed_build_keeps_what_it_finished(tmp_path, no_engines):
    code = "from tests.site.test_mathematics import *\nRenderer(Path(sys.argv[1])).render('x', False)\nos._exit(9)"
    assert in_another_process(code, tmp_path).returncode == 9
    no_engines()
    assert Renderer(tmp_path).render("x", False)


def test_two_builds_may_fill_one_cache_at_once(tmp_path, no_engines):
    code = (
        "from tests.site.test_mathematics import *\nfrom dlnotes.site.pages import formulas as mathematics\n"
        "mathematics.render = lambda tex, display: tex\n"
        "for i in range(200): Renderer(Path(sys.argv[1])).render(str(i), False)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, tmp_path], cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    no_engines()
    assert [Renderer(tmp_path).render(str(i), False) for i in (0, 99, 199)] == ["0", "99", "199"]


def test_a_damaged_cache_is_made_anew(tmp_path):
    (tmp_path / "mathematics.sqlite").write_bytes(b"rubbish" * 1000)
    assert Renderer(tmp_path).render("x", False) == render("x", False)
