"""Rules about links from page to page: each lands on something."""

import posixpath
import re

from dlnotes.site.project import unknown

_LINK = re.compile(r"\]\((?P<page>[^)\s#:]+\.md)?(?:#(?P<anchor>[^)\s]+))?[^)]*\)")


def land(page, subject):
    """The page is there, and so is the anchor on it; other links are MkDocs' to follow."""
    known = subject.addresses
    for number, line in page.prose:
        for link in _LINK.finditer(line):
            address = page.address
            if link["page"]:
                address = posixpath.normpath(posixpath.join(posixpath.dirname(address), link["page"]))
            if address not in known:
                yield page.problem(number, unknown("page", address, known))
            elif link["anchor"] and link["anchor"] not in known[address].anchors:
                anchors = known[address].anchors
                yield page.problem(number, unknown(f"place on {address}", link["anchor"], anchors))
