"""A small dlnotes project in a temporary folder: the real `dlnotes.site`, a toy mathematics, two
experiments, two figures, three claims, an exercise, a question and a few pages."""

import compileall
import functools
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.once import once

ROOT = Path(__file__).parents[2]

# Every page needs it; `Toy.write` puts it before a page that has none, which moves its lines down by three.
FRONT = "---\ndescription: One of a few small pages on which the tests try everything.\n---\n"

TOY = Path(__file__).with_name("toy")  # its files, as an author would write them
FILES = {
    path.relative_to(TOY).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(TOY.rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts
}


SHARED = """
    dlnotes/__init__.py dlnotes/__main__.py dlnotes/experiments/__init__.py dlnotes/figures/__init__.py
    dlnotes/figures/style.py dlnotes/figures/knob.py dlnotes/claims/__init__.py dlnotes/claims/_claim.py
""".split()


class Toy:
    """The toy project and the commands a person would type in it."""

    def __init__(self, root):
        self.root = root

    def write(self, name, text):
        if name.startswith("docs/") and name.endswith(".md") and not text.startswith("---\n"):
            text = FRONT + text
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name, old, new):
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    @property
    def environment(self):
        return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.root)}

    def run(self, *command, folder=".", **environment):
        env, command = self.environment | environment, [sys.executable, "-m", *command]
        return subprocess.run(command, cwd=self.root / folder, env=env, capture_output=True, text=True)

    def serve(self, temporary, log, port=0):
        """The server as a process, with a temporary folder of its own."""
        env = self.environment | {"TMPDIR": str(temporary)}
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        can_be_interrupted = functools.partial(signal.signal, signal.SIGINT, signal.default_int_handler)
        # A job in the background ignores that signal.
        return subprocess.Popen(
            command, cwd=self.root, env=env, stdout=log, stderr=log, preexec_fn=can_be_interrupted
        )

    def dlnotes(self, *arguments, **kw):
        return self.run("dlnotes", *arguments, **kw)

    def mkdocs(self):
        return self.run("mkdocs", "build", "--strict")

    def entries(self):
        """(product, slug, key) of everything in the cache."""
        cache = self.root / ".cache"
        found = (path.parent.relative_to(cache).parts for path in cache.rglob("manifest.json"))
        return {(product, "/".join(slug), key) for product, *slug, key in found}

    def ran(self, act):
        """Which (product, slug) got a new cache entry while `act` ran; what only copies texts is left out."""
        before = self.entries()
        act()
        return {e[:2] for e in self.entries() - before if e[0] not in ("snippets", "notebooks")}


def new_toy(folder):
    folder.mkdir(exist_ok=True)
    for name in SHARED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "dlnotes/site", folder / "dlnotes/site", ignore=left_out)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    start, end = config.index("nav:\n"), config.index("theme:\n")
    (folder / "mkdocs.yml").write_text(config[:start] + config[end:], encoding="utf-8")
    project = Toy(folder)
    for name, text in FILES.items():
        project.write(name, text)
    return project


def copy_of(toy, folder):
    """With its results and its compiled modules."""
    return Toy(shutil.copytree(toy.root, folder, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def compiled_once(request):
    """The toy project as an author would get it, its modules compiled; nobody writes there."""
    compiled = lambda folder: compileall.compile_dir(new_toy(folder).root / "dlnotes", quiet=1)
    return Toy(once(request, "toy", compiled))


@pytest.fixture(scope="session")
def built_once(request, compiled_once):
    """The toy project after its first build; nobody writes there."""

    def build(folder):
        run = copy_of(compiled_once, folder).dlnotes("build")
        assert run.returncode == 0, run.stderr

    return Toy(once(request, "built-toy", build))


@pytest.fixture
def toy(tmp_path, compiled_once):
    return copy_of(compiled_once, tmp_path)


@pytest.fixture(scope="module")
def shared_toy(tmp_path_factory, compiled_once):
    """One for all tests of a module, which leave it as they found it."""
    return copy_of(compiled_once, tmp_path_factory.mktemp("toy"))


@pytest.fixture
def built(tmp_path, built_once):
    return copy_of(built_once, tmp_path)
