"""Every row of the page "What is refused": the change is made, the command says it."""

import contextlib
import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dlnotes.site.cli import main
from tests.site.conftest import built_once, compiled_once, copy_of  # noqa: F401  fixtures

PAGE = Path(__file__).parent.parent / "docs/wrong-inputs.md"
_CELL = re.compile(r"(`+) ?(?P<code>.+?) ?(?<!`)\1(?!`)|(?P<words>[^|`]+)")
_BYTE = re.compile(r"‹([0-9A-F]{2})›")


def rows(text):
    """(command, file, what stands there, what is written, what is said, exit code) of each row."""
    command, found = "", []
    for line in text.splitlines():
        if said := re.fullmatch(r"What `(.*)` says:", line):
            command = said[1]
        elif line.startswith("| `"):
            cells = [
                cell["code"] or cell["words"].strip()
                for cell in _CELL.finditer(line[2:-2])
                if cell[0].strip(" |")
            ]
            if len(cells) == 3:
                cells = [cells[0].removeprefix("dlnotes "), *[""] * 3, *cells[1:]]
                found.append(("dlnotes " + cells[0], *cells[1:]))
            else:
                found.append((command, *cells))
    return found


ROWS = rows(PAGE.read_text(encoding="utf-8"))
BUILDS = [row for row in ROWS if row[0] == "dlnotes build"]


def meant(cell):
    """The bytes that a cell of the table stands for."""
    if cell == "nothing":
        return b""
    text = cell.replace("⏎", "\n").replace("⇥", "\t").replace("·", " ")
    pieces = _BYTE.split(text)
    return b"".join(bytes([int(p, 16)]) if n % 2 else p.encode() for n, p in enumerate(pieces))


def changed(toy, file, old, new):
    """Make the change of a row."""
    path = toy.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if old == "the whole file":
        path.write_bytes(meant(new))
    elif file:
        data = path.read_bytes()
        assert meant(old) in data, f"{file} of the toy project has no {old}"
        path.write_bytes(data.replace(meant(old), meant(new), 1))


@pytest.fixture(scope="module")
def builds(built_once, tmp_path_factory):  # noqa: F811
    """Row → the build that followed; they run two at a time."""

    def run(row):
        toy = copy_of(built_once, tmp_path_factory.mktemp("row"))
        changed(toy, *row[1:4])
        return toy.dlnotes("build")

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(BUILDS, pool.map(run, BUILDS)))


def checked(toy, command, monkeypatch):
    """(exit code, all that was said) of a command that loads nothing of the project."""
    monkeypatch.chdir(toy.root)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = main(command.split()[1:])
        except SystemExit as stop:  # of argparse
            code = stop.code
    return code, said.getvalue()


@pytest.mark.parametrize("row", [row for row in ROWS if row not in BUILDS], ids=lambda row: row[3] or row[0])
def test_what_is_wrong_is_said_with_its_place(built_once, tmp_path, monkeypatch, row):  # noqa: F811
    command, file, old, new, said, code = row
    toy = copy_of(built_once, tmp_path / "toy")
    changed(toy, file, old, new)
    ended, told = checked(toy, command, monkeypatch)
    assert said in told and ended == int(code) and "Traceback" not in told


@pytest.mark.parametrize("row", BUILDS, ids=lambda row: row[3])
def test_what_a_build_finds_wrong_is_said_with_its_place(builds, row):
    run = builds[row]
    assert row[4] in run.stderr and run.returncode == int(row[5]) and "Traceback" not in run.stderr


def test_the_page_has_a_hundred_rows_and_more():
    assert len(ROWS) >= 100 and len(BUILDS) > 20 and len(set(ROWS)) == len(ROWS)
    assert all(
        code in "12" and (not file or re.match(r"[^:]+:\d+: ", said)) for _, file, _, _, said, code in ROWS
    )
