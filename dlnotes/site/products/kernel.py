"""A notebook run in a fresh kernel of this very interpreter, in the site's look, in an empty folder, and
without anybody's configuration or environment.

The look comes from configuration files, not from a setup cell, so that the notebook holds nothing but what
its author wrote and its first cell may already draw.
"""

import json
import os
import re
import sys
from pathlib import Path

from dlnotes.site import scratch

TIMEOUT = 600  # seconds for one cell
NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # without which Python may not start
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Stopped(Exception):
    """A cell did not end well: which one (from 0), in which of its lines (from 1), and why."""

    def __init__(self, cell: int, line: int, reason: str):
        super().__init__(cell, line, reason)
        self.cell, self.line, self.reason = cell, line, reason


def run(notebook, root: Path) -> Path:
    """Run all cells, which may import from the folder `root`; outputs and execution counts are written into
    the notebook.

    Returns the folder in which they ran, which is gone: an output that names it is another one each time.
    Raises Stopped for a cell that fails, that takes too long, or that leaves a file behind.
    """
    from jupyter_client.kernelspec import KernelSpecManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    metadata, running, made = dict(notebook.metadata), [], {}

    def look(cell_index, **_):
        for path in work.iterdir():
            made.setdefault(path.name, cell_index)

    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIMEOUT,
        record_timing=False,
        coalesce_streams=True,
        on_cell_executed=look,
        on_cell_start=lambda cell, cell_index: running.append(cell_index),
    )
    manager = client.create_kernel_manager()
    manager.kernel_spec_manager = KernelSpecManager(
        kernel_dirs=[]
    )  # a kernel that others registered is another Python
    with scratch.folder(f"{scratch.HOME}lab-") as home:
        work = home / "work"
        work.mkdir()
        client.resources = {"metadata": {"path": str(work)}}
        if (
            os.name == "posix"
        ):  # labs run side by side: sockets in a folder of one's own cannot collide, ports can
            manager.transport, manager.ip = "ipc", f"{home}/kernel"
        manager.connection_file = f"{home}/connection.json"
        try:
            client.execute(env=_environment(home, root))
        except CellExecutionError as error:
            reason = f"{error.ename}: {error.evalue}".strip().splitlines()[0]
            raise Stopped(*_line(error.traceback, running[-1], notebook.cells), reason) from None
        except CellTimeoutError:
            raise Stopped(running[-1], 1, f"no end after {TIMEOUT} s") from None
        except DeadKernelError:
            raise Stopped(running[-1], 1, "the kernel died") from None
        for left in sorted(path.name for path in work.iterdir()):
            raise Stopped(made.get(left, running[-1]), 1, f"leaves the file {left!r} behind")
    notebook.metadata = metadata  # the client has written versions into it
    return home


def _line(traceback, current, cells):
    """(cell, line) of the innermost call that stands in the notebook."""
    counts = {
        cell.get("execution_count"): index for index, cell in enumerate(cells) if cell.cell_type == "code"
    }
    frames = re.findall(r"Cell In\s*\[(\d+)\], line (\d+)", ANSI.sub("", traceback))
    own = [(counts[int(count)], int(line)) for count, line in frames if int(count) in counts]
    return own[-1] if own else (current, 1)


def _environment(home, root):
    """The kernel's environment variables, all of them; the files that they name are written to `home`."""
    import matplotlib

    profile = home / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    settings = {
        "InlineBackend": {
            "figure_formats": ["svg"],
            # As large as the author asked for; no date, no version.
            "print_figure_kwargs": {"bbox_inches": None, "metadata": {"Date": None, "Creator": None}},
        },
        "HistoryManager": {"enabled": False},
    }
    (profile / "ipython_kernel_config.json").write_text(json.dumps(settings))
    (home / "matplotlibrc").write_text(_matplotlibrc(), encoding="utf-8")
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
    needed = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return (
        threads
        | needed
        | {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "TMPDIR": str(home),
            "IPYTHONDIR": str(home / "ipython"),
            "MPLCONFIGDIR": matplotlib.get_configdir(),  # its list of fonts takes seconds to make
            "MATPLOTLIBRC": str(home / "matplotlibrc"),
            "PYTHONPATH": str(root),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PYTHONHASHSEED": "0",
        }
    )


def _matplotlibrc():
    """The style of all figures, with the palette as the colour cycle, so that a plain `plt.plot` follows
    it too."""
    from dlnotes.figures import style

    cycle = ", ".join(repr(colour.lstrip("#")) for colour in style.ACCENTS.values())
    fixed = {
        "svg.hashsalt": "dlnotes",
        "svg.fonttype": "none",
        "axes.prop_cycle": f"cycler('color', [{cycle}])",
    }
    lines = []
    for key, value in {**style.RC, **fixed}.items():
        text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        lines.append(f"{key}: {text.removeprefix('#')}\n")  # a # would begin a comment
    return "".join(lines)
