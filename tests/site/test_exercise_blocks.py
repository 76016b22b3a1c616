"""Exercises and quick questions: files read, blocks set as HTML, and every broken rule named."""

import html as entities
import re

import markdown
import pytest

from dlnotes.site.checks.built_pages import problems_of
from dlnotes.site.pages.places import searched
from dlnotes.site.project import BuildError, Project
from dlnotes.site.sources import exercises, practice
from dlnotes.site.sources.page import read as read_page
from tests.site.conftest import FILES

EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.details",
    "pymdownx.superfences",
    "dlnotes.site.pages",
]
FILE = FILES["snippets/exercises/halve_it.py"]
EXERCISE = """/// exercise | halve-it
    level: in code

Halve $n$, which is [[sizing.half:d]] for a window of 9; see [the code](#code).

```pycon
>>> 1 + 1
2
```

??? tip "Hint"
    Look at the kernel.

??? tip "Another hint"
    Once more.

??? success "Solution"
    It is rounded *down*.

    Always, by [[sizing.half:d]].
///
"""
QUESTION = """/// question | nine
    key: size(9)

How much is half of $9$?

$4.5$
:   A *half* window, see [the code](#code), is no window, by [[sizing.half:d]].

$4$
:   Right. Down.

    It is `9 // 2`.

a kernel of `5`
:   Up, with a kernel.
///
"""


@pytest.fixture(scope="module")
def project(shared_toy):
    run = shared_toy.dlnotes("build")
    assert run.returncode == 0, run.stderr
    shared_toy.write("docs/glossary.md", "# Glossary\n\nkernel\n:   A window of weights.\n")
    return Project(shared_toy.root)


@pytest.fixture
def convert(project):
    def run(text):
        configs = {
            "pymdownx.arithmatex": {"generic": True},
            "dlnotes.site.pages": {"root": str(project.root)},
        }
        return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=configs)

    return run


def words(html):
    html = re.sub(r"<x-tex.*?</x-tex>", "…", html, flags=re.S)
    return " ".join(re.sub("<[^>]*>", "", html).split())


def inside(html, tag, name):
    """The element of a class, up to the end of the last one of its kind."""
    start = re.search(f'<{tag} [^>]*class="{name}"', html).start()
    return html[start : html.rindex(f"</{tag}>") + len(tag) + 3]


# -- files ---------------------------------------------------------------------------------------------------


def read(folder, text):
    path = folder / "snippets/exercises/halve_it.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return exercises.read(path)


def test_an_exercise_is_read_part_by_part(tmp_path):
    found = read(tmp_path, FILE)
    assert (found.slug, found.promise) == ("halve-it", "Half of nine.")
    assert (found.setup, found.stub, found.mistake, found.solution) == (
        "from dlnotes.nn import size\n",
        "half = ...\n",
        "half = 4.5\n",
        "half = 9 // 2\n",
    )
    assert found.checker.startswith("assert half is not") and found.checker.endswith("halves'\n")
    assert found.starts == {"setup": 2, "stub": 5, "mistake": 8, "solution": 11, "checker": 14}


def test_blank_lines_between_regions_and_a_setup_of_nothing_are_fine(tmp_path):
    found = read(
        tmp_path,
        FILE.replace("from dlnotes.nn import size\n", "").replace("# --8<-- [start:", "\n\n# --8<-- [start:"),
    )
    assert found.setup == "" and found.stub == "half = ...\n"


START, END, LAST = "# --8<-- [start:", "# --8<-- [end:", "# --8<-- [end:checker]\n"


