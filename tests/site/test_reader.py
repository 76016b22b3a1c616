"""The one reader of pages: what it finds in some Markdown, on which line, and what it cannot place."""

import pytest

from dlnotes.site.sources import notation
from dlnotes.site.sources.formulas import formulas
from dlnotes.site.sources.page import read

PAGE = """---
description: A page.
---
# The `log` {: #top }

$$b$$

Text, $a$ and [[slug.x:.2f]], not `[[slug.y:d]]`.

![A bar](../generated/figures/bar.svg)

<!-- skip: next "there is no file" -->

~~~~ { .pycon .x }
>>> 1 + 1
2
~~~
~~~~

## Part

```python title="x.py"
--8<-- "one.py:a"
```

/// exercise | halve-it
    level: by hand

Halve.

```text
Inside.
```
///
"""


def test_everything_on_a_page_has_its_line():
    page = read(PAGE, "docs/a/b.md")
    assert (page.name, page.address, page.title, page.meta) == (
        "docs/a/b.md",
        "a/b.md",
        "The `log`",
        {"description": "A page."},
    )
    assert [(h.line, h.level, h.text) for h in page.headings] == [(4, 1, "The `log`"), (20, 2, "Part")]
    assert [found[:3] for found in formulas(page.prose)] == [(6, "b", True), (8, "a", False)]
    assert notation.numbers(page.prose) == [(8, "slug", "x", ".2f")]
    assert page.figures == [(10, "bar", "A bar")]
    assert page.problems == () and page.anchors == {"top", "the-log", "part", "fig-bar", "exercise-halve-it"}


def test_a_fence_knows_its_header_its_heading_and_what_it_shows():
    examples, snippet, text = read(PAGE).fences
    assert (examples.line, examples.indent, examples.mark, examples.language) == (14, "", "~~~~", "pycon")
    assert (examples.attributes, examples.heading, examples.skip) == (".x", "The `log`", "there is no file")
    assert [(e.source, e.want) for e in examples.examples] == [("1 + 1\n", "2\n~~~\n")]
    assert examples.python and examples.include is None
    assert (snippet.line, snippet.include, snippet.attributes) == (22, ("one.py", "a"), 'title="x.py"')
    assert (snippet.heading, snippet.skip) == ("Part", "")
    assert not text.python and text.body == ("Inside.",)


def test_a_block_has_its_options_and_its_text_without_fences():
    (block,) = read(PAGE).blocks
    assert (block.line, block.name, block.argument, block.heading) == (26, "exercise", "halve-it", "Part")
    assert block.options == {"level": "by hand"} and block.body[1] == (29, "Halve.")
    assert block.text == "\nHalve.\n" and read(PAGE).options == {26, 27}


def test_prose_ends_where_a_fence_begins_and_resumes_where_it_ends():
    text = "a\n```python\nb\n```\nc\n~~~~text\n```\nd\n~~~\n~~~~\ne `f` g\n```x``` h\n"
    assert [line.split() for _, line in read(text).prose] == [["a"], ["c"], ["e", "g"], ["h"], []]


@pytest.mark.parametrize("language", ["python", "Python3", "py", "py3", "pycon", "pycon3"])
@pytest.mark.parametrize("header", ["```{}", "~~~ {}", "```{{ .{} }}", '```{} title="a"', "``` {{ .{} .b }}"])
def test_every_spelling_of_a_python_fence_is_one(language, header):
    (fence,) = read(f"{header.format(language)}\nx\n{header[:3]}\n").fences
    assert fence.python and fence.language == language


@pytest.mark.parametrize("header", ["```", "```text", "``` { .yaml .python }", "```{.pyi}", "```pythonic"])
def test_other_fences_are_none(header):
    assert not read(f"{header}\nx\n```\n").fences[0].python


