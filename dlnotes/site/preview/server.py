"""`mkdocs serve`, never stuck: pages at once, results when they are there, and what is wrong on every page.

MkDocs' own server does the work. It is given a builder that cannot fail, and two further addresses: the
state of the preview, and the script that shows it.
"""

import functools
import html
import json
import logging
import os
import re
import socket
import time
from pathlib import Path

from dlnotes.site.checks import gate
from dlnotes.site.errors import BuildError, Problem, Problems
from dlnotes.site.preview import examples, places
from dlnotes.site.preview.maker import Maker
from dlnotes.site.project import Project
from dlnotes.site.results.build import make_at_once
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.plan import planned, stale
from dlnotes.site.results.publish import publish

SCRIPT = Path(__file__).with_name("preview.js")
STATE, SCRIPT_ADDRESS = "/_preview/state", "/_preview/preview.js"
log = logging.getLogger("mkdocs.plugins.dlnotes")
# What pages link to and is not made yet: the corner of each page counts it.
logging.getLogger("mkdocs.structure.pages").addFilter(lambda record: "generated/" not in record.getMessage())


class Preview:
    def __init__(self, project: Project):
        self.project, self.sources, self.pages, self.building = project, [], [], []
        self.signal = project.cache / "preview"
        self.maker = Maker(project.root, self._again, "--step-by-step")
        self.judge, self.judged = Maker(project.root, self._tell, "--examples"), []
        self.told, self.templates = None, None

    @property
    def problems(self) -> list[Problem]:
        made = [*self.maker.problems, *self.judge.problems]
        return sorted({*self.building, *self.sources, *self.pages, *self.judged, *made})

    # -- before and after pages are rendered -------------------------------------------------------------

    def prepare(self) -> None:
        """Publish what is there, have the rest made, and say what is wrong; nothing is waited for."""
        project, self.pages = self.project, []
        try:
            tasks, problems = planned(project)
            cache = Cache(project.cache)
            due, others = make_at_once(project, stale(cache, tasks))
            problems += others
            publish(project, cache, tasks, owed=True)
            if due:
                self.maker.make([*sorted(task.key for task in tasks), *problems])
            else:
                self.maker.stop()
            whole = not due and not problems
            self.sources = sorted({*problems, *gate.check(project, results=whole)})
        except BuildError as error:
            self.sources = error.problems if isinstance(error, Problems) else [Problem.of(error)]
        self.judged, due = examples.known(project)
        self.judge.make(sorted(due.values())) if due else self.judge.stop()

    def broken(self, page, error) -> str:
        """What a page shows that cannot be rendered."""
        name = self.project.name(Path(page.file.abs_src_path))
        problem = Problem.told(str(error)) or Problem(name, 1, f"{type(error).__name__}: {error}")
        self.pages.append(problem)
        return (
            f"<h1>{html.escape(name)}</h1><p>This page cannot be shown yet: {html.escape(str(problem))}</p>"
        )

    def environment(self, env):
        """MkDocs makes a new one for each build and compiles all templates again: the first is kept."""
        if not self.templates or self.templates.loader.searchpath != env.loader.searchpath:
            self.templates, env.auto_reload = env, True
        return self.templates

    @staticmethod
    def with_script(page: str) -> str:
        return page.replace("</body>", f'<script src="{SCRIPT_ADDRESS}"></script></body>')

    # -- the server --------------------------------------------------------------------------------------

    def attach(self, server, config) -> None:
        """Let MkDocs' server do all this; generated files no longer start a build by themselves."""
        server.unwatch(config.docs_dir)
        server.watch(config.docs_dir, recursive=False)
        for folder in filter(Path.is_dir, Path(config.docs_dir).iterdir()):
            if folder != self.project.generated:
                server.watch(str(folder))
        self.signal.parent.mkdir(parents=True, exist_ok=True)
        self.signal.touch()
        server.watch(str(self.signal))
        server.builder, server_app = self._surviving(server.builder), server.get_app()
        server.set_app(lambda environ, start: self._answer(environ, start) or server_app(environ, start))

    def _surviving(self, builder):
        def build():
            try:
                builder()
                self.building = []
            except (Exception, SystemExit) as error:
                self.building = [Problem.told(str(error)) or _of_configuration(error)]
            self._tell()

        return build

    def _answer(self, environ, start):
        if environ["PATH_INFO"] == SCRIPT_ADDRESS:
            body, kind = SCRIPT.read_bytes(), "text/javascript"
        elif environ["PATH_INFO"] == STATE:
            self.maker.look_at(environ.get("QUERY_STRING", ""))
            state = {"left": self.maker.left, "now": self.maker.now}
            state["problems"] = [places.shown(self.project, problem) for problem in self.problems]
            body, kind = json.dumps(state).encode(), "application/json"
        else:
            return None
        start("200 OK", [("Content-Type", kind), ("Cache-Control", "no-store")])
        return [body]

    def _again(self):
        """A new result, or a new problem: MkDocs watches this file."""
        self.signal.write_text(str(time.time_ns()))
        self._tell()

    def _tell(self):
        """In the terminal, what the pages say in their corner."""
        said = [str(problem) for problem in self.problems]
        if said != self.told:
            self.told = said
            for line in said:
                log.warning(line)
        if self.maker.now:
            log.info(f"{self.maker.left} left, now {self.maker.now}")


@functools.cache  # asked once: from then on this server has the port itself
def demand_free(host, port) -> None:
    """Say it before the first build, not after it with a traceback, that somebody else has the port."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        said = f"{host}:{port} cannot be used ({os.strerror(error.errno)})"
        raise BuildError(f"{said}; choose another address: make serve ADDR=127.0.0.1:8001") from None


def _of_configuration(error):
    line = re.search(r"line (\d+)", str(error))
    said = " ".join(str(error).split()) or type(error).__name__
    return Problem("mkdocs.yml", int(line[1]) if line else 1, said)
