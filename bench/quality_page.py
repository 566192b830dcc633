"""The page on quality: figures in, Markdown out. Pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from archive.overview import Overview
from bench.answering import Given
from bench.grounding import PLANTERS, Tally
from bench.misbehaving import Misbehaved
from bench.questions import Posed, half
from bench.retrieval import BUDGET, FIRST, Tried, figures
from bench.silence import DECLINED, Sure, area_between, bar
from bench.timespans import Score

TITLE = "How good the answers are"

PUBLISHED = {
    "BM25 (bm25s)": (0.426, 0.607, 0.484),
    "BM25 (bm25s), dated": (0.473, 0.629, 0.522),
    "LangChain + Chroma": (0.325, 0.582, 0.414),
    "equal fusion of ranks": (0.391, 0.607, 0.459),
    "simple mix, dated": (0.479, 0.626, 0.527),
}
"""Recall at 1 and 10 and MRR on all summer questions that came with the set as it was prepared, all
over the same 160-word passages under their headlines."""

GPT3_SEARCHING, GPT3_ALONE = 0.641, 0.450
"""Share of RealTimeQA's choices that GPT-3 took rightly with and without what Google found."""


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Returns a Markdown table whose first column is text and whose others are figures."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def opening(*, day: date, machine: str, held: Overview, questions: Sequence[Posed]) -> str:
    """Returns the head of the page: how it was measured."""
    reported = sum(map(_reported, questions))
    return f"""\
Made by `python -m bench.quality` on {day.day} {day:%B %Y}, on {machine}. Do not edit: run it again.
`bench/README.md` says where the data is.

**Questions.** {len(questions)} quiz questions about the news (RealTimeQA), each with the day it was
asked and an answer of a few words. Those answered by "all" or "none of the above" are left out.
**Archive.** The {held.articles:,} articles that a search found for them. Each question is asked
*as of its own day*: nothing published later is used. Some answers are in no article, so no figure
here can reach 1.

**What counts.** The questions are halved by a hash of their id. What was tuned was tuned on one
half; **the other, {reported} questions, is what counts** and is called *report*. *All* stands
beside it. A share of so few questions is uncertain by about {_error(reported):.3f} (one standard
error, at a share of a half): smaller differences mean little.

**Right.** A text bears an answer if it has the answer's words at word boundaries, whatever their
case, quotation marks and articles. A short answer may stand in a sentence by chance."""


def retrieval(
    held: Overview,
    searches: Mapping[str, Sequence[Tried]],
    notes: Sequence[str],
    *,
    published: bool,
) -> str:
    """Returns the tables of how passages are found, on the report half and on all questions."""
    heads = ["@1", "@5", "@10", "@20", "MRR@10"]
    lengths = [f"in {BUDGET:,} characters", f"characters of {FIRST}"]
    beside = ["published @1", "published @10", "published MRR"] if published else []
    report, every = [], []
    for name, tried in searches.items():
        report.append([name, *_searching([one for one in tried if _reported(one.posed)])])
        others = PUBLISHED.get(name, ("",) * len(beside)) if published else ()
        every.append([name, *_searching(tried), *others])
    number = len(next(iter(searches.values())))
    return "\n\n".join(
        [
            "Share of questions with an answer-bearing passage among the first 1, 5, 10 and 20, "
            "the mean reciprocal rank within ten, the share with the answer in the first "
            f"{BUDGET:,} characters, and how many characters the first {FIRST} passages have. The "
            f"headline belongs to the passage. {held.articles:,} articles, {held.passages:,} "
            "passages.",
            "On the report half:",
            table(["", *heads, *lengths], report),
            f"On all {number:,} questions:",
            table(["", *heads, *lengths, *beside], every),
            *notes,
        ]
    )


def answers(given: Sequence[Given], choices: Mapping[str, str], exactness: tuple[int, int]) -> str:
    """Returns the table of what is answered without a chat model.

    `choices` are those taken, by question; `exactness` counts quotes displayed and inexact ones.
    """

    def row(name: str, value: Mapping[str, bool]) -> list[object]:
        reported = [value[one.posed.id] for one in given if _reported(one.posed)]
        return [name, statistics.fmean(reported), statistics.fmean(value.values())]

    shown, inexact = exactness
    rows = [
        row("the sentences shown (two at most) bear the answer", _each(given, "right")),
        row("something is answered", {one.posed.id: not one.declined for one in given}),
        row(
            "of four choices the right one is supported best",
            {one.posed.id: choices[one.posed.id] == one.posed.answer for one in given},
        ),
        ["the same by GPT-3 with Google search", "", GPT3_SEARCHING],
        ["the same by GPT-3 alone", "", GPT3_ALONE],
    ]
    return "\n\n".join(
        [
            "The answer is at most two sentences of the archive, or one for each side where "
            "reports disagree. A choice is supported by the passages found and the sentences "
            "weighed that bear it (`bench/choices.py`). GPT-3's figures are those of Kasai and "
            "others, NeurIPS 2023, on their own weeks of the same quizzes.",
            table(["share of questions", "report", "all"], rows),
            f"Quotes displayed, in time and 30 days early: {shown:,}; of them not exactly "
            f"`body[start:end]` of the article cited: **{inexact}**.",
        ]
    )


