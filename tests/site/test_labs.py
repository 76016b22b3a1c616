"""A lab either becomes a page that passes for a lesson, or stops the build with one line that names file
and line."""

import gzip
import json
import multiprocessing
import re
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from dlnotes.site.checks.built_pages import problems_of
from dlnotes.site.checks.labs import can_be_read_anywhere
from dlnotes.site.checks.subject import Subject
from dlnotes.site.pages import labs as lab_pages
from dlnotes.site.products import labs
from dlnotes.site.project import BuildError, Project
from dlnotes.site.results.cache import Cache
from dlnotes.site.results.plan import plan, stale
from dlnotes.site.sources import notation

LAB = Path(__file__).with_name("lab_fixture.py").read_text(encoding="utf-8")
HEAD = (
    "# ---\n# description: A lab.\n# ---\n\n# %% [markdown]\n# # Title\n\n# %%\n"  # the code begins on line 9
)
FIGURE = "import matplotlib.pyplot as plt\nplt.figure(figsize=(2, 1)).add_subplot().plot([0, 1]);"

# What a lab may hold, and the line that stops it.
BAD = {
    "name": ("x = 1\n\ny = z\n", "docs/labs/x.py:11: NameError: name 'z' is not defined"),
    "later cell": (
        "s = '''\n# %% no marker\n'''\n# %% [markdown]\n# Text\n\n# %%\n\nx = 1\n1 / 0\n",
        ":18: ZeroDivisionError: division by zero",
    ),
    "in a function": ("def f():\n    return 1 / 0\n\n# %%\nf()\n", ":10: ZeroDivisionError: division"),
    "syntax": ("x = 1\nx = = 2\n", ":10: SyntaxError: invalid syntax"),
    "dead": ("import os\nos._exit(3)\n", ":9: the kernel died"),
    "no alt": (FIGURE, ":9: figures: 1, alt texts: 0; say in words"),
    "one alt for two": ("# alt: a line\n" + FIGURE + "\n" + FIGURE, ":9: figures: 2, alt texts: 1"),
    "alt for none": ("# alt: a line\nx = 1\n", ":9: figures: 0, alt texts: 1"),
    "wide": (
        "# alt: a line\n" + FIGURE.replace("2, 1", "6, 2"),
        ":9: a figure 6 in wide; a phone shows 4.6 in",
    ),
    "small": (
        "# alt: a line\n" + FIGURE + "\nplt.title('tiny', fontsize=6);",
        ":9: a figure with the text 'tiny' in 6 pt",
    ),
    "warning": ("import warnings\nwarnings.warn('careful')\n", "UserWarning: careful"),
    "address": ("object()\n", ":9: prints '<object at 0x"),
    "folder": ("import os\nprint(os.getcwd())\n", "which differs from run to run"),
    "html beside a name": (
        "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))\n",
        ":9: an output of kind text/html; a page can show",
    ),
    "formula": (
        "from IPython.display import Math, display\ndisplay(Math('x'))\n",
        ":9: an output of kind text/latex",
    ),
    "rich value": (
        "class Table:\n    def _repr_html_(self):\n        return '<table></table>'\n\nTable()\n",
        ":9: an output of kind text/html",
    ),
    "method": ("[].append\n", ":9: shows '<function list.append"),
    "name without address": (
        "class Box:\n    def __repr__(self):\n        return '<Box of 3>'\n\nBox()\n",
        ":9: shows '<Box of 3>', a name and no value",
    ),
    "long": ("print('x' * 10_001)\n", ":9: an output of 2 lines with 10002 characters; a page shows"),
    "many lines": ("for i in range(200_000): print(i)\n", ":9: an output of 200001 lines"),
    "file": ("x = 1\n\n# %%\nopen('out.txt', 'w').close()\n", ":12: leaves the file 'out.txt' behind"),
    "temporary folder": ("import tempfile\nprint(tempfile.gettempdir())\n", "which differs from run to run"),
    "empty figure": (
        "# alt: nothing\n" + FIGURE.replace(".plot([0, 1])", "") + "\n",
        ":9: a figure in which nothing is drawn",
    ),
    "html": (
        "from IPython.display import HTML, display\ndisplay({'text/html': '<b>x</b>'}, raw=True)\n",
        "an output of kind text/html",
    ),
}


