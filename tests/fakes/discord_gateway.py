"""The gateway of the fake: hello, identify or resume, heartbeats, events."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes import discord_payloads as payloads

GUILDS, GUILD_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 15
PRIVILEGED = (1 << 1) | (1 << 8) | MESSAGE_CONTENT


class Gateway:
    """One bot's connection; what was sent while it was away is replayed when it resumes."""

    def __init__(self, token: str, *, heartbeat: float) -> None:
        self.heartbeats: list[float] = []
        self.intents = 0
        self.ready = asyncio.Event()
        self.resumed = 0
        self._token = token
        self._interval = heartbeat
        self._socket: web.WebSocketResponse | None = None
        self._events: list[dict[str, Any]] = []

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it closes."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket = socket
        interval = int(self._interval * 1000)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": interval}})
        async for received in socket:
            if received.type is WSMsgType.TEXT:
                await self._receive(socket, received.json())
        return socket

    async def emit(self, event: str, data: dict[str, Any]) -> None:
        """Send an event, now or when the bot resumes."""
        packet = {"op": 0, "t": event, "s": len(self._events) + 1, "d": data}
        self._events.append(packet)
        if self._socket and not self._socket.closed:
            await self._socket.send_json(packet)

    async def drop(self) -> None:
        """Cut the connection as a failing network would."""
        if self._socket:
            await self._socket.close(code=4000)

    async def _receive(self, socket: web.WebSocketResponse, packet: dict[str, Any]) -> None:
        match packet["op"]:
            case 1:
                self.heartbeats.append(time.monotonic())
                await socket.send_json({"op": 11})
            case 2:
                await self._identify(socket, packet["d"])
            case 6:
                self.resumed += 1
                for missed in self._events[packet["d"]["seq"] :]:
                    await socket.send_json(missed)
                await self.emit("RESUMED", {})

    async def _identify(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> None:
        if data["token"] != self._token:
            await socket.close(code=4004)
            return
        if data["intents"] & PRIVILEGED:
            await socket.close(code=4014)
            return
        self.intents = data["intents"]
        self._events.clear()
        await self.emit(
            "READY",
            {
                "v": 10,
                "user": payloads.user(payloads.BOT),
                "guilds": [{"id": payloads.GUILD, "unavailable": True}],
                "session_id": "session",
                "resume_gateway_url": "wss://gateway.discord.gg",
                "application": {"id": payloads.APPLICATION, "flags": 0},
            },
        )
        await self.emit("GUILD_CREATE", payloads.guild())
        self.ready.set()
