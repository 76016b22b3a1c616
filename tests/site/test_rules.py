"""Each rule of the gate refuses what it is there for and names the place; the unspoilt project keeps all."""

import pytest

from dlnotes.site.checks import (
    claims,
    exercises,
    fences,
    figures,
    formulas,
    gate,
    glossary,
    labs,
    links,
    numbers,
    pages,
    practice,
    slugs,
    snippets,
)
from dlnotes.site.checks.subject import Subject
from dlnotes.site.errors import Problem, Problems
from dlnotes.site.project import Project
from tests.site.conftest import FRONT

INDEX, LESSON, NOTE = "docs/index.md", "docs/part/note/lesson.md", "docs/part/note/note.yml"
OF_NOTE = """title: Note
source: https://example.org
author: somebody
licence: CC BY 4.0
outline: {index.md: ["# Note"], lesson.md: ["# Lesson"]}
"""
ONE, HALVE = "snippets/one.py", "snippets/exercises/halve_it.py"
BENDING, CLAIMS = "dlnotes/figures/bending.py", "docs/generated/claims.json"
EXERCISES = "".join(
    f'/// exercise | {slug}\n    level: {level}\n\nHalve 9.\n\n??? tip "Hint"\n    Down.\n\n'
    '??? success "Solution"\n    So it is.\n///\n\n'
    for slug, level in (("a", "by hand"), ("b", "break it"), ("c", "in code"))
)
TEN = "??? " + "x" * 10

