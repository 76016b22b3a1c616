"""What a lesson asks of its reader: exercises and quick questions, read from a page's source and set as HTML.

`/// exercise | slug` shows an exercise's statement, its stub, hints and solution; the code comes from its file (see `dlnotes.site.sources.exercises`).
`/// question | slug` is a prompt and a definition list: an option, and why it is right or tempts. Both are plain HTML and need no script.
A block is read twice by the same functions, which know its rules: from the page's source before anything is rendered, so that what is wrong is
named with its line, and when it is rendered.
"""

import functools
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from string import ascii_uppercase

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from dlnotes.site.pages import run_buttons as runs
from dlnotes.site.project import BuildError, Project, UnknownSlug
from dlnotes.site.sources import exercises
from dlnotes.site.sources.prose import blocks

LEVELS = ("by hand", "in code", "break it")
FEWEST_OPTIONS = 3
SOLUTION, RIGHT, WRONG = "Solution", "Right.", "Not quite."
OPTIONS = {"exercise": {"level", "title"}, "question": {"key"}}


# -- what stands in a page's source ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Task:
    """An exercise as a page shows it: where, which, how hard."""

    line: int
    slug: str
    level: str


@dataclass(frozen=True)
class Option:
    """One answer of a question, and what opening it says."""

    text: str
    explanation: str

    @property
    def right(self):
        return self.explanation.startswith(RIGHT)


@dataclass(frozen=True)
class Question:
    """A quick question of a page; `key` is the expression that computes its right answer, if one does."""

    line: int
    slug: str
    key: str
    options: tuple[Option, ...]


def read(text: str, where: str = "page") -> tuple[list[Task], list[Question]]:
    """The exercises and the questions of a page's source, each in order; BuildError names page and line of one that breaks a rule."""
    tasks, questions = [], []
    for block in blocks(text, where):
        if block.name not in OPTIONS:
            continue
        at = f"{where}:{block.line}: {block.name} {block.argument}: "
        if not re.fullmatch(r"[a-z0-9-]+", block.argument):
            raise BuildError(f"{at}a slug is made of small letters, digits and hyphens")
        if unknown := set(block.options) - OPTIONS[block.name]:
            raise BuildError(
                f"{at}no option is called {min(unknown)!r}; there are {', '.join(sorted(OPTIONS[block.name]))}"
            )
        tree = _tree(block.text)
        if block.name == "exercise":
            parts_of_exercise(tree, at)
            tasks.append(Task(block.line, block.argument, level_of(block.options, at)))
        else:
            _, answers = parts_of_question(tree, at)
            found = tuple(Option(_source(term), _source(explanation)) for term, explanation in answers)
            questions.append(Question(block.line, block.argument, str(block.options.get("key", "")), found))
    return tasks, questions


def check(project: Project, texts: dict[str, str]) -> None:
    """Every exercise's file can be read, and every block of every page (name → source) keeps the rules and has a slug of its own."""
    known, seen = project.exercises(), {}
    for path in known.values():
        exercises.read(path)
    for name, text in texts.items():
        tasks, questions = read(text, name)
        for kind, task in [
            *(("exercise", task) for task in tasks),
            *(("question", question) for question in questions),
        ]:
            where = f"{name}:{task.line}: "
            if kind == "exercise" and task.slug not in known:
                raise UnknownSlug("exercise", task.slug, known, where)
            if (kind, task.slug) in seen:
                raise BuildError(f"{where}{kind} {task.slug} stands in {seen[kind, task.slug]} already")
            seen[kind, task.slug] = f"{name}:{task.line}"


def _tree(text):
    """A block's inside as elements, their text still Markdown."""
    md = Markdown(extensions=["def_list", "tables", "pymdownx.details"])
    return md.parser.parseDocument(text.splitlines()).getroot()


def _source(element):
    """The Markdown that stands in an element and below it."""
    return " ".join(" ".join(element.itertext()).split())


# -- rules, on elements whose text is still Markdown -------------------------------------------------------------------


def level_of(options, where):
    if options.get("level") not in LEVELS:
        raise BuildError(f"{where}its level is one of {', '.join(LEVELS)}, not {options.get('level')!r}")
    return options["level"]


def parts_of_exercise(element, where):
    """(statement, hints, solution): what stands before the first fold, the folds, and the last of them, called "Solution"."""
    folds = [child for child in element if child.tag == "details"]
    first = list(element).index(folds[0]) if folds else len(element)
    statement = element[:first]
    if not statement:
        raise BuildError(f"{where}it opens with its statement")
    if len(folds) < len(element) - first:
        raise BuildError(
            f"{where}after the first fold there are only folds: everything else belongs to the statement or is indented below one"
        )
    titles = [(fold.findtext("summary") or "").strip() for fold in folds]
    if titles.count(SOLUTION) != 1 or titles[-1] != SOLUTION or len(folds) < 2:
        raise BuildError(
            f'{where}it ends with a hint or several and then one fold called "{SOLUTION}", not with {titles}'
        )
    if len(folds[-1]) < 2:
        raise BuildError(f"{where}its solution does not say why")
    return statement, folds[:-1], folds[-1]


