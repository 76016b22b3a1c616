"""Projects to measure: copies of this one, each with a configuration of plain MkDocs beside its own."""

import contextlib
import re
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.project_copy import Copy

ROOT = Path(__file__).parents[2]
HOME = "bench-"  # of temporary folders; a build sweeps away what is called `dlnotes-` and has no lock
OURS = re.compile(r"^hooks: .*\n|^  - dlnotes\.site\.pages.*\n", re.M)
NOTEBOOKS = """
  - mkdocs-jupyter:
      include: ["labs/*.{suffix}"]
      ignore: ["*.md"]
      execute: {execute}
      include_source: true
"""


def plain(folder: Path, plugin="", labs="ipynb", execute="false") -> str:
    """Write the configuration without anything of ours, and return its name. Notebooks need a plugin then;
    where it is not installed, the labs are left out."""
    text, removed = OURS.subn("", (folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert removed == 2
    notebooks = NOTEBOOKS.format(suffix=labs, execute=execute) if find_spec("mkdocs_jupyter") else ""
    text = text.replace("\nplugins:\n", f"\nplugins:{notebooks.rstrip()}{plugin.rstrip()}\n")
    if labs == "py":  # written as they are, not executed by us
        text = re.sub(r"(labs/\S+)\.ipynb", r"\1.py", text).replace("  labs/*.py\n", "  labs/*.ipynb\n")
    (folder / "plain.yml").write_text(text, encoding="utf-8")
    return "plain.yml"


@contextlib.contextmanager
def copy():
    """A copy of this project with its results."""
    with tempfile.TemporaryDirectory(prefix=HOME) as folder:
        yield Copy(Path(folder).resolve())


def build(config="mkdocs.yml", site="site", strict=False):
    """The arguments of a build."""
    asked = ["--strict"] if strict else []
    return ["mkdocs", "build", "--quiet", *asked, "--config-file", config, "--site-dir", site]
