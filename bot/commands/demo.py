"""`backfile demo`: the sample archive ingested and asked."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from archive.errors import BackfileError
from archive.store import ArchiveStore
from bot.asking import Asked, read_question
from bot.commands.ask import converse, live, tell
from bot.commands.ingest import report_lines
from bot.compose import Composition
from bot.console import console, print_lines
from bot.progress import progress_for
from bot.terminal import QUIET, STRONG
from ingest.pipeline import ingest

SAMPLES = Path(__file__).parents[2] / "examples" / "archive"
HOME = Path(".demo")
TODAY = date(2026, 3, 20)
"""The day the demo is set on: shortly after the last of the samples was published."""

QUESTIONS = (
    "When will Haldermouth elect its new mayor?",
    "How many people died in the sinking of the Lady Corvane?",
    "What did Ida Marsh say about closing libraries?",
    "Why did the skipper of the Lady Corvane resign?",
)
"""A plain fact, reports that disagree, a quotation, and a premise that no report bears out."""


def demo(composition: Composition) -> int:
    """Ingests the samples into a folder of their own and asks of them; then chats.

    Raises:
        BackfileError: the samples are not there.
    """
    plain = {"home": HOME, "embeddings": "local", "chat_model": "", "chroma_url": ""}
    composition = replace(composition, settings=composition.settings.model_copy(update=plain))
    if not SAMPLES.is_dir():
        raise BackfileError(
            "The sample archive is not part of an installed package.",
            "Run `make demo` in a copy of Backfile's repository.",
        )
    screen = console(sys.stdout)
    with composition.owning() as store:
        print_lines([Text("Ingesting 42 invented articles of two newspapers.", STRONG)], screen)
        with progress_for(sys.stderr) as stages:
            count = composition.load_count(composition.settings, store.embedder)
            report = ingest([SAMPLES], store, count=count, stages=stages)
        print_lines(report_lines(report), screen)
        _ask(composition, store, screen)
        again = f'BACKFILE_HOME={composition.home} backfile ask "..." --as-of {TODAY}'
        print_lines([Text(), Text(f"Ask more of it: {again}", QUIET)], screen)
        if sys.stdin.isatty() and sys.stdout.isatty():
            screen.print()
            converse(composition, store, Asked(as_of=TODAY), TODAY)
    return int(bool(report.failed))


def _ask(composition: Composition, store: ArchiveStore, screen: Console) -> None:
    chain = composition.build_chain(composition.settings, store)
    for text in QUESTIONS:
        print_lines([Text(), Text(f"{'─' * 3} {text}", STRONG), Text()], screen)
        question = read_question(text, Asked(as_of=TODAY), store.catalogue, TODAY)
        tell(chain.stream(question), screen, live=live(composition))
