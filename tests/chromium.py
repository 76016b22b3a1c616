"""A Chromium of this machine, and a server for a built site: for the tests in a browser, and for the book."""

import contextlib
import functools
import http.server
import shutil
import threading

# The first draws pages and has no windows around them, which take longer than the pages.
BROWSERS = "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"
# No sandbox: CI runs as root. The rest keeps Chromium from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """Where it is; None if there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def serving(folder, answering=Quiet):
    """The address at which a folder is served."""
    handler = functools.partial(answering, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
