"""A problem of a page stands below the last thing above its line that can be found there."""

import pytest

from dlnotes.site.errors import Problem
from dlnotes.site.preview import places
from dlnotes.site.project import Project

PAGE = """# Title

## Twice

## Twice

![A bar](../generated/figures/sizing.svg)

Text.

/// exercise | halve-it
    level: by hand

Halve 9.
///

```text
>>> no code
```

```python
>>> 1
1
```

```python
--8<-- "one.py:one"
```
"""
WHERE = {
    1: "",
    4: "title",
    6: "twice",
    8: "twice_1",
    10: "fig-sizing",
    12: "fig-sizing",
    16: "exercise-halve-it",
    21: "exercise-halve-it",
    24: 0,
    29: 1,
    99: 1,
}


@pytest.mark.parametrize("line", WHERE)
def test_the_last_landmark_above_a_line(shared_toy, line):
    shared_toy.write("docs/deep-learning/places.md", PAGE)
    found = places.shown(Project(shared_toy.root), Problem("docs/deep-learning/places.md", line, "is wrong"))
    said = f"docs/deep-learning/places.md:{line}: is wrong"
    assert found == {"said": said, "page": "deep-learning/places.html", "at": WHERE[line]}


@pytest.mark.parametrize("name", ["mkdocs.yml", "snippets/one.py", "docs/no-such.md"])
def test_what_is_no_page_has_no_place(shared_toy, name):
    found = places.shown(Project(shared_toy.root), Problem(name, 1, "is wrong"))
    assert found == {"said": f"{name}:1: is wrong"}
