"""What the rules look at: the sources of a project, each read once, and what the last build published of
their results."""

from functools import cached_property

from dlnotes.site.project import Project, SourceError
from dlnotes.site.published import Generated
from dlnotes.site.sources import claims, exercises, labs, note, page, practice
from dlnotes.site.sources.captions import caption


class Subject:
    def __init__(self, project: Project, results=True):
        self.project, self.results = project, results  # whether what was published is to be compared with

    @cached_property
    def pages(self) -> list[page.Page]:
        return page.pages(self.project)

    @cached_property
    def addresses(self) -> dict[str, page.Page]:
        """How a link calls a page → the page."""
        return {found.address: found for found in self.pages}

    @cached_property
    def documents(self) -> list[page.Page]:
        """Everything whose code runs: the pages of the site, and the README."""
        readme = self.project.root / "README.md"
        return [*self.pages, *([page.load(self.project, readme)] if readme.is_file() else [])]

    @cached_property
    def published(self) -> Generated:
        return Generated.of(self.project) if self.results else Generated({}, {}, self.project.generated)

    @cached_property
    def is_built(self) -> bool:
        return self.results and (self.project.generated / "numbers.json").is_file()

    @cached_property
    def notes(self) -> list:
        """Every note; none if one cannot be read, which another rule says."""
        try:
            return note.notes(self.project)
        except SourceError:
            return []

    @cached_property
    def lessons(self) -> set[str]:
        """The names of the pages of notes that teach: all but the index of each."""
        return {self.project.name(path) for found in self.notes for path in found.lessons}

    @cached_property
    def cards(self) -> dict:
        """Slug → card of every page; those left out are told by a rule."""
        return claims.cards(self.project)

    @cached_property
    def evidence(self) -> dict:
        """Kind → the names of everything of it that a card may name."""
        project = self.project
        snippets = {path.name for path in project.snippets()}
        return {"snippet": snippets, "lab": project.labs(), "figure": project.figures()}

    @cached_property
    def exercises(self) -> dict:
        """Slug → its file, read; or the problem that keeps it from being read."""
        return {slug: _or_problem(exercises.read, path) for slug, path in self.project.exercises().items()}

    @cached_property
    def labs(self) -> dict:
        """File of a lab → its Markdown cells as a page; or the problem that keeps it from being read."""
        name = self.project.name
        return {path: _or_problem(labs.read, path, name(path)) for path in self.project.labs().values()}

    @cached_property
    def captions(self) -> dict:
        """File of a figure → (line, text) of its caption; or the problem that keeps it from having one."""
        names = {self.project.name(path): path for path in self.project.figures().values()}
        return {name: _or_problem(caption, path, name) for name, path in names.items()}

    @cached_property
    def shown(self) -> dict:
        """Kind → (page, line, slug) of everything of it that the pages show, in their order."""
        found = {"figure": [], "exercise": [], "question": []}
        for shown in self.pages:
            for kind, items in (
                ("figure", shown.figures),
                ("exercise", practice.exercises(shown)),
                ("question", practice.questions(shown)),
            ):
                found[kind] += [(shown, item.line, item.slug) for item in items]
        return found

    @cached_property
    def shown_again(self) -> dict:
        """(kind, page) → (line, slug, where it stands first) of what this page shows and need not."""
        seen, again = {}, {}
        for kind, items in self.shown.items():
            for page_, line, slug in items:
                first = seen.setdefault((kind, slug), f"{page_.name}:{line}")
                if first != f"{page_.name}:{line}":
                    again.setdefault((kind, page_.name), []).append((line, slug, first))
        return again


def _or_problem(read, *source):
    try:
        return read(*source)
    except SourceError as error:
        return error.problem
