"""The last look before publishing: the built pages, read as a browser would get them."""

import re
from html.parser import HTMLParser
from pathlib import Path

TRACEBACK = re.compile(r"Traceback \(most recent call last\)|^\w*(?:Error|Exception): ", re.M)
RAW_TEX = re.compile(r"\\\(|\\\[|\$\$|\\(?:frac|mathrm|begin|left|right|sigma|lambda)\b")
NOTATION = re.compile(r"\[\[[^\]]*\]\]|\{\{.*?\}\}|^///", re.M)
INCLUDE = re.compile(
    r"\s*-+8<-+ \".*\s*"
)  # alone in a code block; double brackets and braces there are Python's
LOADING = {"script", "img", "iframe", "source", "video", "audio"}
_CODE = {"code", "textarea"}


class Page(HTMLParser):
    """The parts of a page that the checks look at: prose, code blocks, images, figures, outside requests."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.prose, self.blocks, self.problems = [], [], [], []

    VOID = set("area base br col embed hr img input link meta source track wbr".split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in self.VOID:
            self.stack.append(tag)
        if tag == "pre":
            self.blocks.append("")
        if tag == "img" and not (attrs.get("alt") or "").strip():
            self.problems.append(f"<img src={attrs.get('src', '')[:60]!r}> without alt text")
        if tag == "x-fig" and not (attrs.get("aria-label") or "").strip():
            self.problems.append("a figure without alt text")
        if tag in LOADING or (tag == "link" and _loads(attrs)):
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
        if "pre" in inside:
            self.blocks[-1] += data
        elif not inside & _CODE:
            self.prose.append(data)


def _loads(attrs):
    kinds = set((attrs.get("rel") or "").split())
    return bool(kinds & {"stylesheet", "icon", "preload", "modulepreload", "preconnect"})


def problems_of(html: str) -> list[str]:
    """What is wrong with one built page, each in a few words."""
    page = Page()
    page.feed(html)
    prose, blocks = "".join(page.prose), "\n".join(page.blocks)
    found = list(page.problems)
    for block in page.blocks:
        if INCLUDE.fullmatch(block):
            found.append(f"a snippet that was not included: {block.strip()!r}")
    for name, pattern, text in [
        ("a traceback", TRACEBACK, blocks + "\n" + prose),
        ("raw TeX", RAW_TEX, prose),
        ("unresolved notation", NOTATION, prose),
        ("an include outside of code", INCLUDE, prose),
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