@pytest.mark.parametrize(
    "old, new, line, said",
    [
        ('"""Half of nine."""\n', "", 1, "an exercise opens with a docstring"),
        ("half = ...", "half = (", 5, "'(' was never closed"),
        ("stub]", "stab]", 4, f"the start of 'stub' is awaited, and here stands '{START}stab]'"),
        (
            f"{START}mistake]\nhalf = 4.5\n{END}mistake]\n",
            "",
            7,
            f"the start of 'mistake' is awaited, and here stands '{START}solution]'",
        ),
        (f"{END}stub]\n", "", 6, f"the end of 'stub' is awaited, and here stands '{START}mistake]'"),
        ("[end:stub]", "[end:mistake]", 6, f"the end of 'stub' is awaited, and here stands '{END}mistake]'"),
        (f"half = ...\n{END}stub]", f"{END}stub]", 5, "region 'stub' is empty"),
        (LAST, "", 15, "the end of 'checker' is awaited, and here the file ends"),
        (f"{START}mistake]", f"x = 1\n{START}mistake]", 7, "'mistake' is awaited, and here stands 'x = 1'"),
        (LAST, LAST + LAST, 17, f"all are there, and here stands '{LAST.strip()}'"),
        (LAST, f"{LAST}x = 1\n", 17, "all are there, and here stands 'x = 1'"),
        (LAST, f"{LAST}{START}more]\n", 17, f"all are there, and here stands '{START}more]'"),
        (
            FILE[FILE.index(f"{START}checker]") :],
            "",
            12,
            "the start of 'checker' is awaited, and here the file ends",
        ),
        (
            f"half = ...\n{END}stub]\n{START}mistake]\nhalf",
            f"if True:\n{END}stub]\n{START}mistake]\n    half",
            5,
            "a region is made of whole statements",
        ),
    ],
)
def test_a_file_that_is_no_exercise_is_refused(tmp_path, old, new, line, said):
    assert old in FILE
    with pytest.raises(BuildError) as caught:
        read(tmp_path, FILE.replace(old, new))
    assert str(caught.value).startswith(f"snippets/exercises/halve_it.py:{line}: ")
    assert said in str(caught.value)


# -- exercises on the page -----------------------------------------------------------------------------------


def test_an_exercise_is_statement_stub_hints_and_solution(convert):
    section = inside(convert("# Title\n\n" + EXERCISE + "\nAfter.\n"), "section", "dl-exercise")
    said = words(section)
    assert 'id="exercise-halve-it"' in section
    assert said.startswith(
        "Exercise 1 · in code · Halve it¶ Halve …, which is 4 for a window of 9; see the code."
    )
    order = [
        "Halve it",
        "&gt;&gt;&gt;",
        "half = ...",
        "Hint",
        "Look at the",
        "Another hint",
        "Once more.",
        "Solution",
        "half = 9 // 2",
        "It is rounded down. Always, by 4.",
        "Stub, solution and checker stand in one file.",
    ]
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    assert (
        "<em>down</em>" in section
        and '<abbr title="A window of weights.">kernel</abbr>' in section
        and "<script" not in section
    )


def test_the_stub_carries_what_run_and_check_need(convert):
    stub = re.search(r'<div class="dl-run highlight"[^>]*data-alone[^>]*>', convert(EXERCISE))[0]
    found = {name: entities.unescape(value) for name, value in re.findall(r'data-(\w+)="([^"]*)"', stub)}
    assert found["before"] == "from dlnotes.nn import size\n"
    assert found["checker"].startswith("assert half is not ..., 'put")
    assert "halves'\n" in found["checker"] and "4.5" not in stub and "9 //" not in stub


def test_hints_and_solutions_are_not_searched_and_the_statement_is(convert):
    html = convert(EXERCISE)
    folds = re.findall(r"<details[^>]*>", html)
    assert len(folds) == 3 and all("data-search-exclude" in fold for fold in folds)
    said = searched(html[: html.index("<details")])
    assert '<h6 id="exercise-halve-it">Exercise: Halve it</h6>' in said and "<p>Halve <code>n</code>" in said


