"""The thin MkDocs hook: bring results up to date before each build, hand over labs as Markdown. No feature
lives here."""

import functools
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority

from dlnotes.site.checks import gate, policy
from dlnotes.site.errors import BuildError, Problem
from dlnotes.site.pages import labs as lab_pages
from dlnotes.site.preview.rendered import Rendered
from dlnotes.site.preview.server import SCRIPT_ADDRESS, Preview
from dlnotes.site.project import Project
from dlnotes.site.published import Generated
from dlnotes.site.results.plan import planned, stale
from dlnotes.site.results.publish import publish

UNREAD = re.compile(r"<(x-fig|x-tex(?= data-search-exclude))\b.*?</\1>", re.S)

serving = False  # whether MkDocs was asked for a server
rendered = None  # the pages of the build that runs


def on_startup(command, dirty):
    global serving
    serving = command == "serve"


def on_config(config):
    if serving:
        _demand_free(*config.dev_addr)
    root = Path(config.config_file_path).parent
    config.mdx_configs.setdefault("dlnotes.site.pages", {}).update(root=str(root), owed=serving)
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [
        str(root / "snippets")
    ]  # wherever mkdocs is started
    return config


def on_pre_build(config):
    project = _project(config)
    if serving:
        return _preview(project.root).prepare()
    try:
        tasks, problems = planned(project)
        if problems or stale(project, tasks):
            _build_in_a_fresh_process(project)
        else:
            publish(project, tasks)
            gate.demand(project)
    except BuildError as error:
        raise PluginError(str(error)) from None


def on_files(files, config):
    global rendered
    project = _project(config)
    rendered = Rendered(project, config, files, _preview(project.root).broken if serving else None)


def on_page_markdown(markdown, page, config, files):
    """A lab's page is Markdown like any other; mkdocs-jupyter's own renderer, set on the page, steps
    aside."""
    if page.file.src_uri.endswith(".ipynb"):
        vars(page).pop("render", None)
        notebook = Path(page.file.abs_src_path)
        published = Generated.of(_project(config))
        markdown, page.meta = lab_pages.markdown(
            notebook.read_text(encoding="utf-8"), notebook.stem, published
        )
    rendered.take_over(page)
    return markdown


@event_priority(100)
def _before_the_search(context, page, config, nav):
    """It leaves drawings and formulas out, most of a page, but only after it has read them."""
    page.content, page.whole = UNREAD.sub("", page.content), page.content


@event_priority(-100)
def _after_the_search(context, page, config, nav):
    page.content = page.whole


on_page_context = CombinedEvent(_before_the_search, _after_the_search)


def on_post_page(output, page, config):
    return (
        output.replace("</body>", f'<script src="{SCRIPT_ADDRESS}"></script></body>') if serving else output
    )


def on_serve(server, config, builder):
    _preview(_project(config).root).attach(server, config)


def on_shutdown():
    if serving:
        _preview.cache_clear()


@functools.cache  # one for as long as the server lives
def _preview(root):
    return Preview(Project(root))


@functools.cache  # asked once: from then on this server has the port itself
def _demand_free(host, port):
    """Say it before the first build, not after it with a traceback, that somebody else has the port."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        said = f"{host}:{port} cannot be used ({os.strerror(error.errno)})"
        raise PluginError(f"{said}; choose another address: make serve ADDR=127.0.0.1:8001") from None


def on_post_build(config):
    if not serving:  # the preview needs no headers
        policy.write(Path(config.site_dir))


def _project(config):
    return Project(Path(config.config_file_path).parent)


def _build_in_a_fresh_process(project):
    """`mkdocs serve` lives long: a new process sees the edited package, this one would still have the old
    one loaded.

    It ends when this one does, however that ends: see `--attended` in `dlnotes.site.cli`. Its progress passes
    through; what it says is wrong becomes MkDocs' error.
    """
    command, pipe = [sys.executable, "-m", "dlnotes", "build", "--attended"], subprocess.PIPE
    with subprocess.Popen(
        command, cwd=project.root, stdin=pipe, stderr=pipe, text=True, bufsize=1, start_new_session=True
    ) as run:
        problems, line = [], ""
        for line in run.stderr:
            if Problem.told(line):
                problems.append(line)
            else:
                sys.stderr.write(line)
    if run.returncode:
        raise PluginError("".join(problems).strip() or line.strip() or "dlnotes build failed")
