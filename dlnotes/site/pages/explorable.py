"""The controls of a figure that can be turned: labelled ranges and choices, hidden until a script makes them do something."""

import json
import xml.etree.ElementTree as etree

from markdown.util import AtomicString


def controls(figure, slug: str, entry: dict) -> None:
    """Append the controls of a figure and the sentence that says what it shows as it stands."""
    scrub = etree.SubElement(figure, "dl-scrub", {"hidden": "", "data-slug": slug, "data-search-exclude": ""})
    for knob in entry["knobs"]:
        (_choice if knob["words"] else _range)(scrub, slug, knob)
    without = etree.SubElement(
        etree.SubElement(figure, "noscript", {"data-search-exclude": ""}), "p", {"class": "dl-unturned"}
    )
    without.text = "The controls of this figure need JavaScript; it shows one setting."
    reading = etree.SubElement(figure, "p", {"class": "dl-reading", "role": "status"})
    reading.text = AtomicString(entry["reading"])


def _range(scrub, slug, knob):
    label = etree.SubElement(scrub, "label", {"class": "dl-knob"})
    etree.SubElement(label, "span").text = AtomicString(knob["label"])
    value = knob["texts"][knob["start"]]
    etree.SubElement(
        label,
        "input",
        {
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
        },
    )
    etree.SubElement(label, "output").text = AtomicString(value)


def _choice(scrub, slug, knob):
    group = etree.SubElement(
        scrub, "fieldset", {"class": "dl-knob", "name": knob["name"], "data-keys": json.dumps(knob["keys"])}
    )
    etree.SubElement(group, "legend").text = AtomicString(knob["label"])
    for place, text in enumerate(knob["texts"]):
        label = etree.SubElement(group, "label")
        radio = etree.SubElement(
            label,
            "input",
            {"type": "radio", "name": f"{slug}-{knob['name']}", "value": str(place), "autocomplete": "off"},
        )
        if place == knob["start"]:
            radio.set("checked", "checked")
        radio.tail = AtomicString(f" {text}")
