"""The thin MkDocs hook: each event, handed to whoever deals with it. No feature lives here."""

import functools
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent

from dlnotes.site.checks import policy
from dlnotes.site.errors import BuildError
from dlnotes.site.pages import labs as lab_pages
from dlnotes.site.pages import learning
from dlnotes.site.preview import search
from dlnotes.site.preview.maker import bring_up_to_date
from dlnotes.site.preview.rendered import Rendered
from dlnotes.site.preview.server import Preview, demand_free
from dlnotes.site.project import Project
from dlnotes.site.published import Generated

serving = False  # whether MkDocs was asked for a server
rendered = None  # the pages of the build that runs


def on_startup(command, dirty):
    global serving
    serving = command == "serve"


def on_config(config):
    root = _project(config).root
    if serving:
        _or_plugin_error(demand_free, *config.dev_addr)
    config.mdx_configs.setdefault("dlnotes.site.pages", {}).update(root=str(root), owed=serving)
    # wherever mkdocs is started
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [str(root / "snippets")]
    return config


def on_pre_build(config):
    project = _project(config)
    if serving:
        _preview(project).prepare()
    else:
        _or_plugin_error(bring_up_to_date, project)


def on_files(files, config):
    global rendered
    project = _project(config)
    rendered = Rendered(project, config, files, _preview(project).broken if serving else None)


def on_page_markdown(markdown, page, config, files):
    """A lab's page is Markdown like any other; mkdocs-jupyter's own renderer, set on the page, steps
    aside."""
    if page.file.src_uri.endswith(".ipynb"):
        vars(page).pop("render", None)
        notebook, published = Path(page.file.abs_src_path), Generated.of(_project(config))
        text = notebook.read_text(encoding="utf-8")
        markdown, page.meta = lab_pages.markdown(text, notebook.stem, published)
    rendered.take_over(page)
    return markdown


def on_env(env, config, files):
    return _preview(_project(config)).environment(env) if serving else env


def _for_the_theme(context, page, config, nav):
    context["lesson"] = learning.lesson(_project(config), Path(page.file.abs_src_path))


on_page_context = CombinedEvent(search.before, search.after, _for_the_theme)


def on_post_page(output, page, config):
    return _preview(_project(config)).with_script(output) if serving else output


def on_serve(server, config, builder):
    _preview(_project(config)).attach(server, config)


def on_shutdown():
    _preview.cache_clear()


def on_post_build(config):
    if not serving:  # the preview needs no headers
        policy.write(Path(config.site_dir))


_preview = functools.cache(Preview)  # one for as long as the server lives


def _project(config):
    return Project(Path(config.config_file_path).parent)


def _or_plugin_error(act, *arguments):
    try:
        act(*arguments)
    except BuildError as error:
        raise PluginError(str(error)) from None
