"""Exercises and quick questions as HTML, which needs no script.

What they are made of, and which of it breaks a rule, is decided in `dlnotes.site.sources.practice`. The code
of an exercise comes from its file.
"""

import functools
import xml.etree.ElementTree as etree
from string import ascii_uppercase

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from dlnotes.site.pages import places
from dlnotes.site.pages.run_buttons import block as run_block
from dlnotes.site.pages.run_buttons import highlighted, keep
from dlnotes.site.project import BuildError, Project, UnknownSlug
from dlnotes.site.sources import exercises, practice
from dlnotes.site.sources.page import pages
from dlnotes.site.sources.practice import OPTIONS, RIGHT, WRONG


def _refuse(faults, where):
    """The gate has told all of them before; a page that is rendered without it is refused here."""
    for fault in faults:
        raise BuildError(f"{where}: {fault}")


class ExerciseBlock(Block):
    """`/// exercise | slug`, closed by `///`."""

    NAME, ARGUMENT, OPTIONS = "exercise", True, {name: ["", type_any] for name in OPTIONS["exercise"]}

    def on_create(self, parent):
        return etree.SubElement(parent, "section", {"class": "dl-exercise"})

    def on_end(self, block):
        known, where = self.config["project"].exercises(), f"exercise {self.argument}"
        if self.argument not in known:
            raise UnknownSlug("exercise", self.argument, known)
        _refuse(practice.faults_of_level(self.options["level"]), where)
        _refuse(practice.faults_of_exercise(block), where)
        file = exercises.read(known[self.argument])
        statement, (*hints, solution) = practice.parts_of_exercise(block)
        stub = run_block(file.stub, file.setup, checker=file.checker, alone=True)
        block.insert(len(statement), self._code(stub))
        solution.insert(1, self._code(highlighted(file.solution)))
        self._link(solution, file.path.name)
        for fold in (*hints, solution):
            fold.set("data-search-exclude", "")
        self._title(block)

    def _link(self, solution, name):
        """Where the whole file stands, seen from the page that shows the exercise."""
        top = self.config["tops"]().get(self.argument, "")
        link = etree.SubElement(solution, "p", {"class": "dl-exercise-file"})
        file = f"{top}generated/source/exercises/{name}"
        link.text = f"Stub, solution and checker stand in [one file]({file})."

    def _title(self, block):
        """A line, not a heading: the contents list sections. The number counts the exercises of the page."""
        number = self.tracker["number"] = self.tracker.get("number", 0) + 1
        name = self.options["title"] or self.argument.replace("-", " ").capitalize()
        title = etree.Element("p", {"class": "dl-exercise-title", "data-search-exclude": ""})
        title.text = f"Exercise {number} · {self.options['level']} · {name}"
        places.name(block, f"exercise-{self.argument}", f"Exercise: {name}")
        places.link(title, f"exercise-{self.argument}", "exercise")
        block.insert(0, title)

    def _code(self, html):
        element = etree.Element("div")
        element.text = self.md.htmlStash.store(html)
        return element


class QuestionBlock(Block):
    """`/// question | slug`, closed by `///`."""

    NAME, ARGUMENT, OPTIONS = "question", True, {name: ["", type_any] for name in OPTIONS["question"]}

    def on_create(self, parent):
        attributes = {"class": "dl-question", "role": "group", "aria-label": "Quick question"}
        question = etree.SubElement(parent, "div", attributes)
        places.name(question, f"question-{self.argument}", "Quick question")
        return question

    def on_end(self, block):
        _refuse(practice.faults_of_question(block), f"question {self.argument}")
        block.set("data-keep", keep(practice.source(block)))
        answers = practice.answers(block)
        block.remove(block[-1])
        title = etree.Element("p", {"class": "dl-question-title", "data-search-exclude": ""})
        title.text = "Quick question"
        places.link(title, block.get("id"), "question")
        block.insert(0, title)
        for letter, (term, explanation) in zip(ascii_uppercase, answers):
            self._option(block, letter, term, explanation)

    def _option(self, block, letter, term, explanation):
        """A fold; opening one closes the others, which share its name. A letter names even a formula."""
        right = practice.source(explanation).startswith(RIGHT)
        name = f"question-{self.argument}"
        attributes = {"class": "dl-option", "name": name, "data-search-exclude": ""}
        details = etree.SubElement(block, "details", attributes)
        summary = etree.SubElement(details, "summary")
        mark = etree.SubElement(summary, "span", {"class": "dl-letter"})
        mark.text, mark.tail = letter, f" {term.text}"
        attributes = {"class": "dl-explanation", "data-answer": "right" if right else "wrong"}
        body = etree.SubElement(details, "div", attributes)
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
        tops = functools.cache(lambda: _tops(self.project))  # while this Markdown lives, no page moves
        for block in (ExerciseBlock, QuestionBlock):
            block_mgr.register(block, {"project": self.project, "tops": tops})


def _tops(project):
    """Exercise → the way from the page that shows it to the top of the site."""
    return {
        exercise.slug: "../" * page.address.count("/")
        for page in pages(project)
        for exercise in practice.exercises(page)
    }
