"""A cache of folders: `.cache/<kind>/<slug>/<key>/`, whole or not there at all.

An entry is written under a temporary name and renamed when it is complete, so that a killed build leaves
nothing that looks finished; a failure writes nothing. Older keys stay: undoing an edit costs nothing.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path


class Cache:
    def __init__(self, folder: Path):
        self.folder = folder

    def entry(self, kind: str, slug: str, key: str) -> Path:
        return self.folder / kind / slug / key

    def has(self, kind: str, slug: str, key: str) -> bool:
        return self.entry(kind, slug, key).is_dir()

    @contextlib.contextmanager
    def writing(self, kind: str, slug: str, key: str):
        """A folder to fill; it becomes the entry only if the block ends without an exception."""
        final = self.entry(kind, slug, key)
        final.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=final.parent))
        try:
            yield draft
            _replace(draft, final)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _replace(draft, final):
    """Put `draft` where `final` is; a folder cannot be renamed over another, so the old one steps aside first."""
    while True:
        try:
            return draft.rename(final)
        except OSError:
            if not final.is_dir():
                raise
            aside = Path(tempfile.mkdtemp(prefix=".draft-", dir=final.parent))
            with contextlib.suppress(FileNotFoundError):  # another build moved it away first
                final.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write atomically, and only new bytes: `mkdocs serve` rebuilds on every write under docs/."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=".draft-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
    return True
