"""The Markdown extension: which part of this room sees a page, and when.

It is an ordinary Python-Markdown extension, so that any site generator that runs those renders the same
pages. Pages stay plain Markdown; their notation is described in `dlnotes.site.sources.notation`.
"""

from pathlib import Path

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from dlnotes.site.pages import formulas as mathematics
from dlnotes.site.pages import glossary, run_buttons
from dlnotes.site.pages.claims import Cards
from dlnotes.site.pages.downloads import WheelName
from dlnotes.site.pages.figures import FigureBlock, InlineDrawings
from dlnotes.site.pages.numbers import NumberPattern
from dlnotes.site.pages.practice import Practice
from dlnotes.site.project import Project
from dlnotes.site.published import Generated


class Mathematics(Postprocessor):
    """Formulas to drawings, last of all, when the page's HTML is whole."""

    def __init__(self, md, renderer):
        super().__init__(md)
        self.renderer = renderer

    def run(self, text):
        html = mathematics.replace(text, self.renderer)
        return mathematics.share_glyphs(html)


class Notes(Extension):
    def __init__(self, **kwargs):
        self.config = {
            "root": ["", "the project's folder; empty: found from the current folder upwards"],
            "pyodide": [
                "",
                "where Run loads Python from, relative to the site if it is no full address; empty: no Run",
            ],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md):
        root = self.getConfig("root")
        project = Project(Path(root)) if root else Project.find()
        generated = Generated.of(project)
        wheel, renderer = WheelName(md, project.wheel.name), mathematics.renderer(project.cache)
        md.preprocessors.register(wheel, "dl-wheel", 40)  # before fences are taken out
        md.parser.blockprocessors.register(FigureBlock(md.parser, generated), "dl-figure", 175)
        md.inlinePatterns.register(NumberPattern(generated), "dl-number", 185)
        drawings = InlineDrawings(md, generated)
        md.treeprocessors.register(drawings, "dl-drawings", -10)  # after MkDocs has checked links
        md.postprocessors.register(Mathematics(md, renderer), "dl-mathematics", -100)
        Cards(generated).extendMarkdown(md)
        Practice(project).extendMarkdown(md)
        run_buttons.extend(md, project, self.getConfig("pyodide"))
        glossary.extend(md, project)
