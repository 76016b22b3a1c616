"""The Content-Security-Policy under which the built pages do everything that they can do, and nothing else.

It is derived from the pages: the hashes of the scripts that stand in them, and the address of Python. The
build writes it into `_headers`, which some hosts read; for others it is one line of their configuration.
"""

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S | re.I)
_PYTHON = re.compile(r'<[^>]*\bid="?dl-python"?[^>]*>')
_ADDRESS = re.compile(r'data-pyodide="?(?P<address>https?://[^"\s>]+)')


def policy(site: Path) -> str:
    """The line for the pages in a folder."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
    scripts = sorted({f"'sha256-{_hash(code)}'" for page in pages for code in _inline(page)})
    python = sorted({_origin(found["address"]) for page in pages for found in _addresses(page)})
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *python, *scripts],
        "connect-src": ["'self'", *python],
        "style-src": ["'self'", "'unsafe-inline'"],  # drawings and formulas carry their styles with them
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def write(site: Path) -> None:
    """The line as a file of headers for every address of the site."""
    (site / "_headers").write_text(f"/*\n  Content-Security-Policy: {policy(site)}\n", encoding="utf-8")


def _inline(page):
    """The scripts that stand in a page; data are none."""
    for found in _SCRIPT.finditer(page):
        if "json" not in found["attributes"] and found["code"].strip():
            yield found["code"]


def _addresses(page):
    return [found for tag in _PYTHON.findall(page) for found in _ADDRESS.finditer(tag)]


def _origin(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _hash(code):
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
