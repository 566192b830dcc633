"""What is left out when a chat model's context is small, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retrieval.chat.budget import REPLY, fit
from retrieval.chat.prompts import SYSTEM, user_message
from retrieval.chat.usage import tokens_in
from retrieval.question import Question, Turn
from tests.fakes.archive_text import make_evidence

TURNS = tuple(Turn(question=f"Question {i}?", answer="word " * 60) for i in range(6))
ASKED = Question(text="What happened to the quay?", asked=date(2024, 3, 1), history=TURNS)
EVIDENCE = [make_evidence(f"Report {n} says so. " * 30, n=n) for n in range(1, 9)]


def test_everything_is_shown_where_it_fits() -> None:
    fitted = fit(ASKED, EVIDENCE, 8192)
    assert (fitted.history, list(fitted.evidence)) == (TURNS, EVIDENCE)
    assert (fitted.turns_left_out, fitted.passages_left_out) == (0, 0)


def test_the_oldest_turns_go_before_any_passage_and_then_the_weakest_passages() -> None:
    kept = [fit(ASKED, EVIDENCE, context) for context in range(8192, 1024, -64)]
    assert any(0 < len(fitted.history) < len(TURNS) for fitted in kept)
    assert any(0 < len(fitted.evidence) < len(EVIDENCE) for fitted in kept)
    for fitted in kept:
        assert fitted.history == TURNS[fitted.turns_left_out :]
        assert list(fitted.evidence) == EVIDENCE[: len(EVIDENCE) - fitted.passages_left_out]
        assert not (fitted.history and fitted.passages_left_out)


@pytest.mark.parametrize("context", [2048, 3000, 4096, 8192])
def test_what_is_shown_keeps_within_the_context_with_room_for_the_reply(context: int) -> None:
    fitted = fit(ASKED, EVIDENCE, context)
    message = user_message(ASKED, fitted.evidence, fitted.history)
    assert tokens_in(SYSTEM) + tokens_in(message) + REPLY <= context
    assert ASKED.text in message


def test_a_question_that_fills_the_context_leaves_no_passage() -> None:
    assert fit(replace(ASKED, text="Why? " * 4000), EVIDENCE, 4096).evidence == ()


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("seven c", 2), ("x" * 35, 10), ("東京", 2)])
def test_tokens_are_estimated_by_length_and_other_scripts_by_sign(text: str, tokens: int) -> None:
    assert tokens_in(text) == tokens
