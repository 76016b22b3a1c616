"""Work spread over processes: outcomes as they come, and a failure is an outcome, so that it loses
nobody's work."""

import ast
import os
import re
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import dlnotes
from dlnotes.site import reading
from dlnotes.site.errors import BuildError, Problem, Problems

ROOT = Path(dlnotes.__file__).parents[1]  # of the project whose code this process runs
AUTHORS = ("experiments", "claims", "figures", "nn")  # whose lines are named, in this order
ENTRANCES = ("run", "run_case", "cases", "collect", "draw")  # where our code enters theirs


@dataclass(frozen=True)
class Failure:
    """What was wrong, each with its place."""

    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, error: BaseException, source: Path):
        """What an error says of the author's file that was at work."""
        if isinstance(error, Problems):
            return cls(tuple(error.problems))
        if isinstance(error, BuildError):
            return cls((Problem.told(str(error)) or _of(source, str(error)),))
        said = f"{type(error).__name__}: {error}".strip(": ").splitlines()[0]
        if isinstance(error, ImportError):
            said = re.sub(r" \(/.*\)$", "", said)  # where this machine has the module
        if not isinstance(error, Exception):
            said = f"it ends the process that runs it: {said}"
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _author(frame)]
        if not frames:
            return cls((_of(source, said),))
        own = [frame for frame in frames if Path(frame.filename) == source]
        last = (own or sorted(frames, key=_author, reverse=True))[-1]
        return cls((Problem(_name(last.filename), last.lineno, said),))


def guarded(work, *arguments, source: Path):
    """What `work` returns, or the Failure that it came to; `source` is the author's file that it is about."""
    try:
        return work(*arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return Failure.of(error, source)


def side_by_side(title: str, work, jobs: list, labels: list, apart: bool):
    """Yield (number of the job, outcome) of each job as they finish; a job is (arguments, source).

    With `apart`, a single job does not run in this process either. One that takes its process with it loses
    the others' process, too: they run again, each in one of its own, which tells whose fault it was.
    """
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import TerminatedWorkerError
    from tqdm import tqdm

    waiting = dict(enumerate(jobs))
    count = max(2 if apart else 1, min(os.cpu_count() or 1, len(jobs)))  # with one, joblib stays here
    run = Parallel(n_jobs=count, return_as="generator_unordered", pre_dispatch="all", batch_size=1)
    with tqdm(total=len(jobs), desc=title, unit="run", file=sys.stderr, dynamic_ncols=True) as bar:
        for number, outcome in _surviving(run, delayed, work, waiting, TerminatedWorkerError):
            waiting.pop(number)
            bar.set_postfix_str(labels[number], refresh=False)
            bar.update()
            yield number, outcome


def _surviving(run, delayed, work, waiting, broken):
    try:
        yield from run(delayed(_numbered)(number, work, job) for number, job in [*waiting.items()])
    except broken:
        for number, job in list(waiting.items()):
            yield number, _alone(work, job)


def _numbered(number, work, job):
    arguments, source = job
    return number, guarded(work, *arguments, source=source)


def _alone(work, job):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(_numbered, 0, work, job).result()[1]
        except BrokenProcessPool:
            said = "it ends the process that runs it (os._exit, a crash, no memory left)"
            return Failure((_of(job[1], said),))


# -- places --------------------------------------------------------------------------------------------------


def _of(source, said):
    """A problem of an author's file whose line nobody knows: where our code enters it."""
    try:
        tree = reading.module(source, source.name)
    except (BuildError, OSError):
        return Problem(_name(source), 1, said)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    found = [function.lineno for function in functions if function.name in ENTRANCES]
    return Problem(_name(source), min(found, default=1), said)


def _author(frame):
    """How far up a frame of an author stands: 0 if it is none."""
    parts = Path(_name(frame.filename)).parts
    return len(AUTHORS) - AUTHORS.index(parts[1]) if parts[1:2] and parts[1] in AUTHORS else 0


def _name(path):
    path = Path(path)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