def test_exercises_are_counted_on_their_page_and_may_have_a_title(convert):
    second = EXERCISE.replace("    level: in code", "    level: break it\n    title: ReLU, halved")
    said = words(convert(EXERCISE + "\n" + second))
    assert "Exercise 1 · in code · Halve it" in said and "Exercise 2 · break it · ReLU, halved" in said
    assert "Exercise 1" in words(convert(second))


def test_nothing_of_the_notation_is_left(convert):
    assert problems_of(convert(EXERCISE + "\n" + QUESTION)) == []


def test_the_file_of_an_exercise_is_published_and_linked_from_its_page(project, convert, shared_toy):
    assert (project.generated / "source/exercises/halve_it.py").read_text() == FILE
    assert 'href="generated/source/exercises/halve_it.py"' in convert(EXERCISE)
    text = (project.docs / "index.md").read_text()
    shared_toy.write("docs/deep-learning/deeper.md", EXERCISE)
    shared_toy.edit("docs/index.md", "/// exercise", "/// claim")
    try:
        assert 'href="../generated/source/exercises/halve_it.py"' in convert(EXERCISE)
    finally:
        shared_toy.write("docs/index.md", text)
        (project.docs / "deep-learning/deeper.md").unlink()


# -- questions on the page -----------------------------------------------------------------------------------


def test_an_option_is_a_fold_that_says_whether_and_why(convert):
    html = inside(convert(QUESTION), "div", "dl-question")
    assert 'id="question-nine"' in html and "<dl" not in html and "<script" not in html
    assert words(html).startswith("Quick question¶ How much is half of …?")
    options = re.findall(r"<details ([^>]*)>\s*<summary>(.*?)</summary>\s*(.*?)</details>", html, re.S)
    assert len(options) == 3 and all(
        'name="question-nine"' in attributes
        and "data-search-exclude" in attributes
        and "open" not in attributes
        for attributes, _, _ in options
    )
    bodies = [words(body) for _, _, body in options]
    assert bodies == [
        "Not quite. A half window, see the code, is no window, by 4.",
        "Right. Down. It is 9 // 2.",
        "Not quite. Up, with a kernel.",
    ]
    assert (
        "<math" in options[0][1]
        and [words(summary) for _, summary, _ in options] == ["A …", "B …", "C a kernel of 5"]
        and "<code>5</code>" in options[2][1]
    )
    assert (
        "<strong>Right.</strong>" in html
        and '<a href="#code">' in html
        and "<abbr" in options[2][2]
        and "<abbr" not in options[2][1]
    )


def test_what_is_read_from_the_source_is_what_is_shown(convert):
    page = read_page(EXERCISE + QUESTION)
    (exercise,), (question,) = practice.exercises(page), practice.questions(page)
    assert (exercise.line, exercise.slug, exercise.level) == (1, "halve-it", "in code")
    assert (question.slug, question.key, [option.text for option in question.options]) == (
        "nine",
        "size(9)",
        ["$4.5$", "$4$", "a kernel of `5`"],
    )
    assert (
        [option.right for option in question.options]
        == [False, True, False]
        == [answer == "right" for answer in re.findall(r'data-answer="(\w+)"', convert(QUESTION))]
    )


def test_blocks_in_code_are_left_alone(convert):
    text = f"```text\n{QUESTION}```\n"
    assert practice.questions(read_page(text)) == [] and "dl-question" not in convert(text)


# -- rules ---------------------------------------------------------------------------------------------------


def faults(text):
    """(line, what is wrong) of everything that breaks a rule in the blocks of a page."""
    page = read_page("# Title\n\n" + text)
    found = [(problem.line, problem.message) for problem in page.problems]
    return found + [(block.line, fault) for block, fault in practice.faults(page)]


def test_what_keeps_the_rules_has_no_faults():
    assert faults(EXERCISE + QUESTION) == []


