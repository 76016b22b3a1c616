"""The front page of a note: statements with verdicts, a filter without a script, dated corrections."""

import datetime
import re
import xml.etree.ElementTree as etree
from pathlib import Path

from dlnotes.claims._claim import VERDICTS
from dlnotes.site.pages import note as page
from dlnotes.site.sources.note import Correction, Note, Part, Statement
from tests.site.conftest import ROOT

HEAT = Note(
    Path("docs/part/heat"),
    "Heat",
    "https://example.org",
    "somebody",
    "none",
    {
        "index.md": (Part(1, "Heat", ()),),
        "ovens.md": (
            Part(1, "Ovens", (Statement("It is hot.", "hot", "", "glow"), Statement("Buy one.", "", "plan"))),
            Part(2, "Off", (Statement(figure="glow"), Statement("It is cold.", "cold"))),
        ),
    },
    (Correction(datetime.date(2026, 1, 2), "Older."), Correction(datetime.date(2026, 11, 26), "Younger.")),
)
CLAIMS = {
    "hot": {
        "verdict": "holds",
        "statement": "see [why](part/heat/ovens.md#why)",
        "page": "part/heat/ovens.md",
    },
    "cold": {"verdict": "corrected", "statement": "it is *not*", "page": "part/ice.md"},
    "other": {"verdict": "answered", "statement": "of another note", "page": "part/else.md"},
}


def told():
    parent = etree.Element("div")
    page.tell(parent, HEAT, CLAIMS, {"glow": "part/heat/ovens.md"})
    return parent


def test_statements_stand_under_the_notes_headings_in_its_order():
    tags = [(each.tag, each.text) for each in told() if each.tag in ("h2", "h3")]
    assert tags == [("h2", "[Ovens](ovens.md)"), ("h3", "Off")]
    items = [(item.get("data-verdict"), item.get("id")) for item in told().iter("li")]
    assert items == [("holds", "hot"), ("plan", None), ("", None), ("corrected", "cold")]


def test_what_is_no_claim_has_no_badge_and_no_answer():
    hot, plan, place, cold = told().iter("li")
    assert [len(list(item.iter("details"))) for item in (hot, plan, place, cold)] == [1, 0, 0, 1]
    assert [item.find("span").text for item in (hot, cold)] == ["Holds", "Corrected"]
    assert plan.find("span") is None and "".join(plan.itertext()) == "Buy one."


def test_answers_and_figures_lead_into_the_lessons():
    text = " ".join("".join(item.itertext()) for item in told().iter("li"))
    assert "see [why](ovens.md#why)" in text
    assert "(ovens.md#claim-hot)" in text and "(../ice.md#claim-cold)" in text
    assert text.count("(ovens.md#fig-glow)") == 2


def test_the_filter_counts_the_claims_of_this_note_alone():
    labels = ["".join(label.itertext()) + (label[0].tail or "") for label in told().iter("label")]
    assert [re.sub(r"^.* (\S+ \(\d\))$", r"\1", label.strip()) for label in labels] == [
        "all (2)",
        "holds (1)",
        "corrected (1)",
    ]


def test_the_style_hides_what_every_filter_leaves_out():
    style = (ROOT / "docs/assets/dlnotes.css").read_text(encoding="utf-8")
    for name in VERDICTS:
        assert f'.dl-note:has([value="{name}"]:checked) li:not([data-verdict="{name}"])' in style


def test_corrections_are_dated_and_the_youngest_comes_first():
    parent = etree.Element("div")
    page.log(parent, HEAT)
    summary, items = parent[0]
    assert summary.text == "2 corrections"
    assert [child.text for child in items] == ["26 November 2026", "Younger.", "2 January 2026", "Older."]
