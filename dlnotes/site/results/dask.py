"""Independent runs on a Dask cluster: what would run in processes here runs on its workers instead, with
the same results."""

import contextlib
import functools
import hashlib
import platform
from pathlib import Path

from dlnotes.site.project import WrongUsage

PATIENCE = 5  # seconds until a scheduler that does not answer is taken for absent


@contextlib.contextmanager
def runs_on(address: str | None):
    """Within the block joblib sends its jobs to the Dask scheduler at `address`; without one they stay
    here."""
    if address is None:
        yield
        return
    try:
        from distributed import Client
    except ImportError:
        raise WrongUsage("--dask needs the package distributed: python -m pip install -e .[dask]") from None
    from joblib import parallel_config

    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise WrongUsage(f"no Dask scheduler answers at {address}: {str(error).splitlines()[0]}") from None
    with client:
        _check(client, address)
        with parallel_config(backend="dask", client=client):
            yield


@functools.cache
def code() -> str:
    """Hash of Python, NumPy and the package as this process has it: a worker remembers the code that it
    loaded, not what is on disk now."""
    import numpy as np

    folder = Path(__file__).parents[2]
    files = sorted(path for floor in ("nn", "experiments") for path in (folder / floor).glob("*.py"))
    sha = hashlib.sha256(f"{platform.python_version()} {np.__version__}".encode())
    for path in files:
        sha.update(path.name.encode() + path.read_bytes())
    return sha.hexdigest()


def _check(client, address):
    """Every worker has the very code that the cache keys are about."""
    try:
        found = client.run(code)
    except Exception as error:
        raise WrongUsage(
            f"the workers at {address} cannot run dlnotes: {type(error).__name__}: {error}"
        ) from None
    if not found:
        raise WrongUsage(f"the scheduler at {address} has no workers")
    if others := sorted(worker for worker, theirs in found.items() if theirs != code()):
        raise WrongUsage(
            f"other code, Python or NumPy than here on {', '.join(others)}: update and restart these workers"
        )
