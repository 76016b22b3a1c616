"""Sybil: pages, README, docstrings and snippets are tests. The parsers live in tests/documents.py."""

import os

# Before NumPy is loaded: small matrices are slower on many BLAS threads than on one.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from sybil import Document, Sybil
from sybil.parsers.markdown import SkipParser
from sybil.sybil import SybilCollection

from tests.documents import clean_start, docstrings, fences, torch_fences, whole_file

DOCUMENT = clean_start()  # each starts as a fresh process would, in an empty folder

pytest_collect_file = SybilCollection(
    [
        Sybil(
            parsers=[fences, torch_fences, SkipParser()],
            patterns=["*.md"],
            path="docs",
            name="page",
            **DOCUMENT,
        ),
        Sybil(parsers=[fences, SkipParser()], patterns=["README.md"], path=".", name="readme", **DOCUMENT),
        Sybil(
            parsers=[whole_file],
            patterns=["*.py"],
            path="snippets",
            name="snippet",
            document_types={".py": Document},
            **DOCUMENT,
        ),
        Sybil(parsers=[docstrings], patterns=["*.py"], path="dlnotes", name="docstring", **DOCUMENT),
    ]
).pytest()
