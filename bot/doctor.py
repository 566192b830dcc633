"""Checks of everything Backfile stands on. Nothing in the archive is changed."""

from __future__ import annotations

import base64
import binascii
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from archive.errors import ArchiveBusy, BackfileError, EmbedderMismatch
from archive.overview import Overview, overview
from bot.compose import Composition
from bot.wording import count

OLDEST_PYTHON = (3, 11)
LITTLE_SPACE = 1_000_000_000
"""Bytes below which a disk is called full: an archive of 100,000 passages takes about this."""

SERVER_PATIENCE = 3.0


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was checked, how it ended, what was found, and what to do about it."""

    name: str
    verdict: Verdict
    found: str
    remedy: str = ""


def examine(compose: Callable[[], Composition]) -> Iterator[Check]:
    """Yields every check as it is done; later ones are left out when the settings do not hold."""
    yield check_python(sys.version_info[:3])
    try:
        composition = compose()
    except BackfileError as error:
        yield _failed("settings", error)
        return
    settings = composition.settings
    yield Check(name="settings", verdict=Verdict.OK, found="every name and value is understood")
    yield check_folder("archive folder", settings.home)
    yield check_folder("cache folder", settings.cache)
    embedder = check_embedder(composition)
    yield embedder
    yield from _check_archive(composition)
    yield check_search(settings.home, settings.reranker)
    yield check_chat_model(settings.chat_model, settings.chat_timeout)
    yield check_token(settings.discord_token.get_secret_value())


def check_python(version: tuple[int, ...]) -> Check:
    """Checks that Python is new enough."""
    found = f"Python {'.'.join(map(str, version))}, {platform.system()} {platform.machine()}"
    if version >= OLDEST_PYTHON:
        return Check(name="python", verdict=Verdict.OK, found=found)
    needed = ".".join(map(str, OLDEST_PYTHON))
    remedy = f"Install Python {needed} or newer."
    return Check(name="python", verdict=Verdict.FAIL, found=found, remedy=remedy)


def check_folder(name: str, folder: Path) -> Check:
    """Checks that a folder, or the place where it will be made, can be written to."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        found = f"{folder}: {nearest} is not a folder"
        return Check(
            name=name, verdict=Verdict.FAIL, found=found, remedy="Move it, or set another folder."
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        return Check(
            name=name,
            verdict=Verdict.FAIL,
            found=f"{folder} cannot be written to",
            remedy="Change its permissions, or set BACKFILE_HOME or BACKFILE_CACHE to another.",
        )
    free = shutil.disk_usage(nearest).free
    if free < LITTLE_SPACE:
        return Check(
            name=name,
            verdict=Verdict.WARN,
            found=f"{folder}: {free // 1_000_000:,} MB left on its disk",
            remedy="Make room, or set BACKFILE_HOME or BACKFILE_CACHE to another disk.",
        )
    made = "" if folder.exists() else " (made when it is needed)"
    return Check(name=name, verdict=Verdict.OK, found=f"{folder}{made}")


def check_embedder(composition: Composition) -> Check:
    """Checks that the embedder loads and embeds a question."""
    began = time.monotonic()
    try:
        embedder = composition.load_embedder(composition.settings)
        numbers = len(embedder.embed_query("Does it answer?"))
    except BackfileError as error:
        return _failed("embedder", error)
    took = time.monotonic() - began
    found = f"{embedder.name} answers with {numbers} numbers, {took:.1f} s from a cold start"
    return Check(name="embedder", verdict=Verdict.OK, found=found)


def _check_archive(composition: Composition) -> Iterator[Check]:
    try:
        with composition.catalogue() as catalogue:
            held = overview(catalogue)
    except BackfileError as error:
        missing = not (composition.home / "catalogue.sqlite3").exists()
        verdict = Verdict.WARN if missing else Verdict.FAIL
        yield Check(name="archive", verdict=verdict, found=error.message, remedy=error.remedy)
        return
    yield check_held(held)
    yield check_match(held.embedder, composition)
    yield check_words(held, composition.home / "words")
    if composition.settings.chroma_url:
        yield check_server(composition.settings.chroma_url)
    else:
        yield check_chroma(held, composition.home / "chroma")


def check_held(held: Overview) -> Check:
    """Checks that the archive holds something to search."""
    found = f"{count(held.articles, 'article')} in {count(held.passages, 'passage')}"
    if held.articles:
        return Check(name="archive", verdict=Verdict.OK, found=found)
    remedy = "Feed it with `backfile ingest FOLDER`."
    return Check(name="archive", verdict=Verdict.WARN, found="it is empty", remedy=remedy)


def check_match(built_with: str, composition: Composition) -> Check:
    """Checks that the archive was built with the embedder that is set."""
    try:
        configured = composition.load_embedder(composition.settings).name
    except BackfileError as error:
        return _failed("archive's embedder", error)
    if built_with in ("", configured):
        found = built_with or "nothing embedded yet"
        return Check(name="archive's embedder", verdict=Verdict.OK, found=found)
    return _failed(
        "archive's embedder", EmbedderMismatch(built_with=built_with, configured=configured)
    )


def check_words(held: Overview, folder: Path) -> Check:
    """Checks that the lexical index has everything, and that every passage has its vector."""
    if held.to_embed:
        return Check(
            name="indexes",
            verdict=Verdict.WARN,
            found=f"{count(held.to_embed, 'passage')} not embedded yet, found by words alone",
            remedy="Run `backfile ingest` on the same files again: it goes on where it was.",
        )
    if held.passages and not (folder / "meta.json").exists():
        return Check(
            name="indexes",
            verdict=Verdict.WARN,
            found="the lexical index is missing",
            remedy="Nothing to do: the next command that searches builds it.",
        )
    if held.words or held.vectors:
        waiting = held.words + held.vectors
        return Check(
            name="indexes",
            verdict=Verdict.WARN,
            found=f"{count(waiting, 'change')} pending",
            remedy="Nothing to do: a running bot or the next ingest applies them.",
        )
    return Check(name="indexes", verdict=Verdict.OK, found="nothing is pending")


def check_chroma(held: Overview, folder: Path) -> Check:
    """Checks that Chroma's files are as they were left."""
    from archive.chroma_places import Folder

    if not folder.exists():
        found = "not built yet; searches are exact without it"
        return Check(name="dense index", verdict=Verdict.OK, found=found)
    try:
        place = Folder(folder)
    except ArchiveBusy:
        found = "in use by another process, such as a running bot"
        return Check(name="dense index", verdict=Verdict.OK, found=found)
    try:
        from archive import manifest

        problem = manifest.problem(folder)
    finally:
        place.leave()
    if not problem:
        return Check(name="dense index", verdict=Verdict.OK, found="its files are sound")
    return Check(
        name="dense index",
        verdict=Verdict.WARN if held.vectors or held.passages else Verdict.OK,
        found=problem,
        remedy="Nothing to do: the next ingest or start of the bot rebuilds it. At once: "
        "`backfile reindex`.",
    )


def check_server(url: str) -> Check:
    """Checks that a Chroma server answers."""
    try:
        with urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=SERVER_PATIENCE):
            return Check(name="dense index", verdict=Verdict.OK, found=f"{url} answers")
    except (URLError, OSError, ValueError) as error:
        return Check(
            name="dense index",
            verdict=Verdict.FAIL,
            found=f"no Chroma server answers at {url} ({type(error).__name__})",
            remedy="Start it with `chroma run`, or take BACKFILE_CHROMA_URL away.",
        )


