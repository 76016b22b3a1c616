"""What a key is made of, read from syntax trees and import closures: the meaning of a module, of a maker,
the text of a file.

Nothing is imported and nothing is declared by hand. `from dlnotes.nn import relu` is followed through the
re-exports of `dlnotes/nn/__init__.py` to the module that defines `relu`, so that an edit of
`nn/divergences.py` leaves every experiment alone that only needs `relu`. A package's `__init__` itself
never joins a closure: it computes nothing.
"""

import ast
import copy
import hashlib
import json
import sys
from importlib import metadata
from pathlib import Path

from dlnotes.site import reading, scratch
from dlnotes.site.errors import SourceError

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


def key(*parts: str) -> str:
    """One key of several fingerprints; other versions of Python have other keys."""
    return _hash("\n".join([PYTHON, *parts]).encode())[:20]


class Fingerprints:
    """The fingerprints of a project's files as they are now: each file is read once as long as this object
    lives."""

    def __init__(self, root: Path):
        self.root = root.resolve()
        self._memory = _memory(self.root)
        self._read, self._known, self._below, self._versions = {}, {}, {}, {}

    def meaning(self, entry: Path) -> str:
        """Of a module and of all that it imports: syntax trees without docstrings, and versions of outside
        packages."""
        return self._said(*self.closure([entry]))

    def text(self, files) -> str:
        """Of files, to the letter."""
        return "\n".join(f"{self._name(path)} {_hash(self.read(path))}" for path in files)

    def maker(self, path: Path, names: tuple[str, ...]) -> str:
        """Of some functions of a module, with the definitions that they use, there and in what these
        import."""
        name = _hash(sys.version.encode() + self.read(path) + " ".join(names).encode())
        if name not in self._memory:
            used = _used(self.parse(path), names)
            imports = [found for node in used for found in _imports_in(node)]
            own = _hash("\n".join(ast.dump(_without_docstrings(node)) for node in used).encode())
            self._memory[name] = {"imports": imports, "tree": own}
        facts = self._memory[name]
        files, packages = self._behind(path, facts["imports"])
        files, more = self.closure(files)
        return f"{self._name(path)} {facts['tree']}\n{self._said(files, packages | more)}"

    def closure(self, entries) -> tuple[frozenset[Path], frozenset[str]]:
        """(files of the project that `entries` reach, these included; names of the outside modules they
        import)."""
        inside, outside, todo = set(), set(), [entry.resolve() for entry in entries]
        while todo:
            path = todo.pop()
            if path not in inside:
                inside.add(path)
                files, packages = self._reached(path)
                todo += files
                outside |= packages
        return frozenset(inside), frozenset(outside)

    def read(self, path: Path) -> bytes:
        """The bytes of a file of the project."""
        if path not in self._read:
            try:
                self._read[path] = path.read_bytes()
            except OSError as error:
                raise SourceError(self._name(path), 1, f"this file is needed: {error.strerror}") from None
        return self._read[path]

    def parse(self, path: Path) -> ast.Module:
        """The syntax tree of a module; SourceError names file and line of what is no Python."""
        return reading.module(path, self._name(path))

    def remember(self) -> None:
        """Keep what was parsed, for the next process."""
        data = json.dumps(self._memory)
        scratch.write(_memory_file(self.root), f"{_hash(data.encode())}\n{data}".encode())

    def _said(self, files, packages):
        trees = [f"{self._name(path)} {self._facts(path)['tree']}" for path in sorted(files)]
        return "\n".join([*trees, *(f"{package}=={self._version(package)}" for package in sorted(packages))])

    def _reached(self, path):
        """What the imports of a file reach at once: files of the project, and names of outside packages."""
        if path not in self._below:
            self._below[path] = self._behind(path, self._facts(path)["imports"])
        return self._below[path]

    def _behind(self, path, imports):
        """(files, outside packages) behind import statements that stand in a file."""
        found = [(self._absolute(module, level, path), name) for module, level, name in imports]
        outside = {module.split(".")[0] for module, _ in found} - {"dlnotes"} - sys.stdlib_module_names
        files = {file for module, name in found for file in self._definitions(module, name)}
        return files, outside

    def _absolute(self, module, level, path):
        """`from ..nn import relu` as the absolute module it means."""
        if not level:
            return module
        package = path.resolve().relative_to(self.root).with_suffix("").parts[:-level]
        return ".".join([*package, *([module] if module else [])])

    def _definitions(self, module, name):
        """The files that an import of `name` from `module` (or of `module` itself) reaches; none of other
        packages."""
        if module.split(".")[0] != "dlnotes":
            return []
        folder = self.root / Path(*module.split("."))
        if folder.with_suffix(".py").is_file():
            return [folder.with_suffix(".py")]
        init = folder / "__init__.py"
        if not init.is_file():
            return []
        if name not in (None, "*"):
            if (folder / f"{name}.py").is_file():
                return [folder / f"{name}.py"]
            if (folder / name / "__init__.py").is_file():
                return self._definitions(f"{module}.{name}", None)
        imports = self._facts(init)["imports"]
        exports = [(self._absolute(m, level, init), n) for m, level, n in imports]
        wanted = [e for e in exports if e[1] == name] if name not in (None, "*") else []
        # A whole package, or a name that its __init__ does not spell out: everything it re-exports may be
        # used.
        return [path for m, n in (wanted or exports) for path in self._definitions(m, n)]

    def _facts(self, path):
        """Imports and tree's hash of a file. Parsing is the slow part, so it is remembered by the file's
        content."""
        if path not in self._known:
            name = _hash(sys.version.encode() + self.read(path))
            if name not in self._memory:
                tree = self.parse(path)
                imports = list(_imports_in(tree))
                tree = _hash(ast.dump(_without_docstrings(tree)).encode())
                self._memory[name] = {"imports": imports, "tree": tree}
            self._known[path] = self._memory[name]
        return self._known[path]

    def _version(self, package):
        """What is installed of a package. Its distribution may have another name; finding that takes long,
        and is kept."""
        if package not in self._versions:
            known = self._memory.get(package, package)
            if version(known) is None:
                known = self._memory[package] = (metadata.packages_distributions().get(package) or [package])[
                    0
                ]
            self._versions[package] = version(known) or "unknown"
        return self._versions[package]

    def _name(self, path):
        return path.resolve().relative_to(self.root).as_posix()


