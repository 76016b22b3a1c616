"""What stands in the preview where a result is not there yet: a frame, a mark, "being checked"."""

from collections import defaultdict

from dlnotes.site.pages.claims import OWED
from dlnotes.site.published import Generated

NUMBER = "⟨…⟩"
FRAME = (
    '<svg viewBox="0 0 336 189" fill="none" stroke="currentColor" stroke-dasharray="4 4">'
    '<rect x="1" y="1" width="334" height="187" rx="6"/></svg>'
)


class Owed(Generated):
    """As what is published; a slug without a result has a box in its place, whether it is a slug or not: what
    is none, the gate tells."""

    def claim(self, slug, where=""):
        return self.claims.get(slug) or {
            "verdict": OWED,
            "note": "",
            "page": "",
            "experiment": None,
            "tested": defaultdict(bool),
        }

    def figure(self, slug, alt, where=""):
        if slug in self.figures:
            return super().figure(slug, alt or "(no alt text yet)")
        said = {"caption": "This figure is being drawn.", "experiment": None, "path": ""}
        return said | {"knobs": [], "svg": FRAME}

    def number(self, slug, name, spec, where=""):
        known = name in self.numbers.get(slug, {})
        return super().number(slug, name, spec) if known else NUMBER
