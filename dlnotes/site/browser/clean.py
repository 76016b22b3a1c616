"""A clean start: what code may leave behind in modules and settings, put back as a fresh process has it.

NumPy cannot be loaded twice in a process, so whoever runs one piece of code after another (Run in the page,
the tests) remembers what there is before the first and puts it back before each. Standard library only.
"""

import builtins
import os
import random
import sys
import warnings

WATCHED = ("builtins", "dlnotes", "math", "numpy", "os", "random")  # modules whose attributes are put back


class Clean:
    """What a process was like. `know` remembers modules that are loaded later, before code sees them."""

    def __init__(self):
        self.attributes = {}
        self.place = os.getcwd()
        self.environment = dict(os.environ)
        self.path, self.arguments, self.depth = sys.path[:], sys.argv[:], sys.getrecursionlimit()
        self.filters, self.draws, self.settings = warnings.filters[:], random.getstate(), {}
        self.know()

    def know(self):
        """Remember what is loaded by now of the watched modules and was not before."""
        for name, module in list(sys.modules.items()):
            if name.split(".")[0] in WATCHED and module is not None:
                for owner in (module, *_classes(module)):
                    self.attributes.setdefault(owner, dict(vars(owner)))
        numpy = sys.modules.get("numpy")
        if numpy and not self.settings:
            self.settings = {
                "errors": numpy.geterr(),
                "call": numpy.geterrcall(),
                "print": numpy.get_printoptions(),
                "draws": numpy.random.get_state(),
            }

    def restore(self):
        """Put everything back."""
        for owner, attributes in self.attributes.items():
            _put_back(owner, attributes)
        os.chdir(self.place)
        for name in os.environ.keys() - self.environment.keys() - {"PYTEST_CURRENT_TEST"}:
            del os.environ[name]
        os.environ.update(self.environment)
        sys.path[:], sys.argv[:] = self.path, self.arguments
        sys.setrecursionlimit(self.depth)
        warnings.resetwarnings()  # what was warned of once is forgotten, too
        warnings.filters[:] = self.filters
        warnings.onceregistry.clear()
        random.setstate(self.draws)
        vars(builtins).pop("_", None)
        if self.settings:
            numpy = sys.modules["numpy"]
            numpy.seterr(**self.settings["errors"])
            numpy.seterrcall(self.settings["call"])
            numpy.set_printoptions(**self.settings["print"])
            numpy.random.set_state(self.settings["draws"])


def _classes(module):
    """The classes that a module of ours defines."""
    found = [value for value in vars(module).values() if isinstance(value, type)]
    return [
        kind for kind in found if kind.__module__ == module.__name__ and module.__name__.startswith("dlnotes")
    ]


def _put_back(owner, attributes):
    for name, value in list(vars(owner).items()):
        if name not in attributes and not isinstance(
            value, type(sys)
        ):  # a submodule loaded since is no leftover
            delattr(owner, name)
    for name, value in attributes.items():
        if vars(owner).get(name, owner) is not value:
            setattr(owner, name, value)