def write(folder, text, name="x"):
    source = folder / f"docs/labs/{name}.py"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, encoding="utf-8")
    return source


def said_of(folder, text):
    """What stops a lab; every message is one line that begins with file and line."""
    with pytest.raises(BuildError) as caught:
        labs.execute(write(folder, text), folder)
    assert re.fullmatch(r"docs/labs/x\.py:\d+: [^\n]+", str(caught.value))
    return str(caught.value)


# Executing


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Kernels start slowly: all bad labs run side by side."""
    folders = {name: tmp_path_factory.mktemp("lab") for name in BAD}
    with ThreadPoolExecutor(4) as pool:
        return dict(zip(BAD, pool.map(lambda name: said_of(folders[name], HEAD + BAD[name][0]), BAD)))


@pytest.mark.parametrize("name", BAD)
def test_what_must_not_be_published_stops_the_build_and_names_file_and_line(verdicts, name):
    assert BAD[name][1] in verdicts[name]


def test_a_lab_sees_nothing_of_the_environment_of_whoever_builds(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET", "value")
    code = "import os\nprint('SECRET' in os.environ, os.environ['LANG'], len(os.environ) < 30)\n"
    assert "False C.UTF-8 True" in labs.execute(write(tmp_path, HEAD + code), tmp_path)


def test_a_file_that_a_lab_takes_away_again_is_none_of_ours(tmp_path):
    code = "open('x', 'w').close()\n\n# %%\nimport os\nos.remove('x')\n"
    labs.execute(write(tmp_path, HEAD + code), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


@pytest.mark.parametrize(
    "text, said",
    [
        ("# ---\n# description: [x\n# ---\n", ":2: no YAML: expected ',' or ']'"),
        ("# ---\n# a: 1\n# a: 2\n# ---\n", ":3: no YAML: 'a' stands there twice"),
        ("# %% [markdown]\n# # Title\n", ":1: a lab begins with front matter"),
        ("# ---\n# title: x\n# ---\n# %% [markdown]\n# # Title\n", ":1: a lab begins with front matter"),
        ("# ---\n# description: x\n# ---\n\n# %%\nx = 1\n", ":1: the first cell of a lab"),
        (
            "# ---\n# description: x\n# ---\nx = 1\n# %% [markdown]\n# # Title\n",
            ":1: the first cell of a lab",
        ),
    ],
)
def test_a_lab_without_head_or_title_is_refused_before_anything_runs(tmp_path, monkeypatch, text, said):
    monkeypatch.setattr(labs.kernel, "run", None)
    assert said in said_of(tmp_path, text)


@pytest.mark.parametrize(
    "text, said",
    [
        (
            HEAD + "x = 1\n\n# %% [markdown]\n# Half is\n# [[sizing.half:d]].\n",
            ":13: '[[sizing.half:d]]' is read by this site only",
        ),
        (HEAD + "\n# %% [markdown]\n# !!! note\n", ":11: '!!! ' is read by this site only"),
        (HEAD + "\n# %% [markdown]\n# In $\\R^2$\n", r":11: '\\R' is read by this site only"),
        (HEAD + "\n# %% [markdown]\n#\n# In $\\frac{1}$\n", ":12: Expected argument"),
        (LAB, None),
    ],
)
def test_the_prose_of_a_lab_must_mean_something_in_a_notebook(tmp_path, text, said):
    write(tmp_path, text)
    found = list(map(str, can_be_read_anywhere(Subject(Project(tmp_path)))))
    assert len(found) == (said is not None)
    assert all(problem.startswith(f"docs/labs/x.py{said}") for problem in found)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Two executions, by two processes in two folders."""
    folders = [tmp_path_factory.mktemp(name) for name in ("one", "two")]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(labs.execute, [write(folder, LAB) for folder in folders], folders))


def test_two_executions_give_the_same_bytes(executed):
    assert executed[0] == executed[1]


def test_the_notebook_holds_what_the_author_wrote_and_nothing_hidden(executed):
    import jupytext
    import nbformat

    notebook = nbformat.reads(executed[0], as_version=4)
    written = [cell.source for cell in jupytext.reads(LAB, fmt="py:percent").cells][1:]
    assert [cell["source"] for cell in notebook["cells"]] == written
    assert [cell["id"] for cell in notebook["cells"]] == [f"cell-{n}" for n in range(1, len(written) + 1)]
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
    assert set(notebook["metadata"]) == {"kernelspec", "language_info", "dlnotes"}
    assert "# alt: Six dots" in executed[0] and "<dc:date>" not in executed[0]


