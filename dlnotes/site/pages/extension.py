"""The Markdown extension: which part of this room sees a page, and when.

It is an ordinary Python-Markdown extension, so that any site generator that runs those renders the same
pages. Pages stay plain Markdown; their notation is described in `dlnotes.site.sources.notation`.
"""

from pathlib import Path

from markdown.extensions import Extension

from dlnotes.site.pages import formulas, glossary, run_buttons, titles
from dlnotes.site.pages.claims import Cards
from dlnotes.site.pages.downloads import WheelName
from dlnotes.site.pages.figures import FigureBlock, InlineDrawings
from dlnotes.site.pages.note import Notes as NoteBlocks
from dlnotes.site.pages.numbers import NumberPattern
from dlnotes.site.pages.owed import Owed
from dlnotes.site.pages.practice import Practice
from dlnotes.site.project import Project
from dlnotes.site.published import Generated


class Notes(Extension):
    def __init__(self, **kwargs):
        self.config = {
            "root": ["", "the project's folder; empty: found from the current folder upwards"],
            "pyodide": [
                "",
                "where Run loads Python from, relative to the site if it is no full address; empty: no Run",
            ],
        }
        self.config["owed"] = [False, "whether what is not there yet has a box in its place, and is no error"]
        super().__init__(**kwargs)

    def extendMarkdown(self, md):
        root = self.getConfig("root")
        project = Project(Path(root)) if root else Project.find()
        generated = (Owed if self.getConfig("owed") else Generated).of(project)
        wheel = WheelName(md, project.wheel.name)
        md.preprocessors.register(wheel, "dl-wheel", 40)  # before fences are taken out
        md.parser.blockprocessors.register(FigureBlock(md.parser, generated), "dl-figure", 175)
        md.inlinePatterns.register(NumberPattern(generated), "dl-number", 185)
        drawings = InlineDrawings(md, generated)
        md.treeprocessors.register(drawings, "dl-drawings", -10)  # after MkDocs has checked links
        titles.extend(md)
        formulas.extend(md)
        Cards(generated).extendMarkdown(md)
        NoteBlocks(project, generated).extendMarkdown(md)
        Practice(project).extendMarkdown(md)
        run_buttons.extend(md, project, self.getConfig("pyodide"))
        glossary.extend(md, project)
