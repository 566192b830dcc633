"""The drafter on any LangChain chat model, and the one place where its failures are translated."""

from __future__ import annotations

import contextvars
import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from archive.errors import ChatModelUnavailable
from retrieval.answers import Evidence
from retrieval.drafts import Asked, DraftSentence
from retrieval.prompts import SYSTEM, fit, user_message
from retrieval.replies import ReplyParser, says_not_in_archive

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.messages import BaseMessage

log = logging.getLogger(__name__)

_EXTRAS = ("openai", "anthropic", "ollama")
_LONGEST_REPLY = 8_000  # characters; five short sentences need a tenth of it
_REMEDIES = {  # by what the names of providers' exceptions have in common
    "auth": "Check the provider's API key.",
    "permission": "Check that the API key may use this model.",
    "ratelimit": "Wait a little, or check the account's quota.",
    "notfound": "Check the model's name in BACKFILE_CHAT_MODEL, and that it is installed.",
    "response": "Check the model's name in BACKFILE_CHAT_MODEL, and that it is installed.",
    "connect": "Check that the provider can be reached, or that Ollama is running.",
    "timeout": "Raise the time limit, or choose a faster model.",
}


def load_chat_model(name: str, *, timeout: float = 60.0) -> BaseChatModel:
    """The chat model that `name`, such as "openai:gpt-4o-mini", stands for; nothing is called yet.

    `timeout` is in seconds and bounds each request where the provider's client can do so. Raises
    ChatModelUnavailable when the provider is unknown, its package missing, or its key not set.
    """
    from langchain.chat_models import init_chat_model

    provider, _, model = name.partition(":")
    if not (provider and model):
        raise ChatModelUnavailable(
            f"{name!r} does not name a chat model.",
            "Write provider:model, such as BACKFILE_CHAT_MODEL=ollama:llama3.2.",
        )
    known: dict[str, dict[str, Any]] = {
        "ollama": {"temperature": 0, "client_kwargs": {"timeout": timeout}},
        "openai": {"timeout": timeout, "max_retries": 1},
        "anthropic": {"timeout": timeout, "max_retries": 1},
    }
    try:
        loaded: BaseChatModel = init_chat_model(
            model, model_provider=provider, **known.get(provider, {})
        )
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        remedy = f"Install {package} beside Backfile."
        if provider in _EXTRAS:
            remedy = f"It is the extra `{provider}`: run `make {provider}`, or install {package}."
        raise ChatModelUnavailable(
            f"The package for {provider!r} chat models is not installed.", remedy
        ) from error
    except Exception as error:
        if "nsupported" in str(error) and isinstance(error, ValueError):
            raise ChatModelUnavailable(
                f"{provider!r} is no provider of chat models that LangChain knows.",
                f"Known are {', '.join(_EXTRAS)} and others that LangChain lists.",
            ) from error
        raise ChatModelUnavailable(
            f"The chat model {name!r} could not be set up ({type(error).__name__}).",
            f"Set {provider.upper()}_API_KEY, or whatever the provider asks for.",
        ) from error
    return loaded


class GenerativeDrafter:
    """Writes prose with a chat model, from evidence that is fenced and labelled as data.

    `first_timeout` and `timeout`, in seconds, bound the wait for the first words and for the whole
    reply. `evidence_characters` bounds how much archive text the model is shown: 12,000 characters
    are about 3,000 tokens, which small local models take beside the rest of the prompt.
    """

    def __init__(
        self,
        model: BaseChatModel,
        *,
        name: str = "",
        timeout: float = 60.0,
        first_timeout: float | None = None,
        evidence_characters: int = 12_000,
    ) -> None:
        self._model = model
        self._name = name or model._llm_type
        self._timeout = timeout
        self._first_timeout = timeout if first_timeout is None else min(first_timeout, timeout)
        self._evidence_characters = evidence_characters

    @property
    def name(self) -> str:
        """What an answer calls this drafter."""
        return self._name

    def draft(self, query: Asked, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """Sentences as the model finishes them; nothing when it finds no answer in the evidence.

        Markers of passages that the model was not shown are gone. Raises ChatModelUnavailable when
        the model fails, takes too long or answers nothing, possibly after some sentences.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        if not evidence:
            return
        shown = fit(evidence, self._evidence_characters)
        numbers = {item.n for item in shown}
        parser = ReplyParser()
        length = 0
        prompt = [SystemMessage(SYSTEM), HumanMessage(user_message(query, shown))]
        for piece in self._pieces(prompt):
            length += len(piece)
            yield from _shown(parser.feed(piece), numbers)
            if length > _LONGEST_REPLY:
                log.warning("draft: %s wrote over %d characters; cut", self._name, _LONGEST_REPLY)
                break
        if not length:
            raise ChatModelUnavailable(
                f"The chat model {self._name} gave an empty answer.", "Try another model."
            )
        yield from _shown(parser.close(), numbers)

    def _pieces(self, prompt: list[BaseMessage]) -> Iterator[str]:
        """The text of the reply as it arrives, read in a thread that can be given up on."""
        arrived: queue.Queue[str | Exception | None] = queue.Queue()
        given_up = threading.Event()

        def read() -> None:
            tokens: dict[str, int] = {}
            try:
                for chunk in self._model.stream(prompt):
                    if given_up.is_set():
                        return
                    usage = getattr(chunk, "usage_metadata", None) or {}
                    for key in ("input_tokens", "output_tokens"):
                        tokens[key] = tokens.get(key, 0) + int(usage.get(key, 0))
                    arrived.put(str(chunk.text))
                log.info("draft: %s %s", self._name, tokens)
                arrived.put(None)
            except Exception as error:
                arrived.put(error)

        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(read,), daemon=True, name="draft").start()
        started = time.monotonic()
        heard = False
        try:
            while True:
                limit = self._timeout if heard else self._first_timeout
                left = limit - (time.monotonic() - started)
                try:
                    piece = arrived.get(timeout=max(left, 0.0))
                except queue.Empty:
                    raise self._too_slow(limit, heard) from None
                if isinstance(piece, Exception):
                    raise self._failed(piece) from piece
                if piece is None:
                    return
                heard = heard or bool(piece)
                yield piece
        finally:
            given_up.set()

    def _too_slow(self, limit: float, heard: bool) -> ChatModelUnavailable:
        what = "finish its answer" if heard else "answer"
        return ChatModelUnavailable(
            f"The chat model {self._name} did not {what} within {limit:g} s.",
            _REMEDIES["timeout"],
        )

    def _failed(self, error: Exception) -> ChatModelUnavailable:
        """The failure by its kind alone: a provider's message may repeat keys or the prompt."""
        kind = type(error).__name__
        remedy = next((words for part, words in _REMEDIES.items() if part in kind.lower()), "")
        return ChatModelUnavailable(f"The chat model {self._name} failed ({kind}).", remedy)


def _shown(sentences: list[DraftSentence], numbers: set[int]) -> Iterator[DraftSentence]:
    for sentence in sentences:
        if not says_not_in_archive(sentence):
            markers = tuple(n for n in sentence.markers if n in numbers)
            yield DraftSentence(text=sentence.text, markers=markers)
