"""The book: all lessons and what they refer to as one PDF, and the site as one zip for a USB stick.

`make book` calls it after a strict build. Chromium prints one page, which book.js has put together from the
built ones; it is printed twice, for only then it is known on which page a chapter stands. Both files are
written into the site, whose home page then offers them.
"""

import sys
import zipfile
from pathlib import Path

import pypdfium2
from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, path, serving

SCRIPT = Path(__file__).with_name("book.js")
LEFT_OUT = ["index.html", "labs/", "wrong-inputs.html", "contributing.html"]  # of what the navigation names
PLACE = "<!-- downloads -->"
OFFER = (
    '<p class="dl-downloads">To take along: <a href="dlnotes.pdf" download>all lessons as one PDF</a> and '
    '<a href="dlnotes.zip" download>this site for a USB stick</a>.</p>'
)


def write(site: Path) -> None:
    """Both files, and the home page's links to them; the zip holds the site without those."""
    home = site / "index.html"
    html = home.read_text(encoding="utf-8")
    if html.count(PLACE) != 1:
        sys.exit(f"{home}: no place for the links: build the site, and keep {PLACE} on the home page")
    (site / "dlnotes.pdf").write_bytes(printed(site))
    packed(site, site / "dlnotes.zip")
    home.write_text(html.replace(PLACE, OFFER), encoding="utf-8")


def printed(site: Path) -> bytes:
    """The PDF, with the numbers of its pages in its contents."""
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{address}/index.html")
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
        page.evaluate("leftOut => window.book(leftOut)", LEFT_OUT)
        page.evaluate("numbers => window.numbered(numbers)", chapters(_pdf(page)))
        pdf = _pdf(page)
        browser.close()
    return pdf


def _pdf(page):
    return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)


def chapters(pdf: bytes) -> list[int]:
    """The page of each chapter, which is a heading of the first level behind the title and the contents."""
    marks = [mark for mark in pypdfium2.PdfDocument(pdf).get_toc() if mark.level == 0]
    return [mark.get_dest().get_index() + 1 for mark in marks[2:]]


def packed(site: Path, target: Path) -> None:
    """All files of the site in their order and with one date, so that the same site is the same zip."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(site.rglob("*")):
            if path.is_file() and path != target:
                entry = zipfile.ZipInfo(f"dlnotes/{path.relative_to(site).as_posix()}")
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
