"""What a question takes for granted is recognised, and denied only where nothing says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from langchain_core.runnables import Runnable

from archive.store import ArchiveStore
from retrieval.answers import Answer, AnswerStatus
from retrieval.chain import build_chain
from retrieval.grounding.presumed import supported
from retrieval.question import Question
from retrieval.understanding.premises import premise_of
from tests.fakes.archive_text import make_evidence
from tests.fakes.chat_models import ScriptedChatModel

PRESUMED = [
    ("Why did Ulla Bern resign?", "Ulla Bern resigned"),
    ("Why did the mayor of Skell resign in May?", "the mayor of Skell resigned in May"),
    ("And why did Bern step down?", "Bern stepped down"),
    ("When did the ferry sink?", "the ferry sank"),
    ("How did Tom Esk die?", "Tom Esk died"),
    ("What caused the old bridge to collapse?", "the old bridge collapsed"),
    ("What made Tom Esk quit the club?", "Tom Esk quit the club"),
    ("Why was the tram strike called off?", "the tram strike was called off"),
    ("Where was Ulla Bern arrested?", "Ulla Bern was arrested"),
    ("When were the two men jailed?", "the two men were jailed"),
    ("Why has Bern stepped down?", "Bern has stepped down"),
    ("Why have the lifeguards been sacked?", "the lifeguards have been sacked"),
    ("Who killed Ulla Bern in Skell?", "Ulla Bern was killed in Skell"),
    ("Who arrested the two men on Monday?", "the two men were arrested on Monday"),
    ("Who bought the ferry company?", "the ferry company was bought"),
    ("How long after Bern resigned did the council vote?", "Bern resigned"),
    ("In 2022, why did Tom Esk quit and who replaced him?", "Tom Esk quit"),
    ("Why did the chief strike negotiator resign?", "the chief strike negotiator resigned"),
    ("When did Skell Ferries go bankrupt?", "Skell Ferries went bankrupt"),
]
NOTHING_PRESUMED = [
    "Why did he resign?",
    "Why did people die?",
    "Why did Bern not resign?",
    "Why didn't Bern resign?",
    "Why did Bern",
    "Why did Bern resign",
    "How many people died in the fire?",
    "Who won the cup?",
    "Who resigned?",
    "Did Ulla Bern resign?",
    "Will Ulla Bern resign?",
    "When will the library close?",
    "Why did the police strike end?",
    "Why did the gas attack happen?",
    "Why did the train crash victims sue?",
    "Why did Bern's resign?",
    "What did Ulla Bern say? Why did she resign?",
    "Which country did Norway invade?",
    "",
    "?",
    "Why did ?",
    "Why was the latest Skell Charged Lemonade advert banned?",
    "When did Bern see Esk shoot?",
    "Why did Ulla Bern have filed for divorce?",
]


@pytest.mark.parametrize(("question", "claim"), PRESUMED)
def test_what_a_question_takes_for_granted_is_recognised(question: str, claim: str) -> None:
    premise = premise_of(question)
    assert premise is not None
    assert premise.statement == claim
    assert premise.denial(filtered=False) == f"The archive does not say that {claim}."


@pytest.mark.parametrize("question", NOTHING_PRESUMED)
def test_a_question_that_presumes_nothing_or_not_clearly_has_no_premise(question: str) -> None:
    assert premise_of(question) is None


SAID = [
    ("Why did Ulla Bern resign?", "Ulla Bern resigned on Friday.", ""),
    ("Why did Ulla Bern resign?", "Bern, 61, will step down in May, she said.", ""),
    ("Why did Ulla Bern resign?", "She quit over the fire.", "Mayor Bern under pressure"),
    ("Why did Ulla Bern resign?", "The council met.", "Bern quits as mayor of Skell"),
    ("Why did the mayor of Skell resign?", "Skell’s mayor is stepping down.", ""),
    ("Why did the mayor resign?", "Critics welcomed the mayor’s resignation.", ""),
    ("How did Tom Esk die?", "The funeral of Tom Esk is on Monday.", ""),
    ("Who killed Tom Esk?", "Esk was found shot at the quay.", ""),
    ("Why was the tram strike called off?", "The union cancelled the tram strike.", ""),
    ("When did the ferry sink?", "The ferry capsized off Skell.", ""),
    ("Why did France invade Norway?", "French troops invaded Norway at dawn.", ""),
    ("Why did the European Council reject the plan?", "The EC turned down the plan.", ""),
    ("Where was Ulla Bern arrested?", "Police took Bern into custody in Skell.", ""),
    ("Why did Ulla Bern resign?", "With no money left, Bern resigned.", ""),
    ("Why did Ulla Bern resign?", "Both Bern and Tom Esk resigned.", ""),
    ("Why did the club fire Tom Esk?", "Esk was dismissed by the club.", ""),
]
UNSAID = [
    ("Why did Ulla Bern resign?", "Ulla Bern opened the new quay.", ""),
    ("Why did Ulla Bern resign?", "Tom Esk resigned on Friday, Bern said.", "Esk quits"),
    ("Why did Ulla Bern resign?", "Bern did not resign.", ""),
    ("Why did Ulla Bern resign?", "Bern refused to step down.", ""),
    ("Why did Ulla Bern resign?", "Critics called on Bern to resign.", ""),
    ("Why did Ulla Bern resign?", "“I will never resign,” Bern said.", ""),
    ("How did Tom Esk die?", "Tom Esk scored twice for Skell.", ""),
    ("When did the ferry sink?", "The ferry was repaired in May.", ""),
    ("Who killed Tom Esk?", "Tom Esk opened a bakery.", ""),
    ("Why did France invade Norway?", "France invaded Spain.", ""),
    ("Where was Ulla Bern arrested?", "Bern denied that she had been arrested.", ""),
]


@pytest.mark.parametrize(("question", "text", "headline"), SAID)
def test_a_premise_holds_where_a_report_tells_it_in_whatever_words(
    question: str, text: str, headline: str
) -> None:
    premise = premise_of(question)
    assert premise is not None
    other = make_evidence("It rained in Skell.")
    assert supported(premise, [other, make_evidence(text, headline=headline, n=2)])


@pytest.mark.parametrize(("question", "text", "headline"), UNSAID)
def test_a_premise_does_not_hold_where_nothing_tells_it_or_it_is_denied(
    question: str, text: str, headline: str
) -> None:
    premise = premise_of(question)
    assert premise is not None
    assert not supported(premise, [make_evidence(text, headline=headline)])


# -- through the chain ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chain(sample_store: ArchiveStore) -> Runnable[Question, Answer]:
    return build_chain(sample_store)


def ask(text: str) -> Question:
    return Question(text=text, asked=date(2026, 3, 20))


FALSE = [
    "Why did Ida Marsh resign?",
    "Why did Gordon Rask step down?",
    "How did Leon Marsh die?",
    "When was Leon Marsh arrested?",
    "Who killed Ida Marsh?",
    "Why did the National Bank go bankrupt?",
    "Who kidnapped Brenna Holt?",
    "When did the Fennick Bridge collapse?",
    "What caused the Cobb Shoal Light to explode?",
]


@pytest.mark.parametrize("question", FALSE)
def test_a_false_premise_is_told_with_the_nearest_passages(
    chain: Runnable[Question, Answer], question: str
) -> None:
    answer = chain.invoke(ask(question))
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.premise.startswith("The archive does not say that ")
    assert answer.nearest


def test_where_filters_hold_only_what_was_searched_is_said_to_be_silent(
    chain: Runnable[Question, Answer],
) -> None:
    asked = replace(ask("Why did Ida Marsh resign?"), outlets=("Vantry Courier",))
    denied = chain.invoke(asked).premise
    assert denied == "The articles searched do not say that Ida Marsh resigned."


TRUE = [
    "When did the Lady Corvane capsize?",
    "Why was the Halder Lights cancelled?",
    "When was The Pilot's Daughter stolen?",
    "Why did the Ambry paper mill close?",
]


@pytest.mark.parametrize("question", TRUE)
def test_a_premise_that_holds_is_no_matter(
    chain: Runnable[Question, Answer], question: str
) -> None:
    assert chain.invoke(ask(question)).premise == ""


def test_a_chat_model_is_not_asked_why_something_happened_that_did_not(
    sample_store: ArchiveStore,
) -> None:
    model = ScriptedChatModel(replies=["Ida Marsh resigned over the libraries [1]."])
    answer = build_chain(sample_store, chat_model=model).invoke(ask("Why did Ida Marsh resign?"))
    assert answer.premise == "The archive does not say that Ida Marsh resigned."
    assert model.prompts == []


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left Tallow Wharf at 6.20 p.m. with its skipper. She was full.",
        "The skipper spoke. The storm left hundreds of people homeless.",
        "The skipper spoke. They left for Skell on Friday.",
        "The skipper spoke, which would leave 11 unaccounted for.",
    ],
)
def test_a_journey_or_damage_is_no_resignation(text: str) -> None:
    premise = premise_of("Why did the skipper resign?")
    assert premise is not None
    assert not supported(premise, [make_evidence(text, n=1)])


def test_who_left_a_post_resigned() -> None:
    premise = premise_of("Why did the skipper resign?")
    assert premise is not None
    assert supported(premise, [make_evidence("The skipper left the company at once.", n=1)])
