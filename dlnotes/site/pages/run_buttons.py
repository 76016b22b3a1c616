"""Code that a reader can run: every Python fence of a page is marked for `assets/run.js`, which adds the
buttons.

A marked block is the highlighted code as on any page, with the class `dl-run` and what its code needs around
it as data attributes: `data-before` and `data-after` (the rest of a snippet's file), `data-file`; an exercise
has `data-checker` and, as it shares no names with the rest of the page, `data-alone`. Under `data-keep` the
reader's browser keeps what the reader made of it. Below the first block of a page stands, once, where Python
is loaded from. Without JavaScript nothing of it shows.
"""

import hashlib
import html
import re
from pathlib import Path
from urllib.parse import urlsplit

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from dlnotes.site.project import BuildError, Project
from dlnotes.site.sources.examples import Example, examples
from dlnotes.site.sources.page import read
from dlnotes.site.sources.scan import TORCH

SIZE = "about 10 MB"  # Pyodide's interpreter, its standard library and NumPy, compressed

_MARK = re.compile(r'class="([^"]*)\bdl-run-(\d+)\b([^"]*)"')
_FIRST = re.compile(r'<div class="[^"]*\bdl-run\b.*?</div>', re.S)


def highlighted(code: str, kind="highlight") -> str:
    """The HTML of some Python, as on any page."""
    return highlight(code, PythonLexer(), HtmlFormatter(cssclass=kind, wrapcode=True))


def block(code: str, before="", after="", checker="", file="", alone=False) -> str:
    """The HTML of some code that can be run, highlighted as on any page."""
    shown = highlighted(code, "dl-run highlight").strip()
    return shown.replace(">", f"{_attributes(code, before, after, checker, file, alone)}>", 1)


def _attributes(code, before="", after="", checker="", file="", alone=False):
    """The data attributes of a block; those that would be empty are left out."""
    kept = keep(before, code, after, checker)
    values = {"before": before, "after": after, "checker": checker, "file": file, "keep": kept}
    found = "".join(f' data-{name}="{_quoted(value)}"' for name, value in values.items() if value)
    return found + " data-alone" * alone


def keep(*parts: str) -> str:
    """The name under which a browser keeps what a reader made of something; another text has another name."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _quoted(text):
    """Text as the value of an attribute; a line break stays one, whatever happens to the page's lines."""
    return html.escape(text).replace("\n", "&#10;")


class MarkFences(Preprocessor):
    """Give the header of each Python fence a class that `FillMarks` finds again when the page is HTML."""

    def __init__(self, md, snippets: Path):
        super().__init__(md)
        self.snippets = snippets
        self.marked: list[Example] = []

    def run(self, lines):
        page, lines = read("\n".join(lines)), list(lines)
        for fence in page.fences:
            if fence.language == TORCH:  # what it compares is said to the gate, and would end the fence here
                lines[fence.line - 1] = f"{fence.indent}{fence.mark} {{ .{TORCH} }}"
        self.marked = [e for e in examples(page, self.snippets) if e.runs]
        for index, example in enumerate(self.marked):
            fence = example.fence
            classes = f".{fence.language} .dl-run-{index} {fence.attributes}"
            lines[fence.line - 1] = f"{fence.indent}{fence.mark} {{ {classes} }}"
        return lines


class FillMarks(Postprocessor):
    """Turn the marks into the class `dl-run` and each block's attributes; say once where Python is."""

    def __init__(self, md, fences: MarkFences, about: str):
        super().__init__(md)
        self.fences, self.about = fences, about

    def run(self, text):
        def filled(match):
            example = self.fences.marked[int(match[2])]
            attributes = _attributes(example.code, example.before, example.after, file=example.file)
            return f'class="{match[1]}dl-run{match[3]}"{attributes}'

        text = _MARK.sub(filled, self._joined(text))
        return _FIRST.sub(lambda found: found[0] + self.about, text, count=1)

    def _joined(self, text):
        """Examples that stand directly below a region are its output: one box, one Run."""
        marked = self.fences.marked
        for at in range(1, len(marked)):
            if marked[at - 1].file and not marked[at].file:
                upper = rf"(\bdl-run-{at - 1}\b[^>]*><pre>(?:(?!</pre>).)*</pre>)</div>"
                lower = rf'\s*<div class="[^"]*\bdl-run-{at}\b[^"]*">(?=<pre>)'
                text = re.sub(upper + lower, r"\1", text, count=1, flags=re.S)
        return text


def _about(pyodide, project):
    """What `assets/run.js` needs to know, and what it tells before a click; no element, no buttons."""
    if not pyodide:
        return ""
    host = urlsplit(pyodide).netloc or "this site"
    package = project.wheel.relative_to(project.docs).as_posix()
    attributes = f'data-pyodide="{_quoted(pyodide)}" data-wheel="{_quoted(package)}"'
    told = (
        f"Run loads Python from {html.escape(host)} at the first click, {SIZE}. "
        "What you write, solve and answer is kept in this browser only."
    )
    return f'\n<p id="dl-python" data-search-exclude="" {attributes}>{told}</p>'


def extend(md, project: Project, pyodide: str) -> None:
    """Make the Python fences of `md`'s pages runnable; `pyodide` is the address of a distribution."""
    if pyodide and not pyodide.endswith("/"):
        raise BuildError(
            f"mkdocs.yml: pyodide is the address of a folder and ends with a slash, not {pyodide!r}"
        )
    fences = MarkFences(md, project.root / "snippets")
    marks = FillMarks(md, fences, _about(pyodide, project))
    md.preprocessors.register(fences, "dl-run", 33)  # before pymdownx.snippets (32) puts the regions in
    md.postprocessors.register(marks, "dl-run", -110)  # last: no other step sees the attributes
