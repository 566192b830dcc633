"""`backfile doctor`: every check with its remedy."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from rich.text import Text

from bot.compose import Composition
from bot.console import console, print_json, print_lines
from bot.doctor import Check, Verdict, examine
from bot.printable import one_line
from bot.terminal import STRONG

_STYLES = {Verdict.OK: "green", Verdict.WARN: "yellow", Verdict.FAIL: "bold red"}


def doctor(compose: Callable[[], Composition], *, as_json: bool) -> int:
    """Prints every check as it is done; returns 1 if one failed."""
    screen, checks = console(sys.stdout), []
    for check in examine(compose):
        checks.append(check)
        if not as_json:
            print_lines(check_lines(check), screen)
    failed = any(check.verdict is Verdict.FAIL for check in checks)
    if as_json:
        print_json({"ok": not failed, "checks": [asdict(check) for check in checks]})
    return int(failed)


def check_lines(check: Check) -> Iterator[Text]:
    """Yields what was found, and under it the remedy."""
    verdict = (f"{check.verdict:<4}", _STYLES[check.verdict])
    yield Text.assemble(verdict, "  ", (check.name, STRONG), f": {one_line(check.found)}")
    if check.remedy:
        yield Text(f"      {one_line(check.remedy)}")
