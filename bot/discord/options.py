"""A command's options read into a question; what cannot be read is explained to its writer."""

from __future__ import annotations

import re
from datetime import date

from archive.articles import Kind
from bot.discord.markdown import literal_line
from retrieval.question import Question

QUESTION_LIMIT = 1000
"""Characters of a question: a page of text is no question, and Discord shows it again."""


class UnclearOption(ValueError):
    """An option makes no sense; the message is one kind sentence for the person who set it."""


def read_question(
    text: str,
    *,
    asked: date,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    kind: str | None = None,
) -> Question:
    """The question with its filters. Raises UnclearOption with what to write instead."""
    if len(text) > QUESTION_LIMIT:
        raise UnclearOption(
            f"That question is {len(text):,} characters long. "
            f"Please put it in {QUESTION_LIMIT:,} or fewer."
        )
    first, last = _day("since", since), _day("until", until)
    if first and last and first > last:
        raise UnclearOption(f"`since` ({first}) lies after `until` ({last}). Please swap them.")
    name = (outlet or "").strip()
    return Question(
        text=text.strip(),
        asked=asked,
        since=first,
        until=last,
        outlets=(name,) if name else (),
        kinds=(Kind(kind),) if kind else (),
    )


def _day(option: str, text: str | None) -> date | None:
    text = (text or "").strip()
    if not text:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise UnclearOption(
            f"There is no such day as “{text}”. Please check `{option}`."
        ) from error
    raise UnclearOption(
        f"I cannot read “{literal_line(text)[:80]}” as a date. "
        f"Please write `{option}` as YYYY-MM-DD, for example 2024-02-01."
    )
