"""A team's own questions: what a YAML file of them says, as cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from archive.errors import InvalidCases
from bot.asking import Asked
from bot.evaluation.fields import Fields, filters_in
from bot.evaluation.figures import LABELS
from bot.evaluation.matching import normalised
from bot.evaluation.verdicts import Expect
from bot.evaluation.yamltext import read_yaml
from bot.printable import clipped, one_line

QUESTION_SHOWN = 50
"""Characters of a question by which a message names its case."""

FILTERS = ("asked", "as_of", "since", "until", "outlets", "authors", "kinds", "language")
FIELDS = (
    "question",
    *FILTERS,
    "expect",
    "expect_answer",
    "expect_article",
    "expect_not_article",
    "note",
)
PARTS = ("cases", "defaults", "require")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with the filters it is asked with, and what is expected of the answer.

    `number` is its place in the file, from 1; `day` the one it is asked on, None for the day of the
    run. `expect` is None where only something not to be cited is named. `answers` are alternatives,
    of which an answer has to say one, or the sides of a conflict, of which it has to say all.
    `articles` and `barred` are articles as a person names them: one of the first has to be cited,
    none of the second may be.
    """

    number: int
    question: str
    asked: Asked
    day: date | None
    expect: Expect | None
    answers: tuple[str, ...]
    articles: tuple[str, ...]
    barred: tuple[str, ...]
    note: str

    @property
    def key(self) -> str:
        """Twelve hex digits that are the same wherever the same is asked under the same filters."""
        asked = self.asked
        told = [
            " ".join(self.question.split()).casefold(),
            *(str(day or "") for day in (self.day, asked.as_of, asked.since, asked.until)),
            sorted(asked.outlets),
            sorted(asked.authors),
            sorted(asked.kinds),
            asked.language,
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """A file of cases: its name, a digest of what it says, and the figures it requires."""

    name: str
    digest: str
    cases: tuple[Case, ...]
    require: Mapping[str, float]


def read_suite(path: Path) -> Suite:
    """Returns the cases of a YAML file.

    Raises:
        InvalidCases: the file is not as it should be; every mistake in it is named.
    """
    data, said = read_yaml(path)
    problems: list[str] = []
    suite = Suite(
        name=path.name,
        digest=hashlib.sha256(data).hexdigest()[:12],
        cases=tuple(_cases(said, problems)),
        require=dict(_require(said, problems)),
    )
    problems += _doubles(suite.cases)
    refuse(path.name, problems)
    return suite


def refuse(name: str, problems: Sequence[str]) -> None:
    """Raises what is wrong with a file of cases, if anything is.

    Raises:
        InvalidCases: there are problems; the message lists them all.
    """
    if problems:
        count = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise InvalidCases(
            f"{name} has {count}:\n{listed}",
            "Nothing was asked. docs/evaluation.md tells how cases are written.",
        )


def named(case: Case) -> str:
    """Returns how a message names a case: by number and question."""
    return _named(case.number, case.question)


def _named(number: int, question: str) -> str:
    shown = clipped(one_line(question), QUESTION_SHOWN)
    return f"case {number} (“{shown}”)" if shown else f"case {number}"


def _cases(said: object, problems: list[str]) -> Iterator[Case]:
    if not isinstance(said, dict):
        problems.append("the file has no `cases`; put the list of cases under `cases:`.")
        return
    problems += _unknown(said, PARTS, "the file")
    listed = said.get("cases")
    if not isinstance(listed, list) or not listed:
        problems.append("`cases` is no list of cases; begin each with `- question:`.")
        return
    defaults = said.get("defaults") or {}
    if not isinstance(defaults, dict):
        problems.append("`defaults` does not name fields; write such as `as_of: 2024-02-01` in it.")
        defaults = {}
    problems += _unknown(defaults, FILTERS, "`defaults`")
    filters_in(Fields("`defaults`", defaults, problems))
    for number, given in enumerate(listed, start=1):
        if isinstance(given, dict):
            yield _case(number, given, defaults, problems)
        else:
            problems.append(f"case {number} has no fields; begin it with `- question:`.")


def _case(
    number: int, given: Mapping[Any, object], defaults: Mapping[Any, object], problems: list[str]
) -> Case:
    asks = given.get("question")
    where = _named(number, asks if isinstance(asks, str) else "")
    problems += _unknown(given, FIELDS, where)
    fields = Fields(where, given, problems)
    # What is wrong in the defaults is told once, where it stands.
    inherited = {name: defaults[name] for name in FILTERS if name in defaults}
    own = {name: given[name] for name in FILTERS if name in given}
    filters_in(Fields(where, own, problems))
    asked, day = filters_in(Fields(where, inherited | own, []))
    if asked.since and asked.until and asked.since > asked.until:
        fields.complain("since", f"{asked.since} lies after `until` {asked.until}")
    question = fields.text("question")
    if not question:
        fields.complain("question", "is missing")
    answers = fields.texts("expect_answer")
    for answer in answers:
        if not normalised(answer):
            fields.complain("expect_answer", f"{answer!r} holds no word or figure to look for")
    articles, barred = fields.texts("expect_article"), fields.texts("expect_not_article")
    expect = fields.choice("expect", Expect)
    if expect is None and (answers or articles):
        expect = Expect.ANSWER
    if expect is Expect.ABSTENTION and (answers or articles):
        fields.complain("expect", "is abstention, which goes with no expected answer or article")
    if expect is Expect.ANSWER and not (answers or articles):
        fields.complain("expect", "is answer; say which with `expect_answer` or `expect_article`")
    if not (expect or barred or "expect" in given):
        fields.complain("expect", "is missing; or give `expect_answer`, or `expect_article`")
    return Case(
        number=number,
        question=question,
        asked=asked,
        day=day,
        expect=expect,
        answers=answers,
        articles=articles,
        barred=barred,
        note=fields.text("note"),
    )


def _require(said: object, problems: list[str]) -> Iterator[tuple[str, float]]:
    required = said.get("require") or {} if isinstance(said, dict) else {}
    if not isinstance(required, dict):
        problems.append("`require` names no figures; write such as `answered_right: 0.8` in it.")
        return
    problems += _unknown(required, tuple(LABELS), "`require`")
    fields = Fields("`require`", required, problems)
    for name in LABELS:
        if name in required and (share := fields.share(name)) is not None:
            yield name, share


def _unknown(given: Mapping[Any, object], known: Sequence[str], where: str) -> Iterator[str]:
    for name in map(str, given):
        if name not in known:
            near = get_close_matches(name.lower(), known, n=1)
            meant = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(known)}."
            yield f"{where}: `{clipped(one_line(name), 40)}` is unknown; {meant}"


def _doubles(cases: Sequence[Case]) -> Iterator[str]:
    first: dict[str, Case] = {}
    for case in cases:
        if not case.question:
            continue
        if (other := first.setdefault(case.key, case)) is not case:
            yield f"{named(case)} asks what case {other.number} asks; make them one."
