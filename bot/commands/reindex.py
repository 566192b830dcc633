"""`backfile reindex`: both search indexes anew from the catalogue."""

from __future__ import annotations

import sys

from rich.text import Text

from archive import backlog
from archive.catalogue import Catalogue
from bot.compose import Composition
from bot.console import console, print_lines
from bot.progress import progress_for


def reindex(composition: Composition, *, embed: bool) -> int:
    """Builds the indexes anew; with `embed`, every vector too, by the embedder set now.

    Raises:
        ArchiveBusy: another process owns the dense index or feeds the archive.
        EmbedderMismatch: the archive was built with another embedder, and `embed` is False.
    """
    with composition.catalogue() as catalogue:
        if embed:
            _take_embedder(catalogue, composition)
    try:
        with (
            composition.owning(or_reading=False) as store,
            store.feeding(),
            progress_for(sys.stderr) as stages,
        ):
            store.reindex(lambda done, total: stages("index", done, total), embed=embed)
    except KeyboardInterrupt:
        told = "Stopped. Nothing is lost: run the same command again to finish."
        print_lines([Text(told)], console(sys.stderr))
        return 130
    print_lines([Text("Both indexes are complete.")], console(sys.stdout))
    return 0


def _take_embedder(catalogue: Catalogue, composition: Composition) -> None:
    """Makes the archive one of the embedder set now, which all its vectors are to be made with."""
    name = composition.load_embedder(composition.settings).name
    if catalogue.meta("embedder") in (None, name):
        return
    with catalogue.transaction():
        backlog.drop_vectors(catalogue)
        catalogue.set_meta("embedder", name)
