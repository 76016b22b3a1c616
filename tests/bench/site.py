"""The site: its first page, unchanged, and after one edit; under memory stands the most that a build held."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from functools import partial
from itertools import count
from pathlib import Path

from tests.bench.measure import ENVIRONMENT, Cost, command, compare
from tests.bench.projects import HOME, ROOT, build, copy, plain

PLAIN = "MkDocs alone"
LESSON = "docs/deep-learning/lessons-learnt-1/divergences.md"
SNIPPET, FIGURE = "kl.py", "kl"
_number = count(1)


def rows():
    yield _first_page()
    with copy() as project:
        config = plain(project.root)
        yield _unchanged(project.root, config)
        yield from _under_a_server(project.root, config)
        yield _figure(project)


def _first_page():
    """A server on a fresh clone, until it answers; nothing is built yet."""
    with tempfile.TemporaryDirectory(prefix=HOME) as folder:
        folder = Path(folder).resolve()

        def answered(plainly):
            clone = folder / f"clone-{next(_number)}"
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
            return _until_it_answers(clone, plain(clone) if plainly else "mkdocs.yml")

        return compare(
            "the first page of a fresh clone, after installation",
            lambda: answered(False),
            lambda: answered(True),
            against=f"{PLAIN}, served",
            repeats=3,
            warm=False,
            aim="15 s",
        )


def _until_it_answers(folder, config):
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    start = time.perf_counter()
    asked = ["mkdocs", "serve", "--quiet", "--dev-addr", address, "--config-file", config]
    environment = ENVIRONMENT | {"PYTHONPATH": str(folder)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        [sys.executable, "-m", *asked], cwd=folder, env=environment, stderr=quiet, start_new_session=True
    ) as run:
        while run.poll() is None:
            try:
                urllib.request.urlopen(f"http://{address}/").close()
                break
            except urllib.error.URLError:
                time.sleep(0.02)
        seconds = time.perf_counter() - start
        assert run.poll() is None, "the server ended"
        os.killpg(run.pid, signal.SIGTERM)
    return Cost(seconds)


def _unchanged(folder, config):
    return compare(
        "a strict build, nothing changed",
        lambda: command(build(strict=True), folder),
        lambda: command(build(config, "plain"), folder),
        against=f"the same pages by {PLAIN}",
        repeats=7,
        aim="ratio at most 1.10, time and CPU",
    )


class Server:
    """A process that builds the site again and again, as `mkdocs serve` does, after an edit of a file."""

    CODE = """
import logging, sys, tempfile, time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.disable(logging.WARNING)
site, first = tempfile.mkdtemp(), True
for name in sys.stdin:
    start = time.process_time()
    config = load_config(sys.argv[1], site_dir=site)
    if first:
        config.plugins.on_startup(command="serve", dirty=False)
    first = build(config)
    print(time.process_time() - start, flush=True)
"""

    def __init__(self, folder, config):
        self.folder, self.command = folder, [sys.executable, "-c", self.CODE, config]

    def __enter__(self):
        pipe, quiet, environment = subprocess.PIPE, subprocess.DEVNULL, {"PYTHONPATH": str(self.folder)}
        self.run = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=ENVIRONMENT | environment,
            stdin=pipe,
            stdout=pipe,
            stderr=quiet,
            text=True,
        )
        return self

    def edit(self, name, words):
        """What a build costs after these words, with a new number, were added to a file."""
        path = self.folder / name
        path.write_text(path.read_text(encoding="utf-8") + words.format(next(_number)), encoding="utf-8")
        start = time.perf_counter()
        self.run.stdin.write("\n")
        self.run.stdin.flush()
        cpu = float(self.run.stdout.readline())
        return Cost(time.perf_counter() - start, cpu)

    def __exit__(self, *_):
        self.run.stdin.close()
        self.run.wait()


def _under_a_server(folder, config):
    edits = (
        ("one word edited, under a server", LESSON, "\nEdit {}.\n", "ratio at most 1.0, and 1 s of CPU"),
        ("a snippet edited, under a server", f"snippets/{SNIPPET}", "\n# Edit {}.\n", "1.5 s of CPU"),
    )
    with Server(folder, "mkdocs.yml") as one, Server(folder, config) as other:
        for what, name, words, aim in edits:
            yield compare(
                what,
                partial(one.edit, name, words),
                partial(other.edit, name, words),
                against=f"the same by {PLAIN}",
                repeats=7,
                aim=aim,
            )


DRAWING = """
from pathlib import Path
from dlnotes.figures import {name} as module
from dlnotes.site.products import arrays, svg
entry = next(Path(".cache/experiments", module.EXPERIMENT).iterdir())
svg.render(module, "{name}", arrays.load(entry))
"""


def _figure(project):
    """A figure whose code has changed: what the build takes, beside a build of nothing and the drawing."""
    folder = project.root
    (folder / "drawing.py").write_text(DRAWING.format(name=FIGURE))

    def edited():
        path = folder / "dlnotes" / "figures" / f"{FIGURE}.py"
        path.write_text(f"{path.read_text(encoding='utf-8')}\nEDIT_{next(_number)} = 1\n", encoding="utf-8")
        return command(build(strict=True), folder)

    def apart():
        both = command(build(strict=True), folder), command(["drawing"], folder)
        return Cost(sum(cost.seconds for cost in both), sum(cost.cpu for cost in both))

    return compare(
        "a figure edited, a strict build",
        edited,
        apart,
        against="an unchanged build, and the drawing alone",
        aim="ratio 1",
    )
