"""What the search reads of a page is kept, and is the same as if it had just been read."""

import pytest


@pytest.fixture
def index(built):
    """The search index of the toy, made anew."""

    def make():
        run = built.mkdocs()
        assert run.returncode == 0, run.stderr
        return (built.root / "site/search/search_index.json").read_text(encoding="utf-8")

    return make


def test_it_finds_what_was_edited_and_the_rest_as_before(built, index):
    before = index()
    assert index() == before and "See code." in before
    built.edit("docs/index.md", "See [code]", "Look at [code]")
    assert index() == before.replace("See code.", "Look at code.")


def test_what_is_kept_is_used_and_if_damaged_found_again(built, index):
    before, kept = index(), built.root / ".cache/search/index.md.json"
    assert "See code." in kept.read_text(encoding="utf-8")
    stamp = kept.stat().st_mtime_ns
    assert index() == before and kept.stat().st_mtime_ns == stamp
    kept.write_bytes(kept.read_bytes().replace(b"See code.", b"Tea code."))
    assert index() == before and b"See code." in kept.read_bytes()
