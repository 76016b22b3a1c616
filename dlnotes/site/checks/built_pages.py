"""The last look before publishing: the built pages, read as a browser would get them."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dlnotes.site.errors import WrongUsage

TRACEBACK = re.compile(r"Traceback \(most recent call last\)|^\w*(?:Error|Exception): ", re.M)
RAW_TEX = re.compile(r"\\\(|\\\[|\$\$|\\(?:frac|mathrm|begin|left|right|sigma|lambda)\b")
NOTATION = re.compile(r"\[\[[^\]]*\]\]|\{\{.*?\}\}|^///|```|~~~", re.M)
INCLUDE = re.compile(
    r"\s*-+8<-+ \".*\s*"
)  # alone in a code block; double brackets and braces there are Python's
LOADING = {"script", "img", "iframe", "source", "video", "audio"}
NOT_FOLLOWED = {"link"}  # the canonical address and what MkDocs itself writes into the head
_CODE = {"code", "textarea"}


class Page(HTMLParser):
    """The parts of a page that the checks look at: prose, code blocks, images, figures, outside requests."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.prose, self.blocks, self.problems = [], [], [], []
        self.ids, self.links = set(), []

    VOID = set("area base br col embed hr img input link meta source track wbr".split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in self.VOID:
            self.stack.append(tag)
        if tag == "pre":
            self.blocks.append("")
        self._note_id(attrs.get("id"))
        self.links += [attrs[name] for name in ("href", "src") if attrs.get(name) and tag not in NOT_FOLLOWED]
        if tag == "img" and not (attrs.get("alt") or "").strip():
            self.problems.append(f"<img src={attrs.get('src', '')[:60]!r}> without alt text")
        if tag == "x-fig" and not (attrs.get("aria-label") or "").strip():
            self.problems.append("a figure without alt text")
        if tag in LOADING or (tag == "link" and _loads(attrs)):
            address = attrs.get("src") or attrs.get("href") or ""
            if re.match(r"(?:https?:)?//", address):
                self.problems.append(f"<{tag}> asks a third party: {address}")

    def _note_id(self, found):
        if found in self.ids:
            self.problems.append(f"two elements have the id {found!r}")
        self.ids |= {found} - {None}

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


def read(html: str) -> Page:
    """One built page."""
    page = Page()
    page.feed(html)
    return page


def problems_of(html: str) -> list[str]:
    """What is wrong with one built page, each in a few words."""
    return _problems(read(html))


def _problems(page):
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
    site = Path(site)
    pages = {file: read(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}
    if not pages:
        raise WrongUsage(f"no pages in {site}: build the site first")
    found = []
    for file, page in pages.items():
        problems = [*_problems(page), *_dead_links(file, page, pages)]
        found += [f"{file.relative_to(site).as_posix()}: {problem}" for problem in problems]
    return found, len(pages)


def _dead_links(file, page, pages):
    """Links to files that are not there, or to places that a page does not have."""
    if file.name == "404.html":  # served from any address, so its links begin at the top of the site
        return
    for link in dict.fromkeys(page.links):
        address = urlsplit(link)
        if address.scheme or address.netloc:
            continue
        target = Path(os.path.normpath(file.parent / unquote(address.path))) if address.path else file
        target = target / "index.html" if target.is_dir() else target
        if not target.is_file():
            yield f"a link leads nowhere: {link}"
        elif target in pages and address.fragment and unquote(address.fragment) not in pages[target].ids:
            yield f"a link leads to no place on its page: {link}"
