"""Options that commands share, and how their values are read."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from archive.articles import Kind

if TYPE_CHECKING:
    from bot.asking import Asked


def day(text: str | date) -> date:
    """Returns the day written as YYYY-MM-DD.

    Raises:
        BadParameter: it is written otherwise, or is no day of the calendar.
    """
    if isinstance(text, date):
        return text
    from bot.asking import read_day

    try:
        read = read_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"there is no day {text}.") from error
    if read is None:
        raise typer.BadParameter(f"{text!r} is not a day; write it like 2024-02-01.")
    return read


def language_code(code: str) -> str:
    """Returns a two-letter language code in lower case.

    Raises:
        BadParameter: it is not two letters.
    """
    if code and not re.fullmatch(r"[A-Za-z]{2}", code):
        raise typer.BadParameter(f"{code!r} is not a language code; write two letters, like en.")
    return code.lower()


Since = Annotated[
    date | None,
    typer.Option(parser=day, metavar="YYYY-MM-DD", help="Published on that day or later."),
]
Until = Annotated[
    date | None,
    typer.Option(parser=day, metavar="YYYY-MM-DD", help="Published on that day or earlier."),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=day, metavar="YYYY-MM-DD", help="Answer as on that day: nothing later is used."
    ),
]
Outlet = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="From that outlet; a part of its name will do. Repeatable."),
]
Author = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="By that author; a part of the name will do. Repeatable."),
]
KindOption = Annotated[
    list[Kind] | None,
    typer.Option(
        case_sensitive=False,
        metavar="KIND",
        help=f"Of that kind: {', '.join(Kind)}. Repeatable.",
    ),
]
Language = Annotated[
    str, typer.Option(callback=language_code, metavar="CODE", help="In that language, such as en.")
]
Passages = Annotated[
    int,
    typer.Option(min=1, max=20, metavar="N", help="Passages of one article that may be used."),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show how passages were ranked as well, and why.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def filters(
    since: Since,
    until: Until,
    outlet: Outlet,
    author: Author,
    kind: KindOption,
    as_of: AsOf,
    language: Language,
    passages: Passages = 1,
) -> Asked:
    """Returns the filters as they were given.

    Raises:
        BadParameter: the window ends before it begins.
    """
    from bot.asking import Asked

    if since and until and since > until:
        raise typer.BadParameter(f"--since {since} lies after --until {until}.")
    return Asked(
        since=since,
        until=until,
        outlets=outlet or (),
        authors=author or (),
        kinds=kind or (),
        as_of=as_of,
        language=language,
        passages=passages,
    )
