"""The memory of a thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversations import Conversations
from retrieval.answers import Answer, AnswerStatus, Searched, Sentence
from retrieval.question import Question, Turn


def answer(question: str, *sentences: str, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    searched = Searched(articles=1, of=1, since=None, until=None)
    texts = tuple(Sentence(text=text, citations=(1,)) for text in sentences)
    return Answer(
        status=status, question=question, searched=searched, drafter="test", sentences=texts
    )


def test_a_new_thread_has_no_history() -> None:
    question = Question(text="Who?", asked=date(2024, 2, 1))
    assert Conversations().follow("a", question) == question


def test_a_follow_up_carries_the_earlier_turns_oldest_first() -> None:
    memory = Conversations()
    memory.remember("a", answer("One?", "First.", "Second."))
    memory.remember("a", answer("Two?", "Third."))
    question = memory.follow("a", Question(text="And then?", asked=date(2024, 2, 1)))
    assert question.text == "And then?"
    assert question.history == (
        Turn(question="One?", answer="First. Second."),
        Turn(question="Two?", answer="Third."),
    )


def test_threads_do_not_share_a_memory() -> None:
    memory = Conversations()
    memory.remember("a", answer("One?", "First."))
    assert memory.history("b") == ()


def test_only_the_latest_turns_are_kept() -> None:
    memory = Conversations(turns=2)
    for number in range(5):
        memory.remember("a", answer(f"{number}?", "Yes."))
    assert [turn.question for turn in memory.history("a")] == ["3?", "4?"]


def test_the_thread_untouched_for_longest_is_forgotten_first() -> None:
    memory = Conversations(threads=2)
    memory.remember("a", answer("A?", "Yes."))
    memory.remember("b", answer("B?", "Yes."))
    memory.history("a")
    memory.remember("c", answer("C?", "Yes."))
    assert len(memory) == 2
    assert memory.history("b") == ()
    assert memory.history("a")


def test_a_long_answer_is_remembered_by_whole_sentences() -> None:
    memory = Conversations(characters=20)
    memory.remember("a", answer("A?", "Ten chars.", "Nine more.", "Tail."))
    assert memory.history("a")[0].answer == "Ten chars."


def test_an_abstention_is_remembered_as_one() -> None:
    memory = Conversations()
    memory.remember("a", answer("A?", status=AnswerStatus.NOT_FOUND))
    assert memory.history("a")[0].answer == "Nothing in the archive answers this."


def test_a_premise_denied_is_remembered_as_it_was_told() -> None:
    memory = Conversations()
    denied = replace(
        answer("A?", status=AnswerStatus.NOT_FOUND), premise="The archive does not say that B died."
    )
    memory.remember("a", denied)
    assert memory.history("a")[0].answer == "The archive does not say that B died."


def test_a_forgotten_thread_starts_anew() -> None:
    memory = Conversations()
    memory.remember("a", answer("A?", "Yes."))
    assert memory.forget("a")
    assert not memory.forget("a")
    assert memory.history("a") == ()


def test_a_memory_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        Conversations(turns=0)
