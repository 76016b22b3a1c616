"""Labs, shown: the Markdown of an executed notebook, so that a lab's page is made like any lesson's.

mkdocs-jupyter owns the page: it makes the .ipynb a page of the navigation and copies it beside the page for
download. Its own rendering is not used: half a megabyte of styles in each page, no mathematics, links that
nobody checks. As Markdown a lab gets the site's formulas, glossary, checked links, table of contents and
search for nothing.
"""

import html
import json
import re

from dlnotes.site.pages.figures import hidden
from dlnotes.site.published import Generated
from dlnotes.site.sources.notation import without_alts

SVG = "image/svg+xml"


def markdown(notebook: str, slug: str, published: Generated) -> tuple[str, dict]:
    """(Markdown, front matter) of the page of an executed lab, whose drawings the build has published."""
    notebook = json.loads(notebook)
    parts, drawings = [], 0
    for cell in notebook["cells"]:
        source = _text(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(source)
            continue
        if code := without_alts(source):
            parts.append(_fence(".python", code))
        for output in cell["outputs"]:
            drawings += SVG in output.get("data", {})
            parts.append(_output(output, slug, drawings, published))
    after_lessons = {"search": {"boost": 0.03}}
    return _with_download("\n\n".join(parts) + "\n", slug), after_lessons | notebook["metadata"]["dlnotes"]


def _with_download(text, slug):
    links = (
        f'<a class="md-button" href="{slug}.ipynb" download>Download this lab as a notebook</a> '
        "[How to run it at home](../index.md#run-it-at-home)"
    )
    below = f'<p class="dl-lab" data-search-exclude="" markdown="span">{links}</p>'
    return re.sub(r"\A(# .*\n)", rf"\1\n{below}\n", text)


def _output(output, slug, number, published):
    said = output.get("data", {"text/plain": output.get("text")})
    data = {kind: _text(value) for kind, value in said.items()}
    if SVG in data:
        alt = output["metadata"][SVG]["alt"]
        return _figure(published.drawing(slug, number), alt, f"{slug}-{number}")
    return data.get("text/markdown") or _fence(".text .dl-output .no-copy", data["text/plain"].rstrip())


def _figure(drawing, alt, name):
    attributes = f'role="img" aria-label="{html.escape(alt)}" data-search-exclude'
    return (
        f'<figure class="dl-figure" id="fig-{name}">'
        f"<x-fig {attributes}>{hidden(drawing).strip()}</x-fig></figure>"
    )


def _fence(kind, text):
    """A fence that nothing in the text closes."""
    mark = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{mark} {{ {kind} }}\n{text}\n{mark}"


def _text(value):
    """Files may hold a text as a list of lines."""
    return "".join(value) if isinstance(value, list) else value
