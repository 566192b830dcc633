"""What a run of a file of cases has shown, for a person and as JSON. Pure."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.text import Text

from bot.evaluation.difference import Difference
from bot.evaluation.figures import LABELS, Figure, Gate, measure
from bot.evaluation.runs import Run, run_json
from bot.evaluation.verdicts import Verdict
from bot.printable import clipped, one_line
from bot.terminal import QUIET, STRONG, WARNING
from bot.wording import count

WRONG_LISTED = 20
"""Wrong cases listed at most; all are in the run that is kept, and in --json."""

QUESTION_SHOWN = 70
UNMEASURED = "-"

_WIDEST = max(map(len, LABELS.values()))


def report_lines(run: Run, difference: Difference | None, gates: Sequence[Gate]) -> Iterator[Text]:
    """Yields what a run has shown line by line, beside an earlier one where there is one."""
    right = sum(verdict.right for verdict in run.verdicts)
    wrong = [verdict for verdict in run.verdicts if not verdict.right]
    yield Text(
        f"{one_line(run.cases)}: {count(len(run.verdicts), 'case')}, "
        f"{right} right, {len(wrong)} wrong",
        STRONG,
    )
    seconds = statistics.median(verdict.seconds for verdict in run.verdicts)
    yield Text(f"{_drafters(run.verdicts)}; {seconds:.2f} s a question (median)", QUIET)
    yield Text()
    before = measure(difference.before.verdicts) if difference else ()
    yield from _table(measure(run.verdicts), before)
    told: set[str] = set()
    if difference:
        yield Text()
        yield from _difference(difference)
        told = {verdict.key for verdict in difference.newly_wrong}
    if rest := [verdict for verdict in wrong if verdict.key not in told]:
        yield Text()
        yield Text("Still wrong" if difference else "Wrong", STRONG)
        yield from _cases(rest)
    if gates:
        yield Text()
        yield from map(_gate, gates)


def report_json(run: Run, difference: Difference | None, gates: Sequence[Gate]) -> dict[str, Any]:
    """Returns the same as plain values, with every verdict."""
    against = None
    if difference:
        against = {
            "run": difference.before.name,
            "figures": {one.name: one.value for one in measure(difference.before.verdicts)},
            "newly_right": [verdict.key for verdict in difference.newly_right],
            "newly_wrong": [verdict.key for verdict in difference.newly_wrong],
            "changed": {
                name: {"before": before, "now": now}
                for name, (before, now) in difference.conditions.items()
            },
            "cases_changed": difference.cases_changed,
            "added": difference.added,
            "dropped": difference.dropped,
        }
    return {
        "run": run_json(run),
        "against": against,
        "gates": [{**asdict(gate), "met": gate.met} for gate in gates],
    }


def _drafters(verdicts: Sequence[Verdict]) -> str:
    """Says who wrote the answers: where a chat model fails, the archive's sentences stand in."""
    by = Counter(verdict.drafter for verdict in verdicts).most_common()
    return "answers by " + ", ".join(
        f"{one_line(name)}{f' ({number:,})' if len(by) > 1 else ''}" for name, number in by
    )


def _table(now: Sequence[Figure], before: Sequence[Figure]) -> Iterator[Text]:
    earlier = {figure.name: figure.value for figure in before}
    if before:
        yield Text(f"{'':{_WIDEST}}     now  before  change", QUIET, no_wrap=True)
    for figure in now:
        line = Text(f"{LABELS[figure.name]:{_WIDEST}}  {_number(figure.value):>6}", no_wrap=True)
        if before:
            was = earlier.get(figure.name)
            line.append(f"  {_number(was):>6}", QUIET)
            line.append(f"  {_change(figure.value, was):>6}")
        over = "citation" if figure.name == "citation_precision" else "case"
        yield line.append(f"   of {count(figure.of, over)}" if figure.of else "", QUIET)


def _number(value: float | None) -> str:
    return UNMEASURED if value is None else f"{value:.3f}"


def _change(now: float | None, before: float | None) -> str:
    if now is None or before is None or f"{now:.3f}" == f"{before:.3f}":
        return ""
    return f"{now - before:+.3f}"


def _difference(difference: Difference) -> Iterator[Text]:
    yield Text(f"Compared with {difference.before.name}", STRONG)
    for name, (before, now) in difference.conditions.items():
        yield Text(f"  {name}: {one_line(before) or 'none'}, now {one_line(now) or 'none'}")
    if difference.cases_changed:
        yield Text(
            f"  the file of cases has changed: {difference.added} added, "
            f"{difference.dropped} dropped"
        )
    turned = (("Newly wrong", difference.newly_wrong), ("Newly right", difference.newly_right))
    for title, verdicts in turned:
        if verdicts:
            yield Text(title, STRONG)
            yield from _cases(verdicts)
    if not (difference.newly_wrong or difference.newly_right):
        yield Text("  no case that both asked has turned")


def _cases(verdicts: Sequence[Verdict]) -> Iterator[Text]:
    for verdict in verdicts[:WRONG_LISTED]:
        question = clipped(one_line(verdict.question), QUESTION_SHOWN)
        yield Text(f"  {verdict.number:>3}  {question}")
        if verdict.faults:
            yield Text(f"       {one_line('; '.join(verdict.faults))}", WARNING)
    if (more := len(verdicts) - WRONG_LISTED) > 0:
        yield Text(f"  and {more:,} more; --json lists all of them", QUIET)


def _gate(gate: Gate) -> Text:
    reached = "nothing measures it" if gate.value is None else f"it is {gate.value:.3f}"
    verdict = ("reached", "") if gate.met else ("missed", WARNING)
    return Text.assemble(verdict, f": {gate.name} of {gate.required:g} is required, {reached}")
