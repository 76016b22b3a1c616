"""The last look at built pages finds what a reader must never see, and nothing else."""

import pytest

from dlnotes.site.checks.built_pages import check, problems_of

BAD = {
    "a traceback": "<pre><code>Traceback (most recent call last):\n  File</code></pre>",
    "a traceback in a cell": "<pre>NameError: name 'x' is not defined</pre>",
    "raw TeX in parentheses": r"<p>so \(x\) is</p>",
    "raw TeX in brackets": r"<div>\[x\]</div>",
    "a raw macro": r"<p>the \frac{1}{2}</p>",
    "a number that nobody filled in": "<p>is [[slug.name:.2f]] times</p>",
    "a snippet that nobody included": '<pre><code>--8<-- "file.py:region"</code></pre>',
    "a fence that is no block": "<p>```torch compares=y\nx = 1</p>",
    "a second snippet that nobody included": '<pre>x = 1</pre><pre>--8<-- "file.py:region"</pre>',
    "raw TeX spelt in entities": "<p>so &#92;(x&#92;) is</p>",
    "a template that nobody rendered": "<p>{{ page.title }}</p>",
    "an image without alt": '<img src="a.png">',
    "an image with empty alt": '<img src="a.png" alt="">',
    "a figure without alt": '<x-fig role="img"><svg></svg></x-fig>',
    "a foreign script": '<script src="https://cdn.example/x.js"></script>',
    "a foreign font": '<link rel="stylesheet" href="//fonts.example/css">',
    "a foreign frame": '<iframe src="http://video.example/"></iframe>',
}
GOOD = {
    "prose": "<p>Errors happen; 5 &gt; 3 and $5.</p>",
    "code with braces": "<pre><code>d = {'a': {'b': 1}}; x[[0, 1]] </code></pre>".replace("[[0, 1]]", "[0]"),
    "a break in code": "<p><code>a<br/>x[[0, 1]]</code></p>",
    "code in a sentence": "<p>a <br> break and <code>x[[0, 1]]</code></p>",
    "mathematics": r"<x-tex><math></math><span>\frac{1}{2}</span></x-tex>",
    "an image": '<img src="a.png" alt="A cat">',
    "a link elsewhere": '<a href="https://example.org">there</a><link rel="canonical" href="https://example.org/">',
    "an inline script": "<script>var x = {{}}; '\\\\(x'</script>",
    "an error named in prose": "<p>It raises a ValueError: see above.</p>",
}


@pytest.mark.parametrize("name", BAD)
def test_it_finds(name):
    assert len(problems_of(f"<html><body>{BAD[name]}</body></html>")) == 1


@pytest.mark.parametrize("name", GOOD)
def test_it_leaves_alone(name):
    assert problems_of(f"<html><body>{GOOD[name]}</body></html>") == []


def test_each_problem_names_its_page(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "index.html").write_text("<p>fine</p>")
    (tmp_path / "sub" / "index.html").write_text('<img src="../index.html">')
    problems, pages = check(tmp_path)
    assert pages == 2 and len(problems) == 1 and problems[0].startswith("sub/index.html: <img")


@pytest.mark.parametrize(
    "html, said",
    [
        ('<a href="b.html">b</a>', "page.html: a link leads nowhere: b.html"),
        ('<a href="#there">b</a>', "page.html: a link leads to no place on its page: #there"),
        (
            '<a href="index.html#there">b</a>',
            "page.html: a link leads to no place on its page: index.html#there",
        ),
        ('<a href="with/">b</a>', None),
        ('<a href="without/">b</a>', "page.html: a link leads nowhere: without/"),
        ('<a id="x">a</a><p id="x">b</p>', "page.html: two elements have the id 'x'"),
        (
            '<a id="x" href="#x">a</a><a href="index.html">b</a><a href="mailto:a@b.c">c</a>',
            None,
        ),
    ],
)
def test_a_dead_link_and_an_id_given_twice_are_told(tmp_path, html, said):
    (tmp_path / "index.html").write_text("<p>fine</p>")
    (tmp_path / "page.html").write_text(html)
    for folder in ("with", "without"):
        (tmp_path / folder).mkdir()
    (tmp_path / "with/index.html").write_text("<p>fine</p>")
    assert check(tmp_path)[0] == [said] * bool(said)


def test_prose_after_code_is_prose_again():
    assert len(problems_of("<pre><code>x</code></pre><p>\\(x\\)</p>")) == 1
    assert problems_of("<pre><code>\\(x\\)</code></pre><p>x</p></p><p>y</p>") == []


def test_what_is_found_is_shown_with_a_little_of_what_stands_around_it():
    text = "abcdefghijklmnopqrstuvwxyz [[x.y:d]] abcdefghijklmnopqrstuvwxyz"
    said = "unresolved notation: …'hijklmnopqrstuvwxyz [[x.y:d]] abcdefghijklmnopqrs'"
    assert problems_of(f"<p>{text}</p>") == [said]
    assert problems_of("<p>[[x.y:d]]</p>") == ["unresolved notation: …'[[x.y:d]]'"]


def test_an_empty_site_is_not_a_checked_site(toy):
    (toy.root / "empty").mkdir()
    assert toy.dlnotes("check", "--site", "empty").returncode == 2
