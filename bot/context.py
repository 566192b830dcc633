"""What a command of the command line works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.compose import Composition


def composition(context: typer.Context) -> Composition:
    """Returns what was handed in as the context's object, else what the settings say."""
    from bot.compose import Composition
    from bot.settings import export_others, read_settings

    if isinstance(context.obj, Composition):
        return context.obj
    settings = read_settings()
    export_others()
    return Composition(settings=settings)