# (rule, file, what is taken out, what comes in its place, what is said)
CASES = [
    (
        numbers.are_quoted_not_typed,
        "docs/deep-learning/notes.md",
        "Between them.",
        "Between them, 1.28.",
        "docs/deep-learning/notes.md:35: 1.28 is typed, and bends gives it as least: [[bends.least:.2f]]",
    ),
    (
        numbers.stand_outside_of_formulas,
        INDEX,
        "Half is [[sizing.half:d]]",
        "Half is $[[sizing.half:d]]$",
        f"{INDEX}:6: a number stands outside of formulas",
    ),
    (
        pages.say_known_things_of_themselves,
        INDEX,
        "description:",
        "subtitle: x\ndescription:",
        f"{INDEX}:1: no line",
    ),
    (
        slugs.are_file_names,
        "snippets/two-parts.py",
        None,
        "x = 1\n",
        "snippets/two-parts.py:1: a file is called",
    ),
    (
        glossary.defines_each_term_once,
        "docs/glossary.md",
        None,
        "# G\n\nbar\n:   A bar.\n\nbar\n:   Again.\n",
        "docs/glossary.md:9: the term 'bar' is explained in line 6 already",
    ),
    (snippets.mark_their_regions, ONE, "# --8<-- [start", "#--8<-- [start", f"{ONE}:2: a mark is"),
    (
        labs.hold_code_in_cells,
        "docs/labs/x.py",
        None,
        "# %% [markdown]\n# ```python\n# x = 1\n# ```\n",
        "docs/labs/x.py:5: the code of a lab stands in a cell",
    ),
    (
        pages.can_be_read,
        INDEX,
        "\n///\n\n/// exercise",
        "\n/// exercise",
        f"{INDEX}:33: the block of line 20",
    ),
    (
        pages.can_be_read,
        INDEX,
        "## Code",
        "~~~text\n## Code",
        f"{INDEX}:12: this fence is never closed by ~~~",
    ),
    (pages.can_be_read, INDEX, "Half is", "\udce4 is", f"{INDEX}:6: a source is UTF-8, and b'\\xe4' is not"),
    (
        pages.can_be_read,
        INDEX,
        "![A bar]",
        "![]",
        f"{INDEX}:10: image ![](generated/figures/sizing.svg): it has no alt text",
    ),
    (pages.can_be_read, INDEX, "![A bar]", "See ![A bar]", f"{INDEX}:10: figure sizing must stand alone"),
    (
        pages.can_be_read,
        INDEX,
        "[[sizing.half:d]]",
        "[[sizing.half|d]]",
        f"{INDEX}:6: [[sizing.half|d]] is not a number of the form [[slug.name:format]]",
    ),
    (
        pages.can_be_read,
        INDEX,
        "See [",
        "<!-- skip: next -->\n\nSee [",
        f"{INDEX}:14: a skip needs its reason",
    ),
    (fences.name_their_language, INDEX, "```python", "```", f"{INDEX}:16: a fence names its language"),
    (
        fences.hold_a_region_or_examples,
        INDEX,
        "See [",
        "~~~ { .py .x }\nx = 1\n~~~\n\nSee [",
        f"{INDEX}:14: a Python fence is one region of a snippet",
    ),
    (
        fences.hold_a_region_or_examples,
        INDEX,
        "See [",
        "```pycon\n>>> 1\n1\n>>>2\n```\n\nSee [",
        f"{INDEX}:17: lacks blank after >>>: '>>>2'",
    ),
    (
        fences.hold_a_region_or_examples,
        INDEX,
        "```python",
        '```python title="{x}"',
        f"{INDEX}:16: a fence has no braces besides",
    ),
    (
        snippets.are_there,
        INDEX,
        "one.py:",
        "two.py:",
        f"{INDEX}:16: no snippet is called 'two.py'; nearest: one.py",
    ),
    (
        snippets.are_there,
        INDEX,
        ":one",
        ":ones",
        f"{INDEX}:16: no region of one.py is called 'ones'; nearest: one",
    ),
    (snippets.are_short, ONE, "one = 1\n", "one = 1\n" * 16, f"{ONE}:3: a page shows 15 lines of a snippet"),
    (snippets.are_short, ONE, "one = 1\n", f"one = 1  # {TEN * 5}\n", f"{ONE}:3: a page shows 72 columns"),
    (snippets.state_and_prove, ONE, '"""One."""', "", f"{ONE}:1: a snippet opens with a docstring"),
    (snippets.state_and_prove, ONE, "assert one == 1", "", f"{ONE}:3: the proof stands outside the region"),
    (snippets.state_and_prove, ONE, "one = 1\n", "one = = 1\n", f"{ONE}:3: no Python: invalid syntax"),
    (pages.have_a_title, INDEX, "# Title", "Title", f"{INDEX}:1: a page has a title, `# …`"),
    (
        pages.describe_themselves,
        INDEX,
        "description: One of",
        "description: One\nand:",
        f"{INDEX}:1: a page begins",
    ),
    (
        pages.say_known_things_of_themselves,
        INDEX,
        "few small pages",
        "[[a.b:d]] page",
        f"{INDEX}:1: description is plain",
    ),
    (
        links.land,
        INDEX,
        "(#code)",
        "(#cod)",
        f"{INDEX}:14: no place on index.md is called 'cod'; nearest: code",
    ),
    (
        links.land,
        INDEX,
        "(#code)",
        "(claim.md)",
        f"{INDEX}:14: no page is called 'claim.md'; nearest: claims.md",
    ),
    (links.land, INDEX, "(#code)", "(claims.md#code)", f"{INDEX}:14: no place on claims.md is called 'code'"),
    (
        figures.are_known,
        INDEX,
        "sizing.svg",
        "sizin.svg",
        f"{INDEX}:10: no figure is called 'sizin'; nearest: sizing",
    ),
    (
        fences.fit_the_page,
        INDEX,
        "See [code](#code).",
        f"See it.\n\n```pycon\n>>> {69 * '1'}\n```",
        f"{INDEX}:17: a page shows 72 columns of code, and this line has 73",
    ),
    (
        fences.compare_what_torch_computes,
        INDEX,
        "See [code](#code).",
        "See it.\n\n```torch\ny = 1\n```",
        f'{INDEX}:16: a fence of PyTorch says what it compares="name, name", not ```torch',
    ),
    (
        fences.compare_what_torch_computes,
        INDEX,
        "See [code](#code).",
        'See it.\n\n```torch compares="x, y"\ny = 1\n```',
        f"{INDEX}:16: these lines compare 'x' and do not make it",
    ),
    (
        fences.compare_what_torch_computes,
        INDEX,
        "See [code](#code).",
        'See it.\n\n```torch compares="y"\ny = = 1\n```',
        f"{INDEX}:17: no Python: invalid syntax",
    ),
    (
        figures.are_shown_once,
        "docs/claims.md",
        "The end.",
        "![A](generated/figures/bending.svg)\n\nThe end.",
        f"{INDEX}:8: figure bending stands in docs/claims.md:8 already",
    ),
    (
        numbers.are_published,
        INDEX,
        "sizing.half",
        "sizin.half",
        f"{INDEX}:6: no experiment or claim is called 'sizin'",
    ),
    (
        numbers.are_published,
        INDEX,
        "sizing.half",
        "sizing.hall",
        f"{INDEX}:6: no number of sizing is called 'hall'",
    ),
    (
        numbers.are_published,
        INDEX,
        "half:d]]",
        "half:q]]",
        f"{INDEX}:6: [[sizing.half:q]]: Unknown format code 'q'",
    ),
    (
        numbers.are_published,
        "docs/generated/numbers.json",
        '"sizing"',
        '"sized"',
        f"{INDEX}:6: [[sizing.half:d]]: nothing is published of sizing: run `dlnotes build sizing` first",
    ),
    (formulas.can_be_drawn, INDEX, "Half is", "With $\\frac{1}{2$ it is", f"{INDEX}:6: "),
    (formulas.can_be_drawn, INDEX, "Half is", "\n$$\n\\nosuchmacro\n$$\n\nHalf is", f"{INDEX}:7: "),
    (
        claims.are_decided,
        "docs/deep-learning/notes.md",
        "claim | bends",
        "claim | bend",
        "docs/deep-learning/notes.md:37: claim bend: no check in dlnotes/claims is called 'bend'",
    ),
    (
        claims.are_decided,
        "docs/deep-learning/notes.md",
        "claim | bends",
        "exercise | bends",
        "dlnotes/claims/bending.py:8: claim bends: no page has its card",
    ),
    (
        claims.can_be_read,
        "docs/deep-learning/notes.md",
        "claim | told",
        "claim | half",
        "docs/deep-learning/notes.md:60: claim half: its card stands in docs/deep-learning/notes.md:10",
    ),
    (
        claims.can_be_read,
        "docs/deep-learning/notes.md",
        "    kind: citation\n",
        "",
        "docs/deep-learning/notes.md:60: claim told: its kind is one of",
    ),
    (
        labs.can_be_read_anywhere,
        "docs/labs/x.py",
        "",
        "# %% [markdown]\n# It is [[sizing.half:d]].\n",
        "docs/labs/x.py:5: '[[sizing.half:d]]' is read by this site only",
    ),
    (
        practice.keep_their_form,
        INDEX,
        "level: by hand",
        "level: by head",
        f"{INDEX}:35: exercise halve-it: its level is one of by hand, in code, break it, not 'by head'",
    ),
    (
        practice.keep_their_form,
        INDEX,
        "Right. ",
        "",
        f"{INDEX}:20: question nine: exactly one explanation begins",
    ),
    (
        practice.are_known,
        INDEX,
        "| halve-it",
        "| halve",
        f"{INDEX}:35: no exercise is called 'halve'; nearest: halve",
    ),
    (
        practice.are_asked_once,
        INDEX,
        "| nine",
        "| nine\n///\n\n/// question | nine",
        f"{INDEX}:23: question nine stands",
    ),
    (
        practice.go_from_easy_to_hard,
        LESSON,
        "",
        EXERCISES,
        f"{LESSON}:28: exercise c: 'in code' comes before 'break",
    ),
    (
        practice.are_enough_for_a_lesson,
        LESSON,
        "",
        EXERCISES,
        f"{LESSON}:1: a lesson has two or three quick questions",
    ),
    (
        practice.are_enough_for_a_lesson,
        LESSON,
        "",
        "Text.",
        f"{LESSON}:1: a lesson has three to five exercises",
    ),
    (
        practice.are_enough_for_a_lesson,
        LESSON,
        "",
        "Text.",
        f"{LESSON}:1: a lesson has an exercise of the level 'by",
    ),
    (
        exercises.can_be_read,
        HALVE,
        "end:stub",
        "end:mistake",
        f"{HALVE}:6: the regions of an exercise are",
    ),
    (
        exercises.fit_a_phone,
        HALVE,
        "half = 9",
        "half = 9" + " // 1" * 8,
        f"{HALVE}:11: a line of the solution has",
    ),
    (
        exercises.fit_a_phone,
        HALVE,
        "half = ...\n",
        "half = ...\n" * 16,
        f"{HALVE}:5: the stub has at most 15 lines",
    ),
    (
        exercises.import_what_a_browser_has,
        HALVE,
        "half = 4.5",
        "import math, scipy.linalg",
        f"{HALVE}:8: an exercise imports dlnotes.nn, math, numpy, not scipy.linalg",
    ),
    (
        exercises.import_what_a_browser_has,
        HALVE,
        "from dlnotes.nn",
        "from dlnotes.site",
        f"{HALVE}:2: an exercise imports dlnotes.nn, math, numpy, not dlnotes.site",
    ),
    (
        exercises.say_what_is_wrong,
        HALVE,
        ", 'put a number in place of the dots'",
        "",
        f"{HALVE}:14: each assert of",
    ),
    (
        figures.have_a_page,
        INDEX,
        "![A bar](generated/figures/sizing.svg)",
        "",
        "dlnotes/figures/sizing.py:1: no page",
    ),
    (
        figures.have_a_caption,
        BENDING,
        '"""Bent *lines*."""',
        "pass",
        f"{BENDING}:5: a figure needs a function draw",
    ),
    (
        numbers.of_captions_are_published,
        BENDING,
        "Bent *lines*.",
        "Bent\n    [[bending.first]].",
        f"{BENDING}:7: [[bending.first]] is not a number of the form",
    ),
    (
        numbers.of_captions_are_published,
        BENDING,
        "Bent",
        "[[bending.last:d]]",
        f"{BENDING}:6: no number of bending",
    ),
    (
        numbers.have_been_built,
        "docs/generated/numbers.json",
        "",
        "",
        "docs/generated/numbers.json:1: what quotes results was not looked at, as there are none",
    ),
    (formulas.of_captions_can_be_drawn, BENDING, "Bent *lines*.", "Bent $\\\\frac{1$.", f"{BENDING}:6: "),
    (
        snippets.have_a_page,
        INDEX,
        '"one.py:one"',
        '"one.py"',
        f"{ONE}:1: no page shows a region of this snippet",
    ),
    (
        exercises.have_a_page,
        INDEX,
        "/// exercise |",
        "/// claim |",
        f"{HALVE}:1: no page shows the exercise halve-it",
    ),
]
HEAD = "# %% [markdown]\n# # Title\n"
FOLDS = "".join(
    f'#\n# <details markdown="1"><summary>{name}</summary>\n#\n# </details>\n' for name in ("Hint", "Answer")
)
NOTES = "docs/deep-learning/notes.md"
CASES += [
    (
        exercises.fit_a_phone,
        HALVE,
        "half = 9 // 2",
        "half = 9 // 2  # " + "x" * 20,
        f"{HALVE}:11: a line of the solution has at most 36 characters, not 37",
    ),
    (
        claims.are_short,
        NOTES,
        "every line bends.",
        "every line bends" + " more" * 28 + ".",
        f"{NOTES}:37: claim bends: 'The note' has at most 30 words, and this has 31",
    ),
    (
        claims.are_short,
        NOTES,
        "by [[bends.least:.2f]] at least.",
        "by" + " more" * 45 + ".",
        f"{NOTES}:37: claim bends: 'What holds' has at most 45 words, and this has 46",
    ),
    (
        pages.lead_where_they_moved,
        INDEX,
        "description:",
        "moved: nots.html\ndescription:",
        f"{INDEX}:1: no page of the site is called 'nots.html'",
    ),
    (
        pages.are_read_in_the_time_they_state,
        LESSON,
        "",
        "# Lesson\n\n" + "word " * 2201,
        f"{LESSON}:1: a lesson has at most 2200 words of running text, and this 2201",
    ),
    (
        pages.are_read_in_the_time_they_state,
        LESSON,
        "",
        "# Lesson\n\n" + "word " * 2200 + '\n\n??? note "More"\n    ' + "word " * 1299,
        f"{LESSON}:1: a lesson has at most 3500 words with its folds, and this 3501",
    ),
    *(
        (
            labs.use_public_names,
            "docs/labs/x.py",
            "",
            f"# %%\n{code}\n",
            f"docs/labs/x.py:5: {name!r} is private",
        )
        for code, name in (
            ("import numpy._core", "numpy._core"),
            ("from dlnotes._x import y", "dlnotes._x"),
            ("from dlnotes import _x", "_x"),
            ("np._core", "_core"),
        )
    ),
    *(
        (labs.answer_their_questions, "docs/labs/x.py", "", HEAD + questions, said)
        for questions, said in (
            ("#\n# **1.** Why?\n", "docs/labs/x.py:7: below a question its hint and its answer are folded"),
            ("#\n# **1.** Why?\n" + FOLDS.replace("Hint", "Answer"), "docs/labs/x.py:7: below a question"),
            (
                "#\n# **1.** Why?\n" + FOLDS.partition("#\n# <details")[0] + FOLDS[: len(FOLDS) // 2],
                "docs/labs/x.py:7: below",
            ),
            (f"#\n# **1.** Why?\n{FOLDS}" * 4, "docs/labs/x.py:37: a lab asks 3 questions at most"),
        )
    ),
]
RULES = (*gate.OF_DOCUMENTS, *gate.OF_PAGES, *gate.OF_PROJECTS)  # those of notes: test_notes.py


def _front(name):
    return FRONT if name.endswith(".md") else "".join(f"# {line}\n" for line in FRONT.splitlines())


def problems(rule, project):
    """What one rule says of a project."""
    subject = Subject(project)
    if rule in gate.OF_PROJECTS:
        return [str(problem) for problem in rule(subject)]
    return [str(problem) for page in subject.documents for problem in rule(page, subject)]


@pytest.fixture(scope="module")
def project(shared_toy):
    run = shared_toy.dlnotes("build")
    assert run.returncode == 0, run.stderr
    shared_toy.write(NOTE, OF_NOTE)
    return Project(shared_toy.root)


@pytest.mark.parametrize(
    "rule, name, old, new, said", CASES, ids=lambda case: getattr(case, "__name__", None)
)
def test_a_rule_names_what_breaks_it(project, shared_toy, rule, name, old, new, said):
    path = project.root / name
    before = path.read_bytes() if path.is_file() else None
    text = before.decode() if before else ""
    assert problems(rule, project) == [] and (old or "") in text
    shared_toy.write(name, text)  # the folder may not be there yet
    spoilt = text.replace(old, new, 1) if old else _front(name) + new
    path.write_bytes(spoilt.encode("utf-8", "surrogateescape")) if old or new else path.unlink()
    try:
        assert any(told.startswith(said) for told in problems(rule, project)), problems(rule, project)
    finally:
        path.write_bytes(before) if before else path.unlink()


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if not rule.__module__.endswith(".notes")],
    ids=lambda rule: f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}",
)
def test_every_rule_has_something_that_breaks_it(rule):
    assert rule in [case[0] for case in CASES]


@pytest.mark.parametrize(
    "rule, name, old, new",
    [
        (claims.are_short, NOTES, "every line bends.", "every line bends" + " more" * 27 + "."),
        (claims.are_short, NOTES, "by [[bends.least:.2f]] at least.", "by" + " more" * 44 + "."),
        (pages.are_read_in_the_time_they_state, LESSON, "", "# Lesson\n\n" + "word " * 2200),
        (pages.describe_themselves, INDEX, FRONT[17:-5], "x" * 40),
        (
            pages.are_read_in_the_time_they_state,
            LESSON,
            "",
            "# Lesson\n\n" + "word " * 2200 + '\n\n??? note "More"\n    ' + "word " * 1298,
        ),
        (snippets.are_short, ONE, "one = 1\n", "one = 1\n" * 15),
        (snippets.are_short, ONE, "one = 1\n", f"one = 1  # {'x' * 61}\n"),
        (exercises.fit_a_phone, HALVE, "half = ...\n", "half = ...\n" * 15),
        (exercises.fit_a_phone, HALVE, "half = 9 // 2", "half = 9 // 2  # " + "x" * 19),
        (labs.use_public_names, "docs/labs/x.py", "", "# %%\nimport numpy as np\n\nnp.__version__\n"),
        (labs.answer_their_questions, "docs/labs/x.py", "", HEAD + f"#\n# **1.** Why?\n{FOLDS}" * 3),
    ],
)
def test_a_rule_lets_pass_what_just_keeps_it(project, shared_toy, rule, name, old, new):
    path = project.root / name
    before = path.read_bytes() if path.is_file() else None
    text = before.decode() if before else ""
    assert (old or "") in text
    shared_toy.write(name, text.replace(old, new, 1) if old else _front(name) + new)
    try:
        assert problems(rule, project) == []
    finally:
        path.write_bytes(before) if before else path.unlink()


