"""Whether grounding catches planted faults: `python -m bench.grounding --data DIR --articles FILE`.

DIR holds the sets of judged paraphrases (`entail-*.jsonl.gz`), FILE the articles. True sentences
must pass; the same with one fault planted must be removed, or repaired so that the fault is gone.
Nothing of the data is printed, unless `--show` asks for what went wrong.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import claim_faults, fact_faults
from bench.planted import Planter
from bench.true_sentences import TrueSentence, from_articles, judged, others
from retrieval.answers import Evidence
from retrieval.drafts import DraftSentence
from retrieval.grounding.ground import Removed, ground

PLANTERS: Sequence[tuple[str, Planter]] = (
    ("word misquoted", fact_faults.misquote),
    ("quotation invented", fact_faults.invented_quotation),
    ("figures swapped", fact_faults.swapped_figures),
    ("figure altered", fact_faults.altered_figure),
    ("date altered", fact_faults.altered_date),
    ("weekday altered", fact_faults.altered_weekday),
    ("names swapped", fact_faults.swapped_names),
    ("name invented", fact_faults.invented_name),
    ("attribution dropped", claim_faults.dropped_attribution),
    ("attributed to another", claim_faults.other_speaker),
    ("negation changed", claim_faults.changed_negation),
    ("direction flipped", claim_faults.flipped_direction),
    ("modality hardened", claim_faults.hardened),
    ("unknown marker", claim_faults.unknown_marker),
    ("no marker", claim_faults.no_marker),
    ("marker of another", claim_faults.wrong_marker),
    ("order followed", claim_faults.order_followed),
)


@dataclass(slots=True)
class Tally:
    """What was counted, by source for true sentences and by kind and source for faults."""

    true: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    planted: Counter[tuple[str, str]] = field(default_factory=Counter)
    caught: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def tried(sentences: Sequence[TrueSentence]) -> Tally:
    """Returns how grounding judged the sentences, and each kind of fault planted into them."""
    tally = Tally()
    other = others(sentences)
    for one in sentences:
        shown = [one.evidence, other[one.id]]
        if not _passes(one, shown, tally):
            continue
        for kind, plant in PLANTERS:
            planted = plant(one.text, one.evidence.passage.text, random.Random(one.id + kind))
            if planted is None or (planted.text == one.text and planted.markers == (1,)):
                continue
            outcome = ground(DraftSentence(text=planted.text, markers=planted.markers), shown)
            tally.planted[kind, one.source] += 1
            if isinstance(outcome, Removed) or planted.gone(outcome.sentence):
                tally.caught[kind, one.source] += 1
            else:
                tally.wrong.append(f"missed {kind} ({one.source})\n  was {one.text}\n  "
                                   f"now {planted.text}")  # fmt: skip
    return tally


def _passes(one: TrueSentence, shown: Sequence[Evidence], tally: Tally) -> bool:
    started = time.perf_counter()
    outcome = ground(DraftSentence(text=one.text, markers=(1,)), shown)
    tally.seconds.append(time.perf_counter() - started)
    tally.true[one.source] += 1
    if isinstance(outcome, Removed):
        tally.lost[one.source] += 1
        tally.reasons[one.source, outcome.reason] += 1
        tally.wrong.append(f"lost ({one.source}): {outcome.reason}: {outcome.detail}\n  {one.text}")
        return False
    return True


def report(tally: Tally) -> Iterable[str]:
    """Yields the figures, line by line."""
    sources = list(tally.true)
    yield f"{'':24}" + "".join(f"{source:>14}" for source in [*sources, "all"])
    lost = {source: (tally.lost[source], tally.true[source]) for source in sources}
    yield f"{'true, removed':24}" + _row(lost, sources)
    for kind, _ in PLANTERS:
        counts = {source: (tally.caught[kind, source], tally.planted[kind, source])
                  for source in sources}  # fmt: skip
        yield f"{kind:24}" + _row(counts, sources)
    every = {source: (sum(tally.caught[kind, source] for kind, _ in PLANTERS),
                      sum(tally.planted[kind, source] for kind, _ in PLANTERS))
             for source in sources}  # fmt: skip
    yield f"{'faults, caught':24}" + _row(every, sources)
    for (source, reason), count in sorted(tally.reasons.items()):
        yield f"  true {source} removed, {reason}: {count}"
    slow = statistics.quantiles(tally.seconds, n=100)[-1]
    yield (f"milliseconds a sentence: median {1000 * statistics.median(tally.seconds):.2f}, "
           f"99th percentile {1000 * slow:.1f}")  # fmt: skip


def _row(counts: Mapping[str, tuple[int, int]], sources: Sequence[str]) -> str:
    total = tuple(map(sum, zip(*counts.values(), strict=True)))
    cells = [counts[source] for source in sources]
    return "".join(f"{f'{some}/{all_}':>14}" for some, all_ in [*cells, total]) + (
        f"  {some / all_:6.1%}" if (some := total[0]) + 1 and (all_ := total[1]) else ""
    )


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--number", type=int, default=150, help="articles read (default 150)")
    parser.add_argument("--split", choices=["fit", "report"], default="report")
    parser.add_argument("--show", action="store_true", help="print what went wrong, with its text")
    chosen = parser.parse_args()
    sentences = [*judged(chosen.data, chosen.split),
                 *from_articles(chosen.articles, chosen.split, chosen.number)]  # fmt: skip
    tally = tried(sentences)
    print(f"{len(sentences)} true sentences ({chosen.split})")
    print("\n".join(report(tally)))
    if chosen.show:
        print("\n".join(tally.wrong))


if __name__ == "__main__":
    main()
