"""What a question may be after."""

from __future__ import annotations

from enum import StrEnum


class Intent(StrEnum):
    """What a question is after, which decides how it is answered.

    FACT and LATEST are answered from passages, the others by a survey of the archive.
    """

    FACT = "fact"
    LATEST = "latest state"
    TIMELINE = "timeline"
    COVERAGE = "coverage"
    COMPARISON = "comparison of outlets"
    QUOTE = "quote look-up"
    SOURCES = "source look-up"
    FIRST_MENTION = "first mention"
