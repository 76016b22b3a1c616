"""A small dlnotes project in a temporary folder: the real `dlnotes.site`, a toy mathematics, two
experiments, two figures, three claims, an exercise, a question and a few pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Every page needs it; `Toy.write` puts it before a page that has none, which moves its lines down by three.
FRONT = "---\ndescription: One of a few small pages on which the tests try everything.\n---\n"

FILES = {
    "dlnotes/nn/__init__.py": "from dlnotes.nn.bends import bend\nfrom dlnotes.nn.sizes import size\n",
    "dlnotes/nn/bends.py": '"""Bends."""\nSLOPE = 2.0\n\ndef bend(x):\n    """Twice."""\n    return SLOPE * x\n',
    "dlnotes/nn/sizes.py": '"""Sizes."""\n\ndef size(n):\n    return n // 2\n',
    "dlnotes/experiments/bending.py": (
        "from dataclasses import dataclass\nimport numpy as np\nfrom dlnotes.nn import bend\n\n"
        "@dataclass(frozen=True)\nclass Config:\n    seeds: tuple = (0, 1)\n\n"
        "def cases(config):\n    return config.seeds\n\n"
        "def run_case(config, case):\n    return bend(np.random.default_rng(case).normal(size=3))\n\n"
        "def collect(config, outcomes):\n    return {'bent': np.array(outcomes), 'first': outcomes[0][0]}\n\n"
        "def run(config=Config()):\n    return collect(config, [run_case(config, c) for c in cases(config)])\n"
    ),
    "dlnotes/experiments/sizing.py": (
        "from dataclasses import dataclass\nfrom dlnotes.nn import size\n\n"
        "@dataclass(frozen=True)\nclass Config:\n    n: int = 9\n\n"
        "def run(config=Config()):\n    return {'half': size(config.n), 'tiny': 3.8e-9, 'none': 0.0}\n"
    ),
    "dlnotes/figures/bending.py": (
        'from dlnotes.figures.style import ACCENTS\n\nEXPERIMENT = "bending"\n\n'
        'def draw(ax, result):\n    """Bent *lines*."""\n    ax.plot(result["bent"].T, color=ACCENTS["blue"])\n'
    ),
    "dlnotes/figures/sizing.py": (
        'EXPERIMENT = "sizing"\n\ndef draw(ax, result):\n    """A bar."""\n    ax.bar([0], [result["half"]])\n'
    ),
    "dlnotes/claims/sizing.py": (
        '"""What is claimed of halves."""\nfrom dlnotes.claims._claim import Claim, Evidence\n\n'
        "def _half(result):\n    half = result['half']\n"
        "    return Evidence({'whole': half}, {'nine': bool(half == 4.5)}, bool(half == 4))\n\n"
        "CLAIMS = {'half': Claim(check=_half, control=lambda result: result | {'half': 5})}\n"
    ),
    "dlnotes/claims/bending.py": (
        "from dlnotes.claims._claim import Claim, Evidence\n\n"
        "def _bends(result):\n    bent = abs(result['bent']).max(axis=1)\n"
        "    note = {'seed-0': bool(bent[0] > 0), 'seed-1': False}\n"
        "    return Evidence({'least': bent.min()}, note, bool(bent.min() > 0.1))\n\n"
        "CLAIMS = {'bends': Claim(check=_bends, control=lambda result: result | {'bent': 0 * result['bent']})}\n"
    ),
    "docs/deep-learning/notes.md": (
        "# Notes on halves\n\n## Halves\n\nAn odd number is never even. It was [[sizing.half:d]] here.\n\n"
        "/// claim | half\n    kind: identity\n    snippet: one.py\n    figure: sizing\n\n"
        "The note\n:   half of 9 is $4.5$.\n\n"
        "What holds\n:   it is [[half.whole:d]], *rounded down*;\n    see [the code](../index.md#code).\n\n"
        "What ran\n:   one size, [[sizing.half:d]]\n\nDecided by\n:   exact.\n\n"
        "Wrong version\n:   a half rounded up\n\nConditions\n:   `nine`: of nine\n///\n\nBetween them.\n\n"
        "/// claim | bends\n    kind: experiment\n\nThe note\n:   every line bends.\n\n"
        "What holds\n:   by [[bends.least:.2f]] at least.\n\nWhat ran\n:   2 seeds\n\n"
        "Decided by\n:   above 0.1, a tenth of the spread.\n\nWrong version\n:   straight lines\n\n"
        "Conditions\n:   `seed-0`: seed 0\n:   `seed-1`: seed 1\n///\n\n"
        "/// claim | told\n    kind: citation\n    verdict: holds\n\nThe note\n:   it is said.\n\n"
        "What holds\n:   it is.\n\nSource\n:   [A book](../index.md#title), p. 3.\n///\n"
    ),
    "docs/claims.md": "# Claims\n\nOf [[claims.registered:d]] claims [[claims.cited:d]] is cited; [[claims.gaps:d]] gap.\n\n/// ledger\n///\n",
    "docs/corrections.md": "# Corrections\n\n/// corrections\n///\n",
    "docs/index.md": (
        "# Title\n\nHalf is [[sizing.half:d]] and tiny is [[sizing.tiny:.1e]].\n\n"
        "![Bent lines](generated/figures/bending.svg)\n\n![A bar](generated/figures/sizing.svg)\n\n"
        '## Code\n\nSee [code](#code).\n\n```python\n--8<-- "one.py:one"\n```\n\n'
        "/// question | nine\n    key: size(9)\n\nHow much is half of 9?\n\n4.5\n:   Not here.\n\n4\n:   Right. It is rounded.\n\n5\n:   Not up.\n///\n\n"
        '/// exercise | halve-it\n    level: by hand\n\nHalve 9.\n\n??? tip "Hint"\n    Down.\n\n??? success "Solution"\n    So it is.\n///\n'
    ),
    "docs/assets/dlnotes.css": "",
    "snippets/exercises/halve_it.py": (
        '"""Half of nine."""\nfrom dlnotes.nn import size\n\n# --8<-- [start:stub]\nhalf = ...\n# --8<-- [end:stub]\n# --8<-- [start:mistake]\nhalf = 4.5\n# --8<-- [end:mistake]\n'
        "# --8<-- [start:solution]\nhalf = 9 // 2\n# --8<-- [end:solution]\n# --8<-- [start:checker]\nassert half is not ..., 'put a number in place of the dots'\n"
        "assert half == size(9), f'{half} is not a whole number of halves'\n# --8<-- [end:checker]\n"
    ),
    "snippets/one.py": '"""One."""\n# --8<-- [start:one]\none = 1\n# --8<-- [end:one]\nassert one == 1\n',
}


class Toy:
    """The toy project and the commands a person would type in it."""

    def __init__(self, root):
        self.root = root

    def write(self, name, text):
        if name.startswith("docs/") and name.endswith(".md") and not text.startswith("---\n"):
            text = FRONT + text
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name, old, new):
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def run(self, *command, folder="."):
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.root)}
        return subprocess.run(
            [sys.executable, "-m", *command], cwd=self.root / folder, env=env, capture_output=True, text=True
        )

    def dlnotes(self, *arguments, **kw):
        return self.run("dlnotes", *arguments, **kw)

    def mkdocs(self):
        return self.run("mkdocs", "build", "--strict")

    def entries(self):
        """(product, slug, key) of everything in the cache."""
        cache = self.root / ".cache"
        found = (path.parent.relative_to(cache).parts for path in cache.rglob("manifest.json"))
        return {(product, "/".join(slug), key) for product, *slug, key in found}

    def ran(self, act):
        """Which (product, slug) got a new cache entry while `act` ran; what only copies texts is left out."""
        before = self.entries()
        act()
        return {e[:2] for e in self.entries() - before if e[0] not in ("snippets", "notebooks")}


def new_toy(folder):
    for name in (
        "dlnotes/__init__.py",
        "dlnotes/__main__.py",
        "dlnotes/experiments/__init__.py",
        "dlnotes/figures/__init__.py",
        "dlnotes/figures/style.py",
        "dlnotes/figures/knob.py",
        "dlnotes/claims/__init__.py",
        "dlnotes/claims/_claim.py",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(
        ROOT / "dlnotes/site", folder / "dlnotes/site", ignore=shutil.ignore_patterns("__pycache__")
    )
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    start, end = config.index("nav:\n"), config.index("theme:\n")
    (folder / "mkdocs.yml").write_text(config[:start] + config[end:], encoding="utf-8")
    project = Toy(folder)
    for name, text in FILES.items():
        project.write(name, text)
    return project


@pytest.fixture
def toy(tmp_path):
    return new_toy(tmp_path)


@pytest.fixture(scope="module")
def shared_toy(tmp_path_factory):
    """One for all tests of a module, which leave it as they found it."""
    return new_toy(tmp_path_factory.mktemp("toy"))


@pytest.fixture
def built(toy):
    run = toy.dlnotes("build")
    assert run.returncode == 0, run.stderr
    return toy
