"""The `dlnotes` command. Results go to stdout, progress to stderr; 0 done, 1 something failed, 2 wrong
usage."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from dlnotes import __version__
from dlnotes.site.errors import BuildError, Problems, WrongUsage
from dlnotes.site.project import Project

# Before NumPy is loaded: small matrices are slower on many BLAS threads than on one, and processes do the
# parallel work.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
# Read by glibc when a worker starts: arrays of a megabyte keep their pages, which saves a seventh of a
# training step.
for _variable in ("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"):
    os.environ.setdefault(_variable, str(2**28))


def main(argv=None) -> int:
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except WrongUsage as error:
        print(f"dlnotes: {error}", file=sys.stderr)
        return 2
    except Problems as error:
        print(f"{error}\ndlnotes: {_counted(len(error.problems), 'problem')}", file=sys.stderr)
        return 1
    except (BuildError, OSError) as error:
        print(f"dlnotes: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("dlnotes: interrupted; what had finished is kept", file=sys.stderr)
        return 130


def _parser():
    parser = argparse.ArgumentParser(
        prog="dlnotes", description="Build, check and clean deep-learning notes that run."
    )
    parser.add_argument("--version", action="version", version=f"dlnotes {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser(
        "build", help="run stale experiments, draw stale figures, execute stale labs, pack the wheel"
    )
    build.add_argument("slugs", nargs="*", metavar="SLUG", help="only these (default: everything)")
    build.add_argument("--no-cache", action="store_true", help="run again what is already there")
    build.add_argument(
        "--dask", metavar="ADDRESS", help="send the independent runs to the Dask scheduler at this address"
    )
    build.add_argument(
        "--attended", action="store_true", help=argparse.SUPPRESS
    )  # ends when its standard input does
    build.add_argument("--step-by-step", action="store_true", help=argparse.SUPPRESS)  # for the preview
    build.add_argument("--examples", action="store_true", help=argparse.SUPPRESS)  # of pages, for the preview
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="what is wrong with the sources, or with a built site")
    check.add_argument("page", nargs="?", metavar="PAGE", help="only this page (default: everything)")
    check.add_argument("--site", metavar="FOLDER", type=Path, help="the built pages in this folder instead")
    check.set_defaults(run=_check)

    verify = commands.add_parser(
        "verify", help="run the experiments behind claims again, from scratch, and decide them"
    )
    verify.add_argument("slugs", nargs="*", metavar="SLUG", help="only these claims (default: all)")
    verify.add_argument("--json", action="store_true", help="print JSON")
    verify.add_argument(
        "--dask", metavar="ADDRESS", help="send the independent runs to the Dask scheduler at this address"
    )
    verify.set_defaults(run=_verify)

    listing = commands.add_parser("list", help="every claim with its verdict, one a line, separated by a tab")
    listing.add_argument("--json", action="store_true", help="print JSON")
    listing.add_argument(
        "--cost",
        action="store_true",
        help="add the CPU-seconds of its experiment (a terminal always shows them)",
    )
    listing.set_defaults(run=_list)

    clean = commands.add_parser("clean", help="forget every cached result and generated file")
    clean.set_defaults(run=_clean)
    return parser


def _build(arguments):
    from dlnotes.site.checks import gate
    from dlnotes.site.results.build import build

    project = Project.find()
    asked = []
    if arguments.attended:
        threading.Thread(target=_end_with_the_input, args=[asked], daemon=True).start()
    if arguments.step_by_step:
        return _build_step_by_step(project, asked)
    if arguments.examples:
        return _run_examples(project)
    problems = build(project, only=arguments.slugs, fresh=arguments.no_cache, scheduler=arguments.dask)
    gate.demand(project, problems)
    return 0


def _end_with_the_input(asked):
    """Whoever started this build holds the other end of its input: when that is gone, so are this process
    and its own. What comes through it, in lines, is `asked`."""
    while said := os.read(0, 4096):  # not through sys.stdin, which must not be in use when Python ends
        asked.extend(said.decode(errors="replace").splitlines())
    os.killpg(os.getpgrp(), signal.SIGTERM)


def _build_step_by_step(project, asked):
    """Make what is stale for the preview, which asks for pages and is told, a line of JSON each, how far it
    is."""
    from dlnotes.site.results.build import build_step_by_step

    def wanted(slugs):
        page = project.docs / f"{asked[-1].removesuffix('.html')}.md" if asked else project.docs
        text = page.read_text(encoding="utf-8", errors="replace") if page.is_file() else ""
        return {slug for slug in slugs if slug in text}

    return 1 if build_step_by_step(project, _tell, wanted) else 0


def _run_examples(project):
    from dlnotes.site.preview import examples

    examples.run(project, lambda problems: _tell([], [], problems, False))
    return 0


def _tell(left, now, problems, changed):
    """A line for the preview."""
    import dataclasses
    import json

    said = {"left": len(left), "now": ", ".join(task.slug for task in now), "changed": changed}
    print(json.dumps(said | {"problems": [*map(dataclasses.astuple, problems)]}), flush=True)


def _verify(arguments):
    import dataclasses
    import json

    from dlnotes.site import verify

    reports = verify.verify(Project.find(), arguments.slugs, arguments.dask)
    if arguments.json:
        print(json.dumps([dataclasses.asdict(report) for report in reports], indent=1))
    else:
        print("\n".join(line for report in reports for line in report.lines()))
    return 1 if any(report.problem for report in reports) else 0


def _list(arguments):
    import json

    from dlnotes.site import verify

    rows = verify.listing(Project.find())
    if arguments.json:
        print(json.dumps(rows, indent=1))
        return 0
    for row in rows:
        cost = "-" if row["seconds"] is None else f"{row['seconds']:.1f} s"
        print(
            row["slug"], row["verdict"], *([cost] if arguments.cost or sys.stdout.isatty() else []), sep="\t"
        )
    return 0


def _check(arguments):
    from dlnotes.site.checks import built_pages, gate

    if arguments.site:
        problems, count = built_pages.check(arguments.site)
    else:
        problems, count = gate.check_documents(Project.find(), arguments.page)
    for problem in problems:
        print(problem)
    print(f"{_counted(count, 'page')}, {_counted(len(problems), 'problem')}")
    return 1 if problems else 0


def _counted(number, thing):
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _clean(arguments):
    import shutil

    project = Project.find()
    shutil.rmtree(project.cache, ignore_errors=True)
    shutil.rmtree(project.generated, ignore_errors=True)
    for notebook in (project.docs / "labs").glob("*.ipynb"):
        notebook.unlink()
    return 0
