"""One chat model, asked within limits of time: its reply as it comes, its failures, its cost."""

from __future__ import annotations

import contextvars
import logging
import queue
import threading
import time
from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING

from archive.errors import ChatModelUnavailable
from retrieval.chat.usage import Price, Usage, tokens_in

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.messages import BaseMessage, BaseMessageChunk

log = logging.getLogger(__name__)

_KEY = "Check the provider's API key, and that it may use this model."
_MODEL = "Check the model's name in BACKFILE_CHAT_MODEL, and that it is installed."
_QUOTA = "Wait a little, or check the account's quota."
_TROUBLE = "The provider has trouble of its own: try again later."
_SLOW = "Raise BACKFILE_CHAT_TIMEOUT, or choose a faster model."
_BY_STATUS = {401: _KEY, 403: _KEY, 404: _MODEL, 429: _QUOTA}
_BY_KIND = {  # by what the names of providers' exceptions have in common
    "auth": _KEY,
    "permission": _KEY,
    "ratelimit": _QUOTA,
    "notfound": _MODEL,
    "connect": "Check that the provider can be reached, or that Ollama is running.",
    "timeout": _SLOW,
    "protocol": "The connection broke off: try again.",
    "decode": "Check that the provider's address is that of its API.",
    "server": _TROUBLE,
}


class ChatModel:
    """A chat model with its name, the limits of time it is given, and what its tokens cost.

    `first_timeout` and `timeout`, in seconds, bound the wait for the first words and for the whole
    reply.
    """

    def __init__(
        self,
        model: BaseChatModel,
        *,
        name: str = "",
        timeout: float = 60.0,
        first_timeout: float | None = None,
        price: Price | None = None,
    ) -> None:
        self.name = name or model._llm_type
        self._model = model
        self._timeout = timeout
        self._first_timeout = timeout if first_timeout is None else min(first_timeout, timeout)
        self._price = price

    def reply(self, prompt: list[BaseMessage], *, stage: str, longest: int) -> str:
        """The whole reply, cut where it is longer than so many characters.

        Raises ChatModelUnavailable when the model fails or takes too long.
        """
        text = ""
        with closing(self.pieces(prompt, stage=stage)) as pieces:
            for piece in pieces:
                text += piece
                if len(text) > longest:
                    break
        return text[:longest]

    def pieces(self, prompt: list[BaseMessage], *, stage: str) -> Generator[str]:
        """The text of the reply as it arrives, read in a thread that can be given up on.

        What it took is logged in the end under the name of the `stage`, also when it failed. Raises
        ChatModelUnavailable when the model fails or takes too long, possibly after some pieces.
        """
        arrived: queue.Queue[str | Exception | None] = queue.Queue()
        given_up = threading.Event()
        counted: dict[str, int] = {}

        def read() -> None:
            try:
                for chunk in self._model.stream(prompt):
                    if given_up.is_set():
                        return
                    _count(chunk, counted)
                    arrived.put(str(chunk.text))
                arrived.put(None)
            except Exception as error:
                arrived.put(error)

        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(read,), daemon=True, name=stage).start()
        started = time.monotonic()
        heard = ""
        try:
            while True:
                limit = self._timeout if heard else self._first_timeout
                left = limit - (time.monotonic() - started)
                try:
                    piece = arrived.get(timeout=max(left, 0.0))
                except queue.Empty:
                    raise self._too_slow(limit, bool(heard)) from None
                if isinstance(piece, Exception):
                    raise self._failed(piece) from piece
                if piece is None:
                    return
                heard += piece
                yield piece
        finally:
            given_up.set()
            usage = self._usage(prompt, heard, counted, time.monotonic() - started)
            log.info("%s: %s", stage, usage)

    def _usage(
        self, prompt: list[BaseMessage], heard: str, counted: dict[str, int], seconds: float
    ) -> Usage:
        """What the provider counted or, where it counted nothing, an estimate."""
        said = bool(counted.get("input_tokens"))
        return Usage(
            model=self.name,
            input=counted["input_tokens"] if said else sum(tokens_in(m.text) for m in prompt),
            output=counted.get("output_tokens", 0) if said else tokens_in(heard),
            counted=said,
            seconds=seconds,
            price=self._price,
        )

    def _too_slow(self, limit: float, heard: bool) -> ChatModelUnavailable:
        what = "finish its answer" if heard else "answer"
        return ChatModelUnavailable(
            f"The chat model {self.name} did not {what} within {limit:g} s.",
            _SLOW,
        )

    def _failed(self, error: Exception) -> ChatModelUnavailable:
        """The failure by its kind alone: a provider's message may repeat keys or the prompt."""
        kind = type(error).__name__
        return ChatModelUnavailable(f"The chat model {self.name} failed ({kind}).", _remedy(error))


def _remedy(error: Exception) -> str:
    """What to do about a provider's failure, by its HTTP status or else its kind; "" if unknown."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status >= 500:
        return _TROUBLE
    kind = type(error).__name__.lower()
    by_kind = next((remedy for part, remedy in _BY_KIND.items() if part in kind), "")
    return _BY_STATUS.get(status, by_kind) if isinstance(status, int) else by_kind


def _count(chunk: BaseMessageChunk, counted: dict[str, int]) -> None:
    """Adds the tokens a chunk reports; the chunks of a stream report them piecemeal."""
    usage = getattr(chunk, "usage_metadata", None) or {}
    for key in ("input_tokens", "output_tokens"):
        counted[key] = counted.get(key, 0) + int(usage.get(key) or 0)
