"""The page about speed says what its JSON says, and what nobody could measure it says, too."""

import json
from pathlib import Path

from tests.bench import page
from tests.bench.measure import Cost, missing, row

DOCS = Path(__file__).parent.parent / "docs"
PAIRS = [(Cost(2.0, 1.0), Cost(1.0, 1.0)), (Cost(3.0, 2.0), Cost(1.0, 1.0)), (Cost(5.0, 9.0), Cost(1.0, 1.0))]


def test_the_page_says_what_the_json_says():
    found = json.loads((DOCS / "speed.json").read_text(encoding="utf-8"))
    assert (DOCS / "speed.md").read_text(encoding="utf-8") == page.text(found)


def test_a_row_is_the_median_of_the_ratios_and_their_range():
    found = row("this", PAIRS, against="that")
    assert found["seconds"] == {"ratio": 3.0, "range": [2.0, 5.0], "ours": 3.0, "reference": 1.0}
    assert found["cpu"]["range"] == [1.0, 9.0] and "megabytes" not in found and found["pairs"] == 3


def test_a_missing_peer_says_so_in_its_row():
    assert "| `pip install it` first |" in page._row(missing("this", "that", "pip install it"))
