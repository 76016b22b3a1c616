"""The package as a wheel, made by the build and served with the pages: for notebooks at home and Python in
the page.

It is built from a copy of the very files that go in, so that no build leaves anything behind and no stale
file gets in. The same files give the same bytes.
"""

import os
import subprocess
import sys
from pathlib import Path

from dlnotes.site import scratch
from dlnotes.site.errors import BuildError
from dlnotes.site.products.product import TEXT, Source

NAME, DRAWS_ON = "wheels", TEXT
EPOCH = 315532800  # every file is as old as a zip can say: 1980
_UMASK = 0o022 if os.name == "posix" else -1  # a zip holds permissions too


def sources(project):
    """The files that go in; none if the project is not a package that could be installed."""
    head = project.root / "pyproject.toml"
    if not head.is_file():
        return []
    package = sorted(path for path in project.package.rglob("*") if path.suffix in (".py", ".html"))
    return [Source("dlnotes", head, (project.root / "README.md", project.root / "LICENSE", *package))]


def parts(task) -> list:
    return [None]


def make(project, task, part) -> bytes:
    """The wheel itself, by setuptools in a process of its own."""
    with scratch.folder(f"{scratch.HOME}wheel-") as folder:
        copy, out = folder / "copy", folder / "out"
        out.mkdir()
        for file in (task.source, *task.others):
            twin = copy / file.relative_to(project.root)
            twin.parent.mkdir(parents=True, exist_ok=True)
            twin.write_bytes(file.read_bytes())
            twin.chmod(0o644)
        made, expected = _pack(copy, out), project.wheel.name
        if made != expected:
            told = f"the wheel is called {made}, and the pages expect {expected}"
            raise BuildError(f"{told}: spell the version as setuptools does")
        return (out / made).read_bytes()


def store(project, task, outcomes, folder: Path) -> None:
    (folder / "package.whl").write_bytes(outcomes[0])


def files(project, task, entry) -> dict:
    return {project.wheel: entry / "package.whl"}


def tables(project, entries, so_far) -> dict:
    return {}


def _pack(copy, out):
    """The name of the wheel that setuptools makes of the folder `copy` in the folder `out`."""
    try:
        from setuptools import build_meta  # run elsewhere, as it changes the current folder
    except ImportError:
        what = "it packs the wheel that the pages serve (extra `site`)"
        raise BuildError(f"setuptools is not installed; {what}") from None
    code = f"import sys, {build_meta.__name__} as tool; print(tool.build_wheel(sys.argv[1]))"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}
    command = [sys.executable, "-c", code, str(out)]
    run = subprocess.run(command, cwd=copy, env=environment, umask=_UMASK, capture_output=True, text=True)
    if run.returncode:
        said = (run.stderr.strip() or run.stdout).splitlines()[-1]
        raise BuildError(f"pyproject.toml: setuptools made no wheel: {said}")
    return run.stdout.splitlines()[-1]
