"""What the search reads of a page, once, as long as its words stay the same.

It leaves drawings and formulas out, most of a page, but only after it has read them, and it takes longer than
rendering. So they are taken away before it reads, and what it has found is kept.
"""

from importlib import metadata
from pathlib import Path

from mkdocs.plugins import event_priority

from dlnotes.site.pages.places import searched
from dlnotes.site.project import Project
from dlnotes.site.results.cache import keep, kept
from dlnotes.site.results.fingerprint import key


@event_priority(100)
def before(context, page, config, nav):
    page.whole, words = page.content, searched(page.content)
    page.words = key(metadata.version("mkdocs-material"), page.url, str(page.title), repr(page.meta), words)
    page.found = kept(_path(page, config), page.words)
    page.content = "" if page.found else words


@event_priority(-100)
def after(context, page, config, nav):
    page.content = page.whole
    entries = config.plugins["material/search"].search_index.entries
    if page.found:
        entries += page.found
    else:
        found = [entry for entry in entries if entry["location"].partition("#")[0] == page.url]
        keep(_path(page, config), page.words, found)


def _path(page, config):
    cache = Project(Path(config.config_file_path).parent).cache
    return cache / "search" / f"{page.file.src_uri.replace('/', '.')}.json"
