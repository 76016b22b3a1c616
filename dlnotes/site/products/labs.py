"""Labs, executed: a jupytext py:percent source becomes a notebook with its outputs, or stops the build in
one line.

Two executions give the same bytes. What could differ between two of them (a memory address, a warning with
a path in it) is an error, and so is what a page cannot show well: a figure without alt text, too wide, or
in too small a type.
"""

import re
from pathlib import Path

from dlnotes.site import reading
from dlnotes.site.errors import BuildError
from dlnotes.site.products import kernel, svg
from dlnotes.site.products.product import TEXT, Source
from dlnotes.site.sources.notation import alts, faults_of_alt

SVG = "image/svg+xml"
LONGEST, MOST_LINES = 10_000, 100  # of one output
SHOWN = (SVG, "text/markdown", "text/plain")  # what a page can show of an output, best first

_CHANGING = re.compile(r"<.* at 0x[0-9a-f]+.*>")
# A text in Matplotlib's SVG, drawn as outlines.
_TEXT = re.compile(r"<text\b.*?</text>", re.S)
NAME, DRAWS_ON = "labs", TEXT  # its Markdown cells are comments, which a syntax tree leaves out
SECONDS = 15


def sources(project):
    return [Source(slug, path) for slug, path in project.labs().items()]


def parts(task) -> list:
    return [None]  # its cells share a kernel


def make(project, task, part):
    return execute(task.source, project.root)


def store(project, task, outcomes, folder: Path) -> None:
    """The notebook, and its drawings in the colours of the page that shows them."""
    (folder / "notebook.ipynb").write_text(outcomes[0], encoding="utf-8")
    (folder / "drawings").mkdir()
    for number, drawing in enumerate(drawings(outcomes[0], task.slug), 1):
        (folder / "drawings" / f"{number}.svg").write_text(drawing, encoding="utf-8")


def files(project, task, entry) -> dict:
    found = {project.docs / "labs" / f"{task.slug}.ipynb": entry / "notebook.ipynb"}
    for drawing in (entry / "drawings").glob("*.svg"):
        found[project.generated / "labs" / task.slug / drawing.name] = drawing
    return found


def owed(project, task, seconds) -> dict:
    """A lab that has never run is shown as it is written."""
    import nbformat

    try:
        name = project.name(task.source)
        notebook = _read(reading.text(task.source, name), name)
    except BuildError:  # the gate tells
        return {}
    return {project.docs / "labs" / f"{task.slug}.ipynb": (nbformat.writes(notebook) + "\n").encode()}


def tables(project, entries, so_far) -> dict:
    return {}


def execute(source: Path, root: Path) -> str:
    """The executed lab as the text of an .ipynb; BuildError names file and line of what is wrong."""
    import nbformat

    name = source.relative_to(root).as_posix()
    text = reading.text(source, name)
    notebook = _read(text, name)
    starts = _starts(notebook.cells, text)
    try:
        home = kernel.run(notebook, root)
    except kernel.Stopped as stop:
        raise BuildError(f"{name}:{starts[stop.cell] + stop.line - 1}: {stop.reason}") from None
    for cell, start in zip(notebook.cells, starts):
        if cell.cell_type == "code":
            if problem := _problem(cell, (root, home)):
                raise BuildError(f"{name}:{start}: {problem}")
            cell.outputs = [output for output in map(_tidy, cell.outputs) if output]
            _describe_figures(cell)
    return nbformat.writes(notebook) + "\n"


def drawings(notebook: str, slug: str) -> list[str]:
    """The drawings of an executed lab in order, in the colours of the page that shows them."""
    import nbformat

    cells = nbformat.reads(notebook, as_version=4).cells
    outputs = (output for cell in cells for output in cell.get("outputs", ()))
    found = [output.data[SVG] for output in outputs if SVG in output.get("data", {})]
    return [svg.themable(text, f"{slug}-{number}") for number, text in enumerate(found, 1)]


# -- reading -------------------------------------------------------------------------------------------------


