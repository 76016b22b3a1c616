"""The processes that make what is stale. They are others than this one, which may have old code loaded."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading

from dlnotes.site.checks import gate
from dlnotes.site.errors import BuildError, Problem, Problems
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.plan import planned, stale
from dlnotes.site.results.publish import publish

PIPE, QUIET = subprocess.PIPE, subprocess.DEVNULL


def start(root, *options, **streams):
    """`dlnotes build` in a process of its own. It ends when this one does, however that ends: see
    `--attended` in `dlnotes.site.cli`."""
    command = [sys.executable, "-m", "dlnotes", "build", "--attended", *options]
    return subprocess.Popen(command, cwd=root, stdin=PIPE, text=True, start_new_session=True, **streams)


def bring_up_to_date(project) -> None:
    """Make what is stale and wait for it, before a strict build; Problems if there are any."""
    tasks, problems = planned(project)
    cache = Cache(project.cache)
    if problems or stale(cache, tasks):
        _build_and_wait(project.root)
    else:
        publish(project, cache, tasks)
        gate.demand(project)


def _build_and_wait(root):
    """Progress passes through, what is wrong is raised."""
    problems, line = [], ""
    with start(root, stderr=PIPE, bufsize=1) as run:
        for line in run.stderr:
            problem = Problem.told(line.rstrip("\n"))
            problems.append(problem) if problem else sys.stderr.write(line)
    if problems:
        raise Problems(problems)
    if run.returncode:
        raise BuildError(line.strip() or "dlnotes build failed")


class Maker:
    """At most one such process at a time, which makes one thing after another, and what it last said.

    `news` is called when something was published, and when it has ended.
    """

    def __init__(self, root, news, *options):
        self.root, self.news, self.options = root, news, options
        self.run, self.works_on = None, None
        self.problems, self.left, self.now = [], 0, ""

    def make(self, state) -> None:
        """Bring results up to date; `state` says of what: nothing begins twice for the same."""
        if state == self.works_on:
            return
        self.stop()
        self.works_on, self.run = state, start(self.root, *self.options, stdout=PIPE, stderr=QUIET)
        threading.Thread(target=self._listen, args=[self.run], daemon=True).start()

    def stop(self) -> None:
        """End the process, if there is one; what it had finished is kept."""
        if self.run:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.run.pid, signal.SIGKILL)
            self.run.wait()
        self.run, self.works_on, self.problems, self.left, self.now = None, None, [], 0, ""

    def look_at(self, page: str) -> None:
        """Somebody has this page open: what it shows comes first."""
        if self.run and self.run.poll() is None:
            with contextlib.suppress(OSError, ValueError):  # it has just ended
                self.run.stdin.write(f"{page}\n")
                self.run.stdin.flush()

    def _listen(self, run):
        for line in run.stdout:
            if run is not self.run:
                return
            said = json.loads(line)
            self.left, self.now = said["left"], said["now"]
            self.problems = [Problem(*problem) for problem in said["problems"]]
            if said["changed"]:
                self.news()
        code = run.wait()
        if run is self.run:
            if code and not self.problems:
                self.problems = [Problem("dlnotes", 1, "the build ended at once; see `dlnotes build`")]
            self.left, self.now = 0, ""
            self.news()
