"""Where errors end: one clear message on standard error, and an exit code."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from archive.errors import BackfileError

FAILED, INTERRUPTED = 1, 130


class ErrorBoundary(TyperGroup):
    """The commands, with errors told to a person. `--debug` lets unexpected ones through."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command and returns what it returns."""
        try:
            return super().invoke(ctx)
        except BackfileError as error:
            if ctx.params.get("debug"):
                raise
            _tell(error.message, error.remedy)
            raise typer.Exit(FAILED) from error
        except KeyboardInterrupt as interrupt:
            raise typer.Exit(INTERRUPTED) from interrupt
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            # The command line's own errors, such as a wrong option, carry the code to exit with.
            if ctx.params.get("debug") or hasattr(error, "exit_code"):
                raise
            if isinstance(error, OSError) and error.filename:
                told = f"{error.filename}: {error.strerror}."
                _tell(told, "`backfile doctor` checks the folders Backfile uses.")
            else:
                _tell(
                    f"Something went wrong that should not: {type(error).__name__}: {error}",
                    "Run it again as `backfile --debug ...` and report what that prints.",
                )
            raise typer.Exit(FAILED) from error


def _tell(message: str, remedy: str) -> None:
    from rich.text import Text

    from bot.console import console, print_lines
    from bot.printable import printable

    told = "\n".join(filter(None, [printable(message), printable(remedy)]))
    first, *others = told.split("\n")
    lines = [Text.assemble(("Error: ", "bold red"), first), *map(Text, others)]
    print_lines(lines, console(sys.stderr))
