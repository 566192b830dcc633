"""What is expected of a question, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrieval.answers import AnswerStatus


class Expect(StrEnum):
    """Which of the three things an answer is to be."""

    ANSWER = "answer"
    ABSTENTION = "abstention"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one case went.

    `key` is the same for the same question in every run. `expect` is None where the case only says
    what must not be cited. `faults` tells what was wrong, empty exactly when it was right. `rank`
    is where the first expected article, or the first that holds the answer, stood among those
    looked up, from 1, None where it did not; it means nothing unless the case is `ranked`. `cited`
    says of each citation of an answer whether it was a right one, empty where the case does not
    tell. `shown` are the sentences shown, as one text.
    """

    key: str
    number: int
    question: str
    expect: Expect | None
    status: AnswerStatus
    faults: tuple[str, ...]
    ranked: bool
    rank: int | None
    cited: tuple[bool, ...]
    shown: str
    drafter: str
    seconds: float

    @property
    def right(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults
