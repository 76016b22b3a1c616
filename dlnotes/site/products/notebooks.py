"""A lesson's examples as a notebook: the page's code in the page's order, to be run at home with the wheel.

The outputs in it are what the page says. CI runs each page and compares, and runs each notebook and
compares once more, so nothing is executed to write one.
"""

import ast
from pathlib import Path

from dlnotes.site.products.product import TEXT, Source
from dlnotes.site.sources.examples import Example, examples
from dlnotes.site.sources.page import load, pages

NAME, DRAWS_ON = "notebooks", TEXT
AT_ONCE = True


def sources(project):
    """Every page that shows a snippet has one."""
    known = project.snippets()
    for page in pages(project):
        files = {fence.include[0] for fence in page.fences if fence.python and fence.include}
        if files:
            snippets = [path for path in known if path.name in files]  # `make` names missing ones
            others = [*snippets, project.package / "__init__.py"]
            yield Source(page.address.removesuffix(".md"), project.docs / page.address, tuple(others))


def parts(task) -> list:
    return [None]


def make(project, task, part) -> str:
    page = load(project, task.source)
    shown = examples(page, project.root / "snippets")
    return notebook(page.title, Path(page.address), shown, project.wheel.name)


def store(project, task, outcomes, folder: Path) -> None:
    (folder / "notebook.ipynb").write_text(outcomes[0], encoding="utf-8")


def files(project, task, entry) -> dict:
    return {project.generated / "notebooks" / f"{task.slug}.ipynb": entry / "notebook.ipynb"}


def tables(project, entries, so_far) -> dict:
    return {}


def notebook(title: str, page: Path, shown: list[Example], package: str) -> str:
    """The text of the .ipynb of one page, which stands at `page` in the docs; `package` is the wheel that
    it needs."""
    import nbformat
    from nbformat.v4 import new_notebook

    cells, heading = [_prose(_opening(title, page, package))], title
    for example in shown:
        if example.heading != heading:
            heading = example.heading
            cells.append(_prose(f"## {heading}"))
        cells += _snippet(example) if example.file else _asked(example)
    for number, cell in enumerate(cells, 1):
        cell.id = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return nbformat.writes(new_notebook(cells=cells, metadata=metadata)) + "\n"


def _opening(title, page, package):
    return f"""# {title}: the examples

The code of the page `{page.with_suffix(".html").as_posix()}` of dlnotes, in its order and under its \
headings; the page says what it is about. All cells share one namespace: run them from top to bottom, then \
change something and run them again.

They need the package behind the pages, the file `{package}`, which the home page offers under “Run it at \
home”. In the folder where you saved it:

```sh
python -m pip install {package} notebook
```"""


def _snippet(example):
    """The whole file, whose docstring is its claim: the lines that the page shows, with the assertions
    that prove them."""
    source = example.before + example.code + "\n" + example.after
    tree = ast.parse(source)
    claim = ast.get_docstring(tree)
    if not claim:
        return [_code(source)]
    return [_prose(claim), _code("\n".join(source.splitlines()[tree.body[0].end_lineno :]))]


def _asked(example):
    """A cell shows the value of its last line only, so it ends with each value that the page shows."""
    cells, lines = [], ""
    for asked, wanted in zip(example.asked, example.wanted):
        lines += asked
        if wanted:
            cells.append(_code(lines, _output(asked, wanted)))
            lines = ""
    return [*cells, _code(lines)] if lines else cells


def _output(asked, wanted):
    """What a cell leaves: text that was printed, or the value of an expression."""
    from nbformat.v4 import new_output

    last, text = ast.parse(asked).body[-1], wanted.rstrip("\n")
    call = last.value if isinstance(last, ast.Expr) else None
    prints = isinstance(call, ast.Call) and getattr(call.func, "id", "") == "print"
    if prints or call is None:
        return new_output("stream", text=text + "\n")
    return new_output("execute_result", data={"text/plain": text})


def _prose(text):
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(text)


def _code(text, *outputs):
    from nbformat.v4 import new_code_cell

    return new_code_cell(text.strip("\n"), outputs=list(outputs))
