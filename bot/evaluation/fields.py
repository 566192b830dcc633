"""The fields of one case as YAML gave them, read with complaints instead of errors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from archive.articles import Kind
from bot.asking import Asked, read_day
from bot.printable import clipped, one_line

Choice = TypeVar("Choice", bound=StrEnum)

SHOWN = 60
"""Characters of a value that a complaint repeats."""


class Fields:
    """Reads fields, and adds to `problems` a sentence for each that is not as it should be.

    `where` names in messages what the fields are of. A field that is left out, or given without a
    value, is empty.
    """

    def __init__(self, where: str, given: Mapping[Any, object], problems: list[str]) -> None:
        self._where = where
        self._given = given
        self._problems = problems

    def complain(self, name: str, what: str) -> None:
        """Adds a sentence about a field."""
        self._problems.append(f"{self._where}: `{name}` {what}.")

    def text(self, name: str) -> str:
        """Returns a text in one line, "" where there is none."""
        value = self._given.get(name)
        if isinstance(value, str):
            return one_line(value)
        if value is not None:
            self.complain(name, "is a list or has fields, and should be a text")
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Returns the texts of a list, or the one text given instead."""
        value = self._given.get(name)
        listed = value if isinstance(value, list) else [value] if value else []
        texts = [one_line(one) for one in listed if isinstance(one, str)]
        if len(texts) < len(listed):
            self.complain(name, "should be a text or a list of texts")
        return tuple(dict.fromkeys(filter(None, texts)))

    def day(self, name: str) -> date | None:
        """Returns a day, None where there is none."""
        text = self.text(name)
        try:
            day = read_day(text)
        except ValueError:
            self.complain(name, f"is {text}, a day that the calendar does not have")
            return None
        if text and day is None:
            self.complain(name, f"is {clipped(text, SHOWN)!r}; write a day like 2024-02-01")
        return day

    def choice(self, name: str, among: type[Choice]) -> Choice | None:
        """Returns one of several values, None where there is none."""
        return self._chosen(name, self.text(name), among)

    def choices(self, name: str, among: type[Choice]) -> tuple[Choice, ...]:
        """Returns some of several values."""
        chosen = [self._chosen(name, text, among) for text in self.texts(name)]
        return tuple(one for one in chosen if one is not None)

    def share(self, name: str) -> float | None:
        """Returns a number in [0, 1], None where there is none."""
        text = self.text(name)
        if re.fullmatch(r"0|1|[01]?\.[0-9]+", text) and float(text) <= 1:
            return float(text)
        self.complain(name, f"is {clipped(text, SHOWN)!r}; write a number from 0 to 1, like 0.8")
        return None

    def _chosen(self, name: str, text: str, among: type[Choice]) -> Choice | None:
        if not text or text.lower() in set(among):
            return among(text.lower()) if text else None
        self.complain(name, f"is {clipped(text, SHOWN)!r}; write one of {', '.join(among)}")
        return None


def filters_in(fields: Fields) -> tuple[Asked, date | None]:
    """Returns the filters a question is asked with, and the day it is asked, None for today."""
    language = fields.text("language").lower()
    if language and not re.fullmatch("[a-z]{2}", language):
        fields.complain("language", f"is {clipped(language, SHOWN)!r}; write two letters, like en")
    asked = Asked(
        since=fields.day("since"),
        until=fields.day("until"),
        outlets=fields.texts("outlets"),
        authors=fields.texts("authors"),
        kinds=fields.choices("kinds", Kind),
        as_of=fields.day("as_of"),
        language=language,
    )
    return asked, fields.day("asked")
