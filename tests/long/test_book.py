"""The book and the zip, as `make book` leaves them in the site, and what a reader can do with them."""

import os
import subprocess
import sys
import zipfile

import pypdfium2
import pytest

from dlnotes.site.checks import built_pages
from tests import lessons
from tests.browser.conftest import ROOT, chromium, folder  # noqa: F401

pytestmark = pytest.mark.skipif("DLNOTES_LONG" not in os.environ, reason="printed twice: `make long`")


@pytest.fixture(scope="module")
def site(folder):  # noqa: F811
    run = subprocess.run(
        [sys.executable, "-m", "tests.book", folder], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture(scope="module")
def book(site):
    return pypdfium2.PdfDocument(site / "dlnotes.pdf")


def chapters(book):
    """Title → its first page, counted from 1."""
    marks = [mark for mark in book.get_toc() if mark.level == 0]
    return {mark.get_title(): mark.get_dest().get_index() + 1 for mark in marks}


def lines(book, page):
    """Those of a page, without its number, which comes first."""
    return [" ".join(line.split()) for line in book[page - 1].get_textpage().get_text_range().splitlines()][
        1:
    ]


def test_every_lesson_is_a_chapter_and_begins_a_page(book):
    found = chapters(book)
    titles = [page.read_text(encoding="utf-8").split("\n# ")[1].splitlines()[0] for page in lessons.PAGES]
    assert set(titles) <= set(found) and list(found)[-3:] == ["Notation", "Glossary", "References"]
    assert all(lines(book, page)[0] == title for title, page in found.items())


def test_the_contents_say_where_a_chapter_begins(book):
    wanted = [f"{title} {page}" for title, page in list(chapters(book).items())[2:]]
    assert lines(book, chapters(book)["Contents"]) == ["Contents", *wanted]


def test_a_link_between_pages_stays_in_the_book_and_none_leads_to_the_machine_that_made_it(site, book):
    assert b"127.0.0.1" not in (site / "dlnotes.pdf").read_bytes()
    first = book[chapters(book)["Lessons Learnt 1"] - 1]
    assert any(pypdfium2.raw.FPDFLink_GetDest(book, link) for link in links(first))


def links(page):
    place, link = pypdfium2.raw.c_int(0), pypdfium2.raw.FPDF_LINK()
    while pypdfium2.raw.FPDFLink_Enumerate(page, place, link):
        yield link


def test_the_home_page_offers_both_files_and_no_link_is_dead(site):
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="dlnotes.pdf"' in home and 'href="dlnotes.zip"' in home
    assert built_pages.check(site)[0] == []


def test_the_zip_is_the_site_and_offers_only_what_it_holds(site, tmp_path):
    with zipfile.ZipFile(site / "dlnotes.zip") as archive:
        archive.extractall(tmp_path)
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    unpacked = tmp_path / "dlnotes"
    names = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    found = {path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()}
    assert names - found == {(site / "dlnotes.zip").relative_to(site)} and not found - names
    assert built_pages.check(unpacked)[0] == []
