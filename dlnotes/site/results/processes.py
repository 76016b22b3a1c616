"""Work spread over processes: outcomes as they come, and a failure is an outcome, so that it loses
nobody's work."""

import os
import sys
import traceback
from dataclasses import dataclass

from dlnotes.site.errors import BuildError


@dataclass(frozen=True)
class Failure:
    """What went wrong, in one line; and the traceback, if it is nothing that names its place itself."""

    message: str
    trace: str

    @classmethod
    def of(cls, error: Exception):
        if isinstance(error, BuildError):
            return cls(str(error), "")
        return cls(f"{type(error).__name__}: {error}".splitlines()[0], traceback.format_exc())

    def say(self, what: str) -> str:
        """One line on `what` failed; the traceback goes to the terminal."""
        if not self.trace:
            return self.message
        print(self.trace, file=sys.stderr)
        return f"{what} failed: {self.message}"


def guarded(work, *arguments):
    """What `work` returns, or the Failure that it came to."""
    try:
        return work(*arguments)
    except Exception as error:
        return Failure.of(error)


def side_by_side(title: str, work, jobs: list, labels: list):
    """Yield (number of the job, outcome) of each job, a tuple of arguments for `work`, as they finish."""
    from joblib import Parallel, delayed
    from tqdm import tqdm

    count = min(os.cpu_count() or 1, len(jobs))
    run = Parallel(n_jobs=count, return_as="generator_unordered", pre_dispatch="all", batch_size=1)
    with tqdm(total=len(jobs), desc=title, unit="run", file=sys.stderr, dynamic_ncols=True) as bar:
        for number, outcome in run(delayed(_numbered)(number, work, job) for number, job in enumerate(jobs)):
            bar.set_postfix_str(labels[number], refresh=False)
            bar.update()
            yield number, outcome


def _numbered(number, work, job):
    return number, guarded(work, *job)
