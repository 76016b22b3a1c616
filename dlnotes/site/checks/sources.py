"""Every figure, number, formula, exercise and question of every page can be rendered: found before it is.

A wrong slug is named where it stands, with page and line.
"""

from dlnotes.site.checks.formulas import check_formulas
from dlnotes.site.checks.labs import check_labs
from dlnotes.site.pages import practice
from dlnotes.site.project import BuildError, Project
from dlnotes.site.published import Generated
from dlnotes.site.sources.notation import BRACKETS, CARD, FIGURE, NUMBER
from dlnotes.site.sources.prose import prose


def check(project: Project) -> None:
    """Every figure, number, formula, exercise and question of every page can be rendered; else one line that names the place."""
    generated = Generated.of(project)
    for slug, claim in generated.claims.items():
        for part in ("note", "statement", "ran", "tolerance", "wrong", "source"):
            _check_line(generated, claim[part], f"claim {slug}, {part}: ")
            _refuse(check_formulas(f"claim {slug}, {part}", {1: claim[part]}))
    for slug, figure in generated.figures.items():
        _check_line(generated, figure["caption"], f"{figure['path']}, caption: ")
        _refuse(check_formulas(f"{figure['path']}, caption", {1: figure["caption"]}))
    texts = {
        page.relative_to(project.root).as_posix(): page.read_text(encoding="utf-8")
        for page in project.lessons()
    }
    for name, text in texts.items():
        lines = dict(prose(text))
        for number, line in lines.items():
            _check_line(generated, line, f"{name}:{number}: ")
        _refuse(check_formulas(name, lines))
    practice.check(project, texts)
    _refuse(check_labs(project))


def _check_line(generated, text, where):
    for match in FIGURE.finditer(text):
        generated.figure(match["slug"], match["alt"], where)
        if text.strip() != match[0]:
            raise BuildError(f"{where}figure {match['slug']} must stand alone on its line")
    if card := CARD.match(text):
        generated.claim(card["slug"], where)
    for match in BRACKETS.finditer(text):
        number = NUMBER.fullmatch(match[0])
        if not number:
            raise BuildError(f"{where}{match[0]} is not a number of the form [[slug.name:format]]")
        generated.number(number["slug"], number["name"], number["spec"], where)


def _refuse(problems):
    """Stop at the first problem."""
    for problem in problems:
        raise BuildError(problem)
