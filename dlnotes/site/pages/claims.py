"""Claims on pages: `/// claim | slug` is a card, `/// ledger` lists all, `/// corrections` what departs.

All are plain HTML and need no script.
"""

import re
import xml.etree.ElementTree as etree

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from dlnotes.claims._claim import CONDITIONS, CORRECTED, VERDICTS
from dlnotes.site.published import Generated
from dlnotes.site.sources import claims

KINDS = {
    "identity": "An identity, checked on values",
    "derivation": "A derivation, checked numerically",
    "experiment": "An experiment that ran",
    "citation": "From the literature; nothing was run here",
}


def card(element, slug, claim, root) -> None:
    """One claim where it is made, inside `element`. `root` leads from the page to the top of the site."""
    title = _text(element, "p", "", {"class": "dl-claim-title"})
    _text(title, "span", claim["verdict"].capitalize(), {"class": "dl-verdict"})
    _text(
        title, "a", slug, {"class": "dl-claim-link", "href": f"#claim-{slug}", "title": "Link to this claim"}
    )
    _text(element, "p", f"**The note:** {claim['note']}")
    _text(element, "p", f"**What holds:** {claim['statement']}")
    if claim["ran"]:
        _text(element, "p", f"**What ran:** {claim['ran']}", {"class": "dl-ran"})
    _evidence(element, slug, claim, root)


def _evidence(element, slug, claim, root):
    details = etree.SubElement(element, "details", {"class": "dl-evidence", "data-search-exclude": ""})
    etree.SubElement(details, "summary").text = KINDS[claim["kind"]]
    body = etree.SubElement(details, "div")
    if claim["conditions"]:
        _text(body, "p", _tested(claim))
    if claim["tolerance"]:
        _text(body, "p", f"**Decided by:** {claim['tolerance']}")
    if claim["wrong"]:
        _text(body, "p", f"**The same check fails on the wrong version:** {claim['wrong']}.")
    if claim["source"]:
        _text(body, "p", f"**Source:** {claim['source']}")
    if links := _sources(root, claim):
        _text(body, "p", f"**To read:** {'; '.join(links)}")
    if claim["kind"] != "citation":
        _text(body, "p", f"**Run it again:** `dlnotes verify {slug}`")


def _tested(claim):
    tested = "; ".join(f"{name}: {'yes' if true else 'no'}" for name, true in claim["conditions"].items())
    return f"**Is the note's statement true?** {tested}."


def ledger(parent, claims) -> None:
    """Every claim in one table, with a filter by verdict that is plain CSS."""
    element = etree.SubElement(parent, "div", {"class": "dl-ledger"})
    fieldset = etree.SubElement(element, "fieldset")
    etree.SubElement(fieldset, "legend").text = "Show"
    for name in ("all", *(v for v in VERDICTS if any(c["verdict"] == v for c in claims.values()))):
        count = len(claims) if name == "all" else sum(c["verdict"] == name for c in claims.values())
        label = etree.SubElement(fieldset, "label")
        radio = etree.SubElement(label, "input", {"type": "radio", "name": "verdict", "value": name})
        if name == "all":
            radio.set("checked", "checked")
        radio.tail = f" {name} ({count})"
    table = etree.SubElement(element, "table")
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for title in ("verdict", "the note, and what holds", "evidence"):
        _text(head, "th", title, {"scope": "col"})
    body = etree.SubElement(table, "tbody")
    for slug, claim in claims.items():
        _row(body, slug, claim)


def _row(body, slug, claim):
    row = etree.SubElement(body, "tr", {"data-verdict": claim["verdict"], "id": slug})
    _text(row, "td", claim["verdict"], {"class": "dl-verdict-cell"})
    cell = etree.SubElement(row, "td")
    _text(cell, "p", f"*The note:* {claim['note']}")
    _text(cell, "p", f"*What holds:* {claim['statement']}")
    links = [f"[{slug}]({claim['page']}#claim-{slug})", f"*{KINDS[claim['kind']]}*", *_sources("", claim)]
    if claim["source"]:
        links.append(claim["source"])
    evidence = etree.SubElement(row, "td")
    for link in links:
        _text(evidence, "p", link)


