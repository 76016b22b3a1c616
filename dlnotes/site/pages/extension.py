"""The Markdown extension: figures, numbers, formulas and glossary terms become HTML when a page is rendered.

It is an ordinary Python-Markdown extension, so that any site generator that runs those renders the same pages. Pages stay
plain Markdown: a figure is an image alone on its line. See `dlnotes.site.checks.sources` for the two notations.
"""

import xml.etree.ElementTree as etree
from pathlib import Path

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dlnotes.site.pages import explorable, formulas, glossary, titles
from dlnotes.site.pages import run_buttons as runs
from dlnotes.site.pages.claims import Cards
from dlnotes.site.pages.practice import Practice
from dlnotes.site.products import wheel
from dlnotes.site.project import Project
from dlnotes.site.published import Generated
from dlnotes.site.sources.notation import FIGURE, NUMBER


class FigureBlock(BlockProcessor):
    """`![alt](…/generated/figures/slug.svg)` on a line of its own → <figure> with caption and folded source."""

    def __init__(self, parser, generated):
        super().__init__(parser)
        self.generated = generated

    def test(self, parent, block):
        return FIGURE.fullmatch(block.strip()) is not None

    def run(self, parent, blocks):
        match = FIGURE.fullmatch(blocks.pop(0).strip())
        entry = self.generated.figure(match["slug"], match["alt"])
        figure = etree.SubElement(parent, "figure", {"class": "dl-figure", "id": f"fig-{match['slug']}"})
        etree.SubElement(figure, "p").text = match[0]  # the image itself stays Markdown: its link is checked
        if entry["knobs"]:
            explorable.controls(figure, match["slug"], entry)
        etree.SubElement(figure, "figcaption").text = entry["caption"]
        figure.append(self._tools(entry, match["src"]))
        figure.append(self._folded(entry))

    def _tools(self, entry, src):
        """Plain links, so that they lead somewhere without a script, too."""
        tools = etree.Element("p", {"class": "dl-tools", "data-search-exclude": ""})
        etree.SubElement(tools, "a", {"class": "dl-enlarge", "href": src}).text = "Enlarge"
        if entry["experiment"]:
            data = src.replace("/figures/", "/data/").removesuffix(".svg") + ".csv"
            etree.SubElement(tools, "a", {"href": data, "download": ""}).text = "Data (CSV)"
        return tools

    def _folded(self, entry):
        details = etree.Element("details", {"class": "dl-source", "data-search-exclude": ""})
        etree.SubElement(details, "summary").text = f"How it is drawn: {entry['path']}".replace("_", "\\_")
        etree.SubElement(details, "div").text = self.parser.md.htmlStash.store(
            runs.highlighted(entry["source"])
        )
        return details


class InlineDrawings(Treeprocessor):
    """Replace the image of each figure by the SVG itself, so that its colours follow the page's palette."""

    def __init__(self, md, generated):
        super().__init__(md)
        self.generated = generated

    def run(self, root):
        for figure in root.iter("figure"):
            if figure.get("class") != "dl-figure":
                continue
            holder = figure[0]
            image = holder.find("img")
            slug, alt = figure.get("id").removeprefix("fig-"), image.get("alt")
            svg = self.generated.figure(slug, alt)["svg"]
            drawing = etree.Element("x-fig", {"role": "img", "aria-label": alt, "data-search-exclude": ""})
            drawing.text = self.md.htmlStash.store(
                svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
            )
            figure.remove(holder)
            figure.insert(0, drawing)


class NumberPattern(InlineProcessor):
    """`[[slug.name:.2f]]` → the number, as the experiment or the check gave it."""

    def __init__(self, generated):
        super().__init__(NUMBER.pattern)
        self.generated = generated

    def handleMatch(self, m, data):
        mantissa, _, exponent = self.generated.number(m["slug"], m["name"], m["spec"]).partition("e")
        if exponent and not mantissa.strip("\u22120."):
            mantissa, exponent = "0", ""
        element = etree.Element("span", {"class": "dl-number", "title": f"computed: {m['slug']}"})
        element.text = AtomicString(mantissa)
        if exponent:  # 3.8e+08 is set as 3.8 × 10⁸
            element.text = AtomicString(f"{mantissa}\u202f×\u202f10")
            power = int(exponent.replace("\u2212", "-"))
            etree.SubElement(element, "sup").text = AtomicString(str(power).replace("-", "\u2212"))
        return element, m.start(0), m.end(0)


class WheelName(Preprocessor):
    """The wheel's file name with its version, in links and in commands; it stands on the page as `wheel.ANY`."""

    def __init__(self, md, name):
        super().__init__(md)
        self.name = name

    def run(self, lines):
        return [line.replace(wheel.ANY, self.name) for line in lines]


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
        md.preprocessors.register(
            WheelName(md, wheel.name(project)), "dl-wheel", 40
        )  # before fences are taken out
        md.parser.blockprocessors.register(FigureBlock(md.parser, generated), "dl-figure", 175)
        md.inlinePatterns.register(NumberPattern(generated), "dl-number", 185)
        md.treeprocessors.register(
            InlineDrawings(md, generated), "dl-drawings", -10
        )  # after MkDocs has checked links
        titles.extend(md)
        formulas.extend(md)
        Cards(generated).extendMarkdown(md)
        Practice(project).extendMarkdown(md)
        runs.extend(md, project, self.getConfig("pyodide"))
        glossary.extend(md, project.docs / "glossary.md")
