"""A Discord on loopback: enough of REST v10 and the gateway to run an unmodified bot against.

    async with FakeDiscord() as discord:
        client = build_client(..., proxy=discord.proxy, connector=discord.connector())
        ...
        asked = await discord.slash("ask", question="When did the bridge close?")
        [answer] = await discord.responses(asked)

It is strict where Discord is: message limits, acknowledgement within three seconds and only once,
expiring tokens, content hidden from bots that are not mentioned. Everything refused is in
`refusals`, everything asked in `asked`.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.fakes import discord_payloads as payloads
from tests.fakes.discord_gateway import GUILD_MESSAGES, Gateway
from tests.fakes.discord_proxy import Authority, ConnectProxy
from tests.fakes.discord_rest import LOADING, Interaction, Rest
from tests.fakes.discord_rules import broken_options

Message = dict[str, Any]


class FakeDiscord:
    """The server, and the people on it. Waits of its methods end after `patience` seconds."""

    token = "a-token-of-no-value"

    def __init__(self, *, heartbeat: float = 30.0, patience: float = 15.0) -> None:
        self.rest = Rest(self.token)
        self.gateway = Gateway(self.token, heartbeat=heartbeat)
        self.proxy = ""
        self._patience = patience
        self._authority = Authority()
        self._runner: web.AppRunner | None = None
        self._tunnel: ConnectProxy | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self.rest.log])
        app.add_routes([*self.rest.routes(), web.get("/", self.gateway.connect)])
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._authority.server())
        await site.start()
        self._tunnel = ConnectProxy(self._runner.addresses[0][1])
        self.proxy = await self._tunnel.start()
        return self

    async def __aexit__(self, *exception: object) -> None:
        if self._tunnel and self._runner:
            await self._tunnel.stop()
            await self._runner.cleanup()

    def connector(self) -> aiohttp.TCPConnector:
        """A way in for a client in this process."""
        return aiohttp.TCPConnector(limit=0, ssl=self._authority.client())

    def certificate(self, path: Path) -> Path:
        """A file that lets a client in another process in, by SSL_CERT_FILE."""
        return self._authority.write(path)

    @property
    def sent(self) -> list[Message]:
        """Every message the bot has sent, as it looks now, oldest first."""
        written = self.rest.messages.values()
        return [message for message in written if message["author"]["id"] == payloads.BOT]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the bot's requests have made `condition` true. Raises TimeoutError."""
        async with asyncio.timeout(self._patience), self.rest.changed:
            await self.rest.changed.wait_for(condition)

    async def slash(
        self,
        command: str,
        *,
        where: str = payloads.CHANNEL,
        by: str = payloads.PERSON,
        **options: Any,
    ) -> Interaction:
        """Use a command, as far as Discord's own client would send it."""
        known = self.rest.commands[command]
        if broken := broken_options(known, options):
            raise ValueError(broken)
        kinds = {option["name"]: option["type"] for option in known["options"]}
        given = [{"name": n, "type": kinds[n], "value": value} for n, value in options.items()]
        data = {"id": known["id"], "name": command, "type": 1, "options": given}
        return await self._interact(2, data, where=where, by=by)

    async def click(
        self, message: Message, label: str, *, by: str = payloads.PERSON
    ) -> Interaction:
        """Press a button under a message."""
        rows = [row["components"] for row in message["components"]]
        [button] = [button for row in rows for button in row if button["label"] == label]
        data = {"custom_id": button["custom_id"], "component_type": 2}
        where = message["channel_id"]
        return await self._interact(3, data, where=where, by=by, message=message)

    async def say(
        self,
        text: str,
        *,
        where: str = payloads.CHANNEL,
        by: str = payloads.PERSON,
        to: Message | None = None,
        ping: bool = True,
    ) -> Message:
        """Write a message, perhaps in reply to one; `ping` is the switch beside a reply."""
        mentioned = f"<@{payloads.BOT}>" in text
        if to and ping:
            mentioned = mentioned or to["author"]["id"] == payloads.BOT
        more: dict[str, Any] = {"guild_id": payloads.GUILD, "member": payloads.member(by)}
        if mentioned:
            more["mentions"] = [payloads.user(payloads.BOT) | {"member": payloads.member()}]
        if to:
            more |= {
                "type": 19,
                "referenced_message": to,
                "message_reference": {"message_id": to["id"], "channel_id": where},
            }
        message = self.rest.keep(payloads.message(where, by, text, **more))
        if self.gateway.intents & GUILD_MESSAGES:
            await self.gateway.emit(
                "MESSAGE_CREATE", message if mentioned else message | {"content": ""}
            )
        return message

    async def responses(self, interaction: Interaction, count: int = 1) -> list[Message]:
        """The response to an interaction and its follow-ups, once there are `count` and final."""

        def final() -> bool:
            ids = interaction.messages
            return len(ids) >= count and not int(self.rest.messages[ids[0]]["flags"]) & LOADING

        await self.until(final)
        return [self.rest.messages[identity] for identity in interaction.messages]

    async def replies(self, message: Message, count: int = 1) -> list[Message]:
        """The bot's replies to a message, once there are `count`."""

        def found() -> list[Message]:
            return [sent for sent in self.sent if self._refers(sent, message)]

        await self.until(lambda: len(found()) >= count)
        return found()

    @staticmethod
    def _refers(sent: Message, to: Message) -> bool:
        return bool(str((sent.get("message_reference") or {}).get("message_id")) == to["id"])

    async def _interact(
        self, kind: int, data: Message, *, where: str, by: str, message: Message | None = None
    ) -> Interaction:
        token = secrets.token_urlsafe(16)
        interaction = Interaction(payloads.snowflake(), token, where)
        self.rest.interactions[token] = interaction
        payload = {
            "id": interaction.id,
            "application_id": payloads.APPLICATION,
            "type": kind,
            "token": token,
            "version": 1,
            "data": data,
            "guild_id": payloads.GUILD,
            "channel_id": where,
            "channel": payloads.channel(where),
            "member": payloads.member(by) | {"user": payloads.user(by)},
            "app_permissions": payloads.ALL_PERMISSIONS,
            "locale": "en-GB",
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": 0,
            "attachment_size_limit": 10_485_760,
        }
        if message:
            payload["message"] = message
        await self.gateway.emit("INTERACTION_CREATE", payload)
        return interaction
