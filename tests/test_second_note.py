"""A second, small note in a copy of the project: the engine knows no note by name.

Its lesson has the name of a lesson of the first note, and a snippet, an experiment with a claim, exercises
and questions of its own. With all of it the gate says yes; without any part it says no, and names the place.
"""

import json

import pytest

from tests.project_copy import Copy

NOTE = "docs/deep-learning/second-note"
LESSON = f"{NOTE}/divergences.md"
LEVELS = ("by hand", "in code", "break it")
FRONT = "---\ndescription: A page of a second note, which is here to show that there can be one.\n---\n\n"

EXERCISE = '''"""Half of a number is what it takes twice to give it back."""

# --8<-- [start:stub]
half = ...
# --8<-- [end:stub]

# --8<-- [start:mistake]
half = 8
# --8<-- [end:mistake]

# --8<-- [start:solution]
half = 2
# --8<-- [end:solution]

# --8<-- [start:checker]
assert half is not ..., "Put a number in place of the dots."
assert 2 * half == 4, f"Twice {half} is {2 * half}, and it should be 4."
# --8<-- [end:checker]
'''
FILES = {
    f"{NOTE}/note.yml": """title: A Second Note
source: https://example.org/note
author: somebody
licence: CC BY 4.0
outline:
  index.md: ["# A Second Note"]
  divergences.md:
    - "# Divergences again"
    - "## Halves": [{says: Half of four is two., claim: half-is-two}]
""",
    f"{NOTE}/index.md": FRONT + "# A Second Note\n\nIt has [one lesson](divergences.md), which takes "
    "[[second-note-divergences.minutes:d]] minute.\n\n/// note | second-note\n///\n",
    "snippets/second_half.py": '"""Half of four is two."""\n\n# --8<-- [start:half]\nhalf = 4 / 2\n'
    "# --8<-- [end:half]\nassert half == 2\n",
    "dlnotes/experiments/second_half.py": '"""Half of a number."""\n\nfrom dataclasses import dataclass\n\n\n'
    "@dataclass(frozen=True)\nclass Config:\n    number: float = 4.0\n\n\n"
    'def run(config=Config()):\n    return {"half": config.number / 2}\n',
    "dlnotes/claims/second_half.py": '"""Whether it is two."""\n\n'
    "from dlnotes.claims._claim import Claim, Evidence\n\n\n"
    "def half_is_two(result):\n"
    '    half = result["half"]\n'
    '    return Evidence({"half": half}, {"four": bool(half == 2)}, bool(half == 2))\n\n\n'
    'CLAIMS = {"half-is-two": Claim(half_is_two, lambda result: result | {"half": 8})}\n',
    **{f"snippets/exercises/second_{level.replace(' ', '_')}.py": EXERCISE for level in LEVELS},
}


def exercise(level):
    slug = f"second-{level.replace(' ', '-')}"
    return f"""/// exercise | {slug}
    level: {level}

Halve 4.

??? tip "Hint"
    Twice it is 4.

??? success "Solution"
    Because twice 2 is 4.
///
"""


def question(slug):
    options = "1\n:   A quarter.\n\n2\n:   Right. So it is.\n\n8\n:   Twice."
    return f"/// question | {slug}\n\nHow much is half of 4?\n\n{options}\n///\n"


CLAIM = """/// claim | half-is-two
    kind: identity

What holds
:   so it is: [[half-is-two.half:.0f]].

What ran
:   one division

Decided by
:   exact.

Wrong version
:   four times two

Conditions
:   `four`: of four
///
"""
NOTEBOOK = "../../generated/notebooks/deep-learning/second-note/divergences.ipynb"
BODY = [
    f'# Divergences again\n\n[The examples as a notebook]({NOTEBOOK}){{ download="" }}\n',
    "## Halves\n",
    '```python\n--8<-- "second_half.py:half"\n```\n',
    CLAIM,
    *map(question, ("second-one", "second-two")),
    *map(exercise, LEVELS),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    copy = Copy(tmp_path_factory.mktemp("second"))
    for name, text in {**FILES, LESSON: FRONT + "\n".join(BODY)}.items():
        copy.write(name, text)
    nav = f"      - Second:\n          - {NOTE[5:]}/index.md\n          - {LESSON[5:]}\n  - Labs:"
    copy.edit("mkdocs.yml", "  - Labs:", nav)
    run = copy.run("mkdocs", "build", "--strict")
    assert run.returncode == 0, run.stdout + run.stderr
    return copy


def test_the_gate_says_yes_to_it(copy):
    run = copy.run("dlnotes", "check")
    assert run.returncode == 0, run.stdout


def test_everything_of_it_is_published_under_its_own_path(copy):
    generated = copy.root / "docs/generated"
    claims = json.loads((generated / "claims.json").read_text())
    assert claims["half-is-two"]["page"] == LESSON.removeprefix("docs/")
    assert {claim["page"] for claim in claims.values()} > {"deep-learning/lessons-learnt-1/divergences.md"}
    for note in ("second-note", "lessons-learnt-1"):
        assert (generated / f"notebooks/deep-learning/{note}/divergences.ipynb").is_file()
    pages = [
        copy.root / f"site/deep-learning/{note}/divergences.html"
        for note in ("second-note", "lessons-learnt-1")
    ]
    assert ['id="claim-half-is-two"' in page.read_text(encoding="utf-8") for page in pages] == [True, False]


@pytest.mark.parametrize(
    "part, said",
    [
        (BODY[1], f"{LESSON}:1: the note's heading '## Halves' is missing"),
        (BODY[2], "snippets/second_half.py:1: no page shows a region of this snippet"),
        (CLAIM, "dlnotes/claims/second_half.py:11: claim half-is-two: no page has its card"),
        (BODY[4], f"{LESSON}:1: a lesson has two or three quick questions, and this has 1"),
        (BODY[6], f"{LESSON}:1: a lesson has an exercise of the level 'by hand', and this has none"),
        (BODY[7], f"{LESSON}:1: a lesson has three to five exercises, and this has 2"),
    ],
)
def test_without_a_part_of_its_lesson_the_gate_says_no(copy, part, said):
    whole = (copy.root / LESSON).read_text(encoding="utf-8")
    copy.edit(LESSON, part, "")
    try:
        run = copy.run("dlnotes", "check")
        assert run.returncode == 1 and said in run.stdout
    finally:
        copy.write(LESSON, whole)


@pytest.mark.parametrize(
    "name, said",
    [
        (f"{NOTE}/index.md", f"{NOTE}/note.yml:1: its outline has a page that is not there: {NOTE}/index.md"),
        ("dlnotes/claims/second_half.py", "no check in dlnotes/claims is called 'half-is-two'"),
        ("dlnotes/experiments/second_half.py", "no experiment is called 'second-half'"),
        ("snippets/second_half.py", "no snippet is called 'second_half.py'"),
        ("snippets/exercises/second_by_hand.py", "no exercise is called 'second-by-hand'"),
    ],
)
def test_without_one_of_its_files_the_build_says_no(copy, name, said):
    whole = (copy.root / name).read_text(encoding="utf-8")
    (copy.root / name).unlink()
    try:
        run = copy.run("dlnotes", "build")
        assert run.returncode in (1, 2) and said in run.stderr, run.stderr
    finally:
        copy.write(name, whole)