@pytest.mark.parametrize(
    "old, new, said",
    [
        (
            "    level: in code\n",
            "",
            "its level is one of by hand, in code, break it, not None",
        ),
        ("in code", "hard", "its level is one of by hand, in code, break it, not 'hard'"),
        ("    level", "    lebel", "no option is called 'lebel'; there are level, title"),
        (
            "level: in code",
            "level: [",
            "the options of this block are not lines of the form `name: value`",
        ),
        ("level: in code", "in code", "the options of this block are not lines"),
        (
            '??? success "Solution"',
            '??? success "Answer"',
            'it ends with a hint or several and then one fold called "Solution", not with [',
        ),
        ('"Hint"', '"Solution"', "it ends with a hint or several and then one fold"),
        (
            "    It is rounded *down*.\n\n    Always, by [[sizing.half:d]].\n",
            "",
            "its solution does not say why",
        ),
        (
            '??? tip "Another hint"',
            'Words.\n\n???+ tip "Another hint"',
            "after the first fold there are only folds",
        ),
        ("\n///\n", "\n", "this block is never closed by ///"),
        (
            '??? tip "Hint"',
            '/// claim | half\n///\n\n??? tip "Hint"',
            "the block of line 3 is still open",
        ),
    ],
)
def test_an_exercise_that_breaks_a_rule_is_told_what(old, new, said):
    assert old in EXERCISE
    assert [fault for _, fault in faults(EXERCISE.replace(old, new)) if fault.startswith(said)]


def test_an_exercise_needs_a_statement_and_a_hint():
    start, hint, solution = (
        EXERCISE.index(part) for part in ("Halve $n$", '??? tip "Hint"', '??? success "Solution"')
    )
    assert faults(EXERCISE[:start] + EXERCISE[hint:]) == [(3, "it opens with its statement")]
    ((line, said),) = faults(EXERCISE[:hint] + EXERCISE[solution:])
    assert line == 3 and said.startswith("it ends with a hint or several")


@pytest.mark.parametrize(
    "old, new, said",
    [
        (
            "\na kernel of `5`\n:   Up, with a kernel.\n",
            "",
            "2 options are too few; there must be 3 or more",
        ),
        ("Right. ", "", 'exactly one explanation begins with "Right.", not 0'),
        (":   Up", ":   Right. Up", 'exactly one explanation begins with "Right.", not 2'),
        (
            ":   Up",
            ":   Not quite. Up",
            'the page itself writes "Not quite." before the explanation of a wrong option',
        ),
        ("$4$\n", "$4$\nfour\n", "each option stands on a line of its own and has one explanation"),
        (":   Up", ":   Up\n:   Down", "each option stands on a line of its own and has one explanation"),
        ("a kernel of `5`", "$4$", "two of its options are the same"),
        (
            ":   Up, with a kernel.\n",
            ":   Up, with a kernel.\n\nAnd more.\n",
            "a question is a prompt and then one definition list, and nothing after it",
        ),
        ("How much is half of $9$?\n", "", "a question is a prompt and then one definition list"),
        (":   Up, with a kernel.", ":   - Up", "each explanation opens with a sentence"),
        ("key:", "keys:", "no option is called 'keys'; there are key"),
    ],
)
def test_a_question_that_breaks_a_rule_is_told_what(old, new, said):
    assert old in QUESTION
    assert [fault for _, fault in faults(QUESTION.replace(old, new)) if fault.startswith(said)]


def test_all_that_is_wrong_with_a_block_is_told():
    text = QUESTION.replace("Right. ", "").replace(":   Up", ":   Not quite. Up").replace("$4$", "$4.5$")
    assert len(faults(text.replace("key:", "keys:").replace("| nine", "| Nine"))) == 5


@pytest.mark.parametrize(
    "text",
    [
        EXERCISE.replace("in code", "hard"),
        EXERCISE.replace("halve-it", "no-such"),
        QUESTION.replace("Right. ", ""),
    ],
)
def test_rendering_refuses_the_same(convert, text):
    with pytest.raises(BuildError, match="'hard'|no exercise is called|exactly one"):
        convert(text)
