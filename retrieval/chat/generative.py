"""The drafter on any LangChain chat model."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from archive.errors import ChatModelUnavailable
from retrieval.answers import Evidence
from retrieval.chat.budget import CONTEXT, Fitted, fit
from retrieval.chat.chat_model import ChatModel
from retrieval.chat.prompts import SYSTEM, user_message
from retrieval.chat.replies import ReplyParser, says_not_in_archive
from retrieval.chat.usage import Price
from retrieval.drafts import Asked, DraftSentence

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

log = logging.getLogger(__name__)

_LONGEST_REPLY = 8_000  # characters; five short sentences need a tenth of it


class GenerativeDrafter:
    """Writes prose with a chat model, from evidence that is fenced and labelled as data.

    `first_timeout` and `timeout`, in seconds, bound the wait for the first words and for the whole
    reply. `context`, in tokens, bounds what the model is shown and the room it has to reply.
    """

    def __init__(
        self,
        model: BaseChatModel,
        *,
        name: str = "",
        timeout: float = 60.0,
        first_timeout: float | None = None,
        context: int = CONTEXT,
        price: Price | None = None,
    ) -> None:
        self._chat = ChatModel(
            model, name=name, timeout=timeout, first_timeout=first_timeout, price=price
        )
        self._context = context

    @property
    def name(self) -> str:
        """What an answer calls this drafter."""
        return self._chat.name

    def draft(self, query: Asked, evidence: Sequence[Evidence]) -> Iterator[DraftSentence]:
        """Sentences as the model finishes them; nothing when it finds no answer in the evidence.

        Markers of passages that the model was not shown are gone. Raises ChatModelUnavailable when
        the model fails, takes too long or answers nothing, possibly after some sentences, and when
        its context has no room for the question and one passage.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        if not evidence:
            return
        shown = self._fitted(query, evidence)
        numbers = {item.n for item in shown.evidence}
        parser = ReplyParser()
        length = 0
        asking = user_message(query, shown.evidence, shown.history)
        prompt = [SystemMessage(SYSTEM), HumanMessage(asking)]
        with closing(self._chat.pieces(prompt, stage="draft")) as pieces:
            for piece in pieces:
                length += len(piece)
                yield from _shown(parser.feed(piece), numbers)
                if length > _LONGEST_REPLY:
                    log.warning("draft: %s wrote over %d characters; cut", self.name, length - 1)
                    break
        if not length:
            raise ChatModelUnavailable(
                f"The chat model {self.name} gave an empty answer.", "Try another model."
            )
        yield from _shown(parser.close(), numbers)

    def _fitted(self, query: Asked, evidence: Sequence[Evidence]) -> Fitted:
        fitted = fit(query, evidence, self._context)
        if fitted.turns_left_out or fitted.passages_left_out:
            log.info(
                "draft: left out the oldest %d of %d turns and the weakest %d of %d passages, "
                "to keep within %d tokens",
                fitted.turns_left_out,
                len(query.history),
                fitted.passages_left_out,
                len(evidence),
                self._context,
            )
        if not fitted.evidence:
            raise ChatModelUnavailable(
                f"The question does not fit beside a passage into {self._context:,} tokens of "
                f"context of the chat model {self.name}.",
                "Ask more shortly, or raise BACKFILE_CHAT_CONTEXT.",
            )
        return fitted


def _shown(sentences: list[DraftSentence], numbers: set[int]) -> Iterator[DraftSentence]:
    for sentence in sentences:
        if not says_not_in_archive(sentence):
            markers = tuple(n for n in sentence.markers if n in numbers)
            yield DraftSentence(text=sentence.text, markers=markers)
