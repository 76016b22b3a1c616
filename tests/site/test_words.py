"""The words of a lesson, its reading time, and the rule that holds it to both."""

from types import SimpleNamespace

import pytest

from dlnotes.site.checks import pages as rules
from dlnotes.site.sources.page import read
from dlnotes.site.sources.words import Words, count, minutes, words

PAGE = """# A title counts for nothing

Four words are here.

/// claim | hot
    kind: citation

What holds
:   two words.
///

??? note "Going deeper"

    Three folded words.

After it, four more.

/// exercise | x
    level: by hand

Nobody counts this one.
///

![Nor an alt text](../generated/figures/x.svg)

```python
nor = "code"
```
"""


def test_running_text_cards_and_folds_are_counted_apart():
    assert words(read(PAGE)) == Words(running=8, cards=4, folds=6)


@pytest.mark.parametrize(
    "text, number",
    [
        ("one two", 2),
        ("a [link of words](to/somewhere.md) here", 5),
        ("a formula $x + y = z$ is one", 5),
        ("a dash — is none, a - neither", 6),
        ("[[slug.name:.2f]] dB", 2),
        ("", 0),
    ],
)
def test_words_are_counted_as_one_reads_them(text, number):
    assert count(text) == number


def test_reading_takes_longer_with_figures_and_code():
    assert minutes(read("# T\n\n" + "word " * 360)) == 2
    assert minutes(read("# T\n\n" + "word " * 360 + "\n\n" + "![A](generated/figures/a.svg)\n\n" * 4)) == 4


@pytest.mark.parametrize(
    "running, folded, said",
    [
        (rules.RUNNING, 0, []),
        (rules.RUNNING + 1, 0, [f"at most {rules.RUNNING} words of running text, and this 2201"]),
        (2000, rules.WITH_FOLDS - 2002, []),
        (2000, rules.WITH_FOLDS - 2001, [f"at most {rules.WITH_FOLDS} words with its folds, and this 3501"]),
    ],
)
def test_a_lesson_has_a_limit_with_folds_and_without(running, folded, said):
    fold = '??? note "Deeper"\n\n    ' + "word " * folded if folded else ""
    page = read(f"# T\n\n{'word ' * running}\n\n{fold}", "docs/a/b/c.md")
    subject = SimpleNamespace(lessons={"docs/a/b/c.md"})
    found = [problem.message for problem in rules.are_read_in_the_time_they_state(page, subject)]
    assert len(found) == len(said) and all(words in message for words, message in zip(said, found))
    assert not list(rules.are_read_in_the_time_they_state(page, SimpleNamespace(lessons=set())))
