"""Numbers on pages: `[[slug.name:.2f]]` becomes the number that the experiment or the claim's check gave."""

import xml.etree.ElementTree as etree

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from dlnotes.site.sources.notation import NUMBER


class NumberPattern(InlineProcessor):
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
