"""A copy of this project with its results, for tests that add something to it and take it away again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PARTS = "dlnotes docs snippets tests .cache conftest.py mkdocs.yml pyproject.toml README.md LICENSE".split()


class Copy:
    """The copy, and the commands that an author types in it."""

    def __init__(self, root: Path):
        self.root = root
        for part in PARTS:
            if (ROOT / part).is_dir():
                left_out = shutil.ignore_patterns("__pycache__", "pyodide*", ".draft-*")
                shutil.copytree(ROOT / part, root / part, ignore=left_out)
            else:
                shutil.copy(ROOT / part, root / part)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name, old, new):
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def run(self, *command):
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.root)}
        return subprocess.run(
            [sys.executable, "-m", *command], cwd=self.root, env=environment, capture_output=True, text=True
        )
