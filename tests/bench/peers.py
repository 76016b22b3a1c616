"""Peers: the same pages with another tool for one part of them, from nothing, unchanged, and after one word.

Each builds the whole site with its own cache. mkdocs-gallery draws the figures without knobs from the results
that are there, as bitmaps; we as SVG. markdown-exec runs the Python of the pages in each build; we in tests,
so that here both count, build and tests. mkdocs-jupyter executes the labs one by one; we side by side.
"""

import shutil
from functools import partial
from importlib.util import find_spec
from itertools import count

from dlnotes.site import reading
from dlnotes.site.project import Project
from dlnotes.site.sources.examples import examples
from dlnotes.site.sources.page import pages
from tests.bench.measure import Cost, command, compare, missing
from tests.bench.projects import build, copy, plain

INSTALL = "pip install -e .[peers]"
LESSON = "docs/deep-learning/lessons-learnt-1/divergences.md"
GALLERY = """
  - gallery:
      examples_dirs: examples
      gallery_dirs: docs/gallery
"""
SCRIPT = '''"""
# {slug}

A figure.
"""
from pathlib import Path
from matplotlib import pyplot as plt
from dlnotes.figures import style
from dlnotes.figures import {module} as figure
from dlnotes.site.products import arrays, svg
slug = getattr(figure, "EXPERIMENT", None)
result = arrays.load(next(Path(r"{cache}", slug).iterdir())) if slug else {{}}
with plt.rc_context(style.RC):
    _, axes = svg.axes(figure)
    figure.draw(axes, result)
    plt.show()
'''
_number = count(1)


def rows():
    for name, module, prepare, forget, ours_forgets, edits, tested in (
        ("mkdocs-gallery", "mkdocs_gallery", _gallery, "docs/gallery", "figures", "figure", False),
        ("markdown-exec", "markdown_exec", _executed, "none", "pages", "page", True),
        ("mkdocs-jupyter", "mkdocs_jupyter", _labs, ".cache/mkdocs-jupyter", "labs", "lab", False),
    ):
        if not find_spec(module):
            yield missing("cold, warm, after one word", name, INSTALL)
            continue
        with copy() as one, copy() as other:
            config, file = prepare(other)
            ours = partial(_ours, one.root, tested)
            theirs = partial(command, build(config, "plain"), other.root)
            for case, before in (
                ("from nothing", (partial(_forget, one, ours_forgets), partial(_forget, other, forget))),
                ("nothing changed", (lambda: None, lambda: None)),
                ("one word edited", (partial(_edit, one, OURS[edits]), partial(_edit, other, file))),
            ):
                yield compare(
                    f"{WHAT[edits]}, {case}",
                    partial(_after, before[0], ours),
                    partial(_after, before[1], theirs),
                    against=name,
                    repeats=2,
                    warm=case == "nothing changed",
                )


WHAT = {"figure": "figures", "page": "the Python of pages", "lab": "labs"}
OURS = {
    "figure": ("dlnotes/figures/kl.py", "Both branches", "Both branches {}"),
    "page": (LESSON, None, "\nEdit {}.\n"),
    "lab": ("docs/labs/descent.py", "# %% [markdown]\n# # ", "# %% [markdown]\n# # {} "),
}


def _after(before, act):
    before()
    return act()


def _ours(folder, tested):
    costs = [command(build(strict=False), folder)]
    if tested:
        costs.append(command(["pytest", "-q", "-p", "no:cacheprovider", "docs/deep-learning"], folder))
    return Cost(sum(cost.seconds for cost in costs), sum(cost.cpu for cost in costs))


def _forget(project, folder):
    """Take away what a tool keeps; of ours also the pages, which are made of it."""
    for path in (project.root / folder, project.root / ".cache" / folder, project.root / ".cache" / "pages"):
        shutil.rmtree(path, ignore_errors=True)


def _edit(project, edit):
    name, old, new = edit
    text = (project.root / name).read_text(encoding="utf-8")
    word = new.format(next(_number))
    project.write(name, text.replace(old, word, 1) if old else text + word)


def _gallery(project):
    """A script for each figure that has no knobs."""
    found, results = Project(project.root), project.root / ".cache" / "experiments"
    project.write("examples/README.md", "# Figures\n")
    for slug, path in found.figures().items():
        if "KNOBS" not in reading.text(path, path.name):
            script = SCRIPT.format(slug=slug, module=path.stem, cache=results)
            project.write(f"examples/plot_{path.stem}.py", script)
    return plain(project.root, GALLERY), ("examples/plot_kl.py", "A figure", "A figure {}")


def _executed(project):
    """Each Python fence with the whole of its code, to be run; what a page prints follows it."""
    found = Project(project.root)
    for page in pages(found):
        lines = page.text.split("\n")
        for example in reversed(examples(page, project.root / "snippets")):
            fence = example.fence
            if fence.skip:
                continue
            code = (example.before + example.code + example.after) if example.file else "\n".join(fence.body)
            header = f'{fence.mark}{fence.language} exec="on" session="{page.address}"'
            shown = [fence.indent + line for line in (header, *code.rstrip("\n").split("\n"))]
            lines[fence.line - 1 : fence.line + len(fence.body)] = shown
        project.write(page.name, "\n".join(lines))
    return plain(project.root, "\n  - markdown-exec\n"), OURS["page"]


def _labs(project):
    for notebook in (project.root / "docs" / "labs").glob("*.ipynb"):
        notebook.unlink()
    return plain(project.root, executed=True), OURS["lab"]
