"""Record the hashes and sizes of the files of Pyodide that Run loads, from the package .ci/run unpacks.

    python .ci/pyodide_hashes.py .cache/pyodide > docs/assets/pyodide.json

A folder of your own, named by the option `pyodide` of the Markdown extension, has such a list in it, as
hashes.json. What Pyodide loads besides (NumPy) is checked by Pyodide against its own list, pyodide-lock.json.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def hashes(folder: Path) -> str:
    """File → its hash as the attribute `integrity` has it, and its size, as JSON."""
    return json.dumps({name: _recorded((folder / name).read_bytes()) for name in FILES}, indent=1)


def _recorded(data):
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    return {"integrity": f"sha256-{digest}", "bytes": len(data)}


if __name__ == "__main__":
    print(hashes(Path(sys.argv[1])))
