"""PyTorch beside NumPy on a page: run by itself, compared with what the page made, refused if it differs."""

import pytest
from sybil import Document

from tests.documents import fences, torch_fences
from tests.optional import without

PAGE = """# Both

```pycon
>>> import numpy as np
>>> y = np.maximum(np.array([-1.0, 2.0]), 0)

```

=== "PyTorch"

    ```torch compares="y"
    import torch

    y = torch.relu(torch.tensor([-1.0, 2.0], requires_grad=True))
    ```
"""


def run(text):
    try:
        import torch  # noqa: F401
    except ImportError:
        without("PyTorch is not installed (python -m pip install -e .[oracle])")
    document = Document(text, "page.md")
    document.namespace = {}
    for parser in (fences, torch_fences):
        for region in parser(document):
            document.add(region)
    for example in document.examples():
        example.evaluate()
    return document.namespace


def test_the_lines_run_by_themselves():
    namespace = run(PAGE)
    assert isinstance(namespace["y"].tolist(), list) and "torch" not in namespace


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("relu(torch", "tanh(torch", "y, PyTorch and NumPy"),
        ("[-1.0, 2.0], req", "[-1.0, 2.0, 3.0], req", r"NumPy has shape \(2,\), PyTorch \(3,\)"),
        ('compares="y"', 'compares="z"', "no code above makes 'z'"),
        ("import torch\n", "import torch\n    np.zeros(1)\n", "name 'np' is not defined"),
    ],
)
def test_what_differs_is_refused(old, new, said):
    with pytest.raises((AssertionError, NameError), match=said):
        run(PAGE.replace(old, new))
