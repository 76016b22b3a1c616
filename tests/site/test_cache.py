"""The cache: whole entries or none, and what is damaged is none."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dlnotes.site import scratch
from dlnotes.site.results.cache import MANIFEST, Cache, matches_its_manifest


@dataclass(frozen=True)
class Task:
    """What the cache needs to know of one."""

    key: str = "key"

    def entry(self, cache):
        return cache / "experiments" / "slug" / self.key


def fill(cache, text="done", task=Task()):
    with cache.writing(task) as draft:
        (draft / "deep").mkdir()
        (draft / "result").write_text(text)
        (draft / "deep/part").write_text("part")
    return task.entry(cache.folder)


def test_an_entry_is_there_after_its_block_ends(tmp_path):
    assert not Cache(tmp_path).has(Task())
    entry = fill(Cache(tmp_path))
    assert Cache(tmp_path).has(Task()) and (entry / "result").read_text() == "done"


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_block_that_does_not_end_leaves_nothing(tmp_path, stop):
    with pytest.raises(stop):
        with Cache(tmp_path).writing(Task()) as draft:
            (draft / "result").write_text("half")
            raise stop
    assert not Cache(tmp_path).has(Task())
    assert list((tmp_path / "experiments" / "slug").iterdir()) == []


def test_a_failed_rewrite_keeps_what_was_there(tmp_path):
    entry = fill(Cache(tmp_path))
    with pytest.raises(ValueError):
        with Cache(tmp_path).writing(Task()):
            raise ValueError
    assert Cache(tmp_path).has(Task()) and (entry / "result").read_text() == "done"


def test_writing_again_replaces_the_entry(tmp_path):
    fill(Cache(tmp_path), "old")
    entry = fill(Cache(tmp_path), "new")
    assert (entry / "result").read_text() == "new" and Cache(tmp_path).has(Task())
    assert len(list(entry.parent.iterdir())) == 1


def a_folder(path):
    path.unlink()
    path.mkdir()


DAMAGE = {
    "emptied": lambda entry: (entry / "result").write_bytes(b""),
    "a bit flipped": lambda entry: (entry / "result").write_bytes(b"dOne"),
    "truncated": lambda entry: (entry / "deep/part").write_text("par"),
    "missing": lambda entry: (entry / "result").unlink(),
    "one too many": lambda entry: (entry / "more").write_text(""),
    "a folder instead": lambda entry: a_folder(entry / "result"),
    "no manifest": lambda entry: (entry / MANIFEST).unlink(),
    "an empty manifest": lambda entry: (entry / MANIFEST).write_bytes(b""),
    "a manifest of nothing": lambda entry: (entry / MANIFEST).write_text("{}"),
    "a manifest of another shape": lambda entry: (entry / MANIFEST).write_text("[3]"),
    "a manifest that is no text": lambda entry: (entry / MANIFEST).write_bytes(b"\xff\xfe"),
    "a manifest that is a folder": lambda entry: a_folder(entry / MANIFEST),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_is_none_and_can_be_made_again(tmp_path, damage):
    entry = fill(Cache(tmp_path))
    damage(entry)
    assert not matches_its_manifest(entry) and not Cache(tmp_path).has(Task())
    assert Cache(tmp_path).latest(Task()) is None
    fill(Cache(tmp_path))
    assert Cache(tmp_path).has(Task())


@pytest.mark.parametrize("above", ["experiments", "experiments/slug", "experiments/slug/key"])
def test_a_file_where_a_folder_belongs_gives_way(tmp_path, above):
    path = tmp_path / above
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in the way")
    assert not Cache(tmp_path).has(Task())
    fill(Cache(tmp_path))
    assert Cache(tmp_path).has(Task())


def test_what_is_not_made_yet_is_taken_from_the_youngest_whole_entry(tmp_path):
    cache = Cache(tmp_path)
    assert cache.latest(Task("new")) is None
    old, young, broken = (fill(cache, task=Task(key)) for key in ("old", "young", "broken"))
    for age, entry in enumerate((broken, young, old)):
        set_age(entry / MANIFEST, age)
    (broken / "result").unlink()
    assert cache.latest(Task("new")) == young
    assert cache.latest(Task("old")) == old


def set_age(path, seconds):
    import os

    os.utime(path, (1e9 - seconds, 1e9 - seconds))


def test_equal_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "deep" / "file"
    assert scratch.write(path, b"one")
    stamp = path.stat().st_mtime_ns
    assert not scratch.write(path, b"one")
    assert path.stat().st_mtime_ns == stamp
    assert scratch.write(path, b"two") and path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["file"]


def test_a_folder_in_the_place_of_a_file_gives_way(tmp_path):
    (tmp_path / "file" / "deeper").mkdir(parents=True)
    assert scratch.write(tmp_path / "file", b"one") and (tmp_path / "file").read_bytes() == b"one"


def test_what_somebody_works_on_is_not_swept_and_what_nobody_does_is(tmp_path):
    (tmp_path / "dlnotes-left").mkdir()
    (tmp_path / "dlnotes-left/file").write_text("")
    (tmp_path / "dlnotes-file").write_text("")
    with scratch.folder("dlnotes-", tmp_path) as mine:
        scratch.sweep(tmp_path.glob("dlnotes-*"))
        assert [path.name for path in tmp_path.iterdir()] == [mine.name]
    assert list(Path(tmp_path).iterdir()) == []
