"""What is logged, and how: on standard error, which the service manager of a bot collects."""

from __future__ import annotations

import logging
import sys


def configure(level: str) -> None:
    """Logs everything of a level and above on standard error, in place of what was set before."""
    logging.basicConfig(
        level=level,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )
