"""The objects of Discord's API that the fake hands out, with the fields discord.py reads."""

from __future__ import annotations

import itertools
import time
from datetime import UTC, datetime
from typing import Any

BOT, PERSON, OTHER_PERSON = "9001", "7001", "7002"
APPLICATION, GUILD = "9001", "5001"
CHANNEL, THREAD, DIRECT = "3001", "3002", "3003"
ALL_PERMISSIONS = str((1 << 50) - 1)

_DISCORD_EPOCH = 1_420_070_400_000
_counter = itertools.count()


def snowflake() -> str:
    """A new identity that tells the present moment, as Discord's do."""
    now = int(time.time() * 1000) - _DISCORD_EPOCH
    return str((now << 22) | (next(_counter) & 0x3FFFFF))


def user(identity: str = PERSON) -> dict[str, Any]:
    """A person, or the bot."""
    return {
        "id": identity,
        "username": "Backfile" if identity == BOT else f"person{identity}",
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": identity == BOT,
    }


def member(identity: str = PERSON) -> dict[str, Any]:
    """A person's membership of the server, without the person."""
    return {
        "roles": [],
        "joined_at": "2024-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": ALL_PERMISSIONS,
    }


def channel(identity: str = CHANNEL) -> dict[str, Any]:
    """The text channel, the thread in it, or a person's direct messages."""
    common = {"id": identity, "guild_id": GUILD, "permissions": ALL_PERMISSIONS}
    if identity == DIRECT:
        return {"id": identity, "type": 1, "recipients": [user()], "last_message_id": None}
    if identity == THREAD:
        return common | {
            "type": 11,
            "name": "bridge",
            "parent_id": CHANNEL,
            "owner_id": PERSON,
            "message_count": 1,
            "member_count": 2,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2024-01-01T00:00:00+00:00",
                "locked": False,
            },
        }
    return common | {"type": 0, "name": "news", "position": 0, "permission_overwrites": []}


def guild() -> dict[str, Any]:
    """The server, with its channel and thread."""
    everyone = {
        "id": GUILD,
        "name": "@everyone",
        "permissions": ALL_PERMISSIONS,
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": GUILD,
        "name": "Newsroom",
        "owner_id": PERSON,
        "roles": [everyone],
        "channels": [channel()],
        "threads": [channel(THREAD)],
        "members": [member(BOT) | {"user": user(BOT)}],
        "member_count": 3,
        "emojis": [],
        "stickers": [],
        "features": [],
        "unavailable": False,
    }


def application() -> dict[str, Any]:
    """The bot's application, as /oauth2/applications/@me shows it."""
    return {
        "id": APPLICATION,
        "name": "Backfile",
        "description": "",
        "icon": None,
        "bot_public": False,
        "bot_require_code_grant": False,
        "owner": user(),
        "verify_key": "",
        "team": None,
        "flags": 0,
    }


def message(where: str, author: str, content: str, **more: Any) -> dict[str, Any]:
    """A message, as the gateway and the REST interface show it."""
    return {
        "id": snowflake(),
        "type": 0,
        "channel_id": where,
        "author": user(author),
        "content": content,
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "flags": 0,
        "pinned": False,
    } | more