def test_the_notebook_is_valid_and_its_figure_is_described_where_others_look(executed):
    import nbformat

    notebook = nbformat.reads(executed[0], as_version=4)
    nbformat.validate(notebook)
    figure = notebook.cells[-1].outputs[0]
    assert figure.metadata["image/svg+xml"]["alt"].startswith("Six dots, the share of class 1")
    assert figure.metadata["image/svg+xml"]["alt"].endswith("rises from 0.1 to 0.9 between x = -3 and x = 3.")


def test_a_lab_runs_as_a_plain_file_too():
    import matplotlib

    matplotlib.use("svg")
    exec(compile(LAB, "lab_fixture.py", "exec"), {"__name__": "__main__"})
    matplotlib.pyplot.close("all")


def test_the_kernel_is_this_interpreter_without_the_users_configuration(tmp_path, monkeypatch):
    (tmp_path / "startup.py").write_text("print('from the startup file')")
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "startup.py"))
    fake = tmp_path / "jupyter/kernels/python3"
    fake.mkdir(parents=True)
    (fake / "kernel.json").write_text('{"argv": ["false"], "display_name": "other", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    code = "import os, sys\nprint(sys.prefix, os.environ['OPENBLAS_NUM_THREADS'])\n\n# %%\n"
    code += "from IPython.display import Markdown\nMarkdown('**bold**')\n"
    notebook = labs.execute(write(tmp_path, HEAD + code), tmp_path)
    page, meta = lab_pages.markdown(notebook, "x", None)
    assert f"\n{sys.prefix} 1\n" in page and page.endswith("\n\n**bold**\n") and "startup" not in page
    assert meta == {"description": "A lab.", "search": {"boost": 0.03}}  # behind lessons


def test_an_alt_text_may_go_on_in_the_comment_below_it_and_is_not_shown_as_code():
    code = "# alt: one\n#   two\n# a comment\nx = 1\n# alt: three\ny = '# alt: no'\n# alt:\n"
    assert notation.alts(code) == ["one two", "three", ""]
    assert notation.without_alts(code) == "# a comment\nx = 1\ny = '# alt: no'"


# The page


@pytest.fixture(scope="module")
def site(shared_toy):
    """A site of a lab and a lesson that link to each other, built strictly."""
    for pattern in (
        "dlnotes/experiments/*ing.py",
        "dlnotes/figures/*ing.py",
        "dlnotes/claims/*ing.py",
        "docs/c*.md",
        "docs/deep-learning/*.md",
        "snippets/*.py",
        "snippets/exercises/*.py",
    ):
        for file in shared_toy.root.glob(pattern):
            file.unlink()
    shared_toy.write("docs/index.md", "# Title\n\n## Run it at home\n")
    shared_toy.write(
        "docs/lesson.md", "# Lesson\n\n## Divergences\n\nSee [the lab](labs/posterior.ipynb#the-data).\n"
    )
    write(shared_toy.root, LAB.replace("lesson.md", "../lesson.md"), "posterior")
    run = shared_toy.mkdocs()
    assert run.returncode == 0, run.stderr
    return shared_toy


@pytest.fixture(scope="module")
def page(site):
    return (site.root / "site/labs/posterior.html").read_text(encoding="utf-8")


def test_the_page_passes_the_checks_of_every_page(page):
    assert problems_of(page) == []
    assert "jp-" not in page and "mathjax" not in page.lower() and "<style" not in page.partition("<body")[2]


def test_the_page_is_light(page):
    assert len(gzip.compress(page.encode())) < 60_000


def test_formulas_code_outputs_and_figure_are_made_like_a_lessons(page):
    assert page.count("<x-tex ") == page.count("<math") == 6
    assert re.search(
        r'<div class="highlight"><pre><span></span><code>.*?<span class="kn">import</span>', page
    )
    assert re.search(r'<div class="dl-output no-copy highlight">.*?0\.507 of the 4000', page, re.S)
    figure = re.search(r"<figure.*?</figure>", page, re.S)[0]
    assert '<x-fig role="img" aria-label="Six dots' in figure and figure.count("<svg ") == 1
    assert "currentColor" in figure and "var(--fig-blue" in figure and "var(--fig-vermillion" in figure
    assert "#010203" not in page and "alt:" not in page


def test_ids_are_unique(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_title_description_and_table_of_contents_come_from_the_lab(page):
    assert "<title>The sigmoid is a posterior - dlnotes</title>" in page
    assert '<meta name="description" content="How a sigmoid turns a log-odds' in page
    toc = re.search(r'aria-label="Table of contents".*?</nav>', page, re.S)[0]
    assert re.findall(r'href="(#[^"]+)"', toc) == ["#the-data", "#the-posterior-counted-and-computed"]


def test_the_notebook_is_offered_and_there(site, page):
    assert '<a class="md-button" href="posterior.ipynb" download>' in page
    assert (site.root / "site/labs/posterior.ipynb").read_bytes() == (
        site.root / "docs/labs/posterior.ipynb"
    ).read_bytes()


def test_links_lead_both_ways(site, page):
    assert '<a href="../lesson.html#divergences">the lesson</a>' in page
    assert (
        '<a href="labs/posterior.html#the-data">the lab</a>' in (site.root / "site/lesson.html").read_text()
    )


def test_the_search_index_has_the_prose_and_no_formula_prompt_or_drawing(site):
    index = json.loads(
        (site.root / "site/search/search_index.js").read_text().partition("=")[2].rstrip("; \n")
    )
    found = " ".join(d["title"] + " " + d["text"] for d in index["docs"] if d["location"].startswith("labs/"))
    prose = re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", found, flags=re.S)  # formulas are words in <code>
    assert "Two classes share a variance" in prose and "The posterior, counted and computed" in prose
    assert not re.search(r"\\mu|\\frac|μ|σ|In\s*\[|Out\s*\[|Six dots|Download", prose)


@pytest.fixture
def changed(site):
    """The site's files, to be edited; afterwards they are as before."""
    before = {
        name: (site.root / name).read_text(encoding="utf-8")
        for name in ("docs/lesson.md", "docs/labs/posterior.py")
    }
    yield site
    for name, text in before.items():
        site.write(name, text)


def test_dead_links_from_and_to_a_lab_stop_the_strict_build(changed):
    changed.edit(
        "docs/labs/posterior.py", "lesson.md#divergences).", "lesson.md#divergence) and [it](../lessen.md)."
    )
    changed.edit("docs/lesson.md", "#the-data", "#the-date")
    run = changed.mkdocs()
    assert run.returncode != 0
    for said in (
        "Doc file 'labs/posterior.ipynb' contains a link '../lessen.md'",
        "Doc file 'labs/posterior.ipynb' contains a link '../lesson.md#divergence'",
        "the doc 'labs/posterior.ipynb' does not contain an anchor '#the-date'",
    ):
        assert said in run.stderr


def test_a_failing_cell_stops_the_build_in_one_line_and_publishes_nothing(changed):
    published = (changed.root / "docs/labs/posterior.ipynb").read_bytes()
    changed.edit("docs/labs/posterior.py", "mu, sigma = 1.0, 1.5", "mu = 1.0")
    entries = changed.entries()
    run = changed.dlnotes("build")
    assert run.returncode == 1 and run.stderr.endswith(
        "\ndocs/labs/posterior.py:25: NameError: name 'sigma' is not defined\ndlnotes: 1 problem\n"
    )
    assert "Traceback" not in run.stderr
    assert (
        changed.entries() == entries
        and (changed.root / "docs/labs/posterior.ipynb").read_bytes() == published
    )


@pytest.mark.parametrize(
    "file, old, new, again",
    [
        ("docs/lesson.md", "See", "Read", False),
        ("docs/labs/posterior.py", "Two classes", "Both classes", True),
        ("docs/labs/posterior.py", "mu, sigma = 1.0, 1.5", "mu, sigma = 1.0, 1.6", True),
    ],
)
def test_a_lab_is_executed_again_when_its_text_changes(changed, file, old, new, again):
    changed.edit(file, old, new)
    project = Project(changed.root)
    assert [task.product for task in stale(Cache(project.cache), plan(project))] == ["labs"] * again
