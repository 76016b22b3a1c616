"""A build that is killed at any moment leaves nothing that the next one trips over: some kills in each run,
thirty in `make long`."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.site.conftest import new_toy

KILLS = 30 if "DLNOTES_LONG" in os.environ else 2


def environment(toy, temporary):
    return os.environ | {"PYTHONPATH": str(toy.root), "TMPDIR": str(temporary)}


def start(toy, temporary):
    command = [sys.executable, "-m", "dlnotes", "build"]
    quiet = subprocess.DEVNULL
    env = environment(toy, temporary)
    return subprocess.Popen(
        command, cwd=toy.root, env=env, stdout=quiet, stderr=quiet, start_new_session=True
    )


def published(toy):
    """Every published file and what is in it."""
    folder = toy.root / "docs/generated"
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory):
    """(what a build that nobody kills publishes, the seconds that it takes)."""
    toy, began = new_toy(tmp_path_factory.mktemp("unharmed")), time.monotonic()
    assert start(toy, tmp_path_factory.mktemp("temporary")).wait() == 0
    return published(toy), time.monotonic() - began


@pytest.mark.parametrize("number", range(KILLS))
def test_after_a_kill_the_next_build_publishes_the_same_bytes(unharmed, tmp_path, number):
    wanted, seconds = unharmed
    toy, temporary = new_toy(tmp_path / "toy"), tmp_path / "temporary"
    temporary.mkdir()
    for _ in range(2):  # the second one finds what the first has left
        run = start(toy, temporary)
        time.sleep(random.Random(number).uniform(0.1, 1.0) * seconds)
        try:
            os.killpg(run.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it was done before
        run.wait()
    assert start(toy, temporary).wait() == 0
    assert published(toy) == wanted
    assert [path for path in (toy.root / ".cache").rglob(".draft-*")] == []
    assert [path.name for path in temporary.iterdir() if path.name.startswith("dlnotes-")] == []
