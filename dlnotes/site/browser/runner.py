"""What Python does when a reader clicks Run: the code of a block, after all code of the page that stands
above it.

It runs in the reader's browser, where nothing but the standard library is certain to be there, and
natively in the tests. Each run starts with an empty namespace, so that what it shows is what reading from
the top gives. A job is `{"block": {before, code, after, checker, file}, "above": [{before, code, after,
label}, …], "checking": bool}`; what comes of it is told piece by piece as `tell(kind, text)`, the kinds
being `state`, `printed`, `error`, `note`, `right` and `wrong`.
"""

import __future__

import ast
import contextlib
import importlib
import io
import linecache
import re
import sys
import traceback
from types import ModuleType

from dlnotes.site.browser.clean import WATCHED, Clean

LIMIT = 20_000  # characters that a run may print: far more than anybody reads, little enough for a phone

_clean = None  # what Python was like before anything ran here
_future = set()  # flags of the compiler that a run has asked for

READERS, CHECKER = "<your code>", "<the check>"


class Printed(io.TextIOBase):
    """Standard output and error: each line is told as soon as it is whole, until there is too much of it."""

    def __init__(self, tell):
        self.tell, self.waiting, self.left = tell, "", LIMIT

    def write(self, text):
        if self.left:
            self.waiting += text[: self.left + 1]
            if "\n" in text or len(self.waiting) > self.left:
                self.flush()
        return len(text)

    def flush(self):
        text, self.waiting = self.waiting[: self.left], ""
        if text:
            self.tell("printed", text)
            self.left -= len(text)
            if not self.left:
                self.tell(
                    "note", f"The output is cut here, after {LIMIT:,} characters. The code goes on running."
                )

    @property
    def anything(self):
        return self.left < LIMIT


def needs_numpy(job) -> bool:
    """Whether some code of a job imports NumPy, or the package, which is built on it."""
    return bool({"numpy", "dlnotes"} & {module for text in _texts(job) for module in _imports(text)})


def _texts(job):
    parts = ("before", "code", "after", "checker")
    return [part.get(name, "") for part in (job["block"], *job["above"]) for name in parts]


def run(job, tell) -> bool:
    """Run a job; whether it came to its end without an error (of a checker: whether the answer is right)."""
    printed = Printed(tell)
    with _starting_clean(job), _as_at_the_prompt():
        namespace = {"__name__": "__main__"}
        job["block"]["edited_above"] = [part["label"] for part in job["above"] if part.get("edited")]
        for above in job["above"]:
            tell("state", f"Running {above['label']}, which this code builds on…")
            if not _run_quietly(above, namespace, tell):
                return False
        tell("state", "Running…")
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            ended = (
                _check(job["block"], namespace, printed)
                if job["checking"]
                else _run(job["block"], namespace, printed)
            )
            printed.flush()
    return ended


@contextlib.contextmanager
def _starting_clean(job):
    """Modules and settings are as a fresh Python has them, before and after a run."""
    global _clean
    _future.clear()
    linecache.clearcache()
    if _clean is None:
        _clean = Clean()
    for text in _texts(job):
        for module in set(_imports(text)) & set(WATCHED):
            with contextlib.suppress(ImportError):
                importlib.import_module(module)
    _clean.know()
    try:
        yield
    finally:
        _clean.restore()


@contextlib.contextmanager
def _as_at_the_prompt():
    """Bare expressions are echoed, but not kept as `_`; nobody is there to answer `input()`."""
    before = sys.displayhook, sys.stdin
    sys.displayhook, sys.stdin = _echo, io.StringIO()
    try:
        yield
    finally:
        sys.displayhook, sys.stdin = before


def _echo(value):
    if value is not None:
        print(repr(value))


def _run_quietly(above, namespace, tell):
    """A block further up: only that it fails is told."""
    try:
        with _silently():
            _execute(above["before"], f"<before {above['label']}>", namespace)
            _execute(above["code"], f"<{above['label']}>", namespace)
            _unproved(above["after"], f"<after {above['label']}>", namespace)
    except BaseException as error:
        edited = ", which was edited (Reset brings back what the page has)," if above.get("edited") else ""
        said = (
            f"This code builds on the code above it, and there {above['label']}{edited} stops with an error:"
        )
        tell("note", said)
        tell("error", _traceback(error))
        return False
    return True


@contextlib.contextmanager
def _silently():
    with contextlib.redirect_stdout(io.StringIO()) as nowhere, contextlib.redirect_stderr(nowhere):
        yield


def _run(block, namespace, printed):
    names = _run_readers(block, namespace, printed)
    if names is None:
        return False
    with _silently():
        unproved = _unproved(block["after"], f"<{block['file']}, after your code>", namespace)
    if unproved:
        asserted = f"What the page asserts of the published code ({block['file']}) does not hold of it:"
        printed.tell("note", f"Your code came to its end. {asserted}\n" + "\n".join(unproved))
    elif not printed.anything:
        printed.tell("note", _silence(block, names))
    return True


