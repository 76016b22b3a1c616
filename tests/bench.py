"""`make bench`: ratios of two things measured in turn in this run; absolute times depend on the machine.

The median of the ratios pair by pair is what to quote. Nothing here is a test: a noisy
neighbour must not turn CI red.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np

from dlnotes.experiments import _training
from dlnotes.experiments._coordinate_net import Recipe, network
from dlnotes.nn import Activation, Conv1d, Linear, Sequential, relu, relu_grad

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def ratio(name, ours, reference, repeats):
    """Print the median and the range of time(ours) / time(reference), run in turn."""
    pairs = [(_seconds(ours), _seconds(reference)) for _ in range(repeats + 1)][1:]  # the first pair warms up
    ratios = sorted(a / b for a, b in pairs)
    print(f"{name:<66} {statistics.median(ratios):6.2f}   ({ratios[0]:.2f} to {ratios[-1]:.2f})", flush=True)


def _seconds(act):
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


class Plain:
    """The configuration without anything of ours: no hook, no Markdown extension."""

    def __enter__(self):
        text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        plain, removed = re.subn(r"^hooks: .*\n|^  - dlnotes\.site\.pages.*\n", "", text, flags=re.M)
        assert removed == 2
        self.path = ROOT / "plain.yml"
        self.path.write_text(plain, encoding="utf-8")
        return self.path

    def __exit__(self, *_):
        self.path.unlink()


def build(config):
    with tempfile.TemporaryDirectory() as site:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
        subprocess.run([*command, "--config-file", str(config)], cwd=ROOT, env=ENVIRONMENT, check=True)


def bench_site():
    """The site, unchanged or with one word edited, against the same pages by MkDocs alone."""
    with Plain() as plain:
        ours = ROOT / "mkdocs.yml"
        name = "unchanged site / the same pages by MkDocs alone"
        ratio(name, lambda: build(ours), lambda: build(plain), 5)
        with Server(ours) as one, Server(plain) as other:
            name = "one word edited under a server / the same by MkDocs alone"
            ratio(name, one.edit, other.edit, 7)


class Server:
    """A process that builds the site again and again, as `mkdocs serve` does."""

    CODE = """
import logging, sys, tempfile
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.disable(logging.WARNING)
page, site, first = Path("docs/deep-learning/lessons-learnt-1/divergences.md"), tempfile.mkdtemp(), True
text = page.read_text(encoding="utf-8")
try:
    for number, _ in enumerate(sys.stdin):
        page.write_text(text + f"\\nEdit {number}.\\n", encoding="utf-8")
        config = load_config(sys.argv[1], site_dir=site)
        if first:
            config.plugins.on_startup(command="serve", dirty=False)
        first = build(config)
        print("built", flush=True)
finally:
    page.write_text(text, encoding="utf-8")
