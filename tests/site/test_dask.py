"""Independent runs on a Dask cluster of two workers: the same bytes as here, and clear words when there
is no cluster."""

import os
import socket
import subprocess
import sys
import time

import pytest

from tests.optional import without
from tests.site.conftest import new_toy

CLUSTER = """
import os, sys
from distributed import Client, LocalCluster

if __name__ == "__main__":
    options = {"threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    with LocalCluster(n_workers=2, **options) as cluster, Client(cluster) as client:
        print(cluster.scheduler_address, *client.run(os.getpid).values(), flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A toy project whose runs leave a file named by the process they ran in."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        without("distributed is not installed (python -m pip install -e .[dask])")
    toy = new_toy(tmp_path_factory.mktemp("toy"))
    toy.edit(
        "dlnotes/experiments/bending.py",
        "    return bend(",
        f"    import os, pathlib\n    pathlib.Path({str(toy.root)!r}, 'ran-' + str(os.getpid())).touch()\n"
        "    return bend(",
    )
    return toy


@pytest.fixture(scope="module")
def cluster(marked):
    """(address, process ids of the workers) of a cluster that has the toy project's code."""
    marked.write("cluster.py", CLUSTER)
    env = {**os.environ, "PYTHONPATH": str(marked.root)}
    process = subprocess.Popen(
        [sys.executable, "cluster.py"],
        cwd=marked.root,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address, *pids = process.stdout.readline().split()
        yield address, set(pids)
    finally:
        process.communicate(timeout=30)


def processes(toy):
    """Who ran since the last look."""
    found = list(toy.root.glob("ran-*"))
    for path in found:
        path.unlink()
    return {path.name.removeprefix("ran-") for path in found}


def results(toy):
    return {p.parts[-3]: p.read_bytes() for p in (toy.root / ".cache/experiments").rglob("result.npz")}


def test_the_cluster_computes_the_same_bytes(marked, cluster):
    address, workers = cluster
    assert marked.dlnotes("build", "--no-cache").returncode == 0
    here = results(marked)
    assert set(here) == {"bending", "sizing"} and not processes(marked) & workers
    run = marked.dlnotes("build", "--no-cache", "--dask", address)
    assert run.returncode == 0, run.stderr
    assert processes(marked) <= workers
    assert results(marked) == here


def test_verify_runs_on_the_cluster(marked, cluster):
    address, workers = cluster
    processes(marked)
    run = marked.dlnotes("verify", "bends", "--dask", address)
    assert run.returncode == 0 and run.stdout.startswith("bends: holds with conditions"), run.stderr
    ran = processes(marked)
    assert ran and ran <= workers


def test_workers_with_older_code_are_refused(marked, cluster):
    address, _ = cluster
    marked.dlnotes("build", "--dask", address)
    marked.edit("dlnotes/nn/bends.py", "SLOPE = 2.0", "SLOPE = 3.0")
    run = marked.dlnotes("build", "--dask", address)
    marked.edit("dlnotes/nn/bends.py", "SLOPE = 3.0", "SLOPE = 2.0")
    assert run.returncode == 2 and "other code, Python or NumPy than here on tcp://" in run.stderr


@pytest.mark.parametrize("command", ["build", "verify"])
def test_an_address_that_does_not_answer_is_told_within_seconds(marked, command):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
    start = time.monotonic()
    run = marked.dlnotes(command, "--dask", address)
    assert run.returncode == 2 and time.monotonic() - start < 20
    assert (
        run.stderr.strip().splitlines()[-1].startswith(f"dlnotes: no Dask scheduler answers at {address}: ")
    )


def test_without_distributed_it_says_what_to_install(shared_toy):
    shared_toy.write("distributed.py", "raise ImportError('not here')\n")
    run = shared_toy.dlnotes("build", "--dask", "tcp://127.0.0.1:1")
    (shared_toy.root / "distributed.py").unlink()
    assert run.returncode == 2
    assert (
        run.stderr.strip()
        == "dlnotes: --dask needs the package distributed: python -m pip install -e .[dask]"
    )
