"""What is different between two runs."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.runs import Run
from bot.evaluation.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a run differs from an earlier one, told of the later one's cases.

    `conditions` maps what the runs were made with, where that differs, to before and now. `added`
    and `dropped` count cases that only one of them has.
    """

    before: Run
    newly_right: tuple[Verdict, ...]
    newly_wrong: tuple[Verdict, ...]
    conditions: dict[str, tuple[str, str]]
    cases_changed: bool
    added: int
    dropped: int


def compare(now: Run, before: Run) -> Difference:
    """Returns what is different now; cases are the same where they ask the same."""
    earlier = {verdict.key: verdict for verdict in before.verdicts}
    shared = [verdict for verdict in now.verdicts if verdict.key in earlier]
    turned = [verdict for verdict in shared if verdict.right is not earlier[verdict.key].right]
    names = dict.fromkeys([*now.made_with, *before.made_with])
    pairs = {name: (before.made_with.get(name, ""), now.made_with.get(name, "")) for name in names}
    return Difference(
        before=before,
        newly_right=tuple(verdict for verdict in turned if verdict.right),
        newly_wrong=tuple(verdict for verdict in turned if not verdict.right),
        conditions={name: pair for name, pair in pairs.items() if pair[0] != pair[1]},
        cases_changed=now.digest != before.digest,
        added=len(now.verdicts) - len(shared),
        dropped=len(earlier) - len(shared),
    )
