"""Which conversation something said in Discord belongs to."""

from __future__ import annotations

from collections.abc import Hashable

import discord


def place(channel: object, user: discord.abc.User) -> Hashable:
    """A thread is one conversation; in a channel everybody has their own."""
    if isinstance(channel, discord.Thread):
        return ("thread", channel.id)
    return ("channel", getattr(channel, "id", None), user.id)
