"""The package as a wheel, made by the build and served with the pages: for notebooks at home and Python in the page.

It is built from a copy of the very files that go in, so that no build leaves anything behind and no stale file gets in. The
same files give the same bytes.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from dlnotes.site.project import BuildError, Project

EPOCH = 315532800  # every file is as old as a zip can say: 1980
_BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
_UMASK = 0o022 if os.name == "posix" else -1  # a zip holds permissions too


def sources(project: Project) -> list[Path]:
    """The files that go in; none if the project is not a package that could be installed."""
    if not (project.root / "pyproject.toml").is_file():
        return []
    package = (p for p in project.package.rglob("*") if p.suffix in (".py", ".html"))
    return sorted(
        [project.root / "pyproject.toml", project.root / "README.md", project.root / "LICENSE", *package]
    )


def digest(project: Project) -> str:
    """Hash of all that decides the wheel's bytes: its files, and the version of the tool that packs them."""
    sha = hashlib.sha256(f"setuptools=={_setuptools()}".encode())
    for file in sources(project):
        content = hashlib.sha256(_read(file, project)).hexdigest()
        sha.update(f"\n{file.relative_to(project.root).as_posix()} {content}".encode())
    return sha.hexdigest()[:20]


def make(project: Project) -> bytes:
    """The wheel itself, by setuptools in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="dlnotes-wheel-") as folder:
        copy, out = Path(folder, "copy"), Path(folder, "out")
        out.mkdir()
        for file in sources(project):
            twin = copy / file.relative_to(project.root)
            twin.parent.mkdir(parents=True, exist_ok=True)
            twin.write_bytes(_read(file, project))
            twin.chmod(0o644)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}
        run = subprocess.run(
            [sys.executable, "-c", _BUILD, str(out)],
            cwd=copy,
            env=environment,
            umask=_UMASK,
            capture_output=True,
            text=True,
        )
        if run.returncode:
            raise BuildError(
                f"pyproject.toml: setuptools made no wheel: {(run.stderr.strip() or run.stdout).splitlines()[-1]}"
            )
        made = run.stdout.splitlines()[-1]
        if made != project.wheel.name:
            said = f"the wheel is called {made}, and the pages expect {project.wheel.name}"
            raise BuildError(f"{said}: spell the version as setuptools does")
        return (out / made).read_bytes()


def _setuptools():
    try:
        return metadata.version("setuptools")
    except metadata.PackageNotFoundError:
        raise BuildError(
            "setuptools is not installed; it packs the wheel that the pages serve (extra `site`)"
        ) from None


def _read(file, project):
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise BuildError(
            f"{file.relative_to(project.root).as_posix()}: pyproject.toml names this file for the wheel, and it is not there"
        ) from None
