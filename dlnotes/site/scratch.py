"""Files and folders that are there only while a process works on them, and what killed processes have left
of them.

Whoever makes one holds a lock on it. The lock goes with the process, however it ends, so that the next
build can tell what nobody works on any more. Where the system has no such locks, nothing is swept.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

DRAFT = ".draft-"  # beside what it will become
HOME = "dlnotes-"  # in the system's temporary folder


@contextlib.contextmanager
def folder(prefix: str, parent: Path | None = None):
    """A new folder, gone after the block (unless the block has renamed it) or, if this process is killed,
    after `sweep`."""
    path, lock = _locked(lambda: tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        _release(lock)


def write(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all, and only if it has other bytes now; whatever else stands there
    gives way."""
    if path.is_file() and path.read_bytes() == data:
        return False
    make_room(path)
    draft, lock = _locked(lambda: _new_file(path.parent))
    try:
        draft.write_bytes(data)
        draft.chmod(0o644)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
        _release(lock)
    return True


def make_room(path: Path) -> None:
    """Make the folder in which `path` is to stand; a file in the place of one of its folders gives way."""
    for above in reversed(path.parents):
        if above.exists() and not above.is_dir():
            above.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)


def sweep(found) -> None:
    """Remove each of these files and folders that no living process works on."""
    for path in found:
        with contextlib.suppress(OSError):  # it went, or belongs to somebody else
            lock = _lock(path)
            if lock is not None:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
                _release(lock)


def sweep_temporary() -> None:
    """Remove what killed builds left in the system's temporary folder."""
    sweep(Path(tempfile.gettempdir()).glob(f"{HOME}*"))


def _new_file(parent):
    handle, name = tempfile.mkstemp(prefix=DRAFT, dir=parent)
    os.close(handle)
    return name


def _locked(make):
    """(path, lock) of something new; made once more if a sweep took it before it was locked."""
    while True:
        path = Path(make())
        with contextlib.suppress(FileNotFoundError):
            lock = _lock(path)
            if path.exists():
                return path, lock


def _lock(path):
    """The lock on a file or folder; None if another process holds it, or if there are no locks here."""
    if fcntl is None:
        return None
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _release(lock):
    if lock is not None:
        os.close(lock)
