"""Rules about a page as a whole."""

from dlnotes.site.sources.notation import BRACKETS

SHORTEST, LONGEST = 40, 170  # characters of a description: what a search engine shows


def can_be_read(page, subject):
    """The reader could place everything that looks like a notation of ours."""
    yield from page.problems


def have_a_title(page, subject):
    if not page.title:
        yield page.problem(1, "a page has a title, `# …`")


def describe_themselves(page, subject):
    text = page.meta.get("description")
    if not isinstance(text, str) or not SHORTEST <= len(text) <= LONGEST:
        said = f"{len(text)}" if isinstance(text, str) else "none"
        wanted = f"a description of {SHORTEST} to {LONGEST} characters, not {said}"
        yield page.problem(1, f"a page begins with front matter that gives {wanted}")
    elif BRACKETS.search(text):
        yield page.problem(1, f"a description is plain text, without numbers of results: {text!r}")
