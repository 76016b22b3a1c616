"""The cache: whole entries or none."""

import pytest

from dlnotes.site.results.cache import Cache, write_if_changed


def fill(cache, text="done"):
    with cache.writing("experiments", "slug", "key") as draft:
        (draft / "result").write_text(text)


def test_an_entry_is_there_after_its_block_ends(tmp_path):
    cache = Cache(tmp_path)
    assert not cache.has("experiments", "slug", "key")
    fill(cache)
    assert cache.has("experiments", "slug", "key")
    assert (cache.entry("experiments", "slug", "key") / "result").read_text() == "done"


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_block_that_does_not_end_leaves_nothing(tmp_path, stop):
    cache = Cache(tmp_path)
    with pytest.raises(stop):
        with cache.writing("experiments", "slug", "key") as draft:
            (draft / "result").write_text("half")
            raise stop
    assert not cache.has("experiments", "slug", "key")
    assert list((tmp_path / "experiments" / "slug").iterdir()) == []


def test_a_failed_rewrite_keeps_what_was_there(tmp_path):
    cache = Cache(tmp_path)
    fill(cache)
    with pytest.raises(ValueError):
        with cache.writing("experiments", "slug", "key"):
            raise ValueError
    assert (cache.entry("experiments", "slug", "key") / "result").read_text() == "done"


def test_writing_again_replaces_the_entry(tmp_path):
    cache = Cache(tmp_path)
    fill(cache, "old")
    fill(cache, "new")
    assert (cache.entry("experiments", "slug", "key") / "result").read_text() == "new"
    assert len(list((tmp_path / "experiments" / "slug").iterdir())) == 1


def test_equal_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "deep" / "file"
    assert write_if_changed(path, b"one")
    stamp = path.stat().st_mtime_ns
    assert not write_if_changed(path, b"one")
    assert path.stat().st_mtime_ns == stamp
    assert write_if_changed(path, b"two") and path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["file"]
