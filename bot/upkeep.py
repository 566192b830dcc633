"""What a running bot does for its archive: it takes in what other processes have fed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 5.0
"""Seconds between two looks: what was ingested beside the bot is found well within a minute."""

_log = logging.getLogger(__name__)


@contextmanager
def kept_up(upkeep: Callable[[], None], *, every: float = EVERY) -> Iterator[None]:
    """Calls `upkeep` in a thread of its own every so often meanwhile; failures are logged."""
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(every):
            try:
                upkeep()
            except Exception:  # the bot goes on answering; the next look may succeed
                _log.exception("the indexes could not be brought up to date")

    thread = threading.Thread(target=work, name="backfile-upkeep", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
