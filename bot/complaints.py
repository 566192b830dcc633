"""What a person says was wrong with an answer they were shown. Pure: for every front end."""

from __future__ import annotations

import re

from archive.articles import Span
from archive.errors import UnknownName
from archive.feedback import Fault, Feedback
from archive.filters import Filters
from retrieval.answers import Answer, AnswerStatus, Citation
from retrieval.question import Question


def read_complaint(said: str) -> tuple[int | None, str]:
    """Returns the marker a complaint begins with, None without one, and the note that follows.

    "[2] is another ferry", "2 is another ferry" → (2, "is another ferry").
    """
    found = re.match(r"\s*(?:\[([0-9]{1,3})\]|([0-9]{1,3})(?!\S))\s*", said)
    if not found:
        return None, said.strip()
    return int(found[1] or found[2]), said[found.end() :].strip()


def complaint(
    question: Question, answer: Answer, marker: int | None, note: str, *, origin: str
) -> Feedback:
    """Returns the feedback that a complaint about an answer is.

    Where an answer was given, a marker says which citation is wrong; without one a fact is. Where
    none was found, something is missing, and a marker says which of the nearest passages holds it.
    The question is kept as it reads on its own, with the filters it was asked with.

    Raises:
        UnknownName: the answer has no such marker.
    """
    missing = answer.status is AnswerStatus.NOT_FOUND
    citation = None if marker is None else _marked(answer, marker)
    fault = Fault.CITATION if citation else Fault.FACT
    return Feedback(
        question=answer.question,
        asked=question.asked,
        as_of=question.as_of,
        filters=filters_of(question),
        fault=Fault.MISSING if missing else fault,
        article_id=citation.article_id if citation else "",
        span=Span(start=citation.start, end=citation.end) if citation else None,
        note=note,
        origin=origin,
    )


def filters_of(question: Question) -> Filters:
    """Returns the filters a person set for a question."""
    return Filters(
        since=question.since,
        until=question.until,
        outlets=question.outlets,
        authors=question.authors,
        kinds=question.kinds,
        language=question.language,
    )


def acknowledged(feedback: Feedback, number: int, marker: int | None) -> str:
    """Returns the sentence that says what was kept, and of which marker."""
    which = f"[{marker}] " if marker is not None else ""
    about = {
        Fault.CITATION: f"{which}is a wrong citation",
        Fault.FACT: "a fact is wrong",
        Fault.MISSING: f"{which}answers it" if which else "this archive should answer it",
    }[feedback.fault]
    return f"Kept as feedback {number}: {about}. `backfile feedback export` makes cases of it."


def _marked(answer: Answer, marker: int) -> Citation:
    shown = answer.citations or answer.nearest
    for citation in shown:
        if citation.n == marker:
            return citation
    there = ", ".join(f"[{citation.n}]" for citation in shown)
    raise UnknownName(
        f"The last answer has no [{marker}].", f"It has {there}." if there else "It cites nothing."
    )
