"""The process that makes what the preview owes, while the pages are served."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading

from dlnotes.site.errors import Problem


class Maker:
    """At most one `dlnotes build --step-by-step` at a time, and what it last said.

    It is a process of its own, since this one would still have the old code loaded. `news` is called when
    something was published, and when it has ended.
    """

    def __init__(self, root, news):
        self.root, self.news = root, news
        self.run, self.works_on = None, None
        self.problems, self.left, self.now = [], 0, ""

    def make(self, state) -> None:
        """Bring results up to date; `state` says of what: nothing begins twice for the same."""
        if state == self.works_on:
            return
        self.stop()
        self.works_on = state
        command, pipe = (
            [sys.executable, "-m", "dlnotes", "build", "--attended", "--step-by-step"],
            subprocess.PIPE,
        )
        quiet = subprocess.DEVNULL
        self.run = subprocess.Popen(
            command, cwd=self.root, stdin=pipe, stdout=pipe, stderr=quiet, text=True, start_new_session=True
        )
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
            try:
                self.run.stdin.write(f"{page}\n")
                self.run.stdin.flush()
            except (OSError, ValueError):
                pass  # it has just ended

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
