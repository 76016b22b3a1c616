"""The last look before publishing: the built pages, read as a browser would get them."""

import re
from html.parser import HTMLParser
from pathlib import Path

TRACEBACK = re.compile(r"Traceback \(most recent call last\)|^\w*(?:Error|Exception): ", re.M)
RAW_TEX = re.compile(r"\\\(|\\\[|\$\$|\\(?:frac|mathrm|begin|left|right|sigma|lambda)\b")
NOTATION = re.compile(r"\[\[[^\]]*\]\]|\{\{.*?\}\}|^///", re.M)
INCLUDE = re.compile(r"--8<--")  # in a code block, double brackets and braces are Python's
_CODE = {"code", "textarea"}


class Page(HTMLParser):
    """The parts of a page that the checks look at: prose, code blocks, images, figures, outside requests."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.prose, self.blocks, self.problems = [], [], [], []

    VOID = {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in self.VOID:
            self.stack.append(tag)
        if tag == "img" and not (attrs.get("alt") or "").strip():
            self.problems.append(f"<img src={attrs.get('src', '')[:60]!r}> without alt text")
        if tag == "x-fig" and not (attrs.get("aria-label") or "").strip():
            self.problems.append("a figure without alt text")
        if tag in ("script", "img", "iframe", "source", "video", "audio") or (
            tag == "link" and _loads(attrs)
        ):
            address = attrs.get("src") or attrs.get("href") or ""
            if re.match(r"(?:https?:)?//", address):
                self.problems.append(f"<{tag}> asks a third party: {address}")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass

    def handle_data(self, data):
        inside = set(self.stack)
        if inside & {"script", "style", "x-tex", "svg"}:
            return
        (self.blocks if "pre" in inside else self.prose if not inside & _CODE else []).append(data)


def _loads(attrs):
    return bool(
        set((attrs.get("rel") or "").split())
        & {"stylesheet", "icon", "preload", "modulepreload", "preconnect"}
    )


def problems_of(html: str) -> list[str]:
    """What is wrong with one built page, each in a few words."""
    page = Page()
    page.feed(html)
    prose, blocks = "".join(page.prose), "".join(page.blocks)
    found = list(page.problems)
    for name, pattern, text in [
        ("a traceback", TRACEBACK, blocks + "\n" + prose),
        ("raw TeX", RAW_TEX, prose),
        ("unresolved notation", NOTATION, prose),
        ("a snippet that was not included", INCLUDE, prose + blocks),
    ]:
        match = pattern.search(text)
        if match:
            start = max(match.start() - 20, 0)
            found.append(f"{name}: …{text[start : match.end() + 20].strip()!r}")
    return found


def check(site: Path) -> tuple[list[str], int]:
    """(every problem as `page: problem`, number of pages read)."""
    files = sorted(Path(site).rglob("*.html"))
    found = []
    for file in files:
        name = file.relative_to(site).as_posix()
        found += [f"{name}: {problem}" for problem in problems_of(file.read_text(encoding="utf-8"))]
    return found, len(files)
