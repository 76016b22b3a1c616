"""Mutants: the mathematics and the rules with one small fault each, which the tests must notice.

    python -m tests.long.mutants [FOLDER …] [--sample N]

The tests run once to see which of them reach which line. Then one warm process forks for each mutant; the
child imports the project with one module's source changed and runs the tests that reach the changed line,
until one fails. A mutant that no test notices survives; one that cannot be noticed, since it means the same,
is listed with its reason in survivors.txt.
"""

import argparse
import ast
import copy
import hashlib
import importlib.abc
import importlib.util
import os
import pickle
import signal
import sys
from pathlib import Path

import hypothesis  # loaded once, for all children; nothing of the project is
import numpy
import pytest
import sybil

ROOT = Path(__file__).parents[2]
LISTED = Path(__file__).with_name("survivors.txt")
# Folder → the tests that may notice something there; what starts other processes does not see the mutant.
FOLDERS = {
    "dlnotes/nn": ["tests/nn", "dlnotes/nn"],
    "dlnotes/site/checks": [
        "tests/site/test_rules.py",
        "tests/site/test_check.py",
        "tests/site/test_notes.py",
        "tests/site/test_note_page.py",
        "tests/site/test_policy.py",
        "tests/site/test_markdown.py",
        "tests/site/test_labs.py",
        "tests/site/test_exercise_blocks.py",
        "tests/test_wrong_inputs.py::test_what_is_wrong_is_said_with_its_place",
    ],
}
WARM = (hypothesis, numpy, sybil)
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-p", "no:randomly"]
PATIENCE = 600  # seconds: a mutant that does not end is noticed
OPERATORS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


class Mutant:
    """One change of a file: the `number`-th of those that `changes` finds."""

    def __init__(self, path, number, lines, before, after, source):
        self.path, self.number, self.lines = path, number, lines
        self.before, self.after, self.source = before, after, source

    def __str__(self):
        return f"{self.path.relative_to(ROOT)} | {self.before} | {self.after}"


def mutants(path):
    """Every mutant of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    count = len(list(_changes(tree)))
    for number in range(count):
        changed = copy.deepcopy(tree)
        statement, change = list(_changes(changed))[number]
        before = ast.unparse(statement).splitlines()[0]
        change()
        after = ast.unparse(statement).splitlines()[0]
        if before == after:  # the change is further down in a long statement
            after = f"{after} (change {number})"
        lines = range(statement.lineno, statement.end_lineno + 1)
        yield Mutant(path, number, lines, before, after, ast.unparse(ast.fix_missing_locations(changed)))


def _changes(tree):
    """(statement, what changes something in it) of each place where a fault can be put."""
    for statement in _statements(tree):
        for node in _parts(statement):
            yield from ((statement, change) for change in _of_node(node))
        if isinstance(statement, ast.Return) and statement.value is not None:
            yield statement, lambda statement=statement: setattr(statement, "value", None)
        if isinstance(statement, ast.If | ast.While):
            yield statement, lambda s=statement: setattr(s, "test", ast.UnaryOp(ast.Not(), s.test))


def _statements(tree):
    """The statements that do something; a message is not looked into."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(
            node, ast.Raise | ast.Import | ast.ImportFrom | ast.ClassDef
        ):
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            names = isinstance(node, ast.Assign) and "__all__" in map(ast.unparse, node.targets)
            if not (docstring or names):
                yield node


def _parts(statement):
    """The expressions of a statement itself, not those of statements in it, and no text."""
    todo = [child for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt)]
    if isinstance(statement, ast.FunctionDef):
        todo = [*statement.args.defaults, *filter(None, statement.args.kw_defaults)]
    while todo:
        node = todo.pop()
        if not isinstance(node, ast.JoinedStr | ast.stmt | ast.ExceptHandler):
            yield node
            minus = isinstance(node, ast.UnaryOp) and isinstance(
                node.op, ast.USub
            )  # −2 for −1 is seldom another
            todo += [] if minus and isinstance(node.operand, ast.Constant) else ast.iter_child_nodes(node)


