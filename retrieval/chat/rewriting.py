"""A follow-up made to stand alone by a chat model, and taken only where it stayed the question."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from archive.errors import ChatModelUnavailable
from retrieval.chat.budget import fit
from retrieval.chat.chat_model import ChatModel
from retrieval.chat.prompts import REWRITING, rewriting_message
from retrieval.chat.replies import clean, spoken
from retrieval.question import Question, Turn
from retrieval.text.figures import unsupported_figures
from retrieval.text.names import known_names, unsupported_names
from retrieval.text.wording import content_stems, coverage

log = logging.getLogger(__name__)

SECONDS = 10.0
"""What a follow-up waits for its rewriting at most, before the rule takes over and the search
begins: hosted models take about one second, small local ones a few."""

LONGEST = 300
"""Characters of a question that is taken; the prompt asks for forty words."""

KNOWN_SHARE = 0.6
"""How many of its content words must be the conversation's, so that it asks of the same matter
while it may be worded anew."""

KEPT_SHARE = 0.5
"""How many of the content words of the follow-up it must keep, so that it asks the same thing. With
both shares, of 1,111 follow-ups that people rewrote (CANARD, a third of its development part) 95 %
are taken, of 1,130 questions from other conversations none."""

_LONGEST_REPLY = 2_000  # characters; a model that thinks aloud first needs some hundreds
_LABEL = re.compile(r"^(?:[\w-]+ ){0,2}question\s*:\s*", re.IGNORECASE)


class Rewriter:
    """Asks a chat model to make follow-ups stand alone; what it may not say is not taken."""

    def __init__(self, chat: ChatModel, *, context: int) -> None:
        """`context` is in tokens; the oldest turns are left out where they exceed it."""
        self._chat = chat
        self._context = context

    def rewrite(self, question: Question) -> Question:
        """Returns the question with `taken_as` set, or as it was.

        That is without a conversation before it, where the model fails, and where what it wrote is
        not the question.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        if not question.history:
            return question
        history = fit(question, (), self._context).history
        message = rewriting_message(question.text, history)
        prompt = [SystemMessage(REWRITING), HumanMessage(message)]
        try:
            reply = self._chat.reply(prompt, stage="rewrite", longest=_LONGEST_REPLY)
        except ChatModelUnavailable as error:
            log.warning("the follow-up is read by rule: %s", error)
            return question
        written = accepted(reply, question.text, question.history)
        if not written:
            log.info("the follow-up is read by rule: the chat model did not keep to it")
        return replace(question, taken_as=written)


def accepted(reply: str, text: str, history: Sequence[Turn]) -> str:
    """The question a reply consists of, "" where it is none, or not the one asked.

    It is one line with one question, within `LONGEST` characters, that has no name or figure that
    neither `text` nor the conversation has, keeps those of `text`, and shares enough words.
    """
    said = spoken(reply).strip()
    written = _LABEL.sub("", clean(said)).strip("\"'“”‘’ ")
    if "\n" in said or not 0 < len(written) <= LONGEST:
        return ""
    if written.count("?") != 1 or not written.endswith("?"):
        return ""
    turns = [part for turn in history for part in (turn.question, turn.answer)]
    known = "\n".join([text, *turns])
    stems = content_stems(written)
    faithful = (
        not _missing(written, known)
        and not _missing(text, written)
        and coverage(stems, content_stems(known)) >= KNOWN_SHARE
        and coverage(content_stems(text), stems) >= KEPT_SHARE
    )
    return written if faithful else ""


def _missing(text: str, known: str) -> list[str]:
    """The figures and names of a text that another lacks."""
    return unsupported_figures(text, [known]) + unsupported_names(text, [known_names(known)])
