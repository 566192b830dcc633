"""Feedback as cases for `backfile eval`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from archive.feedback import Fault, Feedback, KeptFeedback
from bot.printable import clipped, one_line
from bot.wording import day

WIDTH = 96
"""Columns at which long texts are broken."""

HEADER = """\
# Cases made of feedback by `backfile feedback export`, for `backfile eval`.
# Cases behind # say too little yet: add expect_answer or expect_article, and take the # away.
"""


def cases_text(kept: Sequence[KeptFeedback]) -> str:
    """Returns a YAML file of cases, one a question, with the feedback it comes from as comments."""
    groups: dict[tuple[object, ...], list[KeptFeedback]] = {}
    for one in kept:
        said = one.feedback
        key = (said.question.casefold(), said.as_of or said.asked, said.as_of, said.filters)
        groups.setdefault(key, []).append(one)
    return f"{HEADER}cases:\n" + "".join(map(_block, groups.values()))


def _block(group: Sequence[KeptFeedback]) -> str:
    """Returns one case under a comment for each complaint, as a comment if it expects nothing."""
    expected = list(_expected(group))
    case = _question(group[0].feedback) | {
        name: [article for field, article in expected if field == name]
        for name in ("expect_article", "expect_not_article")
        if any(field == name for field, _ in expected)
    }
    text: str = yaml.safe_dump([case], allow_unicode=True, sort_keys=False, width=WIDTH)
    if not expected:
        text = "".join(f"# {line}\n" for line in text.splitlines())
    return "".join(f"# {comment}\n" for comment in map(_comment, group)) + text


def _expected(group: Sequence[KeptFeedback]) -> Iterator[tuple[str, str]]:
    for one in group:
        said = one.feedback
        if said.fault is Fault.CITATION:
            yield "expect_not_article", said.article_id
        elif said.fault is Fault.MISSING and said.article_id:
            yield "expect_article", said.article_id


def _question(said: Feedback) -> dict[str, Any]:
    """Returns how it was asked; with a day pretended, the day it was asked makes no difference."""
    filters = said.filters
    fields: dict[str, Any] = {
        "question": one_line(said.question),
        "asked": "" if said.as_of else said.asked.isoformat(),
        "as_of": said.as_of.isoformat() if said.as_of else "",
        "since": filters.since.isoformat() if filters.since else "",
        "until": filters.until.isoformat() if filters.until else "",
        "outlets": list(filters.outlets),
        "authors": list(filters.authors),
        "kinds": [kind.value for kind in filters.kinds],
        "language": filters.language,
    }
    return {name: value for name, value in fields.items() if value}


def _comment(one: KeptFeedback) -> str:
    what = {
        Fault.CITATION: "wrong citation",
        Fault.FACT: "wrong fact",
        Fault.MISSING: "missing answer",
    }[one.feedback.fault]
    told = [f"feedback {one.number}, {day(one.given_at.date())}, {what}"]
    if headline := one_line(one.headline):
        told.append(f"“{clipped(headline, 60)}”")
    if note := one_line(one.feedback.note):
        told.append(clipped(note, 200))
    return ": ".join(told)
