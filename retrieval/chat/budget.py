"""What of a conversation and its evidence a chat model is shown: as much as its context holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answers import Evidence
from retrieval.chat.prompts import SYSTEM, passage_text, turn_text, user_message
from retrieval.chat.usage import tokens_in
from retrieval.drafts import Asked
from retrieval.question import Turn

CONTEXT = 8192
"""Tokens of context where nothing is set: what small local models take on ordinary machines."""

REPLY = 1024
"""Tokens of the context kept free for the reply: five short sentences need a fifth of it, and the
rest is for models that think aloud first."""

_BETWEEN = 4
"""Tokens between two passages or turns, and for what a provider puts around messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What is shown, and how many turns and passages are not."""

    history: tuple[Turn, ...]
    evidence: tuple[Evidence, ...]
    turns_left_out: int
    passages_left_out: int


def fit(query: Asked, evidence: Sequence[Evidence], context: int) -> Fitted:
    """What fits beside the rules and the question, which always stay.

    The oldest turns go first, then the weakest passages, which stand last. No passage is left where
    not even the strongest fits. `context` is in tokens, which are estimated by `tokens_in`.
    """
    fixed = tokens_in(SYSTEM) + tokens_in(user_message(query, (), ())) + 2 * _BETWEEN
    left = context - REPLY - fixed
    passages = [tokens_in(passage_text(item)) + _BETWEEN for item in evidence]
    turns = [tokens_in(turn_text(turn)) + _BETWEEN for turn in query.history]
    first, last = 0, len(passages)
    while first < len(turns) and sum(turns[first:]) + sum(passages) > left:
        first += 1
    while last and sum(turns[first:]) + sum(passages[:last]) > left:
        last -= 1
    return Fitted(
        history=tuple(query.history[first:]),
        evidence=tuple(evidence[:last]),
        turns_left_out=first,
        passages_left_out=len(passages) - last,
    )
