"""What stands in the preview where a result is not there yet: a frame, a mark, "being checked"."""

from collections import defaultdict

from dlnotes.site.pages.claims import OWED
from dlnotes.site.published import Generated

NUMBER = "⟨…⟩"
NONE = '<svg viewBox="0 0 331 24"></svg>'  # no figure has this slug, or none that can be planned


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
        said = {"caption": f"{alt} (This figure is being drawn.)", "experiment": None, "path": ""}
        frame = self.folder / "figures" / f"{slug}.svg"
        svg = frame.read_text(encoding="utf-8") if frame.is_file() else NONE
        return said | {"knobs": [], "svg": svg}

    def number(self, slug, name, spec, where=""):
        known = name in self.numbers.get(slug, {})
        return super().number(slug, name, spec) if known else NUMBER