def test_the_gate_demands_what_the_rules_say(built):
    project = Project(built.root)
    assert gate.demand(project) is None
    built.edit(INDEX, "[[sizing.half:d]]", "[[sizing.hafl:d]]")
    with pytest.raises(Problems, match="hafl"):
        gate.demand(project)
    assert gate.check(project) and not gate.check(project, results=False)
    with pytest.raises(Problems, match="^other.py:1: wrong$"):  # its results would be old
        gate.demand(project, [Problem("other.py", 1, "wrong")])


def test_a_page_is_meant_by_its_path_from_anywhere(project):
    for said in ("docs/index.md", "index", "index.md"):
        assert gate.document(project, said).name == INDEX


def lesson(levels, questions):
    """A lesson with exercises of these levels and so many questions."""
    asked = "/// question | q{}\n\nHow much?\n\n4\n:   Right. Yes.\n\n5\n:   No.\n///\n\n"
    one = EXERCISES.partition("/// exercise | b")[0]
    text = "".join(one.replace("by hand", level) for level in levels)
    return "# Lesson\n\n" + text + "".join(asked.format(number) for number in range(questions))


BY_HAND, IN_CODE, BREAK = "by hand", "in code", "break it"


@pytest.mark.parametrize(
    "levels, questions, said",
    [
        ([BY_HAND, IN_CODE, BREAK], 2, []),
        ([BY_HAND, IN_CODE, IN_CODE, IN_CODE, BREAK], 3, []),
        ([BY_HAND, BREAK], 2, ["a lesson has three to five exercises, and this has 2"]),
        ([BY_HAND, *[IN_CODE] * 4, BREAK], 2, ["a lesson has three to five exercises, and this has 6"]),
        ([BY_HAND, IN_CODE, BREAK], 1, ["a lesson has two or three quick questions, and this has 1"]),
        ([BY_HAND, IN_CODE, BREAK], 4, ["a lesson has two or three quick questions, and this has 4"]),
        (
            [BY_HAND, IN_CODE, IN_CODE],
            2,
            ["a lesson has an exercise of the level 'break it', and this has none"],
        ),
    ],
)
def test_a_lesson_has_as_much_practice_as_it_should(project, shared_toy, levels, questions, said):
    shared_toy.write(LESSON, lesson(levels, questions))
    try:
        found = problems(practice.are_enough_for_a_lesson, project)
        assert found == [f"{LESSON}:1: {problem}" for problem in said]
    finally:
        (project.root / LESSON).unlink()


@pytest.mark.parametrize(
    "value, typed, copied",
    [
        (1.2849, "1.28", True),
        (1.2849, "1.29", False),
        (2.5, "2.50", False),
        (True, "1.00", False),
        ("inf", "1.00", False),
    ],
)
def test_a_copy_of_a_number_is_what_it_is_after_rounding_alone(value, typed, copied):
    assert numbers._is_rounded(value, typed) is copied
