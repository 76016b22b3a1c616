"""Growth: sites of more and more lessons, each with its own snippet, experiment, number, figure and formulas.
A lesson must not cost more because there are others: the ratio to plain MkDocs must not rise."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

from tests.bench.measure import command, compare
from tests.bench.projects import HOME, build, plain
from tests.site.conftest import new_toy

SIZES = (10, 100, 300)
PAGE = """# Lesson {n}

{text}

A slope $\\frac{{dy}}{{dx}}$ of $y = x^{{{n}}}$ is $n\\,x^{{n-1}}$, and so

$$\\int_0^1 x^{{{n}}}\\,dx = \\frac{{1}}{{{n} + 1}}.$$

```python
--8<-- "lesson_{n}.py:sum"
```

Here it is [[lesson-{n}.value:.3f]].

![A line that rises](../generated/figures/lesson-{n}.svg)
"""
TEXT = "\n\n".join(["A lesson has words, and most of what is rendered are such words as these. " * 6] * 8)
FILES = {
    "docs/lessons/lesson-{n}.md": PAGE,
    "snippets/lesson_{n}.py": '"""A sum."""\n# --8<-- [start:sum]\ntotal = sum(range({n}))\n'
    "# --8<-- [end:sum]\nassert total >= 0\n",
    "dlnotes/experiments/lesson_{n}.py": "from dataclasses import dataclass\n"
    "from dlnotes.nn import size\n\n@dataclass(frozen=True)\nclass Config:\n    n: int = {n}\n\n"
    'def run(config=Config()):\n    return {{"value": size(config.n) / 7}}\n',
    "dlnotes/figures/lesson_{n}.py": 'EXPERIMENT = "lesson-{n}"\n\ndef draw(ax, result):\n    """A line."""\n'
    '    ax.plot([0, 1], [0, 1 + result["value"]])\n',
}


def rows():
    measured = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix=HOME) as folder:
            folder = Path(folder).resolve()
            config = site(folder, size)
            for what, ours in (("nothing changed", _unchanged), ("every page rendered", _rendered)):
                measured[what, size] = compare(
                    f"{size} lessons, {what}",
                    partial(ours, folder),
                    partial(command, build(config, "plain"), folder),
                    against="the same pages by MkDocs alone",
                    repeats=2 if size == SIZES[-1] else 5,
                )
                yield measured[what, size]
    for what in ("nothing changed", "every page rendered"):
        yield _flat(what, *(measured[what, size] for size in (SIZES[0], SIZES[-1])))


def site(folder: Path, size: int) -> str:
    """A built site of so many lessons in a folder; the name of the plain configuration beside its own."""
    toy = new_toy(folder)
    for n in range(size):
        for name, text in FILES.items():
            toy.write(name.format(n=n), text.format(n=n, text=TEXT))
    command(["dlnotes", "build"], folder)
    return plain(folder)


def _unchanged(folder):
    return command(build(), folder)


def _rendered(folder):
    shutil.rmtree(folder / ".cache" / "pages", ignore_errors=True)
    return command(build(), folder)


def _flat(what, few, many):
    """Ratio of ratios: how much more a lesson costs, beside plain MkDocs, among many."""
    found = {
        "what": f"{SIZES[-1]} lessons, {what}",
        "against": f"the row of {SIZES[0]} lessons",
        "pairs": 1,
        "aim": "ratio at most 1.0: flat",
    }
    for name in ("seconds", "cpu"):
        ratio = round(many[name]["ratio"] / few[name]["ratio"], 3)
        low, high = (many[name]["range"][i] / few[name]["range"][1 - i] for i in (0, 1))
        found[name] = {"ratio": ratio, "range": [round(low, 3), round(high, 3)]}
    return found
