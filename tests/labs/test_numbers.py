"""A lab's `slug.name = value` lines are the published numbers, to four digits."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dlnotes.site.project import Project
from dlnotes.site.published import Generated
from dlnotes.site.results.plan import plan, stale

PROJECT = Project(Path(__file__).parents[2])
LINE = re.compile(r"^([a-z0-9-]+)\.(\w+) = (\S+)$", re.M)


@pytest.fixture(scope="module")
def published():
    """Everything up to date, in a process of its own; slug → name → number, of experiments and claims."""
    if stale(PROJECT, plan(PROJECT)):
        subprocess.run([sys.executable, "-m", "dlnotes", "build"], cwd=PROJECT.root, check=True)
    return Generated.of(PROJECT).numbers


def printed(notebook):
    """(slug, name, value) of every such line that the cells of a lab printed."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    text = "\n".join("".join(output["text"]) for output in outputs if output["output_type"] == "stream")
    return LINE.findall(text)


def disagreements(lines, numbers):
    """Lines that name no published number, or say another one."""
    found = []
    for slug, name, value in lines:
        number = numbers.get(slug, {}).get(name)
        expected = None if number is None else format(float(number), ".4g")
        if value != expected:
            found.append(f"{slug}.{name} = {value}, published: {expected}")
    return found


@pytest.mark.parametrize("slug", PROJECT.labs())
def test_a_lab_prints_published_numbers_and_at_least_two(slug, published):
    lines = printed(json.loads((PROJECT.docs / f"labs/{slug}.ipynb").read_text(encoding="utf-8")))
    assert disagreements(lines, published) == []
    assert len({line[:2] for line in lines}) >= 2, (
        f"{slug} prints {len(lines)} lines of the form `slug.name = value`"
    )


def test_the_comparison_notices():
    text = ["a-b.c = 1.235\n", "a-b.d = 2\n", "  x.y = 3\n", "a-b.c=1\n"]
    notebook = {
        "cells": [{"outputs": [{"output_type": "stream", "text": text}, {"output_type": "display_data"}]}, {}]
    }
    assert printed(notebook) == [("a-b", "c", "1.235"), ("a-b", "d", "2")]
    numbers = {"a-b": {"c": 1.23456, "d": 3}}
    assert disagreements(printed(notebook), numbers) == ["a-b.d = 2, published: 3"]
    assert disagreements([("a-b", "e", "1"), ("b", "c", "1")], numbers) == [
        "a-b.e = 1, published: None",
        "b.c = 1, published: None",
    ]
    assert disagreements([("a-b", "c", "1.234")], numbers) == ["a-b.c = 1.234, published: 1.235"]
