"""What pages ask for is checked where it stands: page, line, slug."""

import pytest

from dlnotes.site.checks import sources as pages
from dlnotes.site.project import BuildError, Project
from dlnotes.site.published import Generated
from dlnotes.site.sources.prose import prose


@pytest.mark.parametrize(
    "old, new, said",
    [
        (
            "generated/figures/sizing.svg",
            "generated/figures/sizin.svg",
            "docs/index.md:7: no figure is called 'sizin'; nearest: sizing",
        ),
        ("![A bar]", "![]", "docs/index.md:7: figure sizing has no alt text"),
        ("![A bar]", "See ![A bar]", "docs/index.md:7: figure sizing must stand alone on its line"),
        (
            "[[sizing.half:d]]",
            "[[sizin.half:d]]",
            "docs/index.md:3: no experiment or claim is called 'sizin'; nearest: sizing",
        ),
        (
            "[[sizing.half:d]]",
            "[[sizing.hall:d]]",
            "docs/index.md:3: no number of sizing is called 'hall'; nearest: half",
        ),
        (
            "[[sizing.half:d]]",
            "[[sizing.half:q]]",
            "docs/index.md:3: [[sizing.half:q]]: Unknown format code 'q'",
        ),
        (
            "[[sizing.half:d]]",
            "[[sizing.half|d]]",
            "docs/index.md:3: [[sizing.half|d]] is not a number of the form [[slug.name:format]]",
        ),
        ("Half is", "With $\\frac{1}{2$ it is", "docs/index.md:3: "),
        ("Half is", "\n$$\n\\nosuchmacro\n$$\n\nHalf is", "docs/index.md:4: "),
    ],
)
def test_a_wrong_reference_stops_the_build_with_page_line_and_slug(built, old, new, said):
    built.edit("docs/index.md", old, new)
    for run in (built.dlnotes("build"), built.mkdocs()):
        assert run.returncode in (1, 2)
        line = next(line for line in run.stderr.splitlines() if said in line)
        assert "Traceback" not in run.stderr and len(line) < 300


def test_notation_inside_code_is_left_alone(built):
    built.edit(
        "docs/index.md",
        "Half is",
        "`[[no.such:d]]` and\n\n```text\n![](generated/figures/none.svg) $\\bad{$ [[no.such:d]]\n```\n\nHalf is",
    )
    pages.check(Project(built.root))


def test_prose_ends_where_a_fence_begins_and_resumes_where_it_ends():
    text = "a\n```python\nb\n```\nc\n~~~~text\n```\nd\n~~~\n~~~~\ne `f` g\n"
    assert [line.split() for _, line in prose(text)] == [["a"], ["c"], ["e", "g"]]


def test_numbers_are_printed_in_their_format_with_a_true_minus(tmp_path):
    generated = Generated({}, {"slug": {"x": -1.234e-8, "n": 44}}, tmp_path)
    assert generated.number("slug", "x", ".1e") == "\u22121.2e\u221208"
    assert generated.number("slug", "n", "d") == "44"


def test_a_figure_without_alt_text_is_refused(tmp_path):
    generated = Generated({"a": {}}, {}, tmp_path)
    with pytest.raises(BuildError, match="page.md:3: figure a has no alt text"):
        generated.figure("a", "  ", "page.md:3: ")
