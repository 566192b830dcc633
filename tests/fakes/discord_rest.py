"""The REST interface of the fake, version 10, and everything that was asked of it."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes import discord_payloads as payloads
from tests.fakes.discord_rules import broken_rule

BODY: web.RequestKey[Any] = web.RequestKey("BODY", object)
EPHEMERAL, LOADING = 1 << 6, 1 << 7


@dataclass
class Asked:
    """One request to the interface and how it was answered."""

    method: str
    path: str
    body: Any
    at: float
    status: int = 0


@dataclass
class Interaction:
    """A command or a click, and what became of it. `messages` are ids, the response's first."""

    id: str
    token: str
    channel: str
    source: str | None = None
    at: float = field(default_factory=time.monotonic)
    acknowledged: float | None = None
    messages: list[str] = field(default_factory=list)


class Refused(Exception):
    """An error Discord answers with: HTTP status, its own code, words."""

    def __init__(self, status: int, code: int, message: str) -> None:
        self.status, self.code, self.message = status, code, message
        super().__init__(message)


class Rest:
    """Messages, interactions and commands as Discord keeps them, and its rules about them."""

    def __init__(self, token: str) -> None:
        self.asked: list[Asked] = []
        self.messages: dict[str, dict[str, Any]] = {}
        self.interactions: dict[str, Interaction] = {}
        self.commands: dict[str, dict[str, Any]] = {}
        self.refusals: list[str] = []
        self.changed = asyncio.Condition()
        self.acknowledge_within = 3.0
        self.interaction_life = 900.0
        self._token = token

    def routes(self) -> list[web.RouteDef]:
        """Everything the bot uses; anything else is not found, and logged as refused."""
        api, hook = "/api/v10", "/api/v10/webhooks/{app}/{token}"
        commands = "/applications/{app}/commands"
        handlers = [
            web.get(f"{api}/users/@me", self._me),
            web.get(f"{api}/oauth2/applications/@me", self._application),
            web.put(f"{api}{commands}", self._register),
            web.put(f"{api}/applications/{{app}}/guilds/{{guild}}/commands", self._register),
            web.post(f"{api}/interactions/{{id}}/{{token}}/callback", self._callback),
            web.patch(f"{hook}/messages/@original", self._edit_response),
            web.post(hook, self._follow_up),
            web.post(f"{api}/users/@me/channels", self._direct),
            web.post(f"{api}/channels/{{channel}}/messages", self._send),
            web.patch(f"{api}/channels/{{channel}}/messages/{{id}}", self._edit),
            web.post(f"{api}/channels/{{channel}}/typing", self._typing),
        ]
        return [*handlers]

    @web.middleware
    async def log(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Log the request, answer refusals as Discord words them, wake who waits."""
        if not request.path.startswith("/api/"):
            response: web.StreamResponse = await handler(request)
            return response
        text = await request.text()
        asked = Asked(request.method, request.path, None, time.monotonic())
        self.asked.append(asked)
        try:
            if text and request.headers.get("Content-Type") != "application/json":
                raise Refused(400, 50035, "the content type must be application/json")
            asked.body = json.loads(text) if text else None
            open_to_all = "/webhooks/" in request.path or request.path.endswith("/callback")
            if not open_to_all and request.headers.get("Authorization") != f"Bot {self._token}":
                raise Refused(401, 0, "401: Unauthorized")
            request[BODY] = asked.body
            response = await handler(request)
        except Refused as refused:
            self.refusals.append(f"{request.method} {request.path}: {refused.message}")
            response = _json(
                {"code": refused.code, "message": refused.message}, status=refused.status
            )
        except web.HTTPNotFound:
            self.refusals.append(f"{request.method} {request.path}: no such route")
            response = _json({"code": 0, "message": "404: Not Found"}, status=404)
        asked.status = response.status
        async with self.changed:
            self.changed.notify_all()
        return response

    def keep(self, message: dict[str, Any]) -> dict[str, Any]:
        """Store a message."""
        self.messages[message["id"]] = message
        return message

    async def _me(self, request: web.Request) -> web.Response:
        return _json(payloads.user(payloads.BOT))

    async def _application(self, request: web.Request) -> web.Response:
        return _json(payloads.application())

    async def _register(self, request: web.Request) -> web.Response:
        for command in request[BODY]:
            kept = command | {"id": payloads.snowflake(), "application_id": payloads.APPLICATION}
            self.commands[command["name"]] = kept | {"version": "1"}
        return _json(list(self.commands.values()))

    async def _direct(self, request: web.Request) -> web.Response:
        return _json(payloads.channel(payloads.DIRECT))

    async def _typing(self, request: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _callback(self, request: web.Request) -> web.Response:
        interaction = self.interactions.get(request.match_info["token"])
        if not interaction or time.monotonic() - interaction.at > self.acknowledge_within:
            raise Refused(404, 10062, "Unknown interaction")
        if interaction.acknowledged:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        kind, data = request[BODY]["type"], request[BODY].get("data") or {}
        if kind not in (4, 5):
            raise Refused(400, 50035, f"the fake does not know callbacks of type {kind}")
        if kind == 5:
            data = {"flags": data.get("flags", 0) | LOADING}
        else:
            self._check(data, new=True)
        interaction.acknowledged = time.monotonic()
        message = payloads.message(interaction.channel, payloads.BOT, "") | data
        interaction.messages.append(self.keep(message)["id"])
        shown = {"id": interaction.id, "type": 2, "response_message_id": message["id"]}
        resource = {"type": kind, "message": message}
        return _json({"interaction": shown, "resource": resource})

    def _alive(self, request: web.Request) -> Interaction:
        interaction = self.interactions.get(request.match_info["token"])
        if not interaction or not interaction.acknowledged:
            raise Refused(404, 10015, "Unknown Webhook")
        if time.monotonic() - interaction.at > self.interaction_life:
            raise Refused(401, 50027, "Invalid Webhook Token")
        return interaction

    async def _edit_response(self, request: web.Request) -> web.Response:
        interaction = self._alive(request)
        return _json(self._change(interaction.messages[0], request[BODY]))

    async def _follow_up(self, request: web.Request) -> web.Response:
        interaction = self._alive(request)
        self._check(request[BODY], new=True)
        message = payloads.message(interaction.channel, payloads.BOT, "") | request[BODY]
        interaction.messages.append(self.keep(message)["id"])
        return _json(message)

    async def _send(self, request: web.Request) -> web.Response:
        self._check(request[BODY], new=True)
        where = request.match_info["channel"]
        message = payloads.message(where, payloads.BOT, "") | request[BODY]
        return _json(self.keep(message))

    async def _edit(self, request: web.Request) -> web.Response:
        return _json(self._change(request.match_info["id"], request[BODY]))

    def _change(self, identity: str, body: dict[str, Any]) -> dict[str, Any]:
        message = self.messages.get(identity)
        if message is None:
            raise Refused(404, 10008, "Unknown Message")
        self._check(body, new=False)
        message |= body
        message["flags"] &= ~LOADING
        return message

    def _check(self, body: dict[str, Any], *, new: bool) -> None:
        if broken := broken_rule(body, new=new):
            raise Refused(400, 50035, f"Invalid Form Body: {broken}")


def _json(value: Any, *, status: int = 200) -> web.Response:
    # Discord's header names no charset, and discord.py compares it whole.
    body = json.dumps(value).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"})
