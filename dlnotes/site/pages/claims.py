"""Claims on pages: `/// claim | slug` is a card, in plain HTML."""

import xml.etree.ElementTree as etree

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from dlnotes.site.pages import places
from dlnotes.site.published import Generated
from dlnotes.site.sources import claims

OWED = "being checked"  # the verdict of a claim that is not decided yet
KINDS = {
    "identity": "An identity, checked on values",
    "derivation": "A derivation, checked numerically",
    "experiment": "An experiment that ran",
    "citation": "From the literature; nothing was run here",
}


def card(element, slug, claim, root) -> None:
    """One claim where it is made, inside `element`. `root` leads from the page to the top of the site."""
    title = text_in(element, "p", "", {"class": "dl-claim-title", "data-search-exclude": ""})
    text_in(title, "span", claim["verdict"].capitalize(), {"class": "dl-verdict"})
    places.link(title, f"claim-{slug}", "claim")
    if claim["verdict"] != OWED:
        _evidence(element, slug, claim, root)
    said = claim["statement"]
    text_in(element, "p", said[:1].upper() + said[1:])


def _evidence(element, slug, claim, root):
    details = etree.SubElement(element, "details", {"class": "dl-evidence", "data-search-exclude": ""})
    etree.SubElement(details, "summary").text = KINDS[claim["kind"]]
    body = etree.SubElement(details, "div")
    if claim["note"]:
        text_in(body, "p", f"**The note:** {claim['note']}")
    if claim["ran"]:
        text_in(body, "p", f"**What ran:** {claim['ran']}", {"class": "dl-ran"})
    if claim["conditions"]:
        text_in(body, "p", _tested(claim))
    if claim["tolerance"]:
        text_in(body, "p", f"**Decided by:** {claim['tolerance']}")
    if claim["wrong"]:
        text_in(body, "p", f"**The check must fail on this wrong version:** {claim['wrong']}.")
    if claim["source"]:
        text_in(body, "p", f"**Source:** {claim['source']}")
    if links := _sources(root, claim):
        text_in(body, "p", f"**To read:** {'; '.join(links)}")
    if claim["kind"] != "citation":
        text_in(body, "p", f"**Run it again:** `dlnotes verify {slug}`")


def _tested(claim):
    tested = "; ".join(f"{name}: {'yes' if true else 'no'}" for name, true in claim["conditions"].items())
    return f"**Is the note's statement true?** {tested}."


def _sources(root, claim):
    """Links to what runs: the experiment, a snippet, a lab."""
    links = [_see(root, kind, name) for kind, name in sorted(claim["see"].items())]
    if claim["experiment"]:
        file = f"{root}generated/source/experiments/{claim['experiment'].replace('-', '_')}.py"
        links.insert(0, f"experiment [{claim['experiment']}]({file})")
    return links


def _see(root, kind, name):
    """A link to a further piece of evidence."""
    if kind == "snippet":
        return f"snippet [{name}]({root}generated/source/snippets/{name})"
    if kind == "lab":
        return f"lab [{name}]({root}labs/{name}.ipynb)"
    return f"{kind} {name}"


def text_in(parent, tag, text, attributes=None):
    """A new element in another, with some Markdown."""
    element = etree.SubElement(parent, tag, attributes or {})
    element.text = text
    return element


class ClaimCard(Block):
    """`/// claim | slug`, closed by `///`: the words of the block, and what was decided."""

    NAME, ARGUMENT, OPTIONS = "claim", True, {name: ["", type_any] for name in claims.OPTIONS}

    def on_create(self, parent):
        verdict = self._decided()["verdict"]
        names = {"role": "note", "aria-label": f"Claim: {verdict}"}
        element = etree.SubElement(parent, "div", {"class": "dl-claim", "data-verdict": verdict} | names)
        places.name(element, f"claim-{self.argument}", f"Claim: {verdict}")
        return element

    def on_end(self, block):
        row = self._decided()
        texts, conditions = claims.parts(block, f"claim {self.argument}: ")
        block.remove(block[0])
        said = dict.fromkeys(claims.TERMS.values(), "") | {"note": row["note"]} | texts
        said["kind"] = self.options["kind"]
        said["see"] = {name: self.options[name] for name in claims.EVIDENCE if self.options[name]}
        said["conditions"] = {words: row["tested"][slug] for slug, words in conditions.items()}
        card(block, self.argument, row | said, "../" * row["page"].count("/"))

    def _decided(self):
        return self.config["generated"].claim(self.argument)


class Cards(BlocksExtension):
    def __init__(self, generated: Generated):
        self.generated = generated
        self.config = {}
        super().__init__()

    def extendMarkdownBlocks(self, md, block_mgr):
        block_mgr.register(ClaimCard, {"generated": self.generated})