def check_search(home: Path, reranker: str) -> Check:
    """Checks that the archive's list of spellings can be read and the reranker made."""
    from retrieval.searching.reranking import load_reranker
    from retrieval.text.aliases import read_aliases

    try:
        read_aliases(home)
        if reranker:
            load_reranker(reranker)
    except BackfileError as error:
        return _failed("search", error)
    found = f"{reranker} is set up" if reranker else "no reranker set"
    return Check(name="search", verdict=Verdict.OK, found=found)


def check_chat_model(name: str, timeout: float) -> Check:
    """Checks that the chat model's package and key are there; the provider is not called."""
    if not name:
        found = "none set: answers are the archive's own sentences"
        return Check(name="chat model", verdict=Verdict.OK, found=found)
    from retrieval.chat.providers import load_chat_model

    try:
        load_chat_model(name, timeout=timeout)
    except BackfileError as error:
        return _failed("chat model", error)
    return Check(name="chat model", verdict=Verdict.OK, found=f"{name} is set up")


def check_token(token: str) -> Check:
    """Checks that a Discord token looks like one; Discord is not asked. The token is never shown.

    A bot's token has three parts of base64 with a dot between; the first is the bot's number.
    """
    where = "Copy it anew from the Bot page of the application into DISCORD_TOKEN."
    if not token:
        return Check(
            name="discord token",
            verdict=Verdict.WARN,
            found="DISCORD_TOKEN is not set; only `backfile bot` needs it",
            remedy="The README tells how to get one.",
        )
    if complaint := _token_complaint(token):
        return Check(name="discord token", verdict=Verdict.FAIL, found=complaint, remedy=where)
    return Check(name="discord token", verdict=Verdict.OK, found="it has the form of a bot's token")


def _token_complaint(token: str) -> str:
    if token != token.strip() or re.search(r"\s", token) or token[:1] in "\"'":
        return "it has spaces or quotes in it"
    parts = token.split(".")
    if len(parts) != 3:
        return "it is not a bot's token, which has three parts with dots between"
    if not all(re.fullmatch(r"[A-Za-z0-9_-]+", part) for part in parts):
        return "it has characters that no token has"
    try:
        bot = base64.urlsafe_b64decode(parts[0] + "=" * (-len(parts[0]) % 4))
    except (binascii.Error, ValueError):
        return "its first part is damaged"
    return "" if bot.isdigit() else "its first part does not name a bot"


def _failed(name: str, error: BackfileError) -> Check:
    return Check(name=name, verdict=Verdict.FAIL, found=error.message, remedy=error.remedy)