def parts_of_question(element, where):
    """(prompt, [(option, its explanation)]): what stands before the definition list, and the list."""
    lists = [child for child in element if child.tag == "dl"]
    if len(lists) != 1 or element[-1] is not lists[0] or len(element) < 2:
        raise BuildError(f"{where}a question is a prompt and then one definition list, and nothing after it")
    parts = list(lists[0])
    if [part.tag for part in parts] != ["dt", "dd"] * (len(parts) // 2):
        raise BuildError(f"{where}each option stands on a line of its own and has one explanation: `:   …`")
    answers = list(zip(parts[::2], parts[1::2]))
    if len(answers) < FEWEST_OPTIONS:
        raise BuildError(f"{where}{len(answers)} options are too few; there must be {FEWEST_OPTIONS} or more")
    if not all((explanation.text or "").strip() or explanation[0].tag == "p" for _, explanation in answers):
        raise BuildError(f"{where}each explanation opens with a sentence")
    right = [_source(explanation).startswith(RIGHT) for _, explanation in answers]
    if sum(right) != 1:
        raise BuildError(f'{where}exactly one explanation begins with "{RIGHT}", not {sum(right)}')
    if any(_source(explanation).startswith(WRONG) for _, explanation in answers):
        raise BuildError(f'{where}the page itself writes "{WRONG}" before the explanation of a wrong option')
    if len({_source(term) for term, _ in answers}) < len(answers):
        raise BuildError(f"{where}two of its options are the same")
    return element[:-1], answers


# -- HTML --------------------------------------------------------------------------------------------------------------


class ExerciseBlock(Block):
    """`/// exercise | slug`, closed by `///`."""

    NAME, ARGUMENT, OPTIONS = "exercise", True, {name: ["", type_any] for name in OPTIONS["exercise"]}

    def on_create(self, parent):
        return etree.SubElement(
            parent, "section", {"class": "dl-exercise", "id": f"exercise-{self.argument}"}
        )

    def on_end(self, block):
        project, where = self.config["project"], f"exercise {self.argument}: "
        known = project.exercises()
        if self.argument not in known:
            raise UnknownSlug("exercise", self.argument, known)
        exercise = exercises.read(known[self.argument])
        statement, hints, solution = parts_of_exercise(block, where)
        block.insert(
            len(statement),
            self._code(runs.block(exercise.stub, exercise.setup, check=exercise.check, alone=True)),
        )
        solution.insert(1, self._code(runs.highlighted(exercise.solution)))
        file = (
            f"{self.config['roots']().get(self.argument, '')}generated/source/exercises/{exercise.path.name}"
        )
        etree.SubElement(
            solution, "p", {"class": "dl-exercise-file"}
        ).text = f"Stub, solution and checker stand in [one file]({file})."
        for fold in (*hints, solution):
            fold.set("data-search-exclude", "")
        self._title(block, level_of(self.options, where))

    def _title(self, block, level):
        """A line, not a heading: the contents list sections. The number counts the exercises of the page."""
        number = self.tracker["number"] = self.tracker.get("number", 0) + 1
        name = self.options["title"] or self.argument.replace("-", " ").capitalize()
        title = etree.Element("p", {"class": "dl-exercise-title"})
        title.text = f"Exercise {number} · {level} · "
        etree.SubElement(
            title, "a", {"href": f"#exercise-{self.argument}", "title": "Link to this exercise"}
        ).text = name
        block.insert(0, title)

    def _code(self, html):
        element = etree.Element("div")
        element.text = self.md.htmlStash.store(html)
        return element


def roots(project: Project) -> dict[str, str]:
    """Exercise → the way from the page that shows it to the top of the site."""
    return {
        block.argument: "../" * (len(page.relative_to(project.docs).parts) - 1)
        for page in project.lessons()
        for block in blocks(page.read_text(encoding="utf-8"))
        if block.name == "exercise"
    }


class QuestionBlock(Block):
    """`/// question | slug`, closed by `///`."""

    NAME, ARGUMENT, OPTIONS = "question", True, {name: ["", type_any] for name in OPTIONS["question"]}

    def on_create(self, parent):
        return etree.SubElement(
            parent,
            "div",
            {
                "class": "dl-question",
                "id": f"question-{self.argument}",
                "role": "group",
                "aria-label": "Quick question",
            },
        )

    def on_end(self, block):
        prompt, answers = parts_of_question(block, f"question {self.argument}: ")
        block.remove(block[-1])
        title = etree.Element("p", {"class": "dl-question-title"})
        title.text = "Quick question"
        block.insert(0, title)
        for letter, (term, explanation) in zip(ascii_uppercase, answers):
            self._option(block, letter, term, explanation)

    def _option(self, block, letter, term, explanation):
        """An option is a fold; opening one closes the others, because they share a name. Its letter names it, even if the rest is a formula."""
        right = _source(explanation).startswith(RIGHT)
        details = etree.SubElement(
            block,
            "details",
            {"class": "dl-option", "name": f"question-{self.argument}", "data-search-exclude": ""},
        )
        summary = etree.SubElement(details, "summary")
        mark = etree.SubElement(summary, "span", {"class": "dl-letter"})
        mark.text, mark.tail = letter, f" {term.text}"
        body = etree.SubElement(
            details, "div", {"class": "dl-explanation", "data-answer": "right" if right else "wrong"}
        )
        if (explanation.text or "").strip():
            etree.SubElement(body, "p").text = explanation.text
        body.extend(list(explanation))
        words = body[0].text.strip().removeprefix(RIGHT)
        body[0].text = f"**{RIGHT if right else WRONG}** {words.strip()}"


class Practice(BlocksExtension):
    def __init__(self, project: Project):
        self.project = project
        self.config = {}
        super().__init__()

    def extendMarkdownBlocks(self, md, block_mgr):
        shown = functools.cache(
            lambda: roots(self.project)
        )  # once a page: as long as this Markdown lives, no page moves
        for block in (ExerciseBlock, QuestionBlock):
            block_mgr.register(block, {"project": self.project, "roots": shown})
