"""Rules about a page as a whole."""

import re

from dlnotes.site.errors import unknown
from dlnotes.site.sources.words import words

FRONT_MATTER = ("title", "description", "hide", "template", "search", "moved", "question", "picture")
RUNNING, WITH_FOLDS = 2200, 3500  # words of a lesson: what a beginner reads in the time that it states
SHORTEST, LONGEST = 40, 170  # characters of a description: what a search engine shows


def can_be_read(page, subject):
    """The reader could place everything that looks like a notation of ours."""
    yield from page.problems


def have_a_title(page, subject):
    if not page.title:
        yield page.problem(1, "a page has a title, `# …`")


def say_known_things_of_themselves(page, subject):
    """A name in the front matter that nobody reads is misspelt."""
    for name, value in page.meta.items():
        if name not in FRONT_MATTER:
            yield page.problem(1, unknown("line of the front matter", str(name), FRONT_MATTER))
        elif isinstance(value, str) and re.search(r"\[\[|\$|\\", value):
            yield page.problem(1, f"{name} is plain text, without numbers of results and formulas: {value!r}")


def describe_themselves(page, subject):
    text = page.meta.get("description")
    if not isinstance(text, str) or not SHORTEST <= len(text) <= LONGEST:
        said = f"{len(text)}" if isinstance(text, str) else "none"
        wanted = f"a description of {SHORTEST} to {LONGEST} characters, not {said}"
        yield page.problem(1, f"a page begins with front matter that gives {wanted}")


def lead_where_they_moved(page, subject):
    """A page that only leads to another names one that is there."""
    if (target := page.meta.get("moved")) is None:
        return
    known = [address.removesuffix(".md") + ".html" for address in subject.addresses]
    if target not in known:
        yield page.problem(1, unknown("page of the site", str(target), known))


def are_read_in_the_time_they_state(page, subject):
    """A lesson is short; what does not fit is not merely folded away."""
    if page.name not in subject.lessons:
        return
    found = words(page)
    if found.running > RUNNING:
        yield page.problem(
            1, f"a lesson has at most {RUNNING} words of running text, and this {found.running}"
        )
    if (whole := found.running + found.folds) > WITH_FOLDS:
        yield page.problem(1, f"a lesson has at most {WITH_FOLDS} words with its folds, and this {whole}")
