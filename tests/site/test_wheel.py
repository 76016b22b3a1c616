"""The wheel: all of the package and nothing else, the same bytes each time, made again only when
something in it changed."""

import os
import shutil
import zipfile

import pytest

from dlnotes.site.products import wheel
from dlnotes.site.project import BuildError, Project
from dlnotes.site.results import fingerprint
from dlnotes.site.results.plan import plan
from tests.site.conftest import ROOT


@pytest.fixture
def package(tmp_path):
    """A copy of this very package, as far as a wheel needs it."""
    shutil.copytree(ROOT / "dlnotes", tmp_path / "dlnotes", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    return Project(tmp_path)


def task(project):
    """The one thing to make, with its key."""
    return next(task for task in plan(project) if task.product == wheel.NAME)


def make(project):
    return wheel.make(project, task(project), None)


def files(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


def test_the_same_files_give_the_same_bytes_whoever_makes_it_and_when(package):
    first = make(package)
    for number, path in enumerate(task(package).others):
        path.chmod(0o600)
        os.utime(path, (number, number))
    before = os.umask(0o077)
    try:
        assert make(package) == first
    finally:
        os.umask(before)


def test_it_holds_every_module_and_template_and_nothing_stale_and_leaves_nothing_behind(
    package, tmp_path_factory
):
    for stale in (
        "build/lib/dlnotes/gone.py",
        "dlnotes.egg-info/SOURCES.txt",
        "dlnotes/__pycache__/gone.py",
        "tests/test_x.py",
    ):
        (package.root / stale).parent.mkdir(parents=True, exist_ok=True)
        (package.root / stale).write_text("")
    task(package)  # planning leaves its memory in the cache
    before = files(package.root)
    made = tmp_path_factory.mktemp("wheel") / "made.whl"
    made.write_bytes(make(package))
    assert files(package.root) == before
    held = {name for name in zipfile.ZipFile(made).namelist() if ".dist-info/" not in name}
    own = [p for pattern in ("*.py", "*.html") for p in (ROOT / "dlnotes").rglob(pattern)]
    assert held == {p.relative_to(ROOT).as_posix() for p in own}


@pytest.mark.parametrize(
    "name, changes",
    [
        ("dlnotes/nn/divergences.py", True),
        ("dlnotes/site/theme/main.html", True),
        ("README.md", True),
        ("docs/index.md", False),
        ("snippets/l2.py", False),
    ],
)
def test_its_key_follows_what_goes_in_and_nothing_else(package, name, changes):
    before, path = task(package).key, package.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# another word\n")
    assert (task(package).key != before) is changes


def test_its_key_follows_the_tool_that_packs_it(package, monkeypatch):
    before, version = task(package).key, fingerprint.version
    monkeypatch.setattr(fingerprint, "version", lambda name: "0" if name == "setuptools" else version(name))
    assert task(package).key != before


def version(package, line):
    (package.root / "dlnotes/__init__.py").write_text(line + "\n")


def test_its_name_is_known_without_building_it_and_is_what_setuptools_calls_it(package):
    version(package, '__version__ = "12.3.1"')
    assert package.wheel.name == "dlnotes-12.3.1-py3-none-any.whl"
    assert make(package)


@pytest.mark.parametrize(
    "act, said",
    [
        (
            lambda p: version(p, '__version__ = "1.0-dev"'),
            "the wheel is called dlnotes-1.0.dev0-py3-none-any.whl, and the pages expect dlnotes-1.0-dev-",
        ),
        (lambda p: version(p, "VERSION = 1"), r"dlnotes/__init__\.py:1: the wheel is named after a line"),
        (
            lambda p: (p.root / "LICENSE").unlink(),
            "LICENSE:1: this file is needed: No such file or directory",
        ),
        (
            lambda p: (p.root / "pyproject.toml").write_text("[project]\nname = 3\n"),
            r"pyproject\.toml: setuptools made no wheel: configuration error",
        ),
    ],
)
def test_what_cannot_be_packed_is_named(package, act, said):
    act(package)
    with pytest.raises(BuildError, match=said) as caught:
        assert package.wheel.name and make(package)
    assert "\n" not in str(caught.value)


@pytest.fixture
def packed(toy):
    """The toy project as a package."""
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, toy.root / name)
    return toy


def wheels(toy):
    return [path.name for path in (toy.root / "docs/generated").glob("wheel/*")]


def test_the_build_publishes_it_and_makes_it_again_only_when_it_changed(packed):
    assert ("wheels", "dlnotes") in packed.ran(lambda: packed.dlnotes("build"))
    assert wheels(packed) == [Project(packed.root).wheel.name]
    assert packed.ran(lambda: packed.dlnotes("build")) == set()
    packed.edit("docs/index.md", "Half is", "One half is")
    assert packed.ran(lambda: packed.dlnotes("build")) == set()
    # A docstring: no result changes, the package does.
    packed.edit("dlnotes/nn/bends.py", "Twice.", "Two times.")
    assert packed.ran(lambda: packed.dlnotes("build")) == {("wheels", "dlnotes")}


def test_a_new_version_replaces_the_old_wheel(packed):
    packed.dlnotes("build")
    packed.write("dlnotes/__init__.py", '__version__ = "7.0"\n')
    assert packed.dlnotes("build").returncode == 0
    assert wheels(packed) == ["dlnotes-7.0-py3-none-any.whl"]


def test_a_project_that_is_no_package_has_none(built):
    assert wheels(built) == []
