"""A way to a server on loopback that calls itself Discord: CONNECT, and a certificate for it."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from pathlib import Path

import trustme

HOSTS = ("discord.com", "gateway.discord.gg", "cdn.discordapp.com")


class Authority:
    """Certificates for Discord's names, from an authority that nobody else trusts."""

    def __init__(self) -> None:
        self._authority = trustme.CA()

    def server(self) -> ssl.SSLContext:
        """What the server needs to be Discord."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*HOSTS).configure_cert(context)
        return context

    def client(self) -> ssl.SSLContext:
        """What a client in this process needs to believe it."""
        context = ssl.create_default_context()
        self._authority.configure_trust(context)
        return context

    def write(self, path: Path) -> Path:
        """The certificate in a file, for a process that is told by SSL_CERT_FILE."""
        self._authority.cert_pem.write_to_path(str(path))
        return path


class ConnectProxy:
    """An HTTP proxy that knows one method, CONNECT, and leads every name to `port` on loopback."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def start(self) -> str:
        """The proxy's address, once it listens."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stop listening and cut what is open."""
        if self._server:
            self._server.close()
        for writer in list(self._open):
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii")
        method, target, _ = head.split("\r\n")[0].split(" ")
        if method != "CONNECT" or target not in [f"{host}:443" for host in HOSTS]:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
            writer.close()
            return
        onward_reader, onward = await asyncio.open_connection("127.0.0.1", self._port)
        self._open |= {writer, onward}
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_pump(reader, onward), _pump(onward_reader, writer))
        self._open -= {writer, onward}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):  # the other end hung up, which ends the tunnel all the same
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
