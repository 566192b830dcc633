"""Help as docstrings say it: paragraphs reflowed, examples left as they are written."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

AsWritten = TypeVar("AsWritten", bound=Callable[..., Any])

KEEP = "\b\n"
"""What the command line's help takes as: leave the line breaks of this paragraph alone."""


def examples_kept(function: AsWritten) -> AsWritten:
    """Returns the function, its docstring marked where paragraphs hold indented lines."""
    paragraphs = inspect.cleandoc(function.__doc__ or "").split("\n\n")
    function.__doc__ = "\n\n".join(
        f"{KEEP}{paragraph}" if "\n  " in paragraph else paragraph for paragraph in paragraphs
    )
    return function
