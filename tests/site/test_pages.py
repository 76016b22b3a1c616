"""What pages ask for is looked at where it stands, by every command alike: page, line, slug."""

import pytest

from dlnotes.site.checks import gate
from dlnotes.site.project import BuildError, Project
from dlnotes.site.published import Generated


def test_every_command_stops_with_all_problems_sorted_by_file_and_line(built):
    built.edit("docs/index.md", "[[sizing.half:d]]", "[[sizing.hall:d]]")
    built.edit("docs/index.md", "![A bar]", "![]")
    built.edit("docs/claims.md", "[[claims.cited:d]]", "[[claims.cited]]")
    wanted = [
        "docs/claims.md:6: [[claims.cited]] is not a number of the form [[slug.name:format]]",
        "docs/index.md:6: no number of sizing is called 'hall'; nearest: half",
        "docs/index.md:10: image ![](generated/figures/sizing.svg): "
        "it has no alt text: say in words what it shows",
    ]
    assert [str(problem) for problem in gate.check(Project(built.root))] == wanted
    for run in (built.dlnotes("build"), built.mkdocs(), built.dlnotes("check")):
        told = [line for line in (run.stdout + run.stderr).splitlines() if ".md:" in line]
        assert run.returncode == 1 and len(told) == 3
        assert all(line.endswith(said) for line, said in zip(told, wanted))
        assert "Traceback" not in run.stderr


def test_notation_inside_code_is_left_alone(built):
    code = "```text\n![](generated/figures/none.svg) $\\bad{$ [[no.such:d]]\n```"
    built.edit("docs/index.md", "Half is", f"`[[no.such:d]]` and\n\n{code}\n\nHalf is")
    assert gate.check(Project(built.root)) == []


def test_numbers_are_printed_in_their_format_with_a_true_minus(tmp_path):
    generated = Generated({}, {"slug": {"x": -1.234e-8, "n": 44}}, tmp_path)
    assert generated.number("slug", "x", ".1e") == "\u22121.2e\u221208"
    assert generated.number("slug", "n", "d") == "44"


def test_a_figure_without_alt_text_is_refused(tmp_path):
    generated = Generated({"a": {}}, {}, tmp_path)
    with pytest.raises(BuildError, match="page.md:3: figure a has no alt text"):
        generated.figure("a", "  ", "page.md:3: ")
