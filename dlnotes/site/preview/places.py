"""Where the preview shows a problem: below the last thing above its line that can be found on the page."""

from dlnotes.site.sources import page as pages
from dlnotes.site.sources.examples import examples


def shown(project, problem) -> dict:
    """What is said, and of a problem of a page the page's address and the id that it stands below, or the
    number of the code."""
    path, said = project.root / problem.path, {"said": str(problem)}
    if path not in project.lessons():
        return said
    page = pages.load(project, path)
    at = max(
        (mark for mark in _landmarks(page, project.root / "snippets") if mark[0] <= problem.line),
        default=(0, ""),
    )[1]
    return said | {"page": f"{page.address.removesuffix('.md')}.html", "at": at}


def _landmarks(page, snippets):
    """(line, id) of headings, figures and blocks, (line, number) of code that can be run."""
    codes = [example for example in examples(page, snippets) if example.runs]
    return [
        *((line, name) for name, line in page.heading_ids.items()),
        *((figure.line, f"fig-{figure.slug}") for figure in page.figures),
        *((block.line, f"{block.name}-{block.argument}") for block in page.blocks),
        *((code.line, number) for number, code in enumerate(codes)),
    ]
