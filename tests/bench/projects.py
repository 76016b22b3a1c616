"""Projects to measure: copies of this one, each with a configuration of plain MkDocs beside its own."""

import contextlib
import re
import tempfile
from pathlib import Path

from tests.project_copy import Copy

ROOT = Path(__file__).parents[2]
HOME = "bench-"  # of temporary folders; a build sweeps away what is called `dlnotes-` and has no lock
OURS = re.compile(r"^hooks: .*\n|^  - dlnotes\.site\.pages.*\n", re.M)
EXECUTED = {
    "labs/*.ipynb": "labs/*.py",
    "execute: false": "execute: true",
    "  labs/*.py\n": "  labs/*.ipynb\n",
}


def plain(folder: Path, plugin="", executed=False) -> str:
    """Write the configuration without anything of ours, and return its name. With `executed` the labs are
    taken as they are written and run by the plugin that shows them."""
    text, removed = OURS.subn("", (folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert removed == 2
    text = text.replace("\nplugins:\n", f"\nplugins:{plugin.rstrip()}\n")
    if executed:
        text = re.sub(r"(labs/[\w-]+)\.ipynb", r"\1.py", text)
        for written, wanted in EXECUTED.items():
            text = text.replace(written, wanted)
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
