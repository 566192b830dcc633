"""The `backfile` command without a model: `python -m tests.fakes.command HOME COMMAND …`."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.cli import app
from tests.fakes.compositions import composition

if __name__ == "__main__":
    home, *rest = sys.argv[1:]
    app(rest, prog_name="backfile", obj=composition(Path(home), chroma=True))
