"""An answer judged by what its case expects. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.evaluation.expected import Posed
from bot.evaluation.matching import holds
from bot.evaluation.verdicts import Expect, Verdict
from bot.printable import clipped, one_line
from retrieval.answers import Answer, AnswerStatus, Citation

ANSWER_SHOWN = 60
"""Characters of an expected answer or a headline that a fault repeats."""


def judge(posed: Posed, answer: Answer, listed: Sequence[Citation], seconds: float) -> Verdict:
    """Returns how a case went.

    `listed` are the articles looked up for the question, nearest first, each with its best passage;
    `seconds` is how long the answer took.
    """
    case = posed.case
    return Verdict(
        key=case.key,
        number=case.number,
        question=case.question,
        expect=case.expect,
        status=answer.status,
        faults=tuple(_faults(posed, answer)),
        ranked=_tells(posed),
        rank=_rank(posed, listed),
        cited=tuple(_cited(posed, answer)),
        shown=_shown(answer),
        drafter=answer.drafter,
        seconds=seconds,
    )


def _tells(posed: Posed) -> bool:
    """Whether a case tells a right article or answer from others."""
    return bool(posed.articles or posed.case.answers)


def _shown(answer: Answer) -> str:
    return one_line(" ".join(sentence.text for sentence in answer.sentences))


def _faults(posed: Posed, answer: Answer) -> Iterator[str]:
    case, status = posed.case, answer.status
    if case.expect is Expect.ABSTENTION:
        if status is not AnswerStatus.NOT_FOUND:
            yield "answered, where nothing answers"
    elif case.expect and status is AnswerStatus.NOT_FOUND:
        yield "declined"
    elif case.expect is Expect.CONFLICT and status is not AnswerStatus.CONFLICTING:
        yield "showed no conflict"
    elif case.expect is Expect.ANSWER and status is AnswerStatus.CONFLICTING:
        yield "showed a conflict"
    if status is not AnswerStatus.NOT_FOUND:
        yield from _unsaid(posed, answer)
    for headline in dict.fromkeys(
        one.headline for one in answer.citations if one.article_id in posed.barred
    ):
        yield f"cites “{clipped(one_line(headline), ANSWER_SHOWN)}”, which it must not"


def _unsaid(posed: Posed, answer: Answer) -> Iterator[str]:
    answers = posed.case.answers
    shown = _shown(answer)
    unsaid = [wanted for wanted in answers if not holds(shown, wanted)]
    if unsaid and (posed.case.expect is Expect.CONFLICT or len(unsaid) == len(answers)):
        missing = " and " if posed.case.expect is Expect.CONFLICT else " or "
        quoted = missing.join(f"“{clipped(one, ANSWER_SHOWN)}”" for one in unsaid)
        yield f"does not say {quoted}"
    if posed.articles and not any(one.article_id in posed.articles for one in answer.citations):
        yield "cites no expected article"


def _cited(posed: Posed, answer: Answer) -> Iterator[bool]:
    """Yields of each citation whether it is of an expected article or bears an answer out."""
    if not _tells(posed):
        return
    for citation in answer.citations:
        expected = citation.article_id in posed.articles
        bears = any(holds(citation.quote, wanted) for wanted in posed.case.answers)
        yield (expected or bears) and citation.article_id not in posed.barred


def _rank(posed: Posed, listed: Sequence[Citation]) -> int | None:
    """Returns where the first expected article stands; without one, the first with the answer."""
    for rank, citation in enumerate(listed, start=1):
        text = f"{citation.headline}\n{citation.passage}"
        if posed.articles:
            if citation.article_id in posed.articles:
                return rank
        elif any(holds(text, wanted) for wanted in posed.case.answers):
            return rank
    return None
