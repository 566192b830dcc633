"""What a person is told when something went wrong, and what the log keeps of it."""

from __future__ import annotations

import logging
import secrets

from archive.errors import BackfileError
from bot.discord.markdown import literal_line

RESTARTING = "I am being restarted and could not finish this. Please ask again in a minute."

_log = logging.getLogger(__name__)


def trouble(error: BaseException, doing: str) -> str:
    """One kind sentence with a reference; the error goes to the log under the same reference.

    Only messages written for people are repeated: everything else may hold secrets or paths.
    """
    reference = secrets.token_hex(4)
    _log.error("%s failed, reference %s", doing, reference, exc_info=error)
    if isinstance(error, BackfileError):
        said = literal_line(error.message)
    elif isinstance(error, TimeoutError):
        said = "That took longer than I can wait."
    else:
        said = "Something went wrong on my side."
    return f"Sorry, I could not do that. {said} (reference `{reference}`)"
