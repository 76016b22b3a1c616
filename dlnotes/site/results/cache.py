"""A cache of folders: `.cache/<product>/<slug>/<key>/`, whole or not there at all.

An entry is written under a draft's name and renamed when it is complete; its manifest, written last, has
the hash of each of its files. An entry that does not match its manifest is none: whatever damaged it, it
is made again. Older keys stay: undoing an edit costs nothing.
"""

import contextlib
import hashlib
import json
from pathlib import Path

from dlnotes.site import scratch

MANIFEST = "manifest.json"


class Cache:
    """The entries of a folder; what was found whole once is taken to be so as long as this object lives."""

    def __init__(self, folder: Path):
        self.folder, self._whole = folder, set()

    def has(self, task) -> bool:
        """Whether there is a whole entry for a task."""
        return self._is_whole(task.entry(self.folder))

    def latest(self, task) -> Path | None:
        """The entry of a task; if it is not made yet, the youngest of its older keys, if there is one."""
        entry = task.entry(self.folder)
        if self._is_whole(entry):
            return entry
        older = sorted(entry.parent.glob(f"*/{MANIFEST}"), key=lambda path: path.stat().st_mtime)
        return next(filter(self._is_whole, [path.parent for path in reversed(older)]), None)

    @contextlib.contextmanager
    def writing(self, task):
        """A folder to fill; it becomes the task's entry only if the block ends without an exception."""
        final = task.entry(self.folder)
        scratch.make_room(final)
        with scratch.folder(scratch.DRAFT, final.parent) as draft:
            yield draft
            manifest = {name: _hash(path) for name, path in _files(draft).items()}
            (draft / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
            _replace(draft, final)

    def _is_whole(self, entry):
        if entry not in self._whole and matches_its_manifest(entry):
            self._whole.add(entry)
        return entry in self._whole


def matches_its_manifest(entry: Path) -> bool:
    """Whether an entry has the files of its manifest, those alone, and each as it was written."""
    try:
        manifest = json.loads((entry / MANIFEST).read_bytes())
        files = _files(entry)
        return manifest.keys() == files.keys() and all(manifest[n] == _hash(p) for n, p in files.items())
    except (OSError, ValueError, AttributeError):  # missing, no JSON, not of our shape
        return False


def sweep(folder: Path) -> None:
    """Remove the drafts that killed builds left in a cache."""
    scratch.sweep(folder.glob(f"**/{scratch.DRAFT}*"))


def keep(path: Path, key: str, row) -> None:
    """Write what JSON can hold, sealed, so that `kept` tells it from what is damaged."""
    text = json.dumps(row)
    scratch.write(path, f"{key} {_sealed(text)}\n{text}".encode())


def kept(path: Path, key: str):
    """What was kept under this key; None if there is nothing, or it is damaged."""
    try:
        head, _, text = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    return json.loads(text) if head == f"{key} {_sealed(text)}" else None


def _sealed(text):
    return hashlib.sha256(text.encode()).hexdigest()


def _files(entry):
    """Name → path of the files of an entry, its manifest left out."""
    found = {path.relative_to(entry).as_posix(): path for path in entry.rglob("*") if not path.is_dir()}
    found.pop(MANIFEST, None)
    return found


def _hash(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _replace(draft, final):
    """Put `draft` where `final` is; a folder takes no other's name, so the old one steps aside first."""
    while True:
        try:
            return draft.rename(final)
        except OSError:
            if not final.exists():
                raise
            with scratch.folder(scratch.DRAFT, final.parent) as aside:
                with contextlib.suppress(FileNotFoundError):  # another build moved it away first
                    final.rename(aside / final.name)
