"""What a thread of questions has said so far, kept small enough to hand to the next question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from retrieval.answers import Answer, AnswerStatus
from retrieval.question import Question, Turn


class Conversations:
    """The recent turns of recent threads, in memory; a thread is any hashable key.

    At most `turns` exchanges are kept a thread, and `threads` threads: the one untouched for
    longest is forgotten first. What is kept of an answer ends at a sentence within `characters`,
    as follow-ups refer to the gist of an answer and not to its tail.
    """

    def __init__(self, *, turns: int = 6, threads: int = 500, characters: int = 1200) -> None:
        if min(turns, threads, characters) < 1:
            raise ValueError("a conversation needs room for at least one turn")
        self._limit = turns
        self._threads = threads
        self._characters = characters
        self._turns: OrderedDict[Hashable, tuple[Turn, ...]] = OrderedDict()

    def __len__(self) -> int:
        """How many threads are remembered."""
        return len(self._turns)

    def history(self, thread: Hashable) -> tuple[Turn, ...]:
        """The turns of a thread, oldest first; empty where nothing was said or it was forgotten."""
        if thread in self._turns:
            self._turns.move_to_end(thread)
        return self._turns.get(thread, ())

    def follow(self, thread: Hashable, question: Question) -> Question:
        """`question` with what the thread has said before it."""
        return replace(question, history=self.history(thread))

    def remember(self, thread: Hashable, answer: Answer) -> None:
        """Add an exchange to its thread."""
        turn = Turn(question=answer.question, answer=gist(answer, self._characters))
        self._turns[thread] = (*self.history(thread), turn)[-self._limit :]
        self._turns.move_to_end(thread)
        while len(self._turns) > self._threads:
            self._turns.popitem(last=False)

    def forget(self, thread: Hashable) -> bool:
        """Drop a thread; False where there was none."""
        return self._turns.pop(thread, None) is not None


def gist(answer: Answer, characters: int) -> str:
    """The whole sentences of an answer that fit into `characters`, the first cut short if alone.

    Of a table without sentences, its title: "41 articles".
    """
    if answer.status is AnswerStatus.NOT_FOUND:
        return answer.premise[:characters] or "Nothing in the archive answers this."
    told = tuple(sentence.text for sentence in answer.sentences)
    counted = (answer.table.title,) if answer.table else ()
    return _whole(told or counted, characters)


def _whole(sentences: Sequence[str], characters: int) -> str:
    if not sentences:
        return ""
    kept = sentences[0][:characters]
    for sentence in sentences[1:]:
        if len(kept) + 1 + len(sentence) > characters:
            break
        kept = f"{kept} {sentence}"
    return kept
