"""Rules about figures: each is drawn, captioned, and shown on one page."""

from dlnotes.site.project import Problem, unknown


def are_known(page, subject):
    known = subject.evidence["figure"]
    for figure in page.figures:
        if figure.slug not in known:
            yield page.problem(figure.line, unknown("figure", figure.slug, known))


def are_shown_once(page, subject):
    yield from shown_once("figure", page, subject)


def have_a_page(subject):
    yield from on_a_page("figure", subject.project.figures(), subject)


def have_a_caption(subject):
    yield from (caption for caption in subject.captions.values() if isinstance(caption, Problem))


def shown_once(kind, page, subject):
    """What is shown on this page stands nowhere above or on a page before."""
    for line, slug, first in subject.shown_again.get((kind, page.name), ()):
        yield page.problem(line, f"{kind} {slug} stands in {first} already")


def on_a_page(kind, known, subject):
    """Of these slugs and their files, those that no page shows."""
    shown = {slug for _, _, slug in subject.shown[kind]}
    for slug, path in known.items():
        if slug not in shown:
            yield Problem(subject.project.name(path), 1, f"no page shows the {kind} {slug}")
