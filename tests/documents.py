"""How Sybil reads the documents: a page as the site shows it, a snippet as a file that runs.

A Python fence is either one named region of a snippet, which stands for its whole file, or `>>>`
examples; both run in the page's namespace, in order. Anything else fails and says so: code that nobody
ran must not be published.
"""

import os
import re
import tempfile
import textwrap
from pathlib import Path

import numpy as np
from sybil import Document, Lexeme, Region
from sybil.evaluators.doctest import DocTestEvaluator, DocTestRunner
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from dlnotes.site.browser.clean import Clean
from tests.optional import without

SNIPPETS = Path(__file__).parent.parent / "snippets"
FLAGS = 0  # what a page prints is what Python prints, to the character

# Every spelling of a Python fence that the site highlights: ```python title="…", ```py, ```pycon,
# ``` {.python .annotate}
PYTHON = re.compile(
    r"(?:[ ]*(?P<lang>python3?|py3?|pycon|pycon3)\b[^\n{]*(?:\{[^\n]*\})?|[ ]*\{[ "
    r"]*\.(?P<lang2>python3?|py3?|pycon)\b[^\n]*\})$\n",
    re.M | re.I,
)
INCLUDE = re.compile(r'^\s*-+8<-+ "(?P<file>[^":]+):(?P<region>[\w-]+)"\s*$')
TORCH = re.compile(r'[ ]*torch compares="(?P<compares>[^"]*)"$\n', re.M)
# A fence of four marks or more, which may show others as text.
LONG = re.compile(r"^[ ]*(?P<mark>`{4,}|~{4,}).*?^[ ]*(?P=mark)[ ]*$", re.M | re.S)


class Runner(DocTestRunner):
    """Keeps what the last example printed, as it was compared with what the document shows."""

    def report_success(self, out, test, example, got):
        self.got = got


evaluator = DocTestEvaluator(FLAGS)
evaluator.runner = Runner(FLAGS)
_lex = RawFencedCodeBlockLexer(PYTHON)
_lex_torch = RawFencedCodeBlockLexer(TORCH)
_doctests = DocTestStringParser(evaluator)


def clean_start() -> dict:
    """What Sybil does before and after a document: it starts as in a fresh process, in an empty folder, and
    leaves nothing there."""
    import random  # noqa: F401  what a page may use is remembered before any page has used it

    import numpy.linalg  # noqa: F401

    import dlnotes.nn  # noqa: F401

    clean, folders = Clean(), []

    def setup(namespace):
        folders.append(tempfile.TemporaryDirectory())
        clean.restore()
        os.chdir(folders[-1].name)

    def teardown(namespace):
        clean.restore()
        with folders.pop() as folder:
            left = sorted(os.listdir(folder))
        assert not left, f"the document leaves the file {', '.join(left)} behind"

    return {"setup": setup, "teardown": teardown}


def fences(document: Document):
    """Every Python fence of a page, as regions that Sybil can run; a longer fence shows others as text."""
    shown = [found.span() for found in LONG.finditer(document.text)]
    for region in _lex(document):
        if any(start < region.start < end for start, end in shown):
            continue
        source = region.lexemes["source"]
        if INCLUDE.match(str(source).strip("\n")):
            yield Region(region.start, region.end, str(source).strip(), _run_snippet)
        elif re.search(r"^\s*>>> ", str(source), re.M):
            for example in _doctests(Lexeme(str(source), source.offset, source.line_offset), document.path):
                example.adjust(region, source)
                yield _undirected(example)
        else:
            yield Region(region.start, region.end, str(source), _refuse)


_BELOW = re.compile(r'--8<-- "[^"\n]+"\s*\n[ ]*```\n\s*\n(?P<fence>[ ]*```pycon)$', re.M)


def below_a_region(text: str) -> set[int]:
    """The lines on which examples begin that stand directly below a region, as a person would say it."""
    return {text.count("\n", 0, found.start("fence")) + 1 for found in _BELOW.finditer(text)}


def torch_fences(document: Document):
    """The lines of a page in PyTorch, each with the names that must come out as in NumPy."""
    for region in _lex_torch(document):
        names = region.lexemes["compares"].split(", ")
        yield Region(region.start, region.end, (str(region.lexemes["source"]), names), _compare)


def _compare(example):
    """Run PyTorch's lines by themselves; what they make is what the page made in NumPy, up to rounding."""
    try:
        import torch  # noqa: F401
    except ImportError:
        without("PyTorch is not installed (python -m pip install -e .[oracle])")
    source, names = example.parsed
    theirs = {"__name__": "__main__"}
    exec(compile(textwrap.dedent(source), f"{example.path}:{example.line}", "exec"), theirs)
    for name in names:
        assert name in example.namespace, (
            f"no code above makes {name!r}, which PyTorch is to be compared with"
        )
        ours, other = (np.asarray(_numbers(each[name])) for each in (example.namespace, theirs))
        assert ours.shape == other.shape, f"{name}: NumPy has shape {ours.shape}, PyTorch {other.shape}"
        np.testing.assert_allclose(other, ours, rtol=1e-5, atol=1e-6, err_msg=f"{name}, PyTorch and NumPy")


def _numbers(value):
    return value.detach().numpy() if hasattr(value, "detach") else value


def docstrings(document: Document):
    """The `>>>` examples of docstrings."""
    return map(_undirected, _doctests(document.text, document.path))


def _undirected(region):
    """An example as it stands; one with a directive for doctest, which would compare less, is refused."""
    return (
        Region(region.start, region.end, region.parsed, _refuse_directive)
        if region.parsed.options
        else region
    )


def whole_file(document: Document):
    """A snippet is one example: the file, run from top to bottom."""
    yield Region(0, len(document.text), document.path, lambda example: run_file(example.parsed, {}))


def region_of(reference: str) -> tuple[Path, str]:
    """(file, lines of the region) of a `--8<-- "file.py:region"` line; AssertionError if one is missing."""
    match = INCLUDE.match(reference)
    path = SNIPPETS / match["file"]
    assert path.is_file(), f"no snippet is called {match['file']}"
    marks = rf"^[^\n]*-+8<-+ \[start:{match['region']}\][^\n]*\n(.*?)^[^\n]*-+8<-+ \[end:{match['region']}\]"
    found = re.search(marks, path.read_text(encoding="utf-8"), re.M | re.S)
    assert found, f"{match['file']} has no region {match['region']!r}"
    return path, found[1]


def run_file(path, namespace):
    source = Path(path).read_text(encoding="utf-8")
    namespace["__name__"] = "__main__"
    exec(compile(source, str(path), "exec"), namespace)


def _run_snippet(example):
    path, _ = region_of(example.parsed)
    run_file(path, example.namespace)


def _refuse_directive(example):
    raise AssertionError("an example has no directive for doctest: what it prints is shown whole, or rounded")


def _refuse(example):
    raise AssertionError(
        "a Python fence must be one named region of a snippet or >>> examples; this is neither"
    )