@pytest.mark.parametrize(
    "text, line, said",
    [
        ("a\n```text\nb\n", 2, "this fence is never closed by ```"),
        ("a\n/// claim | b\n", 2, "this block is never closed by ///"),
        ("/// a\n/// b\n///\n", 2, "the block of line 1 is still open; close it with ///"),
        ("/// a\n    b\n///\n", 1, "the options of this block are not lines of the form `name: value`: 'b'"),
        ("/// a\n    b: [\n///\n", 1, "the options of this block are not lines of the form"),
        ("---\na: [\n---\n", 3, "the front matter: no YAML: "),
        (
            "---\njust words\n---\n",
            1,
            "the front matter is not lines of the form `name: value`: 'just words'",
        ),
        ("---\n---\n<!-- skip: next -->\n", 3, "a skip needs its reason"),
        ("<!--\nskip: next\n-->\n", 2, "a skip needs its reason"),
        ("<!-- skip next -->\n", 1, "a skip needs its reason"),
        ("<!--; skip: start -->\n", 1, "a skip needs its reason"),
        ('<!-- skip: next if(True, reason="there is a reason") -->\n', 1, "a skip needs its reason"),
        ("/// claim | Warm\n///\n", 1, "this block needs a slug of small letters, digits and hyphens"),
        ("/// exercise\n///\n", 1, "this block needs a slug of small letters, digits and hyphens"),
        ("/// clame | warm\n///\n", 1, "no block is called 'clame'; nearest: claim"),
        ("/// note\n///\n", 1, "this block needs a slug of small letters, digits and hyphens"),
        ("///\n", 1, "this /// closes no block"),
        ("///claim | warm\n", 1, "a block begins with a line `/// name | slug` and ends with `///`"),
        ("Text.\n\n    x = 1\n", 3, "a text indented by four more blanks is shown as code"),
        ("- item\n\n\tx\n", 3, "a line is indented by blanks, not by tabs"),
        ("- item\n\n  ```text\n  x\n  ```\n", 3, "a fence stands at the left edge, or four blanks"),
        ("> ```python\n> x = 1\n> ```\n", 1, "code in a quotation is not run"),
        (">     x = 1\n", 1, "code in a quotation is not run"),
        ("[^1]: note\n\n    ```text\n    x\n    ```\n", 3, "code in a footnote would run elsewhere"),
        ("<!--\n```text\nx\n```\n-->\n", 2, "a comment holds no fence"),
        ("<!-- never closed\n", 2, "a comment is never closed by -->"),
        ("```text\nx\n````\n```\n", 1, "this fence ends with '```', not with '````'"),
        ("- a\n\n    ```text\n  x\n    ```\n", 3, "the lines of this fence are indented as its mark is"),
        ("<pre>x = 1</pre>\n", 1, "HTML is not looked into by all readers of a page: write <pre>"),
        ("[[a.b]]\n", 1, "[[a.b]] is not a number of the form [[slug.name:format]]"),
        ("![](generated/figures/a.svg)\n", 1, "image ![](generated/figures/a.svg): it has no alt text"),
    ],
)
def test_what_cannot_be_placed_is_named(text, line, said):
    assert [p for p in read(text, "p.md").problems if (p.path, p.line) == ("p.md", line)]
    assert any(problem.message.startswith(said) for problem in read(text, "p.md").problems)


def test_all_that_is_wrong_is_found_not_the_first_alone():
    assert [problem.line for problem in read("[[a]]\n\n/// b\n    c\n///\n\n```text\n").problems] == [
        1,
        3,
        3,
        7,
    ]


def test_a_page_that_is_no_utf_8_is_a_page_with_that_problem(tmp_path):
    from dlnotes.site.project import Project
    from dlnotes.site.sources.page import load

    (tmp_path / "a.md").write_bytes("Für\n\nSätze".encode("latin-1"))
    (problem,) = load(Project(tmp_path), tmp_path / "a.md").problems
    assert str(problem) == "a.md:1: a source is UTF-8, and b'\\xfc' is not"


def test_the_same_text_is_read_once():
    assert read(PAGE, "a.md") is read(PAGE, "a.md")
