"""The code of a page, in the order in which it runs: what the Run buttons, the notebooks and the tests all
start from.

A Python fence is one named region of a snippet, which stands for its whole file, or `>>>` examples. Both run
in the page's namespace, one after the other; see `tests/documents.py` for how CI reads the same fences by
other means.
"""

from dataclasses import dataclass
from pathlib import Path

from dlnotes.site.project import BuildError
from dlnotes.site.sources import snippets
from dlnotes.site.sources.page import Page, read
from dlnotes.site.sources.scan import Fence


@dataclass(frozen=True)
class Example:
    """A fence: `code` is what the reader sees and may edit; a snippet's file has more around it."""

    fence: Fence
    code: str
    before: str = ""
    after: str = ""
    file: str = ""  # of a snippet
    asked: tuple[str, ...] = ()  # the code of each `>>>` example
    wanted: tuple[str, ...] = ()  # what each of them prints, as the page says

    @property
    def line(self):
        return self.fence.line

    @property
    def runs(self) -> bool:
        """Whether a page has a Run button for it."""
        return bool(self.file or self.wanted)

    @property
    def heading(self):
        return self.fence.heading


def examples(page: Page | str, folder: Path) -> list[Example]:
    """Every Python fence of a page, or of some Markdown, in order; `folder` holds the snippets.

    One that asks for a snippet or region that is not there has no code; the gate names it.
    """
    page = read(page) if isinstance(page, str) else page
    return [_example(fence, folder) for fence in page.fences if fence.python]


def _example(fence, folder):
    if fence.include:
        try:
            _, shown = snippets.find(*fence.include, folder)
        except BuildError:
            return Example(fence, "")
        return Example(fence, shown.code.strip("\n") + "\n", shown.before, shown.after, fence.include[0])
    asked = tuple(example.source for example in fence.examples)
    return Example(fence, "".join(asked), asked=asked, wanted=tuple(e.want for e in fence.examples))
