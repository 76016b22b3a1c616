"""A notebook run in a fresh kernel of this very interpreter, in the site's look and without anybody's
configuration.

The look comes from configuration files, not from a setup cell, so that the notebook holds nothing but what
its author wrote and its first cell may already draw.
"""

import json
import os
import re
from pathlib import Path

from dlnotes.site import scratch

TIMEOUT = 600  # seconds for one cell
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Stopped(Exception):
    """A cell did not end well: which one (from 0), in which of its lines (from 1), and why."""

    def __init__(self, cell: int, line: int, reason: str):
        super().__init__(cell, line, reason)
        self.cell, self.line, self.reason = cell, line, reason


def run(notebook, root: Path) -> None:
    """Run all cells in the folder `root`; outputs and execution counts are written into the notebook."""
    from jupyter_client.kernelspec import KernelSpecManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    metadata, running = dict(notebook.metadata), []
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIMEOUT,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(root)}},
        on_cell_start=lambda cell, cell_index: running.append(cell_index),
    )
    manager = client.create_kernel_manager()
    manager.kernel_spec_manager = KernelSpecManager(
        kernel_dirs=[]
    )  # a kernel that others registered is another Python
    with scratch.folder(f"{scratch.HOME}lab-") as home:
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
    notebook.metadata = metadata  # the client has written versions into it


def _line(traceback, current, cells):
    """(cell, line) of the innermost call that stands in the notebook."""
    counts = {
        cell.get("execution_count"): index for index, cell in enumerate(cells) if cell.cell_type == "code"
    }
    frames = re.findall(r"Cell In\s*\[(\d+)\], line (\d+)", ANSI.sub("", traceback))
    own = [(counts[int(count)], int(line)) for count, line in frames if int(count) in counts]
    return own[-1] if own else (current, 1)


def _environment(home, root):
    """The kernel's environment variables; the files that they name are written to `home`."""
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
    path = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONSTARTUP"}
    return (
        inherited
        | threads
        | {
            "IPYTHONDIR": str(home / "ipython"),
            "MATPLOTLIBRC": str(home / "matplotlibrc"),
            "PYTHONPATH": path,
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
        "svg.fonttype": "path",
        "axes.prop_cycle": f"cycler('color', [{cycle}])",
    }
    lines = []
    for key, value in {**style.RC, **fixed}.items():
        text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        lines.append(f"{key}: {text.removeprefix('#')}\n")  # a # would begin a comment
    return "".join(lines)
