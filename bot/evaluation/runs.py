"""Runs of a file of cases: what they were made with, and where they are kept."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.errors import ArchiveError
from bot.evaluation.figures import measure
from bot.evaluation.verdicts import Expect, Verdict
from bot.printable import clipped
from retrieval.answers import AnswerStatus

FOLDER = "evaluations"
"""Where runs are kept, in the archive's own folder."""

FORMAT = 1
STAMP = "%Y%m%d-%H%M%S-%f"
LISTED = 5
_STAMPED = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]{6}-(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a file of cases.

    `name` is what it is kept under, `cases` the file's name and `digest` one of what it said.
    `made_with` tells version, settings and archive, as text, so that runs can be compared.
    """

    name: str
    cases: str
    digest: str
    made_with: Mapping[str, str]
    verdicts: tuple[Verdict, ...]


def run_name(cases: str, began: datetime) -> str:
    """Returns what a run is kept under: names sort by when the runs began."""
    return f"{began.astimezone(UTC):{STAMP}}-{_slug(cases)}"


def run_json(run: Run) -> dict[str, Any]:
    """Returns a run as plain values, its figures beside what they are taken from."""
    figures = {figure.name: figure.value for figure in measure(run.verdicts)}
    return {"format": FORMAT, **asdict(run), "figures": figures}


def keep_run(folder: Path, run: Run) -> Path:
    """Writes a run and returns its file; until it is whole it does not go by that name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.name}.json"
    draft = path.with_suffix(f".{os.getpid()}.draft")
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(run_json(run), file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def last_run(folder: Path, cases: str) -> Run | None:
    """Returns the latest run of a file of cases of that name, None where there is none.

    Raises:
        ArchiveError: its file cannot be read.
    """
    names = [name for name in _kept(folder) if _STAMPED.sub(r"\1", name) == _slug(cases)]
    return read_run(folder / f"{names[-1]}.json") if names else None


def find_run(folder: Path, reference: str) -> Run:
    """Returns the run of which the reference is the name, or how that begins, or the file.

    Raises:
        ArchiveError: there is no such run, or several, or its file cannot be read.
    """
    if Path(reference).is_file():
        return read_run(Path(reference))
    names = _kept(folder)
    found = [name for name in names if name.startswith(reference)]
    if reference in names or len(found) == 1:
        return read_run(folder / f"{reference if reference in names else found[0]}.json")
    which = f"{len(found)} runs begin with" if found else "No run goes by"
    listed = ", ".join((found or names)[-LISTED:])
    raise ArchiveError(
        f"{which} {clipped(reference, 80)!r}.",
        f"The latest are {listed}." if listed else "None is kept yet: leave --against out.",
    )


def read_run(path: Path) -> Run:
    """Returns the run a file holds.

    Raises:
        ArchiveError: it does not hold one.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["format"] != FORMAT:
            raise ValueError(f"it has format {held['format']}")
        return Run(
            name=str(held["name"]),
            cases=str(held["cases"]),
            digest=str(held["digest"]),
            made_with={str(name): str(value) for name, value in held["made_with"].items()},
            verdicts=tuple(_verdict(one) for one in held["verdicts"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ArchiveError(
            f"{path} is no run of `backfile eval` that can be read: {error}.",
            "Compare with another by --against, or move that file away.",
        ) from error


def _verdict(held: dict[str, Any]) -> Verdict:
    plain = held | {
        "expect": Expect(held["expect"]) if held["expect"] else None,
        "status": AnswerStatus(held["status"]),
        "faults": tuple(held["faults"]),
        "cited": tuple(held["cited"]),
    }
    return Verdict(**plain)


def _kept(folder: Path) -> Sequence[str]:
    return sorted(path.stem for path in folder.glob("*.json") if _STAMPED.fullmatch(path.stem))


def _slug(cases: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", Path(cases).stem).strip("-")[:40] or "cases"
