"""What became of everything that was read."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from archive.catalogue import Outcome


class Passed(StrEnum):
    """What became of what did not reach the catalogue."""

    SKIPPED = "skipped"
    FAILED = "failed"


def spelled(path: str) -> str:
    r"""The path with bytes that are no characters written out, as "\\udcff": fit for any store."""
    return path.encode("utf-8", "backslashreplace").decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file or record that gave no article: which, whether on purpose, and why."""

    source: str
    outcome: Passed
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", spelled(self.source))
        object.__setattr__(self, "reason", spelled(self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What to know of a file that did give articles."""

    source: str
    remark: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", spelled(self.source))


@dataclass(slots=True, kw_only=True)
class IngestReport:
    """Counts by outcome. Each document read, and each file that gave none, counts exactly once."""

    files: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    undated: int = 0
    embedded: int = 0
    repairs: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, outcome: Outcome, times: int = 1) -> None:
        """Counts documents that reached the catalogue."""
        self.counts[outcome] += times

    def note(self, problem: Problem) -> None:
        """Counts and keeps one that did not."""
        self.counts[problem.outcome] += 1
        self.problems.append(problem)

    @property
    def total(self) -> int:
        """How many there were of all outcomes together."""
        return sum(self.counts.values())

    @property
    def failed(self) -> int:
        """How many failed."""
        return self.counts[Passed.FAILED]

    def as_json(self) -> dict[str, Any]:
        """Returns the report as plain values, every outcome present."""
        return {
            "files": self.files,
            "documents": self.total,
            "counts": {
                str(outcome).replace(" ", "_"): self.counts[outcome]
                for outcome in (*Outcome, *Passed)
            },
            "undated": self.undated,
            "embedded": self.embedded,
            "failures": self._of(Passed.FAILED),
            "skipped": self._of(Passed.SKIPPED),
            "remarks": [asdict(remark) for remark in self.remarks],
            "repairs": self.repairs,
            "seconds": round(self.seconds, 2),
        }

    def _of(self, outcome: Passed) -> list[dict[str, str]]:
        return [
            {"source": problem.source, "reason": problem.reason}
            for problem in self.problems
            if problem.outcome is outcome
        ]
