"""What a product is: one kind of thing that is made, in one module of this room.

A module of a product has

- `NAME`: its folder in the cache, and the title of its progress;
- `DRAWS_ON`: what an edit of a source must change for the thing to be made anew: its `MEANING` (the syntax
  tree, with that of all it imports) or its `TEXT`, to the letter;
- `sources(project)`: a `Source` for each thing there is, or the `Problem` that keeps it from being made;
- `parts(task)`: what can be made apart, side by side;
- `make(project, task, part)`: one part (not needed where there are none);
- `store(project, task, outcomes, folder)`: all parts as the files of one entry;
- `files(project, task, entry)`: where the pages look for a file → the file;
- `tables(project, entries, so_far)`: name of a table → slug → row; `entries` is task → its entry, and
  `so_far` has the tables of the products before.

It may have

- `ANYWHERE`, true if a part needs nothing but the code, and may run on another machine;
- `AUTHORS_CODE`, true if `make` runs in its process what an author wrote, which may end that process;
- `owed(project, task, seconds)`: where the preview looks for a file → the bytes that stand there until it is
  made; `seconds` is what it and what it waits for took, as far as that is known;
- `AT_ONCE`, true if it takes no time and runs nothing of an author's: the preview makes it itself;
- `SECONDS`, what one takes, roughly, and `seconds(entry)`, what it took: in the preview the cheap come first.

Building and publishing are loops over these and know no kind. Whatever `parts`, `make` and `store` reach
is part of the key of what they make. See `dlnotes.site.results.plan`.
"""

from dataclasses import dataclass
from pathlib import Path

MEANING, TEXT = "meaning", "text"


@dataclass(frozen=True)
class Source:
    """One thing that a product makes: from which file, from which others, and from whose results."""

    slug: str
    path: Path
    others: tuple[Path, ...] = ()  # further files whose text goes in
    upstream: tuple[tuple[str, str], ...] = ()  # (product, slug) of each thing whose entry is read
    line: int = 1  # the one that names what is upstream


@dataclass(frozen=True)
class Task:
    """A thing to make, with the key under which it is kept."""

    product: str
    slug: str
    key: str
    source: Path
    others: tuple[Path, ...] = ()  # further files whose text goes in
    upstream: tuple["Task", ...] = ()

    def entry(self, cache: Path) -> Path:
        """Where a cache keeps it."""
        return cache / self.product / self.slug / self.key
