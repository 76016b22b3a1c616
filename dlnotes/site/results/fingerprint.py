"""Which modules of `dlnotes` could change a result: the import closure, read from syntax trees.

Nothing is imported and nothing is declared by hand. `from dlnotes.nn import relu` is followed through the
re-exports of `dlnotes/nn/__init__.py` to the module that defines `relu`, so that an edit of
`nn/divergences.py` leaves every experiment alone that only needs `relu`. A package's `__init__` itself never joins
the closure: it computes nothing.
"""

import ast
import functools
import hashlib
import json
import platform
import sys
from importlib import metadata
from pathlib import Path

from dlnotes.site.project import BuildError
from dlnotes.site.results.cache import write_if_changed


def closure(entry: Path, root: Path) -> tuple[frozenset[Path], frozenset[str]]:
    """(files of the project that `entry` reaches, itself included; names of the outside modules they import)."""
    inside, outside, todo = set(), set(), [entry.resolve()]
    while todo:
        path = todo.pop()
        if path in inside:
            continue
        inside.add(path)
        for module, name in _imports(path, root):
            if module.split(".")[0] == "dlnotes":
                todo += _definitions(root, module, name)
            else:
                outside.add(module.split(".")[0])
    return frozenset(inside), frozenset(outside - sys.stdlib_module_names)


def digest(entry: Path, root: Path, *extra: str) -> str:
    """Hash of everything that could change what `entry` computes: code, versions, and `extra` (a config, an input)."""
    files, packages = closure(entry, root)
    sha = hashlib.sha256(platform.python_version().encode())
    for path in sorted(files):
        sha.update(f"\n{path.relative_to(root.resolve()).as_posix()} {_read(path, root)['tree']}".encode())
    for package in sorted(packages):
        sha.update(f"\n{package}=={version(package)}".encode())
    for text in extra:
        sha.update(b"\n" + text.encode())
    return sha.hexdigest()[:20]


def _imports(path, root):
    """(module, name or None) of every import statement of a file, those inside functions included."""
    return [
        (_absolute(module, level, path, root), name) for module, level, name in _read(path, root)["imports"]
    ]


def _absolute(module, level, path, root):
    """`from ..nn import relu` as the absolute module it means."""
    if not level:
        return module
    package = path.relative_to(root.resolve()).with_suffix("").parts[:-level]
    return ".".join([*package, *([module] if module else [])])


def _definitions(root, module, name):
    """The files that an import of `name` from `module` (or of `module` itself) reaches."""
    folder = root.resolve() / Path(*module.split("."))
    if folder.with_suffix(".py").is_file():
        return [folder.with_suffix(".py")]
    init = folder / "__init__.py"
    if not init.is_file():
        return []
    if name not in (None, "*"):
        if (folder / f"{name}.py").is_file():
            return [folder / f"{name}.py"]
        if (folder / name / "__init__.py").is_file():
            return _definitions(root, f"{module}.{name}", None)
    exports = [(m, n) for m, n in _imports(init, root) if m.split(".")[0] == "dlnotes"]
    wanted = [e for e in exports if e[1] == name] if name not in (None, "*") else []
    # A whole package, or a name that its __init__ does not spell out: everything it re-exports may be used.
    return [path for m, n in (wanted or exports) for path in _definitions(root, m, n)]


def _read(path, root):
    """What the key needs of one file. Parsing is the slow part, so it is remembered on disk by the file's content."""
    text = path.read_bytes()
    memory = _memory(root)
    name = hashlib.sha256(sys.version.encode() + text).hexdigest()
    if name not in memory:
        memory[name] = _parse(path, text)
        write_if_changed(_memory_file(root), json.dumps(memory).encode())
    return memory[name]


def _parse(path, text):
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise BuildError(f"{path}:{error.lineno}: {error.msg}") from error
    imports = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports += [(alias.name, 0, None) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imports += [(node.module, node.level, alias.name) for alias in node.names]
    return {"imports": imports, "tree": _tree_hash(tree)}


def _tree_hash(tree):
    """Hash of a module's syntax tree: comments, layout and docstrings do not count."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and body:
            if isinstance(body[0], ast.Expr) and isinstance(getattr(body[0].value, "value", None), str):
                del body[0]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()


def _memory_file(root):
    return root / ".cache" / "modules.json"


@functools.cache
def _memory(root):
    try:
        return json.loads(_memory_file(root).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


@functools.cache
def version(package: str) -> str:
    """What is installed of a package."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        names = metadata.packages_distributions().get(package, [])
        return ",".join(f"{name}=={metadata.version(name)}" for name in names) or "unknown"
