"""What a run is made with: version, settings and archive, as text that can be compared."""

from __future__ import annotations

from pydantic import SecretStr

from archive.overview import Overview
from bot import __version__
from bot.settings import Settings, variable

NO_PART = frozenset(
    {"home", "cache", "threads", "chroma_url", "log_level", "discord_token", "discord_guild"}
)
"""Settings that change no answer, or that may hold a password."""


def conditions(settings: Settings, held: Overview, embedder: str) -> dict[str, str]:
    """Returns everything answers depend on, each by name; no setting that is secret is told.

    `embedder` is the name of the one in use.
    """
    told = {"version": __version__, "embedder": embedder}
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if name not in NO_PART and name != "embeddings" and not isinstance(value, SecretStr):
            told[variable(name)] = str(value)
    return told | {
        "articles": str(held.articles),
        "later revisions": str(held.revisions),
        "passages": str(held.passages),
        "passages without a vector": str(held.to_embed),
        "last fed": held.last_fed.isoformat() if held.last_fed else "",
    }
