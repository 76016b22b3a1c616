"""Whether every figure, number, formula, claim, exercise and question of every page can be rendered.

A wrong slug is named where it stands, with page and line.
"""

import functools

from dlnotes.site.checks import claims
from dlnotes.site.pages import formulas as mathematics
from dlnotes.site.pages import practice
from dlnotes.site.project import BuildError, Project
from dlnotes.site.published import Generated
from dlnotes.site.sources.notation import BRACKETS, FIGURE, FORMULA, NUMBER
from dlnotes.site.sources.prose import prose


@functools.cache
def renderer(project: Project) -> mathematics.Renderer:
    """One renderer, and one open cache, a process."""
    return mathematics.Renderer(project.cache / "mathematics")


def check(project: Project) -> None:
    """Everything that pages ask for can be rendered; else BuildError, one line that names the place."""
    claims.check(project)
    generated = Generated.of(project)
    for figure in generated.figures.values():
        _check_line(generated, figure["caption"], f"{figure['path']}, caption: ")
        check_formulas(project, f"{figure['path']}, caption", {1: figure["caption"]})
    texts = {
        page.relative_to(project.root).as_posix(): page.read_text(encoding="utf-8")
        for page in project.lessons()
    }
    for name, text in texts.items():
        lines = dict(prose(text))
        for number, line in lines.items():
            _check_line(generated, line, f"{name}:{number}: ")
        check_formulas(project, name, lines)
    practice.check(project, texts)


def _check_line(generated, text, where):
    for match in FIGURE.finditer(text):
        generated.figure(match["slug"], match["alt"], where)
        if text.strip() != match[0]:
            raise BuildError(f"{where}figure {match['slug']} must stand alone on its line")
    for match in BRACKETS.finditer(text):
        number = NUMBER.fullmatch(match[0])
        if not number:
            raise BuildError(f"{where}{match[0]} is not a number of the form [[slug.name:format]]")
        generated.number(number["slug"], number["name"], number["spec"], where)


def check_formulas(project, name, lines):
    """Formulas may span lines; those of fences are gone already."""
    text = "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    for match in FORMULA.finditer(text):
        tex, display = match["display"] or match["inline"], match["display"] is not None
        try:
            renderer(project).render(tex.strip(), display)
        except mathematics.MathError as error:
            line = text.count("\n", 0, match.start()) + 1
            raise BuildError(f"{name}:{line}: {error}") from None
