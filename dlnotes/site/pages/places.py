"""Places within a page that have an address of their own: a quiet link for copying, and a hit of the search.

The search cuts a page at its headings. So it is handed a page in which every place begins with one, and in
which formulas are words; the index that it makes is also what the previews of links are read from.
"""

import functools
import re
import xml.etree.ElementTree as etree
from html import escape, unescape

from dlnotes.site.pages.titles import spoken

_UNREAD = re.compile(r'<x-fig\b.*?</x-fig>|<a\b[^>]*\bclass="headerlink".*?</a>', re.S)
_FORMULA = re.compile(
    r"<x-tex\b[^>]*>(?:<span hidden=\"\">(?P<words>.*?)</span>)?"
    r"<math\b.*?</math><span\b[^>]*>(?P<tex>.*?)</span></x-tex>",
    re.S,
)
_PLACE = re.compile(r'<\w[^>]*\bdata-search-title="(?P<title>[^"]*)"[^>]*\bid="(?P<id>[^"]+)"[^>]*>')
_PARAGRAPH = re.compile(r'<p id="([^"]+)">(.*?)</p>', re.S)  # a reference, all of it its title


def name(element: etree.Element, id: str, title: str) -> None:
    """Give an element an address, and the title of its hits and previews."""
    element.attrib |= {"id": id, "data-search-title": title}


def link(parent: etree.Element, id: str, what: str) -> None:
    """A link to a place, as headings have one; a script copies its address on a click."""
    label = f"Link to this {what}"
    attributes = {"class": "headerlink", "href": f"#{id}", "title": label, "aria-label": label}
    etree.SubElement(parent, "a", attributes).text = "¶"


def searched(html: str) -> str:
    """A page as the search reads it."""
    html = _FORMULA.sub(_formula, _UNREAD.sub("", html))
    html = _PLACE.sub(r'\g<0><h6 id="\g<id>">\g<title></h6>', html)
    return _PARAGRAPH.sub(r'<div><h6 id="\1">\2</h6></div>', html)


def _formula(found):
    return found["words"] or f"<code>{escape(_spoken(unescape(found['tex'])), quote=False)}</code>"


_spoken = functools.lru_cache(4096)(spoken)
