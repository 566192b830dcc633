"""A provider of chat models on loopback, spoken to over real HTTP by the real clients.

    with ProviderServer("The quay burned [1].") as server:
        monkeypatch.setenv("OPENAI_BASE_URL", f"{server.url}/v1")    # or OLLAMA_HOST = server.url
        model = load_chat_model("openai:invented")

It streams as OpenAI's chat completions do (server-sent events) and as Ollama's chat does (a JSON
object a line), and fails on demand. Its error messages repeat the key and the prompt, as real ones
may, so that a test can look for them where they must not be.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PIECE = 9
"""Characters of the reply in each piece streamed."""


class Fault(StrEnum):
    """What goes wrong with every request."""

    NONE = "none"
    UNAUTHORISED = "401"
    UNKNOWN_MODEL = "404"
    RATE_LIMITED = "429"
    BROKEN = "500"
    SILENT = "says nothing until the server ends"
    CUT = "cut in the middle"
    GARBLED = "malformed JSON in the middle"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: clients that give up hang up in the middle."""


class ProviderServer:
    """Answers every chat with `reply`, or with a fault; `requests` are the bodies it was sent.

    A stream is cut or garbled after so many pieces as `faulty_after` says.
    """

    def __init__(
        self,
        reply: str,
        *,
        fault: Fault = Fault.NONE,
        faulty_after: int = 3,
        usage: tuple[int, int] = (120, 14),
    ) -> None:
        self.reply = reply
        self.fault = fault
        self.faulty_after = faulty_after
        self.usage = usage
        self.requests: list[dict[str, Any]] = []
        self.ended = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))

    @property
    def url(self) -> str:
        """Where it listens, without a path."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()

    def pieces(self) -> list[str]:
        """The reply as it is streamed."""
        return [self.reply[at : at + PIECE] for at in range(0, len(self.reply), PIECE)]


def _handler(provider: ProviderServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            provider.requests.append(body)
            if provider.fault.value.isdigit():
                self._refuse(int(provider.fault.value), body)
                return
            if provider.fault is Fault.SILENT:
                provider.ended.wait(30)
            ollama = self.path == "/api/chat"
            self.send_response(200)
            self.send_header(
                "Content-Type", "application/x-ndjson" if ollama else "text/event-stream"
            )
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for n, line in enumerate(_ollama(provider) if ollama else _openai(provider, body)):
                if n == provider.faulty_after and provider.fault is Fault.CUT:
                    self.close_connection = True
                    return
                garbled = n == provider.faulty_after and provider.fault is Fault.GARBLED
                self._chunk(line[: len(line) // 2] + "\n\n" if garbled else line)
            self._chunk("")

        def _refuse(self, status: int, body: dict[str, Any]) -> None:
            told = f"bad request with {self.headers['Authorization']}: {body['messages']}"
            shown = told if self.path == "/api/chat" else {"message": told, "code": "invented"}
            error = json.dumps({"error": shown}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(error)))
            self.end_headers()
            self.wfile.write(error)

        def _chunk(self, text: str) -> None:
            data = text.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: tests read what Backfile logs."""

    return Handler


def _openai(provider: ProviderServer, body: dict[str, Any]) -> Iterator[str]:
    """Server-sent events; the tokens only where they were asked for, as OpenAI has it."""
    about = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}

    def event(delta: dict[str, str], ends: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": ends}
        return f"data: {json.dumps(about | {'choices': [choice]})}\n\n"

    yield event({"role": "assistant", "content": ""})
    for piece in provider.pieces():
        yield event({"content": piece})
    yield event({}, "stop")
    if (body.get("stream_options") or {}).get("include_usage"):
        given, written = provider.usage
        usage = {
            "prompt_tokens": given,
            "completion_tokens": written,
            "total_tokens": given + written,
        }
        yield f"data: {json.dumps(about | {'choices': [], 'usage': usage})}\n\n"
    yield "data: [DONE]\n\n"


def _ollama(provider: ProviderServer) -> Iterator[str]:
    """An object a line; the last one has the tokens."""
    about = {"model": "m", "created_at": "2024-02-01T00:00:00Z"}
    for piece in provider.pieces():
        message = {"role": "assistant", "content": piece}
        yield json.dumps(about | {"message": message, "done": False}) + "\n"
    given, written = provider.usage
    done = {
        "message": {"role": "assistant", "content": ""},
        "done": True,
        "done_reason": "stop",
        "prompt_eval_count": given,
        "eval_count": written,
    }
    yield json.dumps(about | done) + "\n"