def _of_node(node):
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OPERATORS:
        yield lambda: node.ops.__setitem__(0, OPERATORS[type(node.ops[0])]())
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in OPERATORS:
        yield lambda: setattr(node, "op", OPERATORS[type(node.op)]())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda: setattr(node, "op", ast.UAdd())
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield lambda: setattr(node, "value", not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield lambda: setattr(node, "value", node.value + 1)


# -- running -------------------------------------------------------------------------------------------------


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module other source."""

    def __init__(self, mutant):
        self.name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
        self.code = compile(mutant.source, str(mutant.path), "exec")

    def find_spec(self, name, path, target=None):
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module):
        exec(self.code, vars(module))


class Reached:
    """Notes which test reaches which line of some files."""

    def __init__(self, files):
        self.files, self.tests = {str(file) for file in files}, {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        def noted(frame, event, argument):
            if frame.f_code.co_filename not in self.files:
                return None
            self.tests.setdefault((frame.f_code.co_filename, frame.f_lineno), set()).add(item.nodeid)
            return noted

        sys.settrace(noted)
        try:
            return (yield)
        finally:
            sys.settrace(None)


class Only:
    """Keeps these tests and no other."""

    def __init__(self, wanted):
        self.wanted = wanted

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if item.nodeid in self.wanted]


def reached(folder):
    """(file, line) → the tests that reach it; they all pass, since else they would notice everything."""
    plugin = Reached((ROOT / folder).glob("*.py"))
    tests = [name for name in FOLDERS[folder] if (ROOT / name.split("::")[0]).exists()]
    if code := pytest.main([*OPTIONS, *tests], [plugin]):
        raise SystemExit(f"{folder}: without any mutant its tests end with {code}: {' '.join(tests)}")
    return plugin.tests


def tests_of(mutant, known):
    """The tests that reach a mutant's lines; those of the whole file if only its import does."""
    at = {line: tests for (file, line), tests in known.items() if file == str(mutant.path)}
    found = set().union(*(at.get(line, ()) for line in mutant.lines))
    return found or set().union(*at.values())


def apart(work):
    """What `work` returns, done in a child, which takes with it all that it has loaded."""
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        answer = None
        try:
            os.setsid()
            os.chdir(ROOT)
            signal.alarm(PATIENCE)
            sink = os.open(os.devnull, os.O_WRONLY)
            os.dup2(sink, 1)
            os.dup2(sink, 2)
            answer = work()
        finally:
            with open(sender, "wb") as out:
                pickle.dump(answer, out)
            os._exit(0)
    os.close(sender)
    with open(receiver, "rb") as said:
        answer = said.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else None


def is_noticed(mutant, tests) -> bool:
    """Whether one of these tests fails on a mutant; one that ends the process or never ends is noticed."""

    def run():
        sys.meta_path.insert(0, Changed(mutant))
        return int(pytest.main([*OPTIONS, *sorted({test.split("::")[0] for test in tests})], [Only(tests)]))

    return bool(tests) and apart(run) != 0


def listed() -> dict:
    """Mutant → why no test can notice it."""
    lines = [line for line in LISTED.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return dict(line.rsplit(" | ", 1) for line in lines)


def sample(folders, count=None):
    """Every mutant of these folders, or some: an edit of one line leaves the others in the sample."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).glob("*.py"))]
    found = [mutant for path in paths for mutant in mutants(path)]
    return found if count is None else sorted(found, key=_chance)[:count]


def _chance(mutant):
    return hashlib.sha256(str(mutant).encode()).digest()


def survivors(found):
    """Those that nothing notices, and are not listed; each is said as soon as it is known."""
    known, left = listed(), []
    folders = {name for name in FOLDERS for mutant in found if mutant.path.is_relative_to(ROOT / name)}
    tests = {name: apart(lambda name=name: reached(name)) for name in folders}
    if None in tests.values():
        raise SystemExit(f"without any mutant the tests of {' or '.join(folders)} fail")
    for number, mutant in enumerate(found, 1):
        folder = next(name for name in folders if mutant.path.is_relative_to(ROOT / name))
        if str(mutant) not in known and not is_noticed(mutant, tests_of(mutant, tests[folder])):
            left.append(mutant)
            print(f"{number} of {len(found)}: survives: {mutant}", flush=True)
    return left


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", default=list(FOLDERS))
    parser.add_argument("--sample", type=int)
    arguments = parser.parse_args()
    found = sample(arguments.folders, arguments.sample)
    left = survivors(found)
    print(f"{len(found) - len(left)} of {len(found)} mutants are noticed, or listed with a reason")
    return len(left) > 0.05 * len(found)


if __name__ == "__main__":
    sys.exit(main())
