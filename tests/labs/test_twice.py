"""A lab executed again gives the same bytes: no time, no chance, nothing of this machine."""

from pathlib import Path

import pytest

from dlnotes.site.products import labs
from dlnotes.site.project import Project

PROJECT = Project(Path(__file__).parents[2])
HEAD = "# ---\n# description: A lab.\n# ---\n\n# %% [markdown]\n# # Title\n\n# %%\n"


@pytest.mark.parametrize("slug", PROJECT.labs())
def test_a_second_execution_gives_what_is_published(slug):
    published = (PROJECT.docs / f"labs/{slug}.ipynb").read_text(encoding="utf-8")
    assert labs.execute(PROJECT.labs()[slug], PROJECT.root) == published


@pytest.mark.parametrize(
    "code", ["import random\nrandom.random()", "import time\nprint(time.time())", "import os\nos.getpid()"]
)
def test_what_varies_is_noticed(tmp_path, code):
    lab = tmp_path / "docs/labs/x.py"
    lab.parent.mkdir(parents=True)
    lab.write_text(HEAD + code + "\n", encoding="utf-8")
    assert labs.execute(lab, tmp_path) != labs.execute(lab, tmp_path)