def _check(block, namespace, printed):
    if _run_readers(block, namespace, printed) is None:
        return False
    try:
        _execute(block["checker"], CHECKER, namespace)
    except BaseException as error:
        printed.flush()
        frames = traceback.extract_tb(error.__traceback__)
        if isinstance(error, AssertionError) and READERS not in {frame.filename for frame in frames}:
            printed.tell("wrong", f"Not yet: {str(error) or _line(frames)}")
        else:
            printed.tell("wrong", "Not yet: the check stopped with an error.")
            printed.tell("error", _traceback(error))
        return False
    printed.flush()
    printed.tell("right", "Right: every check holds.")
    return True


def _line(frames):
    """The line of the checker at which it stopped, for an assertion without a message."""
    return next(frame.line for frame in reversed(frames) if frame.filename == CHECKER)


def _run_readers(block, namespace, printed):
    """What stands before the reader's code, quietly, then the code itself; the names that it defined, None
    after an error."""
    try:
        with _silently():
            _execute(block["before"], "<before your code>", namespace)
        known = dict(namespace)
        _execute(block["code"], READERS, namespace, echo=True)
    except BaseException as error:
        printed.flush()
        printed.tell("error", _traceback(error))
        if hint := _hint(error, block):
            printed.tell("note", hint)
        return None
    printed.flush()
    return [name for name, value in namespace.items() if _is_news(name, value, known)]


def _hint(error, block):
    """What a reader may not know of an error, in a sentence; nothing, if the error says it."""
    line = (error.text or "").strip() if isinstance(error, SyntaxError) else ""
    first = next((text.strip() for text in block["code"].splitlines() if text.strip()), "")
    if isinstance(error, ModuleNotFoundError):
        return "Here are the standard library, NumPy and dlnotes, and nothing else."
    if isinstance(error, EOFError) and "input(" in block["code"]:
        return "Nobody can answer input() here: write the answer into the code."
    if isinstance(error, SyntaxError | NameError) and re.match(r">>>|\.\.\. |In \[\d*\]:", first):
        return (
            "Take the prompts away (>>>, ..., In [1]:), and the lines that are output: only code runs here."
        )
    if re.match(r"[%!]|\?|.*\?$", line):
        return f"{line.split()[0]} is for IPython and notebooks; here runs plain Python."
    if isinstance(error, SyntaxError) and "await" in str(error):
        return (
            "await works only inside of `async def`, and that only where an event loop runs; here none does."
        )
    if isinstance(error, NameError) and block.get("edited_above"):
        edited = ", ".join(block["edited_above"])
        return f"This code builds on code above that was edited: {edited}. Reset there brings it back."
    return ""


def _is_news(name, value, known):
    return (
        not name.startswith("_")
        and not isinstance(value, ModuleType)
        and (name not in known or known[name] is not value)
    )


def _silence(block, names):
    """What to say of code that ran and printed nothing."""
    said = "It ran to its end and printed nothing"
    if block["after"].strip():
        said += f"; the page's own checks of it hold ({block['file']})"
    if names:
        said += f". It defined {', '.join(names)}; a line with just a name shows its value"
    return f"{said}."


def _unproved(text, name, namespace):
    """Run what follows a region, statement by statement; those that do not hold of an edited region, as
    written."""
    failed = []
    for statement in _parsed(text, name).body:
        try:
            exec(_compiled(ast.Module([statement], []), name, "exec"), namespace)
        except Exception as error:  # an edit may take away what the statement stands on
            said = (
                ""
                if isinstance(error, AssertionError)
                else f"  # {traceback.format_exception_only(error)[-1].strip()}"
            )
            failed.append(f"{ast.get_source_segment(text, statement)}{said}")
    return failed


def _execute(text, name, namespace, echo=False):
    """Run some text as a file of that name; with `echo`, each statement as at the prompt."""
    tree = _parsed(text, name)
    if not echo:
        exec(_compiled(tree, name, "exec"), namespace)
        return
    for statement in tree.body:
        exec(_compiled(ast.Interactive([statement]), name, "single"), namespace)


def _parsed(text, name):
    """The syntax tree; tracebacks will find the lines, although there is no such file."""
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    return _compiled(text, name, "exec", ast.PyCF_ONLY_AST)


def _compiled(code, name, mode, flags=0):
    """Compiled code; what it, or code before it, imports from `__future__` holds from here on."""
    found = compile(code, name, mode, flags | sum(_future), dont_inherit=True)
    for statement in getattr(code, "body", []):
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            _future.update(getattr(__future__, alias.name).compiler_flag for alias in statement.names)
    return found


def _imports(text):
    """The top-level modules that some code imports; none if it is no Python."""
    with contextlib.suppress(SyntaxError):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield (node.module or "").split(".")[0]


def _traceback(error):
    """As Python prints it, without the frames of this module, wherever they stand."""
    said = traceback.TracebackException.from_exception(error)
    _take_ours_out(said)
    return "".join(said.format())[:LIMIT]


def _take_ours_out(said):
    if said is not None:
        frames = [frame for frame in said.stack if frame.filename != __file__]
        said.stack = traceback.StackSummary.from_list(frames) if frames else None
        for other in (said.__cause__, said.__context__, *(getattr(said, "exceptions", None) or ())):
            _take_ours_out(other)
