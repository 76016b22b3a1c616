"""The one reader of what authors write: text, Python, YAML. What is none of them is told with its place."""

import ast
import copy
import functools
import warnings
from pathlib import Path

import yaml

from dlnotes.site.errors import SourceError


def text(path: Path, name: str) -> str:
    """The text of a source, without a mark of its byte order; SourceError names a line that is no UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(name, 1, f"this file cannot be read: {error.strerror}") from None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        wrong, line = data[error.start : error.end], data.count(b"\n", 0, error.start) + 1
        raise SourceError(name, line, f"a source is UTF-8, and {wrong!r} is not") from None


def tree(source: str, name: str) -> ast.Module:
    """The syntax tree of some Python, not to be changed; SourceError names file and line of what is none."""
    try:
        return _tree(source)
    except SyntaxError as error:
        raise SourceError(name, error.lineno or 1, f"no Python: {error.msg}") from None
    except ValueError as error:  # a null byte
        raise SourceError(name, 1, f"no Python: {error}") from None
    except (RecursionError, MemoryError):
        raise SourceError(name, 1, "no Python: it is nested too deeply") from None


@functools.lru_cache(1024)
def _tree(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd escapes, which are said when the code runs
        return ast.parse(source)


def module(path: Path, name: str) -> ast.Module:
    """The syntax tree of a file."""
    return tree(text(path, name), name)


def data(source: str, name: str, line: int = 1):
    """What some YAML says that begins on this line of a file; a name that stands there twice is refused."""
    try:
        return copy.deepcopy(_parsed(source))
    except yaml.MarkedYAMLError as error:
        at = line + (error.problem_mark.line if error.problem_mark else 0)
        raise SourceError(name, at, f"no YAML: {error.problem}") from None
    except (yaml.YAMLError, ValueError) as error:  # a character that YAML forbids; a date that is none
        raise SourceError(name, line, f"no YAML: {' '.join(str(error).split())}") from None


@functools.lru_cache(512)  # many rules read the same few files
def _parsed(source):
    return yaml.load(source, _Once)


class _Once(yaml.SafeLoader):
    """YAML as it is meant: of two equal names, PyYAML would silently keep the last."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a name is one word", key.start_mark)
            if key.value in seen:
                said = f"{key.value!r} stands there twice"
                raise yaml.constructor.ConstructorError(None, None, said, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)