def silence(in_time: Sequence[Given], early: Sequence[Given]) -> str:
    """Returns the table of what is declined when the same is asked before it happened."""
    columns = []
    for reported in (True, False):
        now = [one for one in in_time if _reported(one.posed) or not reported]
        before = [one for one in early if _reported(one.posed) or not reported]
        sure = [Sure(confidence=one.confidence, right=one.held) for one in now]
        unsure = [one.confidence for one in before]
        cells: list[object] = [
            area_between(sure, unsure),
            statistics.fmean(one.declined for one in before),
            statistics.fmean(one.declined for one in now),
            statistics.fmean(one.right for one in now),
        ]
        for declined in DECLINED:
            there = bar(sure, unsure, declined)
            cells += [there.kept, there.right]
        columns.append(cells)
    names = [
        "area under the curve: sure in time against sure too early",
        "with the threshold in use: declined too early",
        "declined in time",
        "answered right in time",
    ]
    for declined in DECLINED:
        names += [
            f"with the threshold that declines {declined:.0%} too early: answered in time",
            "answered right in time",
        ]
    return "\n\n".join(
        [
            "Every question is asked once more as of 30 days before its day, when the news had "
            "not happened. The answer should then be that the archive does not say. (Some had "
            "been answered before: not all of these answers are wrong.)",
            table(["share of questions", "report", "all"], zip(names, *columns, strict=True)),
        ]
    )


def time_words(scores: Mapping[str, Score]) -> str:
    """Returns the table of how time words are read."""
    rows = [
        [name, *(count / score.rows for count in (score.exact, score.wrong, score.missed))]
        for name, score in scores.items()
    ]
    number = next(iter(scores.values())).rows
    return "\n\n".join(
        [
            f"{number} expressions written by another hand that had not seen the grammar "
            "(`bench/time_expressions/kept.jsonl`). *Wrong* is an interval that differs from what "
            "is meant, or any where nothing is; *missed* is none where something is meant.",
            table(["", "exact", "wrong", "missed"], rows),
        ]
    )


def grounding(tally: Tally, misbehaved: Misbehaved) -> str:
    """Returns the tables of planted faults and of true sentences lost."""
    lost = [[name, tally.true[name], tally.lost[name], tally.lost[name] / tally.true[name]]
            for name in tally.true]  # fmt: skip
    true, gone = tally.true.total(), tally.lost.total()
    rows = []
    for kind, _ in PLANTERS:
        planted = sum(tally.planted[kind, source] for source in tally.true)
        caught = sum(tally.caught[kind, source] for source in tally.true)
        written, stopped = misbehaved.planted[kind], misbehaved.caught[kind]
        rows.append([kind, planted, _of(caught, planted), written, _of(stopped, written)])
    every, all_caught = tally.planted.total(), tally.caught.total()
    written, stopped = misbehaved.planted.total(), misbehaved.caught.total()
    rows.append(["**all**", every, _of(all_caught, every), written, _of(stopped, written)])
    return "\n\n".join(
        [
            "One fault is planted into a true sentence, which must then be removed or repaired so "
            "that the fault is gone: first in sentences with the passage that bears them out, then "
            "by a drafter that misbehaves in every answer to the questions above. Report halves.",
            table(["", "planted", "caught", "by a drafter", "caught"], rows),
            "True sentences must stay. Verbatim and retold ones are from the articles, the others "
            "were judged true by people (QAGS, NewsNLI).",
            table(["", "true", "removed", "share"], [*lost, ["**all**", true, gone, gone / true]]),
            f"In the {misbehaved.answers} answers that were written plainly and with faults, "
            f"{misbehaved.quoted:,} quotations were shown; not exactly so in what they cite: "
            f"**{misbehaved.inexact}**.",
        ]
    )


def follow_ups(name: str, number: int, ways: Mapping[str, tuple[float, float, float]]) -> str:
    """Returns the table of follow-ups made to stand alone."""
    return "\n\n".join(
        [
            f"{number} follow-ups that a person rewrote so that they stand alone ({name}): of the "
            "content words the person added, the share added (*recall*); of those added, the share "
            "that the person added too (*precision*); and how often none is lacking.",
            table(["", "recall", "precision", "none lacking"], [[w, *f] for w, f in ways.items()]),
        ]
    )


def page(sections: Mapping[str, str]) -> str:
    """Returns the whole page from its sections by heading, the first of them its title."""
    parts = [f"## {heading}\n\n{text}\n" for heading, text in sections.items()]
    return "\n".join(parts).removeprefix("#")


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _of(some: int, every: int) -> str:
    return f"{some / every:.1%}" if every else "–"


def _reported(posed: Posed) -> bool:
    return half(posed.id) == "report"


def _each(given: Sequence[Given], what: str) -> dict[str, bool]:
    return {one.posed.id: bool(getattr(one, what)) for one in given}


def _searching(tried: Sequence[Tried]) -> list[object]:
    found = figures(tried)
    return [*found.ranking.recall, found.ranking.mrr, found.in_budget, round(found.characters)]


def _error(number: int) -> float:
    return 0.5 / math.sqrt(max(number, 1))
