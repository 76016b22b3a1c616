"""What the examples of pages print, and what the pages say that they do: compared while they are written.

Python's doctest judges, as it does for the gate (see `tests/documents.py`). A page is run when its text, or
the code that it uses, has changed; what came of it is kept.
"""

import contextlib
import doctest
import io
import os
import tempfile
import traceback
from importlib import metadata
from pathlib import Path

from dlnotes.site.browser.clean import Clean
from dlnotes.site.errors import Problem
from dlnotes.site.results.cache import keep, kept
from dlnotes.site.results.fingerprint import Fingerprints, key
from dlnotes.site.sources.examples import examples
from dlnotes.site.sources.page import pages


def known(project) -> tuple[list[Problem], dict]:
    """(what is wrong with the examples of pages that have been run, page → the key of each other)."""
    problems, due, found = [], {}, Fingerprints(project.root)
    package = found.text([Path(__file__), *sorted(project.package.glob("nn/*.py"))])
    for page in pages(project):
        if page.problems:
            continue  # the gate tells
        files = [project.root / "snippets" / fence.include[0] for fence in page.fences if fence.include]
        code = found.text(filter(Path.is_file, files))
        name = key(metadata.version("numpy"), package, code, page.text)
        row = kept(_path(project, page), name)
        if row is None:
            due[page] = name
        else:
            problems += [Problem(*problem) for problem in row]
    return problems, due


def run(project, tell) -> None:
    """Run the pages that have to be run; after each, `tell` is called with what is wrong with all of them."""
    import random  # noqa: F401  what a page may use is remembered before any page has used it

    import numpy.linalg  # noqa: F401

    import dlnotes.nn  # noqa: F401

    clean, told = Clean(), []
    for page, name in known(project)[1].items():
        with tempfile.TemporaryDirectory() as folder:
            clean.restore()
            os.chdir(folder)
            found = differences(page, project.root / "snippets")
            clean.restore()
        keep(_path(project, page), name, [[each.path, each.line, each.message] for each in found])
        told += found
        tell(told)


def differences(page, snippets: Path) -> list[Problem]:
    """What the code of a page does and the page does not say: another output, or an error."""
    judge, namespace = Judge(), {"__name__": "__main__"}
    for example in examples(page, snippets):
        if example.fence.skip:
            continue
        if example.file and not _ran(snippets / example.file, namespace, judge, example.line):
            break  # what follows stands on it
        judge.read(example.fence, namespace)
    return [page.problem(line, message.rstrip()) for line, message in judge.found]


class Judge(doctest.DocTestRunner):
    """Python's own; it tells nobody, but keeps (line, what was expected and what came)."""

    def __init__(self):
        super().__init__(verbose=False)
        self.found = []

    def read(self, fence, namespace):
        test = doctest.DocTest(list(fence.examples), {}, "page", None, fence.line, None)
        test.globs = namespace  # itself, not a copy: the next fence goes on with it
        self.run(test, out=lambda text: None, clear_globs=False)

    def report_failure(self, out, test, example, got):
        said = doctest.OutputChecker().output_difference(example, got, 0)
        self.found.append((test.lineno + example.lineno + 1, said))

    def report_unexpected_exception(self, out, test, example, error):
        self.report_failure(out, test, example, "".join(traceback.format_exception_only(*error[:2])))


def _ran(path, namespace, judge, line):
    """Whether a snippet came to its end."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), namespace)
    except (Exception, SystemExit) as error:
        judge.found.append((line, f"{path.name} stops: {type(error).__name__}: {error}"))
        return False
    return True


def _path(project, page):
    return project.cache / "examples" / f"{page.address.replace('/', '.')}.json"
