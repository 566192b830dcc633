"""A command's options as filters; what cannot be read is explained to its writer."""

from __future__ import annotations

from datetime import date

from archive.articles import Kind
from archive.errors import UnknownName
from bot.asking import Asked, read_day
from bot.discord.markdown import literal_line

QUESTION_LIMIT = 1000
"""Characters of a question: a page of text is no question, and Discord shows it again."""


class UnclearOption(ValueError):
    """What was typed makes no sense; the message is a kind sentence for the person who did."""


def check_length(text: str) -> None:
    """Raises UnclearOption where a question is too long to be one."""
    if len(text) > QUESTION_LIMIT:
        raise UnclearOption(
            f"That question is {len(text):,} characters long. "
            f"Please put it in {QUESTION_LIMIT:,} or fewer."
        )


def read_options(
    *,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    kind: str | None = None,
) -> Asked:
    """The filters as they were given. Raises UnclearOption with what to write instead."""
    first, last = _day("since", since), _day("until", until)
    if first and last and first > last:
        raise UnclearOption(f"`since` ({first}) lies after `until` ({last}). Please swap them.")
    return Asked(
        since=first,
        until=last,
        outlets=_name(outlet),
        authors=_name(author),
        kinds=(Kind(kind),) if kind else (),
    )


def unclear(unknown: UnknownName) -> str:
    """What the person is told who gave a name that the archive does not know."""
    return literal_line(f"{unknown.message} {unknown.remedy}")


def _name(text: str | None) -> tuple[str, ...]:
    name = (text or "").strip()
    return (name,) if name else ()


def _day(option: str, text: str | None) -> date | None:
    text = (text or "").strip()
    if not text:
        return None
    try:
        day = read_day(text)
    except ValueError as error:
        raise UnclearOption(
            f"There is no such day as “{text}”. Please check `{option}`."
        ) from error
    if day is None:
        raise UnclearOption(
            f"I cannot read “{literal_line(text)[:80]}” as a date. "
            f"Please write `{option}` as YYYY-MM-DD, for example 2024-02-01."
        )
    return day