"""

    def __init__(self, config):
        self.command = [sys.executable, "-c", self.CODE, str(config)]

    def __enter__(self):
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        self.run = subprocess.Popen(
            self.command, cwd=ROOT, env=ENVIRONMENT, stdin=pipe, stdout=pipe, stderr=quiet, text=True
        )
        return self

    def edit(self):
        self.run.stdin.write("\n")
        self.run.stdin.flush()
        assert self.run.stdout.readline() == "built\n"

    def __exit__(self, *_):
        self.run.stdin.close()
        self.run.wait()


def bench_figure():
    """Redrawing one figure against drawing all of them."""
    from dlnotes.site.project import Project

    slugs = list(Project(ROOT).figures())
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("dlnotes", "docs", "snippets", ".cache"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs.yml", copy)

        def draw(chosen):
            for slug in chosen:
                shutil.rmtree(copy / ".cache" / "figures" / slug, ignore_errors=True)
            subprocess.run(
                [sys.executable, "-m", "dlnotes", "build"],
                cwd=copy,
                env=ENVIRONMENT,
                check=True,
                capture_output=True,
            )

        ratio(f"redraw one figure / redraw all {len(slugs)}", lambda: draw(slugs[:1]), lambda: draw(slugs), 3)


def bench_layers():
    """A training step of a coordinate network and a convolution, each against its matrix products alone."""
    rng = np.random.default_rng(0)
    net = Sequential(
        Linear(64, 64, rng=rng),
        Activation(relu, relu_grad),
        Linear(64, 64, rng=rng),
        Activation(relu, relu_grad),
        Linear(64, 64, rng=rng),
    )
    x = rng.normal(size=(4096, 64)).astype(np.float32)
    w = rng.normal(size=(64, 64)).astype(np.float32)

    def step():
        net.backward(net.forward(x))

    def products():
        for _ in range(3):  # forward, gradient of the weight, gradient of the input
            x @ w, x.T @ x, x @ w

    ratio(
        "forward and backward of a 3-layer network / its matrix products",
        lambda: [step() for _ in range(20)],
        lambda: [products() for _ in range(20)],
        9,
    )
    layer = Conv1d(16, 32, 8, stride=4, rng=rng)
    signal = rng.normal(size=(32, 16, 2048)).astype(np.float32)
    columns = rng.normal(size=(32 * 511, 128)).astype(np.float32)
    kernel = rng.normal(size=(128, 32)).astype(np.float32)
    ratio(
        "Conv1d forward / its matrix product",
        lambda: [layer.forward(signal) for _ in range(20)],
        lambda: [columns @ kernel for _ in range(20)],
        9,
    )


def bench_torch():
    """A training step of the coordinate nets and a convolution against PyTorch, each on one thread."""
    try:
        import torch
    except ImportError:
        print("PyTorch is not installed: no row compares with it (python -m pip install -e .[oracle])")
        return
    torch.set_num_threads(1)
    for width in (64, 128, 256):
        for unit in ("relu", "gaussian", "gelu"):
            ratio(
                f"training step 2-{width}-{width}-{width}-1, 4,096 rows, {unit} / PyTorch",
                *_steps(torch, unit, width),
                9,
            )
    for shape, args in (((32, 16, 2048), (32, 8, 4)), ((32, 16, 1024), (32, 3, 1, 1))):
        ratio(
            f"Conv1d{shape[1:2] + args} on {shape}, both ways / PyTorch",
            *_convolutions(torch, shape, args),
            9,
        )


def _steps(torch, unit, width):
    """Two functions: ten training steps by us, and by PyTorch."""
    rng, sigma = np.random.default_rng(0), 0.1
    x = rng.uniform(-1, 1, (4096, 2)).astype(np.float32)
    target = rng.uniform(size=(4096, 1)).astype(np.float32)
    recipe = Recipe(unit, sigma=sigma)
    units = {"relu": _training.relu, "gelu": _training.gelu, "gaussian": _training.gaussian(sigma)}
    training = _training.Training(network(recipe, rng, width=width), units[unit], x, target, 1e-3)

    class Gaussian(torch.nn.Module):
        def forward(self, x):
            return torch.exp(-x * x / (2 * sigma**2))

    act = {"relu": torch.nn.ReLU, "gelu": lambda: torch.nn.GELU("tanh"), "gaussian": Gaussian}[unit]
    sizes = (2, width, width, width)
    hidden = [part for n in range(3) for part in (torch.nn.Linear(sizes[n], sizes[n + 1]), act())]
    net = torch.nn.Sequential(*hidden, torch.nn.Linear(width, 1))
    optimiser = torch.optim.Adam(net.parameters(), lr=1e-3)
    tx, ttarget = torch.tensor(x), torch.tensor(target)

    def theirs():
        optimiser.zero_grad()
        ((net(tx) - ttarget) ** 2).mean().backward()
        optimiser.step()

    return lambda: [training.step(1e-3) for _ in range(10)], lambda: [theirs() for _ in range(10)]


def _convolutions(torch, shape, args):
    """Two functions: ten times forward and backward by us, and by PyTorch."""
    rng = np.random.default_rng(0)
    ours, theirs = Conv1d(shape[1], *args, rng=rng), torch.nn.Conv1d(shape[1], *args)
    x = rng.normal(size=shape).astype(np.float32)
    tx = torch.tensor(x, requires_grad=True)
    dout = np.ones_like(ours.forward(x))
    tdout = torch.tensor(dout)

    def both():
        ours.forward(x)
        ours.backward(dout)

    def both_theirs():
        theirs.zero_grad()
        tx.grad = None
        theirs(tx).backward(tdout)

    return lambda: [both() for _ in range(10)], lambda: [both_theirs() for _ in range(10)]


if __name__ == "__main__":
    print(f"{'ratio of times, ours / reference':<66} median   (range)")
    bench_layers()
    bench_torch()
    bench_figure()
    bench_site()
