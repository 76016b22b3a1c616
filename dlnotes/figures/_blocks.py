"""Drawings of blocks, made by walking the layers themselves: another network gives another drawing."""

import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch

from dlnotes.experiments import _blocks
from dlnotes.figures.style import COLOURS, INK, PAPER, bare
from dlnotes.nn import Activation, BatchNorm1d, Linear, Residual, Sequential

NAMES = {"relu": "ReLU", "sigmoid": "sigmoid", "tanh": "tanh", "gelu": "GELU"}
HEIGHT, ROUNDING = 0.36, 0.05
CHARACTER, MARGIN = 0.077, 0.13  # inches a letter takes at the size of the boxes, and around the text


def note_block(skip):
    """linear → ReLU → linear, a skip connection around them or not, then ReLU: what a drawing walks."""
    return _blocks.block(4, np.random.default_rng(0), skip)


def steps(layer, linear="linear"):
    """What a signal meets on its way through `layer`: ("box", kind, text), ("split",), ("sum",), in order."""
    if isinstance(layer, Sequential):
        for inner in layer.layers:
            yield from steps(inner, linear)
    elif isinstance(layer, Residual):
        yield ("split",)
        yield from steps(layer.body, linear)
        yield ("sum",)
    elif isinstance(layer, Linear):
        yield ("box", "linear", linear)
    elif isinstance(layer, BatchNorm1d):
        yield ("box", "norm", "BN")
    elif isinstance(layer, Activation):
        yield ("box", "activation", NAMES.get(layer.function.__name__, layer.function.__name__))
    else:
        raise TypeError(f"no drawing is known for a {type(layer).__name__}")


def signals(way):
    """The note's names of the signals before, between and after the boxes: a[l], z[l+1], a[l+1], …"""
    number, names, entered = 0, [_name("a", 0)], []
    for step in way:
        if step[0] == "split":
            entered.append(names[-1])
        elif step[0] == "sum":
            names.append(f"{names[-1]} + {entered.pop()}")
        elif step[1] == "linear":
            number += 1
            names.append(_name("z", number))
        elif step[1] == "activation":
            names.append(_name("a", number))
        else:
            names.append("")
    return names


def _name(letter, number):
    index = f"l+{number}" if number else "l"
    return f"${letter}^{{[{index}]}}$"


def draw_block(ax, layer, names, linear="linear", wire=0.4, skip="", highlight=COLOURS["skip"]):
    """The layer from left to right; `names` label the wires, `highlight` colours what a skip adds."""
    bare(ax)
    way = list(steps(layer, linear))
    names = iter(names)
    first = next(names)
    x, entered, changed = _text_width(first), [], INK
    ax.text(0, 0, first, ha="left", va="center", fontsize=11)
    for number, step in enumerate(way):
        if step[0] == "split":
            ax.plot([x, x + 0.12], [0, 0], color=INK, lw=1.1)
            x += 0.12
            entered.append(x)
            ax.add_patch(Circle((x, 0), 0.03, color=highlight, lw=0, zorder=3))
            continue
        end = _wire(ax, x, wire if 0 < number and way[number - 1][0] == "box" else 0.2)
        if step[0] == "sum":
            left = entered.pop()
            x = _sum(ax, end, left, highlight)
            ax.text((left + x) / 2, 0.66, skip, ha="center", va="bottom", color=highlight, fontsize=11)
            changed = highlight
            ax.text(x + 0.16, -0.28, next(names), ha="center", va="top", color=changed, fontsize=11)
        else:
            x = _box(ax, end, step)
            label = next(names)
            if number < len(way) - 1:
                above = 0.2 if "[" in label else 0.08
                ax.text(x + wire / 2, above, label, ha="center", va="bottom", fontsize=11)
    end = _wire(ax, x, 0.2)
    ax.text(end + 0.04, 0, label, ha="left", va="center", color=changed, fontsize=11)
    ax.set_xlim(-0.02, end + 0.04 + _text_width(label))
    return ax


def _text_width(text):
    return 0.42 if "[l+" in text else 0.3


def _wire(ax, start, length, y=0.0, colour=INK):
    arrow = dict(arrowstyle="-|>,head_width=0.16,head_length=0.3", color=colour, lw=1.1, shrinkA=0, shrinkB=0)
    ax.annotate("", (start + length, y), (start, y), arrowprops=arrow)
    return start + length


def _box(ax, x, step):
    _, kind, text = step
    longest = max(text.split("\n"), key=len)
    width, height = MARGIN + CHARACTER * len(longest), HEIGHT * (1 + 0.35 * text.count("\n"))
    face, rounding = (PAPER, ROUNDING) if kind == "linear" else ("none", height / 2.2)
    style = dict(boxstyle=f"round,pad=0,rounding_size={rounding}", fc=face, ec=INK, lw=1.1)
    ax.add_patch(FancyBboxPatch((x, -height / 2), width, height, **style))
    ax.text(x + width / 2, 0, text, ha="center", va="center", fontsize=10.5, linespacing=1.1)
    return x + width


def _sum(ax, x, entered, colour):
    """The circle with its plus, and the skip connection that comes into it from where it left the wire."""
    radius, top = 0.11, 0.62
    middle = x + radius
    ax.add_patch(Circle((middle, 0), radius, fc=PAPER, ec=colour, lw=1.4))
    ax.text(middle, -0.005, "+", ha="center", va="center", color=colour, fontsize=12.5)
    ax.plot([entered, entered, middle], [0, top, top], color=colour, lw=1.8, zorder=2)
    arrow = dict(arrowstyle="-|>,head_width=0.2,head_length=0.36", color=colour, lw=1.8, shrinkA=0, shrinkB=0)
    ax.annotate("", (middle, radius), (middle, top), arrowprops=arrow)
    return middle + radius
