"""What a reader takes home runs there: each notebook, in an empty folder, with the wheel, Matplotlib, a
Jupyter kernel and nothing else.

The home is a virtual environment that holds the wheel, installed by pip, and links to the
distributions that it, Matplotlib and the kernel depend on. The rest of what is installed here, and the
source tree, are out of its reach.
"""

import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sybil.evaluators.doctest import OutputChecker

from dlnotes.site.products import notebooks
from dlnotes.site.project import Project
from tests.documents import FLAGS

PROJECT = Project(Path(__file__).parents[2])
LESSONS = sorted(source.slug for source in notebooks.sources(PROJECT))
PROBE = """import json, os, sys, dlnotes
json.dumps([os.path.realpath(path) for path in (dlnotes.__file__, *sys.path)])"""


class Home:
    """A reader's Python, and a folder with nothing in it but the notebook that is run."""

    def __init__(self, folder, package):
        self.folder, environment = folder.resolve(), folder.resolve() / "python"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
        self.packages = next(environment.rglob("site-packages")).resolve()
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-index",
            "--no-deps",
        ]
        subprocess.run([*pip, "--target", str(self.packages), str(package)], check=True)
        own = next(metadata.distributions(path=[str(self.packages)]))
        for distribution in needed([*required(own), "matplotlib", "ipykernel"]):
            self.link(distribution)
        kernel = folder / "kernels" / "home"
        kernel.mkdir(parents=True)
        command = [str(environment / "bin" / "python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        (kernel / "kernel.json").write_text(
            json.dumps({"argv": command, "display_name": "home", "language": "python"})
        )

    def link(self, distribution):
        for top in {file.parts[0] for file in distribution.files} - {"..", "__pycache__"}:
            link = self.packages / top
            if not link.exists():  # two distributions may share a namespace package
                link.symlink_to(distribution.locate_file(top))

    def run(self, notebook):
        """The notebook, run from top to bottom; the file of `dlnotes`, and what `sys.path` was in the end."""
        from jupyter_client.kernelspec import KernelSpecManager
        from nbclient import NotebookClient

        folder = self.folder / "empty"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        nbformat.write(notebook, folder / "notebook.ipynb")
        found = nbformat.read(folder / "notebook.ipynb", as_version=4)
        found.cells.append(new_code_cell(PROBE))
        client = NotebookClient(
            found,
            kernel_name="home",
            timeout=600,
            coalesce_streams=True,
            resources={"metadata": {"path": str(folder)}},
        )
        manager = client.create_kernel_manager()
        manager.kernel_spec_manager = KernelSpecManager(kernel_dirs=[str(self.folder / "kernels")])
        client.execute(env=self.variables())
        answer = found.cells.pop().outputs[0]["data"]["text/plain"]
        return found, json.loads(answer[1:-1])

    def variables(self):
        """Nobody's configuration; one thread, as when the site was built, so that sums have one order."""
        threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
        return (
            kept
            | threads
            | {name: str(self.folder / "home") for name in ("HOME", "IPYTHONDIR", "MPLCONFIGDIR")}
        )


def required(distribution):
    requirements = map(Requirement, distribution.requires or [])
    return [r.name for r in requirements if not r.marker or r.marker.evaluate({"extra": ""})]


def needed(names):
    """The distributions of these names and all that they depend on, as installed here."""
    found, todo = {}, list(names)
    while todo:
        name = canonicalize_name(todo.pop())
        if name not in found:
            found[name] = metadata.distribution(name)
            todo += required(found[name])
    return found.values()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    subprocess.run([sys.executable, "-m", "dlnotes", "build"], cwd=PROJECT.root, check=True)
    return Home(tmp_path_factory.mktemp("home"), PROJECT.wheel)


def said(cell):
    """(kind, text) of what a cell printed or evaluated; of a figure only that there is one, for its size
    follows a reader's settings."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if any(kind.startswith("image/") for kind in data):
            found.append(("figure", ""))
        elif output.output_type == "error":
            found.append(("error", f"{output.ename}: {output.evalue}"))
        elif text := data.get("text/markdown") or data.get("text/plain") or output.get("text", "").strip():
            found.append((output.get("name") or output.output_type, text))
    return found


def differences(notebook, executed):
    """Cells whose outputs at home are not the notebook's; numbers agree to the digits that it shows."""
    found, same = [], OutputChecker().check_output
    for number, (before, after) in enumerate(zip(notebook.cells, executed.cells, strict=True), 1):
        wanted, got = said(before), said(after)
        agree = [a[0] == b[0] and same(a[1] + "\n", b[1] + "\n", FLAGS) for a, b in zip(wanted, got)]
        if len(wanted) != len(got) or not all(agree):
            found.append(f"cell {number}: {got}, and in the notebook {wanted}")
    return found


def check(home, notebook):
    executed, (package, *path) = home.run(notebook)
    assert Path(package).is_relative_to(home.packages)
    known = home.folder, Path(sys.base_prefix).resolve()  # the standard library is there
    assert [
        entry
        for entry in path
        if not any(Path(entry).is_relative_to(folder) for folder in known) or Path(entry) == PROJECT.root
    ] == []
    assert differences(notebook, executed) == []
    assert [
        cell for cell in executed.cells if cell.cell_type == "code" and cell.execution_count is None
    ] == []


def published(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


@pytest.mark.parametrize("slug", LESSONS)
def test_the_examples_of_a_lesson_show_at_home_what_the_page_says(slug, home):
    notebook = published(PROJECT.generated / f"notebooks/{slug}.ipynb")
    assert any(cell.get("outputs") for cell in notebook.cells)
    check(home, notebook)


@pytest.mark.parametrize("slug", PROJECT.labs())
def test_a_lab_prints_at_home_what_the_page_shows(slug, home):
    check(home, published(PROJECT.docs / f"labs/{slug}.ipynb"))


@pytest.mark.parametrize(
    "code, error",
    [
        ("open('snippets/l2.py')", "FileNotFoundError"),
        ("import tests.documents", "ModuleNotFoundError"),
        (
            "import markdown",
            "ModuleNotFoundError",
        ),  # installed here, but neither Matplotlib nor a kernel needs it
        ("assert 2 + 2 == 5", "AssertionError"),
    ],
)
def test_a_notebook_that_needs_more_than_that_fails(code, error, home):
    from nbclient.exceptions import CellExecutionError

    with pytest.raises(CellExecutionError) as caught:
        home.run(new_notebook(cells=[new_code_cell(code)]))
    assert caught.value.ename == error


def notebook_of(outputs):
    return nbformat.from_dict({"cells": [{"cell_type": "code", "outputs": outputs}]})


def test_the_comparison_notices():
    def stream(text, name="stdout"):
        return {"output_type": "stream", "name": name, "text": text}

    def value(text):
        return {"output_type": "execute_result", "data": {"text/plain": text}}

    figure = {"output_type": "display_data", "data": {"image/png": "", "text/plain": "<Figure>"}}
    drawing = {"output_type": "display_data", "data": {"image/svg+xml": ""}}
    alike = [
        ([stream("0.33  1\n")], [stream("0.33  1")]),
        ([value("(1,\n 2)")], [value("(1,\n 2)")]),
        ([figure], [drawing]),
        ([], [stream("\n")]),
    ]
    apart = [
        ([stream("0.33\n")], [stream("0.331\n")]),
        ([stream("0.33  1\n")], [stream("0.33 1\n")]),
        ([value("1")], [stream("1\n")]),
        ([value("1")], []),
        ([], [value("1")]),
        ([figure], []),
        ([stream("1\n")], [stream("1\n", "stderr")]),
        ([value("1")], [value("1"), stream("careful\n", "stderr")]),
    ]
    assert [differences(*map(notebook_of, pair)) for pair in alike] == [[]] * len(alike)
    assert [len(differences(*map(notebook_of, pair))) for pair in apart] == [1] * len(apart)
