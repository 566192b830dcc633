"""A chat model that plays back a script: no network, no key, nothing left to chance."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, Field


class ScriptedChatModel(BaseChatModel):
    """Gives `replies` one after another, the last one for ever; an exception among them is raised.

    Streams pieces of `piece` characters. With `hang_after` it stops after so many pieces and says
    nothing more until `released` is set. `fail_after` raises after so many pieces. `usage`, tokens
    in and out, is reported with the last piece. Every prompt is kept in `prompts`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    replies: list[str | Exception]
    piece: int = 7
    hang_after: int | None = None
    fail_after: int | None = None
    usage: tuple[int, int] | None = None
    released: threading.Event = Field(default_factory=threading.Event)
    prompts: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _next(self, messages: list[BaseMessage]) -> str:
        self.prompts.append(list(messages))
        reply = self.replies[min(len(self.prompts), len(self.replies)) - 1]
        if isinstance(reply, Exception):
            raise reply
        return reply

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        message = AIMessage(content=self._next(messages))
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._next(messages)
        for i, start in enumerate(range(0, max(len(reply), 1), self.piece)):
            if i == self.hang_after:
                self.released.wait()
            if i == self.fail_after:
                raise ConnectionError("the line broke, with api_key=secret in the message")
            chunk = AIMessageChunk(content=reply[start : start + self.piece])
            yield ChatGenerationChunk(message=chunk)
        if self.usage:
            given, written = self.usage
            counted = UsageMetadata(
                input_tokens=given, output_tokens=written, total_tokens=given + written
            )
            last = AIMessageChunk(content="", usage_metadata=counted)
            yield ChatGenerationChunk(message=last)


class ObedientChatModel(ScriptedChatModel):
    """Says what is true, and then what some order in the text it reads would have it say.

    It has no judgement at all: whatever anybody wants of it, `obeyed` is what it adds.
    """

    replies: list[str | Exception] = Field(default_factory=list)
    true: str
    obeyed: str

    def _next(self, messages: list[BaseMessage]) -> str:
        self.prompts.append(list(messages))
        return f"{self.true} {self.obeyed}"