def version(distribution: str) -> str | None:
    """What is installed of a distribution; None if it is not."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _used(tree, names):
    """The statements at a module's top that its definitions `names` need; of an import, the names that are
    needed."""
    given, todo, used, needed = _bindings(tree), list(names), set(), set()
    while todo:
        name = todo.pop()
        needed.add(name)
        for node in set(given.get(name, [])) - used:
            used.add(node)
            todo += [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    for node in used:
        if isinstance(node, ast.Import | ast.ImportFrom):
            node.names = [alias for alias in node.names if _bound(alias) in needed]
    return [node for node in tree.body if node in used]


def _bindings(tree):
    """Name → the statements at a module's top that bind it."""
    given = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [_bound(alias) for alias in node.names]
        else:
            names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
        for name in names:
            given.setdefault(name, []).append(node)
    return given


def _bound(alias):
    """The name that an import gives to what it imports."""
    return alias.asname or alias.name.split(".")[0]


def _imports_in(node):
    """(module, level, name or None) of every import statement in a syntax tree."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            yield from ((alias.name, 0, None) for alias in part.names)
        elif isinstance(part, ast.ImportFrom):
            yield from ((part.module, part.level, alias.name) for alias in part.names)


def _without_docstrings(tree):
    """The same tree without them; comments and layout are not in it anyway."""
    tree = copy.deepcopy(tree)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and body:
            if isinstance(body[0], ast.Expr) and isinstance(getattr(body[0].value, "value", None), str):
                del body[0]
    return tree


def _hash(data):
    return hashlib.sha256(data).hexdigest()


def _memory_file(root):
    return root / ".cache" / "modules.json"


def _memory(root):
    """What was remembered; nothing, if the file is not as it was written."""
    try:
        seal, _, data = _memory_file(root).read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    return json.loads(data) if seal == _hash(data.encode()) else {}
