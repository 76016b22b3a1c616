"""Figures on pages: the image of a generated drawing becomes the drawing itself, with caption, links and, in
an explorable, its knobs.

The knobs are labelled ranges and choices, hidden until a script makes them do something.
"""

import json
import xml.etree.ElementTree as etree

from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dlnotes.site.pages import places
from dlnotes.site.sources.notation import FIGURE


class FigureBlock(BlockProcessor):
    """`![alt](…/generated/figures/slug.svg)` on a line of its own → <figure> with all that belongs to it."""

    def __init__(self, parser, generated):
        super().__init__(parser)
        self.generated = generated

    def test(self, parent, block):
        return FIGURE.fullmatch(block.strip()) is not None

    def run(self, parent, blocks):
        match = FIGURE.fullmatch(blocks.pop(0).strip())
        entry = self.generated.figure(match["slug"], match["alt"])
        figure = etree.SubElement(parent, "figure", {"class": "dl-figure"})
        places.name(figure, f"fig-{match['slug']}", f"Figure: {match['slug'].replace('-', ' ')}")
        etree.SubElement(figure, "p").text = match[0]  # the image itself stays Markdown: its link is checked
        if entry["knobs"]:
            _explorable(figure, match["slug"], entry)
        etree.SubElement(figure, "figcaption").text = entry["caption"]
        figure.append(_tools(entry, match["src"]))
        places.link(figure[-1], figure.get("id"), "figure")


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
            slug, alt = figure.get("id").removeprefix("fig-"), holder.find("img").get("alt")
            svg = hidden(self.generated.figure(slug, alt)["svg"])
            drawing = etree.Element("x-fig", {"role": "img", "aria-label": alt, "data-search-exclude": ""})
            drawing.text = self.md.htmlStash.store(svg)
            figure.remove(holder)
            figure.insert(0, drawing)


def hidden(svg: str) -> str:
    """A drawing that screen readers pass over: what it shows is said by the element around it."""
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _tools(entry, src):
    """Plain links, so that they lead somewhere without a script, too."""
    tools = etree.Element("p", {"class": "dl-tools", "data-search-exclude": ""})
    etree.SubElement(tools, "a", {"class": "dl-enlarge", "href": src}).text = "Enlarge"
    if entry["experiment"]:
        data = src.replace("/figures/", "/data/").removesuffix(".svg") + ".csv"
        etree.SubElement(tools, "a", {"href": data, "download": ""}).text = "Data (CSV)"
    if entry["path"]:
        code = src.replace("/figures/", "/source/figures/").replace(".svg", ".py").replace("-", "_")
        etree.SubElement(tools, "a", {"href": code}).text = "Code"
    return tools


# -- explorables ---------------------------------------------------------------------------------------------


def _explorable(figure, slug, entry):
    """Append the knobs of a figure and the sentence that says what it shows as it stands."""
    attributes = {"hidden": "", "data-slug": slug, "data-search-exclude": ""}
    knobs = etree.SubElement(figure, "dl-knobs", attributes)
    for knob in entry["knobs"]:
        (_choice if knob["words"] else _range)(knobs, slug, knob)
    without = etree.SubElement(figure, "noscript", {"data-search-exclude": ""})
    said = etree.SubElement(without, "p", {"class": "dl-without-knobs"})
    said.text = "The controls of this figure need JavaScript; it shows one setting."
    reading = etree.SubElement(figure, "p", {"class": "dl-reading", "role": "status"})
    reading.text = AtomicString(entry["reading"])


def _range(knobs, slug, knob):
    label = etree.SubElement(knobs, "label", {"class": "dl-knob"})
    etree.SubElement(label, "span").text = AtomicString(knob["label"])
    value = knob["texts"][knob["start"]]
    attributes = {
        "type": "range",
        "name": knob["name"],
        "min": "0",
        "max": str(len(knob["texts"]) - 1),
        "step": "1",
        "value": str(knob["start"]),
        "aria-valuetext": value,
        "data-texts": json.dumps(knob["texts"], ensure_ascii=False),
        "data-keys": json.dumps(knob["keys"]),
        "autocomplete": "off",
    }
    etree.SubElement(label, "input", attributes)
    etree.SubElement(label, "output").text = AtomicString(value)


def _choice(knobs, slug, knob):
    attributes = {"class": "dl-knob", "name": knob["name"], "data-keys": json.dumps(knob["keys"])}
    group = etree.SubElement(knobs, "fieldset", attributes)
    etree.SubElement(group, "legend").text = AtomicString(knob["label"])
    for place, text in enumerate(knob["texts"]):
        attributes = {"type": "radio", "name": f"{slug}-{knob['name']}", "value": str(place)}
        label = etree.SubElement(group, "label")
        radio = etree.SubElement(label, "input", attributes | {"autocomplete": "off"})
        if place == knob["start"]:
            radio.set("checked", "checked")
        radio.tail = AtomicString(f" {text}")
