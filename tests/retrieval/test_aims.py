"""What a question is after."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.intents import Intent
from retrieval.question import Question, understand
from retrieval.understanding.aims import LONGEST, aim_of, names_nothing
from retrieval.understanding.known import KnownNames

SURVEYS = [
    (Intent.LATEST, "What's the latest on the harbour strike?", "the harbour strike"),
    (Intent.LATEST, "What is the current state of the bridge repairs?", "the bridge repairs"),
    (Intent.LATEST, "Where do things stand with the ferry inquiry?", "the ferry inquiry"),
    (Intent.LATEST, "Give me an update on the flood defences", "the flood defences"),
    (Intent.LATEST, "Is there any news on the missing trawler?", "the missing trawler"),
    (Intent.TIMELINE, "Can you give me a timeline of the mill closure?", "the mill closure"),
    (Intent.TIMELINE, "How did the row over the festival unfold?", "the row over the festival"),
    (Intent.TIMELINE, "What happened when during the flood?", "the flood"),
    (Intent.TIMELINE, "List the key dates in the Tolle trial", "the Tolle trial"),
    (Intent.COVERAGE, "How many articles have we published about the mill?", "the mill"),
    (Intent.COVERAGE, "How many stories mention Leon Marsh?", "Leon Marsh"),
    (Intent.COVERAGE, "How often have we written about the eel count?", "the eel count"),
    (Intent.COVERAGE, "Coverage of the ferry by outlet and month", "the ferry"),
    (Intent.COVERAGE, "How much coverage did the flood get?", "the flood"),
    (Intent.QUOTE, 'Who said "the river does not negotiate"?', '"the river does not negotiate"'),
    (Intent.QUOTE, "Find the exact quote about the river from the mayor", None),
    (Intent.QUOTE, "What exactly did the mayor say about the river?", "the mayor about the river"),
    (Intent.QUOTE, "What were Ida Marsh’s exact words on libraries?", "Ida Marsh on libraries"),
    (Intent.QUOTE, "quotes by Ida Marsh about eels", "Ida Marsh about eels"),
    (Intent.SOURCES, "Which articles mention the Ambry mill?", "the Ambry mill"),
    (Intent.SOURCES, "What do we have on Leon Marsh?", "Leon Marsh"),
    (Intent.SOURCES, "Which articles are there about Leon Marsh?", "Leon Marsh"),
    (Intent.SOURCES, "Show me the newest stories about the trams", "the trams"),
    (Intent.SOURCES, "Show me everything we have on Leon Marsh", "Leon Marsh"),
    (Intent.SOURCES, "sources on the ferry sinking", "the ferry sinking"),
    (Intent.SOURCES, "Do we have any articles about eels, please?", "eels"),
    (Intent.FIRST_MENTION, "When was Leon Marsh first mentioned?", "Leon Marsh"),
    (Intent.FIRST_MENTION, "When did we first report on the mill closure?", "the mill closure"),
    (Intent.FIRST_MENTION, "first story about the lights festival", "the lights festival"),
    (Intent.FIRST_MENTION, "Which outlet first reported the sinking?", "the sinking"),
]


@pytest.mark.parametrize(("intent", "question", "subject"), SURVEYS)
def test_a_survey_is_known_by_its_words_and_they_are_no_part_of_its_subject(
    intent: Intent, question: str, subject: str | None
) -> None:
    aim = aim_of(question)
    assert aim.intent is intent
    assert subject is None or aim.subject == subject


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in the flood?",
        "How many stories high is the tower?",
        "How many stories does the tower have?",
        "How many articles does the treaty have?",
        "How many pieces of art were stolen?",
        "How many reports of theft were there last year?",
        "How often does the ferry run?",
        "Which article of the charter bans strikes?",
        "Which report blamed the captain?",
        "What sources of energy does Dunmarrow use?",
        "Who said they would stand for mayor?",
        'Who wrote "The River"?',
        "What did the mayor say about the river?",
        "What happened when the ferry left the quay?",
        "What is the timeline for the bridge repair?",
        "How did the council develop the quay?",
        "When did the ferry first sail?",
        "When was the mill first opened?",
        "Where does Norland stand on whaling?",
        "Which country is the latest to join the pact?",
        "What is the latest book by Brenna Holt about?",
        "Find out who sank the ferry",
    ],
)
def test_a_question_about_the_world_is_after_a_fact(question: str) -> None:
    aim = aim_of(question)
    assert aim.intent is Intent.FACT
    assert aim.subject == question.rstrip("?")


def test_a_page_of_text_is_not_asked_for_its_intent() -> None:
    assert aim_of("timeline of " + "the flood " * LONGEST).intent is Intent.FACT


@pytest.mark.parametrize(
    ("intent", "question"),
    [
        (Intent.COVERAGE, "How many articles do we have by month?"),
        (Intent.COVERAGE, "How many stories were published by outlet?"),
        (Intent.COVERAGE, "How many articles are in the archive?"),
        (Intent.COVERAGE, "How many articles has Tom Esk written?"),
        (Intent.SOURCES, "What did Tom Esk write?"),
        (Intent.SOURCES, "Which articles were published last week?"),
        (Intent.SOURCES, "List the articles by Tom Esk"),
        (Intent.SOURCES, "What is the newest article?"),
        (Intent.COVERAGE, "How many opinion pieces do we have?"),
        (Intent.COVERAGE, "How many live blogs were published in March?"),
    ],
)
def test_a_survey_may_ask_for_whatever_was_published(intent: Intent, question: str) -> None:
    known = KnownNames(author_names=("Tom Esk",))
    query = understand(Question(text=question, asked=date(2026, 3, 20)), known)
    assert query.intent is intent
    assert names_nothing(query.subject)


@pytest.mark.parametrize(
    "question",
    [
        "What happened last weekend?",
        "What happened between 5 and 7 July 2022?",
        "What was in the news on 3 March 2026?",
        "What did we publish yesterday?",
    ],
)
def test_what_happened_on_days_that_are_named_asks_for_the_reports_of_those_days(
    question: str,
) -> None:
    query = understand(Question(text=question, asked=date(2026, 3, 20)))
    assert query.intent is Intent.SOURCES
    assert names_nothing(query.subject)


@pytest.mark.parametrize("question", ["What happened?", "What happened in Skerrin last weekend?"])
def test_what_happened_somewhere_or_at_no_named_time_asks_for_a_fact(question: str) -> None:
    assert understand(Question(text=question, asked=date(2026, 3, 20))).intent is Intent.FACT


def test_how_coverage_changed_asks_for_counts() -> None:
    aim = aim_of("How has the coverage of inflation changed over time?")
    assert (aim.intent, aim.subject) == (Intent.COVERAGE, "inflation")
