"""A lesson's examples as a notebook: the page's code in the page's order, to be run at home with the wheel.

The outputs in it are what the page says. CI runs each page and compares, and runs each notebook and compares once more, so
nothing is executed to write one.
"""

import ast
import json
from pathlib import Path

from dlnotes.site.project import BuildError, Project, SourceError
from dlnotes.site.sources.examples import Example, examples
from dlnotes.site.sources.page import pages

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebooks(project: Project) -> dict[Path, str]:
    """Where each notebook belongs → its text. Every page that shows a snippet has one, named after the page."""
    found = {}
    for page in pages(project):
        shown, path = examples(page, project.root / "snippets"), Path(page.address)
        if not any(example.file for example in shown):
            continue
        target = project.generated / "notebooks" / f"{path.stem}.ipynb"
        if target in found:
            raise BuildError(f"{page.name}: another page's notebook is called {target.name}, too")
        if not page.title:
            raise SourceError(page.name, 1, "a page with snippets needs a title, `# …`")
        found[target] = notebook(page.title, path, shown, project.wheel.name)
    return found


def notebook(title: str, page: Path, shown: list[Example], package: str) -> str:
    """The text of the .ipynb of one page, which stands at `page` in the docs; `package` is the wheel that it needs."""
    cells, heading = [_prose(_opening(title, page, package))], title
    for example in shown:
        if example.heading != heading:
            heading = example.heading
            cells.append(_prose(f"## {heading}"))
        cells += _snippet(example) if example.file else _asked(example)
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    whole = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _opening(title, page, package):
    return (
        f"# {title}: the examples\n\n"
        f"The code of the page `{page.with_suffix('.html').as_posix()}` of dlnotes, in its order and under its headings; the page says what it is about. "
        "All cells share one namespace: run them from top to bottom, then change something and run them again.\n\n"
        f"They need the package behind the pages, the file `{package}`, which the home page offers under “Run it at home”. In the folder where you saved it:\n\n"
        f"```sh\npython -m pip install {package} notebook\n```"
    )


def _snippet(example):
    """The whole file, whose docstring is its claim: the lines that the page shows, with the assertions that prove them."""
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
    last, text = ast.parse(asked).body[-1], wanted.rstrip("\n")
    prints = (
        isinstance(last, ast.Expr)
        and isinstance(last.value, ast.Call)
        and getattr(last.value.func, "id", "") == "print"
    )
    if prints or not isinstance(last, ast.Expr):
        return {"output_type": "stream", "name": "stdout", "text": text + "\n"}
    return {
        "output_type": "execute_result",
        "execution_count": None,
        "metadata": {},
        "data": {"text/plain": text},
    }


def _prose(text):
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _code(text, *outputs):
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "source": text.strip("\n"),
        "outputs": list(outputs),
    }
