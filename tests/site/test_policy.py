"""The Content-Security-Policy is derived from the pages: from their scripts and the address of Python."""

import base64
import hashlib

import pytest

from dlnotes.site.checks.policy import policy, write

PAGE = """<script src="a.js"></script><script>let a = 1</script><script> </script>
<script type="application/json">{"a": 1}</script>
<span id="dl-python" data-pyodide="https://cdn.example.org/pyodide/v1/" data-wheel="w.whl"></span>"""


def rules(folder):
    """Directive → its sources."""
    return {name: sources for name, *sources in (rule.split() for rule in policy(folder).split("; "))}


def hash_of(code):
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def test_scripts_in_pages_are_known_by_their_hashes_and_data_are_no_scripts(tmp_path):
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/index.html").write_text("<script async>let b = 2</script><script>let a = 1</script>")
    found = rules(tmp_path)["script-src"]
    hashes = sorted([hash_of("let a = 1"), hash_of("let b = 2")])
    assert found == ["'self'", "'wasm-unsafe-eval'", "https://cdn.example.org", *hashes]


@pytest.mark.parametrize("tag", ["script", "SCRIPT"])
def test_a_script_may_have_lines_and_capitals(tmp_path, tag):
    (tmp_path / "index.html").write_text(f"<{tag}>let a = 1\nlet b = 2</{tag}>")
    assert hash_of("let a = 1\nlet b = 2") in rules(tmp_path)["script-src"]


def test_python_comes_from_where_the_pages_say_or_from_the_site_itself(tmp_path):
    (tmp_path / "index.html").write_text(PAGE)
    assert rules(tmp_path)["connect-src"] == ["'self'", "https://cdn.example.org"]
    (tmp_path / "index.html").write_text(PAGE.replace("https://cdn.example.org/pyodide/v1/", "pyodide/"))
    assert rules(tmp_path)["connect-src"] == ["'self'"] and len(rules(tmp_path)["script-src"]) == 3


def test_everything_else_is_the_sites_own(tmp_path):
    (tmp_path / "index.html").write_text(PAGE)
    found = rules(tmp_path)
    assert found["default-src"] == found["base-uri"] == found["form-action"] == ["'self'"]
    assert found["object-src"] == ["'none'"] and found["img-src"] == ["'self'", "data:"]


def test_the_line_is_written_as_a_file_of_headers(tmp_path):
    (tmp_path / "index.html").write_text(PAGE)
    write(tmp_path)
    first, second = (tmp_path / "_headers").read_text().splitlines()
    assert first == "/*" and second == f"  Content-Security-Policy: {policy(tmp_path)}"