def _sources(root, claim):
    """Links to what runs: the experiment, a snippet, a lab."""
    links = [_see(root, kind, name) for kind, name in sorted(claim["see"].items())]
    if claim["experiment"]:
        file = f"{root}generated/source/experiments/{claim['experiment'].replace('-', '_')}.py"
        links.insert(0, f"experiment [{claim['experiment']}]({file})")
    return links


def corrections(parent, claims, docs) -> None:
    """Where the lessons depart from the note: what it said, what is true, what keeps it from coming back."""
    departures = {
        slug: claim for slug, claim in claims.items() if claim["verdict"] in (CORRECTED, CONDITIONS)
    }
    for page in dict.fromkeys(claim["page"] for claim in departures.values()):
        title = re.search(r"^# (.+)$", (docs / page).read_text(encoding="utf-8"), re.M)
        _text(parent, "h2", title[1] if title else page)
        for slug, claim in departures.items():
            if claim["page"] == page:
                _correction(parent, slug, claim)


def _correction(parent, slug, claim):
    element = etree.SubElement(
        parent, "div", {"class": "dl-claim dl-correction", "data-verdict": claim["verdict"], "id": slug}
    )
    title = _text(element, "p", "", {"class": "dl-claim-title"})
    _text(title, "span", claim["verdict"].capitalize(), {"class": "dl-verdict"})
    _text(title, "span", f"[{slug}]({claim['page']}#claim-{slug})")
    _text(element, "p", f"**What was said:** {claim['note']}")
    _text(element, "p", f"**What is true:** {claim['statement']}")
    if claim["kind"] == "citation":
        _text(element, "p", f"**Source:** {claim['source']} Nothing was run here.")
        return
    _text(element, "p", _tested(claim))
    _text(element, "p", "**What stays in CI:** " + "; ".join(_sources("", claim)) + f". {claim['ran']}")
    _text(element, "p", f"**And the wrong version, on which the same check must fail:** {claim['wrong']}.")
    if claim["source"]:
        _text(element, "p", f"**Source:** {claim['source']}")


def _see(root, kind, name):
    """A link to a further piece of evidence."""
    if kind == "snippet":
        return f"snippet [{name}]({root}generated/source/snippets/{name})"
    if kind == "lab":
        return f"lab [{name}]({root}labs/{name}.ipynb)"
    return f"{kind} {name}"


def _text(parent, tag, text, attributes=None):
    element = etree.SubElement(parent, tag, attributes or {})
    element.text = text
    return element


class ClaimCard(Block):
    """`/// claim | slug`, closed by `///`: the words of the block, and what was decided."""

    NAME, ARGUMENT, OPTIONS = "claim", True, {name: ["", type_any] for name in claims.OPTIONS}

    def on_create(self, parent):
        verdict = self._decided()["verdict"]
        names = {"id": f"claim-{self.argument}", "role": "note", "aria-label": f"Claim: {verdict}"}
        return etree.SubElement(parent, "div", {"class": "dl-claim", "data-verdict": verdict} | names)

    def on_end(self, block):
        row = self._decided()
        texts, conditions = claims.parts(block, f"claim {self.argument}: ")
        block.remove(block[0])
        said = dict.fromkeys(claims.TERMS.values(), "") | texts | {"kind": self.options["kind"]}
        said["see"] = {name: self.options[name] for name in claims.EVIDENCE if self.options[name]}
        said["conditions"] = {words: row["tested"][slug] for slug, words in conditions.items()}
        card(block, self.argument, row | said, "../" * row["page"].count("/"))

    def _decided(self):
        return self.config["generated"].claim(self.argument)


class Ledger(Block):
    """`/// ledger`, closed by `///`."""

    NAME = "ledger"

    def on_create(self, parent):
        ledger(parent, self.config["generated"].claims)
        return parent[-1]


class Corrections(Block):
    """`/// corrections`, closed by `///`."""

    NAME = "corrections"

    def on_create(self, parent):
        generated, element = self.config["generated"], etree.SubElement(parent, "div")
        corrections(element, generated.claims, generated.folder.parent)
        return element


class Cards(BlocksExtension):
    def __init__(self, generated: Generated):
        self.generated = generated
        self.config = {}
        super().__init__()

    def extendMarkdownBlocks(self, md, block_mgr):
        for block in (ClaimCard, Ledger, Corrections):
            block_mgr.register(block, {"generated": self.generated})
