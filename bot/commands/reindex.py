"""`backfile reindex`: both search indexes anew from the catalogue."""

from __future__ import annotations

import sys

from rich.text import Text

from bot.compose import Composition
from bot.console import console, print_lines
from bot.progress import progress_for


def reindex(composition: Composition, *, embed: bool) -> int:
    """Builds the indexes anew; with `embed`, every vector too, by the embedder set now.

    Raises:
        ArchiveError: there is no archive.
        ArchiveBusy: another process owns the dense index or feeds the archive.
        EmbedderMismatch: the archive was built with another embedder, and `embed` is False.
    """
    try:
        with (
            composition.renewing(any_embedder=embed) as store,
            progress_for(sys.stderr) as stages,
        ):
            if embed:
                store.forget_vectors()
                store.embed(lambda done, total: stages("embed", done, total))
            store.reindex(lambda done, total: stages("index", done, total))
    except KeyboardInterrupt:
        told = "Stopped. Nothing is lost: run the same command again to finish."
        print_lines([Text(told)], console(sys.stderr))
        return 130
    print_lines([Text("Both indexes are complete.")], console(sys.stdout))
    return 0
