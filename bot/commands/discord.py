"""`backfile bot`: the archive in Discord."""

from __future__ import annotations

import asyncio
import logging
from datetime import date
from urllib.request import getproxies, proxy_bypass

from archive import backlog
from archive.errors import SettingsError
from archive.store import ArchiveStore
from bot.asking import read_question
from bot.compose import LEFT_TO_THE_OWNER, Composition
from bot.discord.client import build_client, run
from bot.logs import configure
from bot.upkeep import kept_up

SOURCES = 5
"""Articles that `/sources` shows: with their quotes they fill about one message."""

_log = logging.getLogger(__name__)


def bot(composition: Composition) -> int:
    """Serves until stopped.

    Raises:
        SettingsError: there is no token, or Discord refuses it.
    """
    settings = composition.settings
    token = settings.discord_token.get_secret_value().strip()
    if not token:
        raise SettingsError(
            "DISCORD_TOKEN is not set.",
            "Put the bot's token, from the Bot page of its application, into the environment or "
            "into .env; the README tells how.",
        )
    configure(settings.log_level)
    with composition.owning() as store:
        if composition.chroma and not store.chroma:
            _log.warning(LEFT_TO_THE_OWNER)
        take_in(store)
        chain = composition.build_chain(settings, store)
        client = build_client(
            chain=chain,
            read=lambda text, asked: read_question(text, asked, store.catalogue, date.today()),
            sources=lambda question: composition.find_sources(settings, store, question, SOURCES),
            guilds=[settings.discord_guild] if settings.discord_guild else [],
            proxy=proxy(),
        )
        with kept_up(lambda: take_in(store) if stirred(store) else None):
            asyncio.run(run(client, token))
    return 0


def proxy(host: str = "discord.com") -> str | None:
    """Returns the proxy that HTTPS_PROXY names for a host, None where there is none for it."""
    return None if proxy_bypass(host) else getproxies().get("https")


def stirred(store: ArchiveStore) -> bool:
    """Tells whether there is anything to take in or to repair; looking costs next to nothing."""
    return bool(
        backlog.count_pending(store.catalogue, "words")
        or (
            store.chroma
            and (store.chroma.needs_rebuild or backlog.count_pending(store.catalogue, "vectors"))
        )
    )


def take_in(store: ArchiveStore) -> None:
    """Applies what other processes have fed, and makes it durable; repairs what is damaged."""
    waiting = store.backlog()
    for repair in store.heal():
        _log.warning(repair)
    if waiting.words or waiting.vectors:
        store.checkpoint()
        _log.info("took in %d changes", waiting.words + waiting.vectors)
