"""Labs: jupytext py:percent sources executed beforehand, and their rendered pages mended to match a lesson."""
