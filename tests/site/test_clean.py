"""A clean start: whatever code does to modules and settings, the next code finds them as a fresh process has
them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dlnotes.site.browser import runner

ROOT = Path(__file__).parents[2]

# What a block leaves behind, and an expression that tells whether it is still there.
LEFT = {
    "print settings": ("np.set_printoptions(precision=2)", "np.array([1 / 3])"),
    "error settings": ("np.seterr(all='raise')", "np.geterr()"),
    "error handler": ("np.seterrcall(print)", "np.geterrcall()"),
    "legacy seed": ("np.random.seed(3)", "'%.9f' % np.random.get_state()[1][0]"),
    "seed": ("random.seed(3)", "hash(random.getstate())"),
    "warnings": ("import warnings; warnings.simplefilter('error')", "__import__('warnings').filters[0]"),
    "environment": ("import os; os.environ['LEFT'] = '1'", "'LEFT' in __import__('os').environ"),
    "unset environment": ("import os; os.environ.pop('PATH')", "'PATH' in __import__('os').environ"),
    "folder": ("import os; os.chdir('/')", "__import__('os').getcwd()"),
    "path": ("import sys; sys.path.append('left')", "'left' in __import__('sys').path"),
    "depth": ("import sys; sys.setrecursionlimit(5000)", "__import__('sys').getrecursionlimit()"),
    "constant": ("np.pi = 3", "np.pi"),
    "function": ("np.linalg.norm = len", "np.linalg.norm([3, 4])"),
    "new name": ("np.left = 1", "hasattr(np, 'left')"),
    "deleted name": ("del np.e", "hasattr(np, 'e')"),
    "ours": ("import dlnotes.nn; dlnotes.nn.relu = None", "__import__('dlnotes.nn').nn.relu is None"),
    "method of ours": ("from dlnotes.nn import Linear; Linear.forward = None", "Linear.forward is None"),
    "builtin": ("import builtins; builtins.sum = None", "__import__('builtins').sum is None"),
    "maths": ("import math; math.tau = 6", "__import__('math').tau"),
}
START = "import random\nimport numpy as np\nfrom dlnotes.nn import Linear\n"


def shown(code):
    """What a run of some code prints."""
    empty = {"before": "", "after": "", "checker": "", "file": ""}
    found = []
    told = lambda kind, text: found.append((kind, text)) if kind in ("printed", "error") else None
    runner.run({"block": {**empty, "code": START + code}, "above": [], "checking": False}, told)
    return "".join(text for _, text in found)


def read_by_sybil(folder):
    """Run the pages of a folder as the pages of the project are run."""
    conftest = (ROOT / "conftest.py").read_text(encoding="utf-8")
    (folder / "conftest.py").write_text(conftest.replace('path="docs"', 'path="."'))
    options = ["-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    command = [sys.executable, "-m", "pytest", *options, str(folder)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("name", LEFT)
def test_a_run_finds_modules_and_settings_as_a_fresh_process_has_them(name):
    leave, look = LEFT[name]
    before = shown(look)
    assert shown(f"{leave}\n{look}") != before  # it does leave something
    assert shown(look) == before and "Error" not in before


OF_DOCUMENTS = [name for name in LEFT if "seed" not in name and name != "folder"]


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """name → what a page saw before another one left something behind, and what one saw after it.

    Sybil runs all of them one after the other in one process.
    """
    pages, notes = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("notes")
    for name in OF_DOCUMENTS:
        leave, look = LEFT[name]
        first = "".join(f">>> {line}\n" for line in (START + leave).replace("; ", "\n").splitlines())
        quiet = first.replace(">>> np.seterr(", ">>> _ = np.seterr(").replace(
            ">>> os.environ.pop", ">>> _ = os.environ.pop"
        )
        asked = "".join(f">>> {line}\n" for line in START.splitlines())
        kept = f"{asked}>>> seen = repr({look})\n>>> import pathlib\n"
        kept += f">>> _ = pathlib.Path({str(notes)!r}, {name!r} + 'N').write_text(seen)\n"
        for number, text in enumerate((kept, quiet, kept)):
            text = text.replace("'N'", f"'{number}'")
            (pages / f"{name}-{number}.md").write_text(f"# A\n\n```pycon\n{text}```\n")
    run = read_by_sybil(pages)
    assert run.returncode == 0, run.stdout
    return {name: [(notes / f"{name}{number}").read_text() for number in (0, 2)] for name in OF_DOCUMENTS}


@pytest.mark.parametrize("name", OF_DOCUMENTS)
def test_a_document_finds_them_so_too(name, seen):
    before, after = seen[name]
    assert before == after


def test_a_file_that_a_document_leaves_is_named(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\n```pycon\n>>> open('left.txt', 'w').close()\n```\n")
    run = read_by_sybil(tmp_path)
    assert run.returncode == 1 and "leaves the file left.txt behind" in run.stdout
    assert not (tmp_path / "left.txt").exists()