def _read(text, name):
    """The notebook before it runs, with nothing random in it; its front matter goes to the notebook's
    metadata."""
    import jupytext

    notebook = jupytext.reads(text, fmt="py:percent")
    front = None
    if notebook.cells and notebook.cells[0].cell_type == "raw":
        front = reading.data(notebook.cells.pop(0).source.strip("-\n"), name, line=2)
    if not isinstance(front, dict) or not front.get("description"):
        raise BuildError(f"{name}:1: a lab begins with front matter that gives a description")
    first = notebook.cells[0] if notebook.cells else None
    if not first or first.cell_type != "markdown" or not re.match("# .", first.source):
        raise BuildError(
            f"{name}:1: the first cell of a lab is `# %% [markdown]` and opens with its title, `# # …`"
        )
    for number, cell in enumerate(notebook.cells, 1):
        cell.id, cell.metadata = f"cell-{number}", {}
        if cell.cell_type == "code":  # IPython would not count blank lines at the start
            cell.source = re.sub(r"\A(?:[ \t]*\n)+", "", cell.source)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "dlnotes": front,
    }
    return notebook


def _starts(cells, text):
    """The line of the file on which each cell's text begins; what looks like a marker inside a cell is
    none."""
    lines, at, starts = text.splitlines(), 0, []
    for cell in cells:
        at = next((i for i in range(at, len(lines)) if re.match(r"# ?%%", lines[i])), at) + 1
        passed = r"\s*$" if cell.cell_type == "code" else r"""\s*(?:\"{3}|'{3})?\s*$"""
        while at < len(lines) and re.match(passed, lines[at]):
            at += 1
        starts.append(at + 1)
        at += len(cell.source.splitlines())
    return starts


# -- what may be published -----------------------------------------------------------------------------------


def _tidy(output):
    """The output with only what a page can show; None if it is empty."""
    if output.output_type == "stream":
        output.text = kernel.ANSI.sub("", output.text)
        return output if output.text.strip() else None
    if "data" in output:
        output.data = {kind: output.data[kind] for kind in SHOWN if kind in output.data}
    return output


def _problem(cell, folders):
    """Why the outputs of a cell must not be published, in one line; None if they may."""
    drawings = [output.data[SVG] for output in cell.outputs if SVG in output.get("data", {})]
    texts = alts(cell.source)
    if len(drawings) != len(texts) or not all(texts):
        return (
            f"figures: {len(drawings)}, alt texts: {len([t for t in texts if t])}; "
            "say in words what each figure shows, in a line `# alt: …` of the cell"
        )
    for text in texts:
        for fault in faults_of_alt(text):
            return f"`# alt: {text}`: {fault}"
    problems = [_output_problem(output, folders) for output in cell.outputs] + [
        _drawing_problem(d) for d in drawings
    ]
    return next(filter(None, problems), None)


def _output_problem(output, folders):
    if output.get("name") == "stderr":
        return f"writes to stderr: {output.text.strip().splitlines()[0]}"
    data = output.get("data", {"text/plain": output.get("text", "")})
    kind = next((kind for kind in SHOWN if kind in data), None)
    lost = sorted(data.keys() - set(SHOWN))
    if lost and kind in (None, "text/plain"):
        return f"an output of kind {', '.join(lost)}; a page can show {', '.join(SHOWN)}"
    if kind == SVG:
        return None
    text = kernel.ANSI.sub("", data[kind])
    if changing := _CHANGING.search(text) or re.search("|".join(re.escape(str(f)) for f in folders), text):
        return f"prints {changing[0]!r}, which differs from run to run (a semicolon silences a last line)"
    if shown := re.fullmatch(r"\s*(<(?!class ).*>)\s*", text):
        return f"shows {shown[1]!r}, a name and no value (a semicolon silences a last line)"
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        got = f"{text.count(chr(10)) + 1} lines with {len(text)} characters"
        return f"an output of {got}; a page shows {MOST_LINES} lines, {LONGEST} characters"
    return None


def _drawing_problem(drawing):
    from dlnotes.figures import style

    if svg.is_empty(drawing):
        return "a figure in which nothing is drawn"
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', drawing)[1]) / 72
    if width > style.WIDTH + 1e-6:
        return f"a figure {width:g} in wide; a phone shows {style.WIDTH} in"
    for text in _TEXT.findall(drawing):
        size = max(map(float, re.findall(r"font-size: ([\d.]+)px", text)))  # a formula has small scripts, too
        if size < style.SMALLEST_TEXT - 1e-6:
            said = f"a figure with the text {re.sub('<[^>]*>', '', text)!r} in {size:g} pt"
            return f"{said}; below {style.SMALLEST_TEXT} pt a phone shows nothing"
    return None


def _describe_figures(cell):
    """Alt texts where nbconvert and others look for them: in the metadata of the outputs."""
    figures = (output for output in cell.outputs if SVG in output.get("data", {}))
    for output, alt in zip(figures, alts(cell.source)):
        output.metadata[SVG] = {"alt": alt}
